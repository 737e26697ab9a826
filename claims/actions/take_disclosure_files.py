"""The disclosure files that changed since they were last taken become part of the registry in force.

A project that was edited at the desk stays as it is while its file stays as it is. A file that is gone retracts nothing:
that is for a person to say, at the desk, with a reason.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from claims.actions.publish_disclosure import publish_disclosure
from claims.errors import NotFound, NotValid, StartRefused
from claims.model.disclosure import DisclosedProject, Port, Registry
from claims.model.revision import RegistryFile, RegistryRevision
from claims.queries.registry_revisions import current_registry, newest_revision
from claims.store.disclosure_files import DisclosureFiles

WHY_NOT = {
    "name_retracted": "was retracted and stays retracted; give it a new id",
    "name_moved": "already names a window of another project; ids are never used for something else",
    "name_regrouped": "stood in another group before; a window's group never changes",
}


@dataclass(frozen=True)
class Taken:
    """What taking the files did. `changed`: codes taken; `gone`: codes whose file is no longer there, still in force."""

    revision: RegistryRevision | None
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def files_to_take(session: Session, office_id: str, *, files: DisclosureFiles) -> bool:
    """Whether a file differs from what was last taken, or this program reads more of the registry than the last one did."""
    marks = {row.project: row.taken for row in _rows(session, office_id)}
    if any(marks.get(code) != mark for code, mark in files.marks.items()):
        return True
    in_force, newest = _in_force(session, office_id), newest_revision(session, office_id)
    if in_force is None or newest is None:
        return True
    return newest.id != in_force.revision or in_force.ports != files.registry.ports


def take_disclosure_files(session: Session, office_id: str, *, files: DisclosureFiles, now: datetime) -> Taken:
    """Changed files are in force, in a new revision published by the service where that changes anything.

    Raises StartRefused naming the id, when a file uses one for something else.
    """
    rows = {row.project: row for row in _rows(session, office_id)}
    in_force = _in_force(session, office_id)
    taken = {code: row.taken for code, row in rows.items()} if in_force else {}
    changed = tuple(code for code, mark in files.marks.items() if taken.get(code) != mark)
    merged = _merged(in_force, [files.registry.project(code) for code in changed], ports=files.registry.ports)
    try:
        revision = publish_disclosure(session, office_id, registry=merged, now=now)
    except NotValid as refusal:
        raise StartRefused(
            f"The disclosure files cannot be taken: {refusal.facts['name']!r} {WHY_NOT[refusal.reason]}."
        ) from None
    for code in changed:
        row = rows.get(code) or RegistryFile(office_id=office_id, project=code, taken="")
        row.taken = files.marks[code]
        session.add(row)
    session.flush()
    standing = {project.code for project in merged.projects}
    gone = tuple(sorted((rows.keys() & standing) - files.marks.keys()))
    return Taken(revision=revision, changed=changed, gone=gone)


def _merged(in_force: Registry | None, projects: list[DisclosedProject], *, ports: tuple[Port, ...]) -> Registry:
    kept = {project.code: project for project in (in_force.projects if in_force else ())}
    merged = {**kept, **{project.code: project for project in projects}}
    return Registry(projects=tuple(merged.values()), ports=ports)


def _in_force(session: Session, office_id: str) -> Registry | None:
    """None also where an older version of this service kept no content."""
    try:
        return current_registry(session, office_id)
    except NotFound:
        return None


def _rows(session: Session, office_id: str) -> list[RegistryFile]:
    return list(session.exec(select(RegistryFile).where(RegistryFile.office_id == office_id)))
