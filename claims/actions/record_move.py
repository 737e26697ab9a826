"""Make one move of the table on a claim. This is the only place where a claim's status changes."""

from datetime import datetime

from sqlmodel import Session, col, func, select, update

from claims.errors import Conflict
from claims.model.claim import Claim
from claims.model.triage import TriageEvent
from claims.model.vocabulary import Move, Status
from claims.rules.retention import CLAIM_WEEKS, weeks_after
from claims.rules.triage import check_move
from claims.store.clock import week_of
from claims.store.database import UNTIL_DONE


def record_move(
    session: Session, claim_id: str, *, move: Move, by: frozenset[str], member_id: str = "", now: datetime
) -> Status:
    """Move a claim by the table and append the step. Refuses NotNow by the table, Conflict when somebody was faster."""
    claim = session.get_one(Claim, claim_id, with_for_update=UNTIL_DONE, populate_existing=True)
    start = Status(claim.status)
    end = check_move(move, status=start, by=by)
    changed = session.exec(
        update(Claim)
        .where(col(Claim.id) == claim_id, col(Claim.status) == start)
        .values(status=end, retention_week=max(claim.retention_week, weeks_after(week_of(now), CLAIM_WEEKS)))
    )
    if changed.rowcount != 1:
        raise Conflict("changed_elsewhere")
    number = (session.exec(select(func.max(TriageEvent.number)).where(TriageEvent.claim_id == claim_id)).one() or 0) + 1
    event = TriageEvent(
        claim_id=claim_id, number=number, office_id=claim.office_id, move=move, member_id=member_id, week=week_of(now)
    )
    session.add(event)
    session.flush()
    session.refresh(claim)
    return end
