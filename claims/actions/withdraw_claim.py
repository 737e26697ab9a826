"""Withdraw a claim: it is destroyed at once, unless a lawyer has filed it or documented a hold; then counsel is told and decides."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.erase_claim import erase_content
from claims.actions.hold_claim import holds_in_force
from claims.actions.record_move import record_move
from claims.errors import Damaged
from claims.model.claim import Claim
from claims.model.triage import Hold
from claims.model.vocabulary import Move, Status
from claims.rules.retention import due_week
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.claim_parts import OpenClaim
from claims.store.clock import week_of
from claims.store.database import UNTIL_DONE
from claims.store.ledger import CLAIMANT, write_line
from claims.store.vault import Vault


def withdraw_claim(session: Session, claim: OpenClaim, *, vault: Vault, now: datetime) -> bool:
    """The claim is withdrawn; True when its content was destroyed, False when counsel must look first.

    What remains of a destroyed one is its reference, status and week. One that counsel must look at is destroyed by them,
    or when their time to decide and every hold is over. Refuses NotNow for drafts (destroy_draft is for them).
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    due, holds = row.retention_week, _holds(session, claim, now=now)
    kept = _counsel_looks(Status(row.status), holds)
    record_move(session, claim.id, move=Move.WITHDRAW, by=frozenset({BY_CLAIMANT}), now=now)
    row.unread = True
    session.add(row)
    if kept:
        # Where its holds cannot be read it is kept as long as it would have been without withdrawing.
        row.retention_week = due if holds is None else due_week(Status.WITHDRAWN, touched=week_of(now), holds=holds)
    else:
        erase_content(session, row, vault=vault, now=now)
    write_line(session, claim.office_id, actor=CLAIMANT, action="withdraw", reference=claim.reference, now=now)
    return not kept


def is_for_counsel(session: Session, claim: OpenClaim, *, now: datetime) -> bool:
    """Whether counsel must look before this claim is destroyed: it was filed, or a hold is in force, or that cannot be read."""
    return _counsel_looks(Status(session.get_one(Claim, claim.id).status), _holds(session, claim, now=now))


def _counsel_looks(status: Status, holds: tuple[Hold, ...] | None) -> bool:
    return status is Status.FILED or holds is None or bool(holds)


def _holds(session: Session, claim: OpenClaim, *, now: datetime) -> tuple[Hold, ...] | None:
    """The holds in force; None where that cannot be read."""
    try:
        return holds_in_force(session, claim, now=now)
    except Damaged:
        return None
