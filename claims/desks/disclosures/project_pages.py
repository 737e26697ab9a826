"""One project: everything in it, its words, a new one, retract it, forget my changes, catch up with others. This is where they are shown and done."""

from flask import Response, render_template

from claims.actions.edit_registry import catch_up as caught_up
from claims.actions.edit_registry import throw_away
from claims.desks.disclosures.finding import find_project, my_copy
from claims.desks.disclosures.part_forms import new_project_form, words_form
from claims.desks.disclosures.parts import mark_of
from claims.desks.disclosures.problem_words import problem_words
from claims.desks.disclosures.registry_words import KEYS, key_words
from claims.desks.disclosures.saving import CHANGED_MEANWHILE, NAME_ELSEWHERE, keep, kept_if_right
from claims.errors import RegistryError
from claims.queries.registry_drafts import WorkingProject
from claims.queries.registry_revisions import retracted_windows
from claims.store.registry_file import FileForm
from claims.store.registry_tables import FORMAT
from claims.web.guards import current_member
from claims.web.house import house
from claims.web.office_desk import go_to

Answer = Response | tuple[str, int]
WORDS = ("title", "summary")


def project(code: str) -> str:
    """Everything of one project, as the member has it, and what is wrong with it."""
    return show_project(code)


def show_project(code: str, *, disputed: tuple[tuple[str, ...], ...] = ()) -> str:
    """The page; `disputed`: places where others published something else than the member typed."""
    found, here = find_project(code), house()
    with here.database.question() as session:
        retracted = retracted_windows(session, here.office_id, code)
    return render_template(
        "disclosures/project.html",
        found=found,
        project=found.project,
        form=found.project.form,
        wrong=[(part_address(found.project, each), shown_problem(each)) for each in found.project.problems],
        retracted=retracted,
        disputed=[key_words(path) for path in disputed],
    )


def shown_problem(wrong: RegistryError) -> str:
    """What is wrong and at which key, in words."""
    key = next((str(KEYS[step]) for step in reversed(wrong.path) if step in KEYS), "")
    return f"{key}: {problem_words(wrong.problem)}" if key else problem_words(wrong.problem)


def part_address(project: WorkingProject, wrong: RegistryError) -> str:
    """The page on which a problem can be mended; "" for the project's own words."""
    path, form = wrong.path, project.form or {}
    if len(path) < 2 or not isinstance(path[1], int):
        return ""
    kind, outer = str(path[0]), form[str(path[0])][path[1]]
    name = outer.get({"window": "id", "source": "key"}.get(kind, "code"), "")
    if kind == "window" and len(path) > 3 and isinstance(path[3], int):
        return f"window/{name}/{path[2]}/{path[3] + 1}"
    return f"{kind}/{name}"


def words(code: str) -> Answer:
    """The project's title and summary in every language."""
    found = find_project(code)
    form = words_form().from_page(**_kept(found.form))
    if form.accepted():
        if form.seen.data != _mark(found.form):
            form.add_problem(CHANGED_MEANWHILE)
        elif kept_if_right(code, form.table(found.form), at=(), form=form):
            return go_to("disclosures.project", code=code)
    return render_template(
        "disclosures/words.html", found=found, form=form, mark=_mark(found.form), code=code
    ), form.status


def new_project() -> Answer:
    """A project that was not in the registry before."""
    form = new_project_form().from_page()
    if form.accepted():
        typed = form.table({"format": FORMAT})
        code = str(typed["code"])
        if code in my_copy().projects:
            form.add_problem(str(NAME_ELSEWHERE) % {"name": code}, field=form["code"])
        elif kept_if_right(code, typed, at=(), form=form):
            return go_to("disclosures.project", code=code)
    return render_template("disclosures/new_project.html", form=form, mark=""), form.status


def retract(code: str) -> Response:
    """The whole project shall go, once the working copy is published."""
    found = find_project(code)
    if found.project.in_force is None:
        return throw(code)
    keep(code, None)
    return go_to("disclosures.project", code=code)


def throw(code: str) -> Response:
    """Forget what the member changed in the project."""
    here = house()
    with here.database.deed() as session:
        throw_away(session, current_member(), code=code)
    still_there = code in my_copy().projects
    return go_to("disclosures.project", code=code) if still_there else go_to("disclosures.list")


def catch_up(code: str) -> Answer:
    """Take what others published meanwhile into the working copy; where both differ, say so."""
    here = house()
    with here.database.deed() as session:
        disputed = caught_up(session, current_member(), code=code, now=here.now())
    if not disputed:
        return go_to("disclosures.project", code=code)
    return show_project(code, disputed=disputed), 200


def _kept(form: FileForm) -> dict[str, object]:
    return {**words_form().kept_of(form), "seen": _mark(form)}


def _mark(form: FileForm) -> str:
    return mark_of({key: form.get(key) for key in WORDS})
