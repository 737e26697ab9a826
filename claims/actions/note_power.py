"""What counsel notes on an appointment: counter-signature, bar stamp, notarisation, a signature that cannot be used, court orders, leaving."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session

from claims.actions.record_move import record_move
from claims.actions.send_message import tell_claimant
from claims.errors import NotFound, NotNow, NotValid
from claims.model.appointment import (
    AppointmentEvent,
    BarStamped,
    Countersigned,
    CourtStep,
    CourtStepDone,
    Elsewhere,
    Left,
    Notarised,
    Refused,
    Reminded,
)
from claims.model.claim import Claim
from claims.model.vocabulary import MessageCode, Move, Status
from claims.rules.appointments import Appointment, appointment_for, appointments_in
from claims.rules.forbidden import contains_resident_number
from claims.rules.matter_days import is_day
from claims.rules.signers import is_complete
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.appointment_parts import append_event, read_events
from claims.store.claim_parts import OpenClaim, read_claim_file
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line

Note = Countersigned | BarStamped | Notarised | Refused | CourtStep | CourtStepDone | Elsewhere | Left | Reminded
_OF_SIGNING = (Countersigned, BarStamped, Notarised, Refused)
LONGEST_WORDS = 2000
LONGEST_NUMBER = 40


def note_power(session: Session, claim: OpenClaim, *, note: Note, actor: Actor, today: date, now: datetime) -> None:
    """The note is appended under the claim's seal, and the ledger has a line. A refused signature is told to the claimant,
    whose claim is checked again where what else stands is not enough.

    Refuses NotNow `not_filed_yet` for leaving a suit that was not filed; NotFound (`appointment`, `signing` that is not in force, `court_step`), NotValid `not_a_day`, `stamp_number`,
    `words_too_long`, `resident_number`, `name_needed`.
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    events = read_events(session, claim)
    standing = appointment_for(events, note.matter_id)
    if standing is None:
        raise NotFound("appointment")
    if isinstance(note, Left) and Status(row.status) is not Status.FILED:
        raise NotNow("not_filed_yet")
    _check(note, standing)
    append_event(session, claim, note)
    if isinstance(note, Refused):
        tell_claimant(session, claim, code=MessageCode.SIGN_AGAIN, now=now)
        if Status(row.status) is Status.SIGNED and not _enough(session, claim, (*events, note), today=today):
            record_move(session, claim.id, move=Move.TAKE_BACK, by=frozenset({BY_CLAIMANT}), member_id=note.by, now=now)
    details = {"matter": note.matter_id}
    action = f"power_{note.kind}"
    write_line(
        session, claim.office_id, actor=actor, action=action, reference=claim.reference, details=details, now=now
    )


def _enough(session: Session, claim: OpenClaim, events: Sequence[AppointmentEvent], *, today: date) -> bool:
    """Whether for some matter everybody who must sign still has."""
    file, _ = read_claim_file(session, claim)
    return any(is_complete(file, [s.signed for s in each.in_force], today=today) for each in appointments_in(events))


def _check(note: Note, standing: Appointment) -> None:
    if isinstance(note, _OF_SIGNING) and not any(each.signed.id == note.signing for each in standing.in_force):
        raise NotFound("signing")
    if isinstance(note, CourtStepDone) and not any(each.step.id == note.id for each in standing.steps):
        raise NotFound("court_step")
    if not all(is_day(day) for day in _days(note)):
        raise NotValid("not_a_day", field="day")
    if isinstance(note, BarStamped) and not 0 < len(note.number.strip()) <= LONGEST_NUMBER:
        raise NotValid("stamp_number")
    if isinstance(note, Countersigned) and not note.name.strip():
        raise NotValid("name_needed")
    words = getattr(note, "words", "")
    if len(words) > LONGEST_WORDS:
        raise NotValid("words_too_long", most=LONGEST_WORDS)
    if contains_resident_number(f"{words} {getattr(note, 'number', '')} {getattr(note, 'name', '')}"):
        raise NotValid("resident_number")


def _days(note: Note) -> tuple[str, ...]:
    if isinstance(note, CourtStep):
        return (note.due,)
    if isinstance(note, CourtStepDone | Left):
        return (note.day,)
    return (note.day,) if isinstance(note, Notarised) and note.day else ()
