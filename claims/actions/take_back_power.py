"""Change one's mind: until a lawyer filed, what was signed for a matter is taken back at once; after that counsel is told and sees to it."""

from datetime import datetime
from typing import Literal

from sqlmodel import Session

from claims.actions.record_move import record_move
from claims.errors import NotFound, NotNow
from claims.model.appointment import LeaveAsked, Revoked
from claims.model.claim import Claim
from claims.model.vocabulary import Move, Status
from claims.rules.appointments import appointment_for, appointments_in
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.appointment_parts import append_event, read_events
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE
from claims.store.ledger import CLAIMANT, Actor, write_line

TakenBack = Literal["taken_back", "counsel_told"]


def take_back_power(
    session: Session,
    claim: OpenClaim,
    *,
    matter_id: str,
    actor: Actor = CLAIMANT,
    member_id: str = "",
    asked_by: str = "",
    now: datetime,
) -> TakenBack:
    """`taken_back`: nothing signed for this matter counts any more, and the claim is checked again where no other matter's power stands.

    `asked_by`: who asked in a letter, which `member_id` takes down. `counsel_told`: it was filed, and leaving a suit needs a lawyer. Refuses NotFound without an invitation, NotNow `nothing_signed`.
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    events = read_events(session, claim)
    standing = appointment_for(events, matter_id)
    if standing is None:
        raise NotFound("appointment")
    if not standing.in_force or standing.leave_asked or standing.left:
        raise NotNow("nothing_signed")
    filed = Status(row.status) is Status.FILED
    if filed:
        append_event(session, claim, LeaveAsked(matter_id=matter_id, at=seconds(now), asked_by=asked_by, by=member_id))
    else:
        append_event(session, claim, Revoked(matter_id=matter_id, at=seconds(now), asked_by=asked_by, by=member_id))
        elsewhere = any(each.in_force for each in appointments_in(events) if each.matter_id != matter_id)
        if Status(row.status) is Status.SIGNED and not elsewhere:
            record_move(
                session, claim.id, move=Move.TAKE_BACK, by=frozenset({BY_CLAIMANT}), member_id=member_id, now=now
            )
    row.unread = True
    session.add(row)
    action = "ask_to_leave" if filed else "take_back_power"
    details = {"matter": matter_id}
    write_line(
        session, claim.office_id, actor=actor, action=action, reference=claim.reference, details=details, now=now
    )
    return "counsel_told" if filed else "taken_back"
