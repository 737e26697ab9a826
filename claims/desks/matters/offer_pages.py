"""A firm's offer to the claimants of a matter: where it stands, its figures, and every offer ever made. This is where counsel looks at it."""

from datetime import UTC, date, datetime

from flask import Response, render_template

from claims.actions.write_offer import set_terms
from claims.desks.matters.forms_offer import FiguresForm, kept_figures, language_form
from claims.desks.matters.offer_standing import FoundOffer, direction_of, find_offer, find_offer_to_change, in_order
from claims.errors import NotFound, NotValid
from claims.rules.access import May
from claims.store.clock import legal_day
from claims.web.fields import PageForm
from claims.web.guards import acting
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.wording import said

BOX_OF = {"fee_negative": "fee", "success_fee_unreadable": "success_fee", "appointed_needed": "appointed"}
Answer = Response | tuple[str, int]


def offer(matter_id: str) -> Answer:
    """Where the offer stands."""
    return show_offer(find_offer(matter_id))


def show_offer(here: FoundOffer, *, refused: PageForm | None = None) -> Answer:
    """The page, with a refused form as it was typed."""
    adding = refused if refused is not None and "tag" in refused else language_form(here.addable)(None)
    page = render_template(
        "matters/offer.html",
        here=here,
        found=here.found,
        table={tag: {each.code: each for each in here.standings(tag)} for tag in here.tags},
        adding=adding,
        day_of=_day_of,
        refused=refused or adding,
    )
    return page, refused.status if refused else 200


def offer_figures(matter_id: str) -> Answer:
    """What each claimant pays. A text in which a figure changes is open again by itself."""
    here = find_offer(matter_id)
    form = FiguresForm.from_page(**kept_figures(here.terms))
    if form.accepted() and _kept(matter_id, form):
        return go_to("matters.offer", matter_id=matter_id)
    return render_template("matters/offer_figures.html", found=here.found, form=form), form.status


def read_offer(matter_id: str, number: int) -> str:
    """One offer whole, as it was put before claimants. Raises NotFound."""
    here = find_offer(matter_id)
    made = next((each for each in here.offers if each.number == number), None)
    if made is None:
        raise NotFound("offer")
    return render_template(
        "matters/offer_read.html",
        found=here.found,
        made=made,
        tags=in_order(made.languages),
        in_force=made == here.in_force,
        direction_of=direction_of,
    )


def _day_of(at: int) -> date:
    """The office's day of a stored instant."""
    return legal_day(datetime.fromtimestamp(at, UTC), house().settings.timezone)


def _kept(matter_id: str, form: FiguresForm) -> bool:
    here, actor = house(), acting(May.EDIT_MATTER)
    try:
        with here.database.deed() as session:
            found = find_offer_to_change(session, matter_id).found
            set_terms(session, found.row, terms=form.terms, keyring=found.keyring, actor=actor, now=here.now())
    except NotValid as refusal:
        box = BOX_OF.get(refusal.reason)
        form.add_problem(said(refusal.reason, among="offer_refusals"), field=form[box] if box else None)
        return False
    return True
