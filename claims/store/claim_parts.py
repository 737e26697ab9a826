"""A claim's sealed parts and wraps in the database. This is where the context of each seal is spelled, once."""

from dataclasses import dataclass, field

from sqlmodel import Session, col, delete, func, select

from claims.errors import Conflict, Damaged
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import PartKind, Recipient, Status
from claims.store.database import UNTIL_DONE
from claims.store.seal import context, open_sealed, open_wrap, seal, wrap_to
from claims.store.vault import is_vault_name

LEAST_FILE = 8 * 1024
# Findings are long: with less, the size alone would tell how many trips there are and whether one could be judged.
LEAST_JUDGEMENT = 16 * 1024
LEAST_PART = 2 * 1024
_LEAST = {PartKind.FILE: LEAST_FILE, PartKind.JUDGEMENT: LEAST_JUDGEMENT}


@dataclass(frozen=True)
class OpenClaim:
    """A claim whose key is in memory: what a claimant's session or an office's key has opened."""

    id: str
    office_id: str
    reference: str
    vault_folder: str
    key: bytes = field(repr=False)
    status: Status


def opened(claim: Claim, key: bytes) -> OpenClaim:
    """A claim row together with its key. Raises Damaged when the row holds what no row of ours does."""
    if claim.status not in set(Status) or not is_vault_name(claim.vault_folder):
        raise Damaged("claim_row")
    return OpenClaim(
        id=claim.id,
        office_id=claim.office_id,
        reference=claim.reference,
        vault_folder=claim.vault_folder,
        key=key,
        status=Status(claim.status),
    )


def wrap_context(*, office_id: str, claim_id: str, recipient: Recipient, recipient_id: str, generation: int) -> bytes:
    """What a wrap of a claim key is bound to."""
    return context("wrap", office_id, claim_id, recipient.value, recipient_id, generation)


def add_wrap(
    session: Session, claim: OpenClaim, *, recipient: Recipient, recipient_id: str, key: bytes, generation: int = 1
) -> None:
    """Wrap the claim key for one more recipient: under a symmetric key (receipt, reading) or to a public key (office, matter)."""
    bound = wrap_context(
        office_id=claim.office_id,
        claim_id=claim.id,
        recipient=recipient,
        recipient_id=recipient_id,
        generation=generation,
    )
    symmetric = recipient in {Recipient.RECEIPT, Recipient.READING}
    wrapped = seal(key, claim.key, context=bound, least=64) if symmetric else wrap_to(key, claim.key, context=bound)
    row = ClaimWrap(
        claim_id=claim.id,
        recipient=recipient,
        recipient_id=recipient_id,
        generation=generation,
        office_id=claim.office_id,
        wrapped=wrapped,
    )
    session.merge(row)
    session.flush()


def key_from_wrap(wrap: ClaimWrap, *, key: bytes) -> bytes:
    """The claim key out of a wrap, by the recipient's symmetric or private key. Raises Damaged."""
    recipient = Recipient(wrap.recipient)
    bound = wrap_context(
        office_id=wrap.office_id,
        claim_id=wrap.claim_id,
        recipient=recipient,
        recipient_id=wrap.recipient_id,
        generation=wrap.generation,
    )
    if recipient in {Recipient.RECEIPT, Recipient.READING}:
        return open_sealed(key, wrap.wrapped, context=bound)
    return open_wrap(key, wrap.wrapped, context=bound)


def _part_context(claim: OpenClaim, kind: PartKind, number: int, version: int) -> bytes:
    return context("part", claim.office_id, claim.id, kind.value, number, version)


def put_part(
    session: Session, claim: OpenClaim, *, kind: PartKind, number: int, plaintext: bytes, after_version: int = 0
) -> None:
    """Seal and keep one part. `after_version` is the version it replaces (0: it is new); another version there is a Conflict."""
    version = after_version + 1
    least = _LEAST.get(kind, LEAST_PART)
    sealed = seal(claim.key, plaintext, context=_part_context(claim, kind, number, version), least=least)
    row = session.get(ClaimPart, (claim.id, kind, number), with_for_update=UNTIL_DONE, populate_existing=True)
    if (row.version if row else 0) != after_version:
        raise Conflict("changed_elsewhere")
    if row is None:
        row = ClaimPart(
            claim_id=claim.id, kind=kind, number=number, office_id=claim.office_id, version=version, sealed=sealed
        )
    row.version, row.sealed = version, sealed
    session.add(row)
    session.flush()


def append_part(session: Session, claim: OpenClaim, *, kind: PartKind, plaintext: bytes) -> int:
    """Append a part of a kind that is never overwritten (judgements, messages); returns its number."""
    of_kind = select(func.max(ClaimPart.number)).where(ClaimPart.claim_id == claim.id, ClaimPart.kind == kind)
    number = (session.exec(of_kind).one() or 0) + 1
    put_part(session, claim, kind=kind, number=number, plaintext=plaintext)
    return number


def read_part(session: Session, claim: OpenClaim, *, kind: PartKind, number: int = 1) -> tuple[bytes, int] | None:
    """(plaintext, version) of one part, or None where there is none. Raises Damaged, naming the part."""
    row = session.get(ClaimPart, (claim.id, kind, number), populate_existing=True)
    if row is None:
        return None
    return _open(claim, row), row.version


def read_parts(session: Session, claim: OpenClaim, *, kind: PartKind) -> list[bytes]:
    """All parts of a kind, oldest first. Raises Damaged, naming the part."""
    found = (
        select(ClaimPart).where(ClaimPart.claim_id == claim.id, ClaimPart.kind == kind).order_by(col(ClaimPart.number))
    )
    return [_open(claim, row) for row in session.exec(found)]


def _open(claim: OpenClaim, row: ClaimPart) -> bytes:
    try:
        return open_sealed(
            claim.key, row.sealed, context=_part_context(claim, PartKind(row.kind), row.number, row.version)
        )
    except Damaged:
        raise Damaged("claim_part", reference=claim.reference, part=str(row.kind), number=row.number) from None


def read_claim_file(session: Session, claim: OpenClaim) -> tuple[ClaimFile, int]:
    """What the claimant said, and its version."""
    found = read_part(session, claim, kind=PartKind.FILE)
    if found is None:
        raise Damaged("claim_part", reference=claim.reference, part=PartKind.FILE.value, number=1)
    return ClaimFile.model_validate_json(found[0]), found[1]


def destroy_rows(session: Session, claim_id: str) -> None:
    """Destroy a claim's rows; wraps first, for with the last of them goes the claim."""
    session.exec(delete(ClaimWrap).where(col(ClaimWrap.claim_id) == claim_id))
    session.exec(delete(ClaimPart).where(col(ClaimPart.claim_id) == claim_id))
    session.exec(delete(Claim).where(col(Claim.id) == claim_id))
