"""Many claims at once: locked, their parts read and their wraps written in a statement each. This is where a mailbag is not opened letter by letter."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlmodel import Session, col, insert, select

from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.vocabulary import PartKind, Recipient
from claims.store.claim_parts import wrap_row


def lock_claims(session: Session, office_id: str, *, ids: Collection[str]) -> list[Claim]:
    """These claims as they are now, in order of id, locked until the deed is done; those that are gone are left out."""
    wanted = select(Claim).where(Claim.office_id == office_id, col(Claim.id).in_(sorted(ids)))
    locked = wanted.order_by(col(Claim.id)).with_for_update(key_share=True)
    return list(session.exec(locked.execution_options(populate_existing=True)))


def have_wrap(session: Session, ids: Collection[str], *, recipient: Recipient) -> frozenset[str]:
    """Which of these claims have a wrap for such a recipient, of whatever generation."""
    wrapped = select(ClaimWrap.claim_id).where(ClaimWrap.recipient == recipient)
    return frozenset(session.exec(wrapped.where(col(ClaimWrap.claim_id).in_(sorted(ids)))))


def parts_of(
    session: Session, ids: Collection[str], *, kinds: Collection[PartKind]
) -> Mapping[tuple[str, PartKind], Sequence[ClaimPart]]:
    """The sealed parts of these kinds by claim and kind, oldest first; nothing for what is not there."""
    found = select(ClaimPart).where(col(ClaimPart.claim_id).in_(sorted(ids)), col(ClaimPart.kind).in_(sorted(kinds)))
    parts: dict[tuple[str, PartKind], list[ClaimPart]] = defaultdict(list)
    for row in session.exec(found.order_by(col(ClaimPart.number))):
        parts[row.claim_id, PartKind(row.kind)].append(row)
    return parts


def add_reading_wraps(
    session: Session, office_id: str, *, keys: Iterable[tuple[str, bytes]], reading: bytes, generation: int
) -> None:
    """Wrap claims' keys under the office's reading key of a generation. None of them may have such a wrap yet."""
    rows = [
        wrap_row(
            key,
            office_id=office_id,
            claim_id=claim_id,
            recipient=Recipient.READING,
            recipient_id=office_id,
            key=reading,
            generation=generation,
        )
        for claim_id, key in keys
    ]
    if rows:
        session.execute(insert(ClaimWrap), rows)
