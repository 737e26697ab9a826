"""Hold a claim: counsel documents why it may not be destroyed yet and until when; nothing in clear says that it is held. Or end a hold early."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from claims.actions.decide_claim import read_desk_facts
from claims.actions.postpone_retention import postpone_retention
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim
from claims.model.triage import DeskFacts, Hold
from claims.model.vocabulary import PartKind, Status
from claims.rules.forbidden import contains_resident_number
from claims.rules.retention import due_week, in_force, monday_of, weeks_after
from claims.store.claim_parts import OpenClaim, put_part
from claims.store.clock import seconds, week_of
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line

# A hold is looked at again; whoever needs longer documents another one.
LONGEST_WEEKS = 5 * 52


def hold_claim(
    session: Session, claim: OpenClaim, *, reason: str, until: str, by: str, actor: Actor, now: datetime
) -> None:
    """The claim is kept at least to the end of week `until`; reason and `by` (a name) lie sealed with it.

    Refuses NotValid `hold_reason`, `resident_number`, `hold_week` (this week at the earliest, five years at the latest), NotNow.
    """
    if not reason.strip():
        raise NotValid("hold_reason")
    if contains_resident_number(reason):
        raise NotValid("resident_number")
    if not _may_end_in(until, now=now):
        raise NotValid("hold_week")
    row = _locked(session, claim)
    facts, version = read_desk_facts(session, claim)
    holds = (*facts.holds, Hold(reason=reason, until=until, by=by, at=seconds(now)))
    _keep(session, claim, facts.model_copy(update={"holds": holds}), after_version=version)
    postpone_retention(session, row, now=now, holds=holds)
    details = {"until": until, "reason": reason}
    _line(session, claim, action="hold_claim", details=details, actor=actor, now=now)


def end_hold(session: Session, claim: OpenClaim, *, number: int, actor: Actor, now: datetime) -> None:
    """The hold, counted from 1, is over; the claim is kept from now for its own time and to the end of its other holds.

    Refuses Conflict `changed_elsewhere` where there is no such hold or it has ended.
    """
    row = _locked(session, claim)
    facts, version = read_desk_facts(session, claim)
    if not 1 <= number <= len(facts.holds) or facts.holds[number - 1].ended is not None:
        raise Conflict("changed_elsewhere")
    ended = facts.holds[number - 1].model_copy(update={"ended": seconds(now)})
    holds = (*facts.holds[: number - 1], ended, *facts.holds[number:])
    _keep(session, claim, facts.model_copy(update={"holds": holds}), after_version=version)
    row.retention_week = due_week(Status(row.status), touched=week_of(now), holds=holds)
    session.add(row)
    _line(session, claim, action="end_hold", details={"until": ended.until}, actor=actor, now=now)


def holds_in_force(session: Session, claim: OpenClaim, *, now: datetime) -> tuple[Hold, ...]:
    """The holds that forbid destroying this claim now, in the order they were set."""
    facts, _ = read_desk_facts(session, claim)
    return in_force(facts.holds, week=week_of(now))


def _may_end_in(week: str, *, now: datetime) -> bool:
    try:
        monday_of(week)
    except ValueError:
        return False
    return week_of(now) <= week <= weeks_after(week_of(now), LONGEST_WEEKS)


def _locked(session: Session, claim: OpenClaim) -> Claim:
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) is Status.DRAFT:
        raise NotNow("move_not_possible")
    return row


def _keep(session: Session, claim: OpenClaim, facts: DeskFacts, *, after_version: int) -> None:
    plain = facts.model_dump_json().encode()
    put_part(session, claim, kind=PartKind.DESK, number=1, plaintext=plain, after_version=after_version)


def _line(
    session: Session, claim: OpenClaim, *, action: str, details: Mapping[str, object], actor: Actor, now: datetime
) -> None:
    write_line(
        session, claim.office_id, actor=actor, action=action, reference=claim.reference, details=details, now=now
    )
