"""A claim's sealed parts and wraps in the database. This is where the context of each seal is spelled, once."""

import secrets
import zlib
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, col, delete, func, select

from claims.errors import Conflict, Damaged
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import PartKind, Recipient, Status
from claims.store.database import UNTIL_DONE
from claims.store.seal import context, open_sealed, open_wrap, seal, wrap_to
from claims.store.vault import is_vault_name

LEAST_FILE = 8 * 1024
LEAST_JUDGEMENT = 16 * 1024
LEAST_PART = 2 * 1024
_LEAST = {PartKind.FILE: LEAST_FILE, PartKind.JUDGEMENT: LEAST_JUDGEMENT}
# What grows with every trip is packed before it is padded: else its size alone would tell how many trips there are. Whoever
# sees the size cannot try words against it, as in attacks on packed answers: a person writes their own claim only.
_PACKED = frozenset({PartKind.FILE, PartKind.JUDGEMENT})
_MOST_UNPACKED = 16 * 1024 * 1024


@dataclass(frozen=True)
class OpenClaim:
    """A claim whose key is in memory: what a claimant's session or an office's key has opened.

    `receipt_generation`: which of its receipts opened it, from 1; 0 where another key did.
    """

    id: str
    office_id: str
    reference: str
    vault_folder: str
    key: bytes = field(repr=False)
    status: Status
    receipt_generation: int = 0


def opened(claim: Claim, key: bytes, *, receipt_generation: int = 0) -> OpenClaim:
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
        receipt_generation=receipt_generation,
    )


def wrap_context(*, office_id: str, claim_id: str, recipient: Recipient, recipient_id: str, generation: int) -> bytes:
    """What a wrap of a claim key is bound to."""
    return context("wrap", office_id, claim_id, recipient.value, recipient_id, generation)


def add_wrap(
    session: Session, claim: OpenClaim, *, recipient: Recipient, recipient_id: str, key: bytes, generation: int = 1
) -> None:
    """Wrap the claim key for one more recipient: under a symmetric key (receipt, reading) or to a public key (office, matter)."""
    row = wrap_row(
        claim.key,
        office_id=claim.office_id,
        claim_id=claim.id,
        recipient=recipient,
        recipient_id=recipient_id,
        key=key,
        generation=generation,
    )
    session.merge(ClaimWrap(**row))
    session.flush()


def wrap_row(
    claim_key: bytes,
    *,
    office_id: str,
    claim_id: str,
    recipient: Recipient,
    recipient_id: str,
    key: bytes,
    generation: int,
) -> dict[str, Any]:
    """A claim key wrapped for one recipient, as the columns of its row: thousands of them are written at once."""
    bound = wrap_context(
        office_id=office_id,
        claim_id=claim_id,
        recipient=recipient,
        recipient_id=recipient_id,
        generation=generation,
    )
    symmetric = recipient in {Recipient.RECEIPT, Recipient.READING}
    return {
        "claim_id": claim_id,
        "recipient": recipient,
        "recipient_id": recipient_id,
        "generation": generation,
        "office_id": office_id,
        "wrapped": seal(key, claim_key, context=bound, least=64)
        if symmetric
        else wrap_to(key, claim_key, context=bound),
    }


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


def sealed_part(claim: OpenClaim, *, kind: PartKind, number: int, plaintext: bytes) -> tuple[int, bytes]:
    """(version, sealed bytes) of a part. The version is random: one that counted would show how many trips were saved."""
    version = 1 + secrets.randbelow(2**31 - 1)
    content = zlib.compress(plaintext, level=1) if kind in _PACKED else plaintext
    bound = _part_context(claim, kind, number, version)
    return version, seal(claim.key, content, context=bound, least=_LEAST.get(kind, LEAST_PART))


def put_part(
    session: Session, claim: OpenClaim, *, kind: PartKind, number: int, plaintext: bytes, after_version: int = 0
) -> None:
    """Seal and keep one part. `after_version` is the version it replaces (0: it is new); another version there is a Conflict."""
    version, sealed = sealed_part(claim, kind=kind, number=number, plaintext=plaintext)
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


def count_parts(session: Session, claim: OpenClaim, *, kind: PartKind) -> int:
    """How many parts of a kind a claim has; nothing is opened."""
    of_kind = select(func.count()).select_from(ClaimPart)
    return session.exec(of_kind.where(ClaimPart.claim_id == claim.id, ClaimPart.kind == kind)).one()


def read_part(session: Session, claim: OpenClaim, *, kind: PartKind, number: int = 1) -> tuple[bytes, int] | None:
    """(plaintext, version) of one part, or None where there is none. Raises Damaged, naming the part."""
    row = session.get(ClaimPart, (claim.id, kind, number), populate_existing=True)
    if row is None:
        return None
    return opened_part(claim, row), row.version


def read_parts(session: Session, claim: OpenClaim, *, kind: PartKind) -> list[bytes]:
    """All parts of a kind, oldest first. Raises Damaged, naming the part."""
    found = (
        select(ClaimPart).where(ClaimPart.claim_id == claim.id, ClaimPart.kind == kind).order_by(col(ClaimPart.number))
    )
    return [opened_part(claim, row) for row in session.exec(found)]


def opened_part(claim: OpenClaim, row: ClaimPart) -> bytes:
    """The plaintext of a part's row. Raises Damaged, naming the part."""
    try:
        bound = _part_context(claim, PartKind(row.kind), row.number, row.version)
        content = open_sealed(claim.key, row.sealed, context=bound)
        return _unpacked(content) if row.kind in _PACKED else content
    except Damaged:
        raise Damaged("claim_part", reference=claim.reference, part=str(row.kind), number=row.number) from None


def _unpacked(content: bytes) -> bytes:
    """What was packed; JSON as it is, which earlier versions of the service did not pack."""
    if content[:1] != b"\x78":
        return content
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(content, _MOST_UNPACKED)
    except zlib.error:
        raise Damaged("sealed_part") from None
    if not unpacker.eof:
        raise Damaged("sealed_part")
    return plain


def read_claim_file(session: Session, claim: OpenClaim) -> tuple[ClaimFile, int]:
    """What the claimant said, and its version. Raises Damaged, naming the part."""
    found = read_part(session, claim, kind=PartKind.FILE)
    if found is None:
        raise Damaged("claim_part", reference=claim.reference, part=PartKind.FILE.value, number=1)
    return file_in(found[0], claim=claim), found[1]


def file_in(plain: bytes, *, claim: OpenClaim) -> ClaimFile:
    """What the claimant said, out of the part's plaintext. Raises Damaged for what no program of ours wrote."""
    try:
        return ClaimFile.model_validate_json(plain)
    except ValidationError:
        raise Damaged("claim_part", reference=claim.reference, part=PartKind.FILE.value, number=1) from None


def destroy_rows(session: Session, claim_id: str) -> None:
    """Destroy a claim's rows; wraps first, for with the last of them goes the claim."""
    session.exec(delete(ClaimWrap).where(col(ClaimWrap.claim_id) == claim_id))
    session.exec(delete(ClaimPart).where(col(ClaimPart.claim_id) == claim_id))
    session.exec(delete(Claim).where(col(Claim.id) == claim_id))
