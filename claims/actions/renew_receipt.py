"""Renew a lost receipt: two facts and a document were checked, a new code opens the claim, the old one is dead with every session it opened."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from claims.actions.draft_claim import Receipt, receipt_generation
from claims.actions.postpone_retention import postpone_retention
from claims.actions.send_message import tell_claimant
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim, ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import MessageCode, Recipient, Status
from claims.rules.known_facts import SaidFact, both_agree
from claims.store.claim_parts import OpenClaim, add_wrap, read_claim_file
from claims.store.clock import hour_of, week_of
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line
from claims.store.receipts import key_of_code, new_code

MOST_TRIES = 5
REFUSED = "receipt_refused"
DOCUMENTS = ("passport", "registration_card", "other_with_photo")
WAYS = ("in_person", "video", "post")


@dataclass(frozen=True)
class Checked:
    """What a member checked before asking for a new receipt: two facts as said, which document was seen, and in which way."""

    facts: tuple[SaidFact, ...]
    document: str
    way: str


def renew_receipt(
    session: Session, claim: OpenClaim, *, checked: Checked, after_generation: int, actor: Actor, now: datetime
) -> Receipt | None:
    """The new receipt, to be shown once; None when the facts do not agree, which is a ledger line and counts as a try.

    Refuses NotValid `two_facts`, `document_needed`; NotNow `receipt_tries` after five wrong tries on one claim and day (UTC),
    `move_not_possible` for drafts and what was withdrawn; Conflict `receipt_renewed` where the receipt is no longer that of
    `after_generation`: a page sent twice makes one receipt.
    """
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    _check_possible(session, row, checked, after_generation=after_generation, now=now)
    file, _ = read_claim_file(session, claim)
    receipt = None
    if both_agree(file, checked.facts):
        postpone_retention(session, row, now=now)
        receipt = _new_receipt(session, claim, generation=after_generation + 1, now=now)
    facts = sorted(each.fact.value for each in checked.facts)
    write_line(
        session,
        claim.office_id,
        actor=actor,
        action="renew_receipt" if receipt else REFUSED,
        reference=claim.reference,
        details={"facts": facts, "document": checked.document, "way": checked.way},
        now=now,
    )
    return receipt


def tries_today(session: Session, claim: Claim, *, now: datetime) -> int:
    """How many tries on this claim were wrong on this day (UTC), by the ledger."""
    refused = select(LedgerLine.number).where(
        LedgerLine.office_id == claim.office_id,
        LedgerLine.action == REFUSED,
        LedgerLine.reference == claim.reference,
        col(LedgerLine.hour).startswith(hour_of(now)[:10]),
    )
    return len(session.exec(refused.limit(MOST_TRIES)).all())


def _check_possible(session: Session, claim: Claim, checked: Checked, *, after_generation: int, now: datetime) -> None:
    if checked.document not in DOCUMENTS or checked.way not in WAYS:
        raise NotValid("document_needed")
    if Status(claim.status) in {Status.DRAFT, Status.WITHDRAWN}:
        raise NotNow("move_not_possible")
    if receipt_generation(session, claim.id) != after_generation:
        raise Conflict("receipt_renewed")
    if tries_today(session, claim, now=now) >= MOST_TRIES:
        raise NotNow("receipt_tries")


def _new_receipt(session: Session, claim: OpenClaim, *, generation: int, now: datetime) -> Receipt:
    session.exec(
        delete(ClaimWrap).where(col(ClaimWrap.claim_id) == claim.id, col(ClaimWrap.recipient) == Recipient.RECEIPT)
    )
    receipt = Receipt(reference=claim.reference, code=new_code())
    key = key_of_code(receipt.code, claim_id=claim.id)
    add_wrap(session, claim, recipient=Recipient.RECEIPT, recipient_id=claim.id, key=key, generation=generation)
    tell_claimant(session, claim, code=MessageCode.RECEIPT_RENEWED, facts={"week": (week_of(now),)}, now=now)
    return receipt
