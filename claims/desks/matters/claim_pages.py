"""One claim of a matter, opened with the matter's key: read it, record the power and the filing. This is where counsel reads."""

from flask import Response, render_template

from claims.desks.matters.finding import find_claim
from claims.desks.matters.forms_hold import EraseForm, HoldForm
from claims.model.vocabulary import Status
from claims.rules.retention import in_force
from claims.store.clock import week_of
from claims.web.claim_door import DecideForm, FoundClaim, decide_form, decided, picture_of, read_found, shown_claim
from claims.web.forms import PageForm
from claims.web.house import house
from claims.web.office_desk import go_to

Answer = Response | tuple[str, int]


def claim(matter_id: str, reference: str) -> Answer:
    """Everything about one claim on one page."""
    return show_claim(find_claim(matter_id, reference))


def decide(matter_id: str, reference: str) -> Answer:
    """The next move by the table: a power signed, a claim filed."""
    found = find_claim(matter_id, reference)
    form = decide_form(Status(found.row.status)).from_page()
    if decided(found, form):
        return go_to("matters.claim", matter_id=matter_id, reference=reference)
    return show_claim(find_claim(matter_id, reference), refused=form)


def preview(matter_id: str, reference: str, evidence_id: str, number: int) -> Response:
    """One page of a piece of evidence as a picture."""
    return picture_of(find_claim(matter_id, reference), evidence_id, number)


def show_claim(found: FoundClaim, *, refused: PageForm | None = None) -> Answer:
    """The page, with a refused form as it was typed."""
    read = read_found(found)
    decide = refused if isinstance(refused, DecideForm) else decide_form(Status(found.row.status))(None)
    week = week_of(house().now())
    page = render_template(
        "matters/claim.html",
        refused=refused,
        decide_form=decide,
        hold_form=refused if isinstance(refused, HoldForm) else HoldForm(None),
        erase_form=refused if isinstance(refused, EraseForm) else EraseForm(None),
        held=in_force(read.contents.desk.holds, week=week) if read.contents else (),
        **shown_claim(found, read),
    )
    return page, refused.status if refused else 200
