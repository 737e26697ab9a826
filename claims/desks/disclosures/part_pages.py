"""One part of a project: change it, add one, retract it. This is where a window, a segment or a source is edited, one page each."""

from flask import Response, render_template

from claims.desks.disclosures.finding import FoundProject, find_project
from claims.desks.disclosures.parts import INNER, Part, new_part_at, part_at, with_part, without_part
from claims.desks.disclosures.saving import CHANGED_MEANWHILE, keep, kept_if_right
from claims.desks.disclosures.table_forms import TableForm
from claims.rules.registry_changes import NAMED_BY
from claims.web.office_desk import go_to

Answer = Response | tuple[str, int]


def part(code: str, place: str) -> Answer:
    """Change one part."""
    found = find_project(code)
    return _edit(found, part_at(found.form, place), place)


def add(code: str, place: str) -> Answer:
    """Add one part."""
    found = find_project(code)
    return _edit(found, new_part_at(found.form, place), place)


def remove(code: str, place: str) -> Response:
    """Retract one part, in the working copy."""
    found = find_project(code)
    gone = part_at(found.form, place)
    keep(code, without_part(found.form, gone))
    return _back(code, gone)


def _edit(found: FoundProject, part: Part, place: str) -> Answer:
    kind = part.form_class(found.form)
    form = kind.from_page(**kind.kept_of(part.table), seen=part.mark)
    if form.accepted() and _saved(found, part, form):
        return _back(found.project.code, part, name=str(form.table(part.table).get(NAMED_BY.get(part.kind, ""), "")))
    return render_template(
        "disclosures/part.html",
        found=found,
        part=part,
        place=place,
        form=form,
        mark=part.mark,
        inner=_inner(part),
    ), form.status


def _saved(found: FoundProject, part: Part, form: TableForm) -> bool:
    if form.seen.data != part.mark:
        form.add_problem(CHANGED_MEANWHILE)
        return False
    project = with_part(found.form, part, form.table(part.table))
    return kept_if_right(found.project.code, project, at=part.path, form=form)


def _inner(part: Part) -> dict[str, list[dict[str, object]]]:
    """What stands within a window, by kind."""
    if part.kind != "window" or part.new:
        return {}
    return {kind: list(part.table.get(kind, ())) for kind in INNER}


def _back(code: str, part: Part, *, name: str = "") -> Response:
    """To the window that a part lies in, to a new window to go on with it, else to the project."""
    if part.window:
        return go_to("disclosures.part", code=code, place=f"window/{part.window}")
    if part.kind == "window" and part.new and name:
        return go_to("disclosures.part", code=code, place=f"window/{name}")
    return go_to("disclosures.project", code=code)
