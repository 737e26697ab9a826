"""The first page of the desk: projects, working copies, revisions; one revision; what can be downloaded. This is where they are shown."""

from flask import Response, make_response, render_template, request

from claims.desks.disclosures.finding import find_project, my_copy
from claims.desks.disclosures.rematch_pages import rematch_state
from claims.errors import NotFound
from claims.queries.registry_drafts import drafts_here
from claims.queries.registry_revisions import (
    newest_revision,
    registry_at,
    revision_numbered,
    revisions_of,
    staff_names,
)
from claims.rules.registry_changes import changes_between
from claims.store.registry_file import file_form
from claims.store.registry_json import registry_json
from claims.store.registry_toml import written
from claims.web.house import house
from claims.web.uploads import showable_name

REVISIONS_SHOWN = 20


def list() -> str:
    """What is in force, what is being worked on, what was published when and why."""
    here = house()
    with here.database.question() as session:
        return render_template(
            "disclosures/list.html",
            copy=my_copy(session),
            drafts=drafts_here(session, here.office_id),
            revisions=revisions_of(session, here.office_id)[: None if request.args.get("all") else REVISIONS_SHOWN],
            newest=newest_revision(session, here.office_id),
            names=staff_names(session, here.office_id),
            rematch=rematch_state(session),
        )


def revision(number: int) -> str:
    """One revision: who, when, why, its hash, and what it changed."""
    here = house()
    with here.database.question() as session:
        row = revision_numbered(session, here.office_id, number)
        after = _forms_at(number) if row.content else None
        before = _forms_at(number - 1) if number > 1 else {}
        return render_template(
            "disclosures/revision.html",
            row=row,
            newest=newest_revision(session, here.office_id),
            names=staff_names(session, here.office_id),
            changes=None
            if after is None or before is None
            else [
                (code, changed)
                for code in sorted({*before, *after})
                if (changed := changes_between(before.get(code), after.get(code)))
            ],
        )


def _forms_at(number: int) -> dict[str, dict[str, object]] | None:
    """The projects of a revision, in the form of their files; None where an older version kept no content."""
    here = house()
    with here.database.question() as session:
        try:
            row = revision_numbered(session, here.office_id, number)
            registry = registry_at(session, here.office_id, number=number, revision=row.id)
        except NotFound:
            return None
    return {project.code: file_form(project) for project in registry.projects}


def revision_file(number: int) -> Response:
    """The whole registry of one revision, as the public JSON."""
    here = house()
    with here.database.question() as session:
        row = revision_numbered(session, here.office_id, number)
        registry = registry_at(session, here.office_id, number=number, revision=row.id)
    return _file(registry_json(registry), name=f"registry-{number}.json", kind="application/json")


def project_file(code: str) -> Response:
    """One project as its disclosure file, as the member has it."""
    return _file(written(find_project(code).form).encode(), name=f"{code.lower()}.toml", kind="application/toml")


def _file(content: bytes, *, name: str, kind: str) -> Response:
    answer = make_response(content)
    answer.mimetype = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{showable_name(name)}"'
    return answer
