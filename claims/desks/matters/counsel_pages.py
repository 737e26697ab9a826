"""Counsel of a matter: who holds its key, hand it to one more, take it away. This is where a matter's circle grows and shrinks."""

from flask import Response, render_template

from claims.actions.add_counsel import add_counsel as hand
from claims.actions.add_counsel import counsel_ids
from claims.actions.add_counsel import remove_counsel as take_away
from claims.desks.matters.finding import find_counsels_matter
from claims.errors import NotNow, NotValid
from claims.model.staff import Member
from claims.queries.matter_page import counsel_here
from claims.rules.access import May
from claims.web.fields import ChoiceField, PageForm
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "last_counsel": _l(
        "Nobody else holds this matter's key. If it were taken away here, nobody could open the matter any more."
    ),
    "counsel_needed": _l("This person is not counsel here any more. Please look at the list again."),
}
Answer = Response | tuple[str, int]


class CounselForm(PageForm):
    """Who is to hold the matter's key too. `counsel_form` says who may."""

    member: ChoiceField


class RemoveForm(PageForm):
    """A lone button."""


def counsel_form(others: list[Member]) -> type[CounselForm]:
    """The form offering these members."""

    class WithOthers(CounselForm):
        member = ChoiceField(
            _l("Counsel to add"),
            choices=[(each.id, each.name) for each in others],
            unknown="",
            required=_l("Please choose who is to hold the key too."),
        )

    return WithOthers


def counsel(matter_id: str) -> Answer:
    """Who holds the key, and one more."""
    here, found = house(), find_counsels_matter(matter_id)
    form = counsel_form(_circle(matter_id)[1]).from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                hand(
                    session,
                    matter_id,
                    member_id=str(form.member.data),
                    keyring=found.keyring,
                    actor=acting(May.ADD_COUNSEL),
                    now=here.now(),
                )
            return go_to("matters.counsel", matter_id=matter_id)
        except NotValid as refusal:
            form.add_problem(WHY_NOT[refusal.reason])
    return _page(matter_id, form)


def remove_counsel(matter_id: str, member_id: str) -> Answer:
    """The key is taken away from one who is not the last."""
    here, found = house(), find_counsels_matter(matter_id)
    form = RemoveForm.from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                take_away(
                    session,
                    matter_id,
                    member_id=member_id,
                    keyring=found.keyring,
                    actor=acting(May.ADD_COUNSEL),
                    now=here.now(),
                )
            return go_to("matters.list") if member_id == _me() else go_to("matters.counsel", matter_id=matter_id)
        except (NotNow, NotValid) as refusal:
            form.add_problem(WHY_NOT[refusal.reason])
    return _page(matter_id, form)


def _me() -> str:
    return acting(May.ADD_COUNSEL).id


def _circle(matter_id: str) -> tuple[list[Member], list[Member]]:
    """Counsel who hold the key, and those who do not, by name."""
    with house().database.question() as session:
        held = counsel_ids(session, matter_id)
        everybody = counsel_here(session, house().office_id)
    return [each for each in everybody if each.id in held], [each for each in everybody if each.id not in held]


def _page(matter_id: str, refused: PageForm) -> Answer:
    found = find_counsels_matter(matter_id)
    holding, others = _circle(matter_id)
    form = refused if isinstance(refused, CounselForm) else counsel_form(others)(None)
    page = render_template(
        "matters/counsel.html", found=found, form=form, refused=refused, holding=holding, others=others, me=_me()
    )
    return page, refused.status
