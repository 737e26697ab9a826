"""A draft begins, is opened with its receipt, changes, is destroyed. A draft is a claim whose key has no wrap for the office yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from claims.actions.postpone_retention import postpone_retention
from claims.errors import Damaged, NotNow
from claims.model.claim import Claim, ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.tables import random_key
from claims.model.vocabulary import PartKind, Recipient, Status
from claims.rules.references import CODE_LENGTH, REFERENCE_LENGTH, check_text
from claims.rules.retention import DRAFT_WEEKS
from claims.store.claim_parts import OpenClaim, add_wrap, destroy_rows, key_from_wrap, opened, put_part, read_claim_file
from claims.store.clock import week_of, weeks_later
from claims.store.database import UNTIL_DONE, after_commit
from claims.store.receipts import key_of_code, new_code, new_reference
from claims.store.seal import new_key, seal
from claims.store.sealed_files import new_identity
from claims.store.vault import Vault

FIRST_RECEIPT = 1


@dataclass(frozen=True)
class Receipt:
    """What the claimant keeps: the reference finds the claim, the code opens it. Shown once, kept nowhere."""

    reference: str
    code: str = field(repr=False)


def begin_draft(session: Session, office_id: str, *, language: str, now: datetime) -> tuple[Receipt, OpenClaim]:
    """A new, empty draft sealed under its receipt. Not even the office can read it."""
    receipt = Receipt(reference=new_reference(), code=new_code())
    claim = Claim(
        id=random_key(),
        office_id=office_id,
        reference=receipt.reference,
        status=Status.DRAFT,
        week=week_of(now),
        retention_week=weeks_later(now, DRAFT_WEEKS),
        vault_folder=random_key(),
    )
    session.add(claim)
    session.flush()
    draft = opened(claim, new_key(), receipt_generation=FIRST_RECEIPT)
    key = key_of_code(receipt.code, claim_id=claim.id)
    add_wrap(session, draft, recipient=Recipient.RECEIPT, recipient_id=claim.id, key=key, generation=FIRST_RECEIPT)
    first = ClaimFile(language=language, evidence_identity=new_identity())
    put_part(session, draft, kind=PartKind.FILE, number=1, plaintext=first.model_dump_json().encode())
    return receipt, draft


def open_by_receipt(session: Session, office_id: str, *, reference: str, code: str) -> OpenClaim | None:
    """The claim a receipt opens, or None. Raises NotValid when the text cannot be a receipt. Only the newest receipt opens.

    An unknown reference costs the same work as a known one with a wrong code.
    """
    reference = check_text(reference, length=REFERENCE_LENGTH)
    code = check_text(code, length=CODE_LENGTH)
    claim = session.exec(select(Claim).where(Claim.reference == reference, Claim.office_id == office_id)).first()
    claim_id = claim.id if claim else random_key()
    wrap = session.exec(_receipt_wrap(claim_id)).first() or _nobodys_wrap(office_id, claim_id)
    try:
        key = key_from_wrap(wrap, key=key_of_code(code, claim_id=claim_id))
    except Damaged:
        return None
    return opened(claim, key, receipt_generation=wrap.generation) if claim else None


def receipt_generation(session: Session, claim_id: str) -> int:
    """The number of a claim's receipt, from 1: a visit that an earlier one opened is over. 0 where no receipt opens it."""
    wrap = session.exec(_receipt_wrap(claim_id)).first()
    return wrap.generation if wrap else 0


def _receipt_wrap(claim_id: str) -> SelectOfScalar[ClaimWrap]:
    mine = select(ClaimWrap).where(ClaimWrap.claim_id == claim_id, ClaimWrap.recipient == Recipient.RECEIPT)
    return mine.order_by(col(ClaimWrap.generation).desc()).limit(1)


_NOBODYS = seal(new_key(), new_key(), context=b"nobody", least=64)


def _nobodys_wrap(office_id: str, claim_id: str) -> ClaimWrap:
    """A wrap that no code opens, so that trying costs the same where there is none; its bytes are made once per process."""
    return ClaimWrap(
        claim_id=claim_id, recipient=Recipient.RECEIPT, recipient_id=claim_id, office_id=office_id, wrapped=_NOBODYS
    )


def reopen(session: Session, office_id: str, *, claim_id: str, key: bytes) -> OpenClaim | None:
    """The claim of a session that is still open, or None when it has gone meanwhile."""
    claim = session.get(Claim, claim_id)
    if claim is None or claim.office_id != office_id:
        return None
    return opened(claim, key)


def change_file(
    session: Session,
    claim: OpenClaim,
    *,
    change: Callable[[ClaimFile], ClaimFile],
    now: datetime,
    while_status: frozenset[Status] = frozenset({Status.DRAFT}),
) -> ClaimFile:
    """Apply one page's change to what the claimant said and seal it again; other pages' answers stay.

    Refuses NotNow `already_sent` where the claim no longer stands where this may change.
    """
    row = session.get(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if row is None or Status(row.status) not in while_status:
        raise NotNow("already_sent")
    file, version = read_claim_file(session, claim)
    changed = change(file)
    put_part(
        session,
        claim,
        kind=PartKind.FILE,
        number=1,
        plaintext=changed.model_dump_json().encode(),
        after_version=version,
    )
    if Status(row.status) is Status.DRAFT:
        row.week = week_of(now)
    else:
        row.unread = True
    postpone_retention(session, row, now=now)
    session.add(row)
    return changed


def destroy_draft(session: Session, draft: OpenClaim, *, vault: Vault) -> None:
    """Nothing of the draft remains: rows and sealed files. Refuses NotNow after sending (withdraw_claim is for that)."""
    claim = session.get(Claim, draft.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if claim is None or Status(claim.status) is not Status.DRAFT:
        raise NotNow("already_sent")
    destroy_rows(session, draft.id)
    session.flush()
    after_commit(session, lambda: vault.delete_folder(draft.vault_folder))
