"""Withdraw a claim: before a lawyer has filed it, withdrawing destroys it; after that counsel is told and decides about a hold."""

from datetime import datetime

from sqlmodel import Session, col, delete

from claims.actions.record_move import record_move
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.vocabulary import Move, Status
from claims.rules.triage import CLAIMANT as BY_CLAIMANT
from claims.store.claim_parts import OpenClaim
from claims.store.database import UNTIL_DONE, after_commit
from claims.store.ledger import CLAIMANT, write_line
from claims.store.vault import Vault


def withdraw_claim(session: Session, claim: OpenClaim, *, vault: Vault, now: datetime) -> bool:
    """The claim is withdrawn; True when its content was destroyed, False when it was filed at court and is kept for counsel.

    What remains of a destroyed one is its reference, status and week. Refuses NotNow for drafts (destroy_draft is for them).
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    filed = Status(row.status) is Status.FILED
    record_move(session, claim.id, move=Move.WITHDRAW, by=frozenset({BY_CLAIMANT}), now=now)
    row.unread = True
    session.add(row)
    if not filed:
        session.exec(delete(ClaimWrap).where(col(ClaimWrap.claim_id) == claim.id))
        session.exec(delete(ClaimPart).where(col(ClaimPart.claim_id) == claim.id))
        after_commit(session, lambda: vault.delete_folder(claim.vault_folder))
    write_line(session, claim.office_id, actor=CLAIMANT, action="withdraw", reference=claim.reference, now=now)
    return not filed
