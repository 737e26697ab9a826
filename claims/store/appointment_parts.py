"""The events of an appointment and a signing that is under way, as sealed parts of a claim. This is where they are kept and read."""

from pydantic import BaseModel, ValidationError
from sqlmodel import Session, col, delete

from claims.errors import Damaged
from claims.model.appointment import APPOINTMENT_EVENT, AppointmentEvent
from claims.model.claim import ClaimPart
from claims.model.signing import SigningDraft
from claims.model.vocabulary import PartKind
from claims.store.claim_parts import OpenClaim, append_part, opened_part, put_part, read_part, read_parts


def append_event(session: Session, claim: OpenClaim, event: BaseModel) -> int:
    """Append one event; Conflict `changed_elsewhere` when another was appended in the same moment. Returns its number."""
    return append_part(session, claim, kind=PartKind.APPOINTMENT, plaintext=event.model_dump_json().encode())


def read_events(session: Session, claim: OpenClaim) -> tuple[AppointmentEvent, ...]:
    """All events of a claim, oldest first. Raises Damaged, naming the part."""
    return tuple(
        event_in(plain, claim=claim, number=number)
        for number, plain in enumerate(read_parts(session, claim, kind=PartKind.APPOINTMENT), start=1)
    )


def event_of(claim: OpenClaim, row: ClaimPart) -> AppointmentEvent:
    """One event out of its row, for those who read many claims at once. Raises Damaged."""
    return event_in(opened_part(claim, row), claim=claim, number=row.number)


def event_in(plain: bytes, *, claim: OpenClaim, number: int) -> AppointmentEvent:
    """One event out of a part's plaintext. Raises Damaged for what no program of ours wrote."""
    try:
        return APPOINTMENT_EVENT.validate_json(plain)
    except ValidationError:
        kind = PartKind.APPOINTMENT.value
        raise Damaged("claim_part", reference=claim.reference, part=kind, number=number) from None


def read_draft(session: Session, claim: OpenClaim, *, place: int) -> tuple[SigningDraft | None, int]:
    """The signing under way for the invitation of that place, and its version (0: there is none). Raises Damaged."""
    found = read_part(session, claim, kind=PartKind.SIGNING, number=place)
    if found is None:
        return None, 0
    try:
        return SigningDraft.model_validate_json(found[0]), found[1]
    except ValidationError:
        raise Damaged("claim_part", reference=claim.reference, part=PartKind.SIGNING.value, number=place) from None


def keep_draft(session: Session, claim: OpenClaim, draft: SigningDraft, *, place: int, after_version: int) -> None:
    """Seal the signing under way; Conflict `changed_elsewhere` when another page was faster."""
    plain = draft.model_dump_json().encode()
    put_part(session, claim, kind=PartKind.SIGNING, number=place, plaintext=plain, after_version=after_version)


def destroy_draft_signing(session: Session, claim: OpenClaim, *, place: int) -> None:
    """It was signed: what was typed on the way is in the event now."""
    session.exec(
        delete(ClaimPart).where(
            col(ClaimPart.claim_id) == claim.id,
            col(ClaimPart.kind) == PartKind.SIGNING,
            col(ClaimPart.number) == place,
        )
    )
