"""Choose claims for a matter: their keys are wrapped to the matter's public half, so that its counsel can open them. Unchoosing takes it back."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, delete

from claims.errors import NotValid
from claims.model.claim import ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.matter import Matter
from claims.model.vocabulary import Recipient
from claims.rules.agreements import may_go_to_counsel
from claims.store.claim_parts import OpenClaim, add_wrap
from claims.store.ledger import Actor, write_line


def choose_claim(
    session: Session, matter: Matter, *, claim: OpenClaim, file: ClaimFile, actor: Actor, now: datetime
) -> None:
    """Counsel of the matter can open the claim. Refuses NotValid `no_counsel_agreement` without the claimant's C4."""
    if not may_go_to_counsel(file.agreements):
        raise NotValid("no_counsel_agreement", reference=claim.reference)
    add_wrap(session, claim, recipient=Recipient.MATTER, recipient_id=matter.id, key=matter.public_key)
    details = {"matter": matter.id}
    write_line(
        session, matter.office_id, actor=actor, action="choose", reference=claim.reference, details=details, now=now
    )


def unchoose_claims(session: Session, matter: Matter, *, claim_ids: Sequence[str], actor: Actor, now: datetime) -> None:
    """The matter's wraps of these claims are destroyed."""
    session.exec(
        delete(ClaimWrap).where(
            col(ClaimWrap.recipient) == Recipient.MATTER,
            col(ClaimWrap.recipient_id) == matter.id,
            col(ClaimWrap.claim_id).in_(list(claim_ids)),
        )
    )
    details = {"matter": matter.id, "claims": list(claim_ids)}
    write_line(session, matter.office_id, actor=actor, action="unchoose", reference=matter.id, details=details, now=now)
