"""Keep a changed project in the working copy, or say at its boxes why not. This is where a typed part is tried before it is kept."""

from claims.actions.edit_registry import save_project
from claims.desks.disclosures.table_forms import Path, TableForm
from claims.queries.registry_revisions import names_used
from claims.rules.registry_names import UsedName
from claims.store.registry_file import FileForm, problems_of
from claims.web.guards import current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l

NAME_RETRACTED = _l("“%(name)s” was retracted and stays retracted. Please give a new name.")
NAME_ELSEWHERE = _l("“%(name)s” already names something else. Names are never used twice.")
GROUP_STAYS = _l("The group of a published window never changes: it is “%(group)s”.")
CHANGED_MEANWHILE = _l(
    "This part was changed on another page after you opened this one. What you typed is still here: look at it, and save "
    "again to keep yours."
)


def keep(code: str, form: FileForm | None) -> None:
    """The project is in the working copy of the member who is here."""
    here = house()
    with here.database.deed() as session:
        save_project(session, current_member(), code=code, form=form, now=here.now())


def kept_if_right(code: str, project: FileForm, *, at: Path, form: TableForm) -> bool:
    """Whether the project, changed at one place, was kept. What is wrong there is said in the form; elsewhere it may stay wrong."""
    form.put_problems(problems_of(project, name=code), at=at)
    _put_name_problems(project, at=at, form=form)
    if form.problems:
        return False
    keep(code, project)
    return True


def _put_name_problems(project: FileForm, *, at: Path, form: TableForm) -> None:
    """An id or code that the registry used for something else is refused where it is typed."""
    if at[:1] == ("window",) and len(at) == 2:
        window = project["window"][at[1]]
        wanted, box, mine = (
            str(window.get("id", "")),
            "id",
            UsedName(str(project["code"]), str(window.get("group", ""))),
        )
    elif at == ():
        wanted, box, mine = str(project["code"]), "code", UsedName(str(project["code"]), "")
    else:
        return
    here = house()
    with here.database.question() as session:
        used = names_used(session, here.office_id).get(wanted)
    if used is None:
        return
    field = form[box] if box in form else None  # noqa: SIM401 -- a form has no get
    if used.retracted:
        form.add_problem(str(NAME_RETRACTED) % {"name": wanted}, field=field)
    elif used.project != mine.project or (field is not None and box == "code"):
        form.add_problem(str(NAME_ELSEWHERE) % {"name": wanted}, field=field)
    elif used.reports != mine.reports and "group" in form:
        form.add_problem(str(GROUP_STAYS) % {"group": used.reports}, field=form["group"])
