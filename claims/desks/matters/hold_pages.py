"""Counsel decides how long a claim is kept: hold it, end a hold, destroy what was withdrawn. This is where they do it."""

from flask import Response

from claims.actions.erase_withdrawn import erase_withdrawn
from claims.actions.hold_claim import end_hold, hold_claim
from claims.desks.matters.claim_pages import show_claim
from claims.desks.matters.finding import find_claim
from claims.desks.matters.forms_hold import EndHoldForm, EraseForm, HoldForm
from claims.errors import Conflict, NotNow, NotValid
from claims.rules.access import May
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.guards import acting, current_member
from claims.web.house import house
from claims.web.office_desk import go_to
from claims.web.wording import said

Answer = Response | tuple[str, int]


def hold(matter_id: str, reference: str) -> Answer:
    """Keep a claim beyond its time, with a reason and an end."""
    found, here = find_claim(matter_id, reference), house()
    form = HoldForm.from_page()
    if not form.accepted():
        return show_claim(found, refused=form)
    note_on_claim(found, "read_claim", part="holds")
    try:
        with here.database.deed() as session:
            hold_claim(
                session,
                found.open,
                reason=form.reason.data or "",
                until=form.week,
                by=current_member().name,
                actor=acting(May.HOLD_CLAIM),
                now=here.now(),
            )
    except NotValid as refusal:
        form.add_problem(said(refusal.reason, among="refusals"), field=form.until)
        return show_claim(found, refused=form)
    return _back(found)


def release(matter_id: str, reference: str) -> Answer:
    """End a hold before its time."""
    found, here = find_claim(matter_id, reference), house()
    form = EndHoldForm.from_page()
    if not form.accepted():
        return show_claim(found, refused=form)
    note_on_claim(found, "read_claim", part="holds")
    try:
        with here.database.deed() as session:
            end_hold(session, found.open, number=form.which, actor=acting(May.HOLD_CLAIM), now=here.now())
    except Conflict as refusal:
        form.add_problem(said(refusal.reason, among="refusals"))
        return show_claim(found, refused=form)
    return _back(found)


def erase(matter_id: str, reference: str) -> Answer:
    """Destroy a withdrawn claim now; it leaves the matter with its last key."""
    found, here = find_claim(matter_id, reference), house()
    form = EraseForm.from_page()
    if not form.accepted():
        return show_claim(found, refused=form)
    note_on_claim(found, "read_claim", part="holds")
    try:
        with here.database.deed() as session:
            erase_withdrawn(session, found.open, vault=here.vault, actor=acting(May.HOLD_CLAIM), now=here.now())
    except NotNow as refusal:
        form.add_problem(said(refusal.reason, among="refusals"))
        return show_claim(found, refused=form)
    here.database.forget()
    return go_to("matters.matter", matter_id=matter_id)


def _back(found: FoundClaim) -> Response:
    return go_to("matters.claim", **found.place, _anchor="keeping")
