"""Ask claimants, in their language, whether they are already a party in another case about this; their answer is an ordinary message."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from claims.actions.send_message import ANSWERABLE, tell_claimant
from claims.model.claim import Claim
from claims.model.vocabulary import MessageCode, Status
from claims.store.claim_parts import OpenClaim
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line


def ask_elsewhere(
    session: Session, claims: Sequence[OpenClaim], *, matter_id: str, actor: Actor, now: datetime
) -> tuple[str, ...]:
    """The references of those who find the question on their page now; whoever could not answer it is not asked."""
    asked = [claim for claim in claims if _ask(session, claim, now=now)]
    for claim in asked:
        details = {"matter": matter_id}
        write_line(
            session,
            claim.office_id,
            actor=actor,
            action="ask_elsewhere",
            reference=claim.reference,
            details=details,
            now=now,
        )
    return tuple(claim.reference for claim in asked)


def _ask(session: Session, claim: OpenClaim, *, now: datetime) -> bool:
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) not in ANSWERABLE:
        return False
    tell_claimant(session, claim, code=MessageCode.ELSEWHERE_ASKED, now=now)
    return True
