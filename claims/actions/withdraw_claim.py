"""Withdraw a claim: it is destroyed at once, unless a lawyer has filed it or documented a hold; then counsel is told and decides."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.erase_claim import erase_content
from claims.actions.hold_claim import holds_in_force
from claims.actions.record_move import record_move
from claims.errors import Damaged
from claims.model.claim import Claim
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
    kept, held_until = is_for_counsel(session, claim, now=now), row.retention_week
    record_move(session, claim.id, move=Move.WITHDRAW, by=frozenset({BY_CLAIMANT}), now=now)
    row.unread = True
    session.add(row)
    if kept:
        row.retention_week = _due(session, claim, held_until=held_until, now=now)
    else:
        erase_content(session, row, vault=vault, now=now)
    write_line(session, claim.office_id, actor=CLAIMANT, action="withdraw", reference=claim.reference, now=now)
    return not kept


def is_for_counsel(session: Session, claim: OpenClaim, *, now: datetime) -> bool:
    """Whether counsel must look before this claim is destroyed: it was filed, or a hold is in force, or that cannot be read."""
    status = Status(session.get_one(Claim, claim.id).status)
    try:
        return status is Status.FILED or bool(holds_in_force(session, claim, now=now))
    except Damaged:
        return True


def _due(session: Session, claim: OpenClaim, *, held_until: str, now: datetime) -> str:
    """The last week it is kept for counsel; where its holds cannot be read, as long as it would have been kept without withdrawing."""
    try:
        return due_week(Status.WITHDRAWN, touched=week_of(now), holds=holds_in_force(session, claim, now=now))
    except Damaged:
        return held_until
