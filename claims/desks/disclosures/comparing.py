"""What a working copy changes against the registry in force; throw it away; publish it. This is where a revision is looked at before it is one."""

from flask import Response, render_template

from claims.actions.edit_registry import throw_away
from claims.actions.publish_working_copy import publish_working_copy
from claims.desks.disclosures.finding import member_here, my_copy
from claims.desks.disclosures.forms import WHY_NEEDED, PublishForm
from claims.desks.disclosures.problem_words import problem_words
from claims.desks.disclosures.rematch_pages import preview_state, rematch_state
from claims.desks.disclosures.saving import GROUP_STAYS, NAME_ELSEWHERE, NAME_RETRACTED
from claims.errors import Conflict, NotValid, RegistryError
from claims.queries.registry_drafts import WorkingCopy, working_copy
from claims.rules.access import May
from claims.rules.registry_names import UsedName
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "nothing_changed": _l("Your working copy says the same as the registry in force: there is nothing to publish."),
    "registry_changed": _l(
        "Somebody published another revision after you opened this page. Nothing of yours is lost: compare once more, "
        "then publish."
    ),
    "why_needed": WHY_NEEDED,
    "registry_wrong": _l("Something in the working copy is not right yet: %(problem)s"),
}
Answer = Response | tuple[str, int]


def compare(member_id: str) -> str:
    """What a member's working copy would change, old beside new."""
    here = house()
    with here.database.question() as session:
        member = member_here(session, member_id)
        copy = working_copy(session, here.office_id, member.id)
        return render_template(
            "disclosures/compare.html",
            copy=copy,
            whose=member,
            mine=member.id == current_member().id,
            preview=preview_state(session, copy),
        )


def throw_all() -> Response:
    """Forget the whole working copy of the member who is here."""
    here = house()
    with here.database.deed() as session:
        throw_away(session, current_member())
    return go_to("disclosures.list")


def publish() -> Answer:
    """The reason, and what is affected; then the working copy is the registry in force."""
    here, copy = house(), my_copy()
    form = PublishForm.from_page(seen=copy.revision.id)
    if form.accepted() and _published(form):
        return go_to("disclosures.list")
    with here.database.question() as session:
        rematch = rematch_state(session)
    return render_template(
        "disclosures/publish.html", copy=copy, form=form, mark=copy.revision.id, rematch=rematch, windows=_windows(copy)
    ), form.status


def _windows(copy: WorkingCopy) -> dict[str, list[str]]:
    """Ids of the windows that are added, changed and retracted; a changed segment changes its window."""
    found: dict[str, list[str]] = {"added": [], "changed": [], "retracted": []}
    for change in (change for project in copy.drafted for change in project.changes):
        if change.kind == "window":
            found[change.how].append(change.name)
        elif change.kind == "segment":
            found["changed"].append(change.name.partition("/")[0])
    whole = {*found["added"], *found["retracted"]}
    return {how: sorted(set(ids) - (whole if how == "changed" else set())) for how, ids in found.items()}


def _published(form: PublishForm) -> bool:
    here = house()
    try:
        with here.database.deed() as session:
            publish_working_copy(
                session,
                current_member(),
                why=form.why.data or "",
                seen=form.seen.data or "",
                actor=acting(May.PUBLISH_REGISTRY),
                now=here.now(),
            )
    except (Conflict, NotValid) as refusal:
        form.add_problem(_why_not(refusal))
        return False
    return True


def _why_not(refusal: Conflict | NotValid) -> str:
    wrong, before = refusal.facts.get("wrong"), refusal.facts.get("before")
    if isinstance(wrong, RegistryError):
        return str(WHY_NOT["registry_wrong"]) % {
            "problem": f"{wrong.file}, {wrong.key}: {problem_words(wrong.problem)}"
        }
    if isinstance(before, UsedName):
        sentences = {"name_retracted": NAME_RETRACTED, "name_regrouped": GROUP_STAYS}
        sentence = sentences.get(refusal.reason, NAME_ELSEWHERE)
        return str(sentence) % {"name": refusal.facts.get("name"), "group": before.reports}
    return str(WHY_NOT[refusal.reason])
