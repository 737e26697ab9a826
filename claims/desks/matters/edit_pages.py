"""What a matter is about, edited by its counsel. This is where court, route, parties, amounts and days are kept up to date."""

from flask import Response, render_template

from claims.actions.edit_matter import edit_matter
from claims.desks.matters.finding import find_counsels_matter
from claims.desks.matters.forms_matter import MatterForm, edit_form, kept_facts
from claims.errors import NotValid
from claims.rules.access import May
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "title_needed": _l("Please give the matter a title."),
    "amount_negative": _l("Please write the amount in figures, without won and without fractions."),
    "not_a_day": _l("Please give day, month and year, or leave all empty."),
    "deadline_without_words": _l("Please write what must be done by that day."),
    "too_many_deadlines": _l("Ten deadlines fit here. Please take out one that is over."),
}
Answer = Response | tuple[str, int]


def edit(matter_id: str) -> Answer:
    """All of it in one form. Bundles that were ordered keep what they were frozen with."""
    found = find_counsels_matter(matter_id)
    form = edit_form().from_page(**kept_facts(found.facts))
    if form.accepted() and _edited(matter_id, form):
        return go_to("matters.matter", matter_id=matter_id)
    return render_template("matters/edit.html", found=found, form=form), form.status


def _edited(matter_id: str, form: MatterForm) -> bool:
    here = house()
    try:
        with here.database.deed() as session:
            edit_matter(session, matter_id, facts=form.facts, actor=acting(May.EDIT_MATTER), now=here.now())
    except NotValid as refusal:
        form.add_problem(WHY_NOT[refusal.reason], field=form.box_of(str(refusal.facts.get("field", ""))))
        return False
    return True
