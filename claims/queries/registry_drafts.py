"""A member's working copy: the registry in force with what they changed and did not publish yet. This is where it is put together."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from claims.errors import NotFound, RegistryError
from claims.model.disclosure import Port, Registry
from claims.model.revision import RegistryDraft, RegistryRevision
from claims.model.staff import Member
from claims.queries.registry_revisions import current_registry, newest_revision, registry_at, revision_numbered
from claims.rules.registry_changes import PartChange, changes_between
from claims.store.registry import registry_of
from claims.store.registry_file import FileForm, file_form, problems_of, project_from_file_form


@dataclass(frozen=True)
class WorkingProject:
    """One project as a member has it. Each state is in the form of its file, None where the project is not there.

    `form`: as it would be published; `in_force`: as it is; `base`: as it was when the member began to change it.
    """

    code: str
    form: FileForm | None
    in_force: FileForm | None
    base: FileForm | None
    drafted: bool

    @property
    def overtaken(self) -> bool:
        """Whether somebody published another state of it since the member began."""
        return self.drafted and self.base != self.in_force

    @property
    def changes(self) -> tuple[PartChange, ...]:
        """What publishing it would change."""
        return changes_between(self.in_force, self.form)

    @property
    def problems(self) -> list[RegistryError]:
        """Everything that keeps it from being published."""
        return [] if self.form is None else problems_of(self.form, name=self.code)


@dataclass(frozen=True)
class WorkingCopy:
    """Every project, in order of code, the revision in force, and what it knows of ports, which nobody edits here."""

    revision: RegistryRevision
    projects: Mapping[str, WorkingProject]
    ports: tuple[Port, ...]

    @property
    def drafted(self) -> tuple[WorkingProject, ...]:
        """The projects that the member changed."""
        return tuple(project for project in self.projects.values() if project.drafted)

    @property
    def ready(self) -> bool:
        """Whether it could be published: something differs, nothing is wrong, nobody was overtaken."""
        changed = [project for project in self.drafted if project.changes]
        return bool(changed) and not any(project.problems or project.overtaken for project in self.drafted)

    def project(self, code: str) -> WorkingProject:
        """One project. Raises NotFound."""
        if code not in self.projects:
            raise NotFound("project")
        return self.projects[code]

    def registry(self) -> Registry:
        """The registry as it would be published. Raises RegistryError at the first thing wrong."""
        forms = [(project.code, project.form) for project in self.projects.values() if project.form is not None]
        return registry_of((project_from_file_form(form, name=code) for code, form in forms), ports=self.ports)


@dataclass(frozen=True)
class DraftNote:
    """That a member has a working copy: whose, of which projects, when last saved (UTC seconds)."""

    member_id: str
    name: str
    projects: tuple[str, ...]
    saved: int


def working_copy(session: Session, office_id: str, member_id: str) -> WorkingCopy:
    """The member's working copy. Raises NotFound `registry` where nothing was ever published."""
    revision, registry = newest_revision(session, office_id), current_registry(session, office_id)
    if revision is None:
        raise NotFound("registry")
    drafts = {row.project: row for row in _drafts(session, office_id, member_id)}
    in_force = {project.code: file_form(project) for project in registry.projects}
    projects = {}
    for code in sorted({*in_force, *drafts}):
        row = drafts.get(code)
        projects[code] = WorkingProject(
            code=code,
            form=_form(row.content) if row else in_force[code],
            in_force=in_force.get(code),
            base=_form_at(session, office_id, number=row.base, code=code) if row else in_force[code],
            drafted=row is not None,
        )
    return WorkingCopy(revision=revision, projects=projects, ports=registry.ports)


def drafts_here(session: Session, office_id: str) -> list[DraftNote]:
    """Who has a working copy, the latest saved first."""
    rows = session.exec(
        select(RegistryDraft, Member)
        .where(RegistryDraft.office_id == office_id, Member.id == RegistryDraft.member_id)
        .order_by(col(RegistryDraft.project))
    ).all()
    by_member: dict[str, list[tuple[RegistryDraft, Member]]] = {}
    for row, member in rows:
        by_member.setdefault(member.id, []).append((row, member))
    notes = [
        DraftNote(
            member_id=found[0][1].id,
            name=found[0][1].name,
            projects=tuple(row.project for row, _ in found),
            saved=max(row.saved for row, _ in found),
        )
        for found in by_member.values()
    ]
    return sorted(notes, key=lambda note: -note.saved)


def _drafts(session: Session, office_id: str, member_id: str) -> list[RegistryDraft]:
    mine = select(RegistryDraft).where(RegistryDraft.office_id == office_id, RegistryDraft.member_id == member_id)
    return list(session.exec(mine))


def _form(content: bytes) -> FileForm | None:
    loaded: Any = json.loads(content)
    return loaded if isinstance(loaded, dict) else None


def _form_at(session: Session, office_id: str, *, number: int, code: str) -> FileForm | None:
    """A project as it stood in one revision."""
    row = revision_numbered(session, office_id, number)
    registry = registry_at(session, office_id, number=number, revision=row.id)
    return next((file_form(project) for project in registry.projects if project.code == code), None)
