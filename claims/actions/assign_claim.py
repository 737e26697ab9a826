"""Assign a claim: somebody takes it, or leaves it to others again."""

from datetime import datetime

from sqlmodel import Session

from claims.errors import NotNow
from claims.model.claim import Claim
from claims.model.vocabulary import Status
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line

OVER = frozenset({Status.DRAFT, Status.WITHDRAWN})


def assign_claim(session: Session, claim_id: str, *, member_id: str, actor: Actor, now: datetime) -> None:
    """The claim is that member's, or nobody's with an empty id. Refuses NotNow for drafts and withdrawn claims."""
    claim = session.get_one(Claim, claim_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(claim.status) in OVER:
        raise NotNow("move_not_possible")
    claim.assignee = member_id
    session.add(claim)
    session.flush()
    details = {"member": member_id}
    write_line(
        session, claim.office_id, actor=actor, action="assign", reference=claim.reference, details=details, now=now
    )
