"""What counsel notes on one claim's appointment, each by a form of the power page. This is where notes become deeds."""

from collections.abc import Callable
from typing import cast

from flask import Response

from claims.actions.ask_elsewhere import ask_elsewhere
from claims.actions.note_power import Note, note_power
from claims.desks.matters.finding import find_claim
from claims.desks.matters.forms_board import (
    AnsweredForm,
    ElsewhereForm,
    LeftForm,
    NotariseForm,
    OrderedForm,
    RefuseForm,
    SigningForm,
    StampForm,
)
from claims.desks.matters.power_pages import show_power
from claims.errors import NotFound, NotNow, NotValid
from claims.model.appointment import (
    BarStamped,
    Countersigned,
    CourtStep,
    CourtStepDone,
    CourtStepKind,
    Elsewhere,
    Left,
    Notarisation,
    Notarised,
    Refused,
    RefusedBecause,
)
from claims.model.tables import random_key
from claims.rules.access import May
from claims.store.clock import seconds
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.fields import PageForm
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.wording import said

GONE = _l("This signature or order is not there any more. Please look at the page again.")
OF_EVERY_DESK = frozenset({"resident_number"})
Answer = Response | tuple[str, int]


def countersign(matter_id: str, reference: str) -> Answer:
    """The firm takes a power on, in the name of who is signed in."""
    form = SigningForm.from_page()
    signing, by, at = str(form.signing.data or ""), current_member(), _at()
    note = Countersigned(matter_id=matter_id, signing=signing, name=by.name, by=by.id, at=at)
    return _note(find_claim(matter_id, reference), form, lambda: note)


def stamp(matter_id: str, reference: str) -> Answer:
    """The bar association's number on a power."""
    form = StampForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: BarStamped(
            matter_id=matter_id,
            signing=str(form.signing.data or ""),
            number=(form.number.data or "").strip(),
            by=current_member().id,
            at=_at(),
        ),
    )


def notarise(matter_id: str, reference: str) -> Answer:
    """How it stands with a power's notary, apostille or consulate."""
    form = NotariseForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: Notarised(
            matter_id=matter_id,
            signing=str(form.signing.data or ""),
            state=cast(Notarisation, form.state.data),
            day=form.done_on.data or "",
            by=current_member().id,
            at=_at(),
        ),
    )


def refuse(matter_id: str, reference: str) -> Answer:
    """A signature cannot be used; the claimant is told and asked to sign again."""
    form = RefuseForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: Refused(
            matter_id=matter_id,
            signing=str(form.signing.data or ""),
            why=cast(RefusedBecause, form.why.data),
            by=current_member().id,
            at=_at(),
        ),
    )


def ordered(matter_id: str, reference: str) -> Answer:
    """The court ordered something of this claimant, or they withdraw."""
    form = OrderedForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: CourtStep(
            matter_id=matter_id,
            id=random_key(),
            what=cast(CourtStepKind, form.what.data),
            due=form.due.data or "",
            words=(form.words.data or "").strip(),
            by=current_member().id,
            at=_at(),
        ),
    )


def answered(matter_id: str, reference: str) -> Answer:
    """An order of the court was answered."""
    form = AnsweredForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: CourtStepDone(
            matter_id=matter_id,
            id=str(form.step.data or ""),
            day=form.answered_on.data or "",
            by=current_member().id,
            at=_at(),
        ),
    )


def clear_elsewhere(matter_id: str, reference: str) -> Answer:
    """Whether the claimant is a party elsewhere is cleared up, or bars filing here."""
    form = ElsewhereForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: Elsewhere(
            matter_id=matter_id,
            clear=form.clear.data == "yes",
            words=(form.elsewhere_words.data or "").strip(),
            by=current_member().id,
            at=_at(),
        ),
    )


def left(matter_id: str, reference: str) -> Answer:
    """The claimant is out of the suit."""
    form = LeftForm.from_page()
    return _note(
        find_claim(matter_id, reference),
        form,
        lambda: Left(matter_id=matter_id, day=form.left_on.data or "", by=current_member().id, at=_at()),
    )


def ask(matter_id: str, reference: str) -> Answer:
    """Ask the claimant, in their language, whether they are already a party in another case."""
    here, found = house(), find_claim(matter_id, reference)
    with here.database.deed() as session:
        ask_elsewhere(session, [found.open], matter_id=matter_id, actor=acting(May.EDIT_MATTER), now=here.now())
    return _back(found)


def _note(found: FoundClaim, form: PageForm, made: Callable[[], Note]) -> Answer:
    """Note it, its reading in the ledger first; else the page with the form as it was typed."""
    if not form.accepted():
        return show_power(found, refused=form)
    here = house()
    note_on_claim(found, "read_claim", part="appointment")
    try:
        with here.database.deed() as session:
            actor = acting(May.EDIT_MATTER)
            note_power(session, found.open, note=made(), actor=actor, today=here.today(), now=here.now())
    except NotFound:
        form.add_problem(GONE)
    except (NotValid, NotNow) as refusal:
        among = "refusals" if refusal.reason in OF_EVERY_DESK else "offer_refusals"
        form.add_problem(said(refusal.reason, among=among))
    return show_power(found, refused=form) if form.errors else _back(found)


def _at() -> int:
    return seconds(house().now())


def _back(found: FoundClaim) -> Response:
    return go_to("matters.power", **found.place)
