"""A lost receipt: two facts and a document make a new one; the old is dead with its wrap, and wrong tries are counted."""

from contextlib import suppress
from datetime import timedelta

import pytest
from sqlmodel import select

from claims.actions.draft_claim import Receipt, open_by_receipt, receipt_generation
from claims.actions.renew_receipt import MOST_TRIES, Checked, renew_receipt
from claims.actions.send_message import read_messages
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim, ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import MessageCode, Recipient
from claims.rules.known_facts import KnownFact, SaidFact
from claims.store.claim_parts import OpenClaim
from claims.store.ledger import Actor
from tests.cast import LINH, MINJUN
from tests.make import MadeOffice, Sent

BORN, TRIP = SaidFact(KnownFact.BORN, "1990-05-01"), SaidFact(KnownFact.TRIP_DAY, "2015-03-02")
GOOD = Checked(facts=(BORN, TRIP), document="passport", way="in_person")
WRONG = Checked(facts=(BORN, SaidFact(KnownFact.TRIP_DAY, "2015-03-03")), document="passport", way="video")
HAN = Actor(id="a" * 32, role="triage")


def renew(
    office: MadeOffice, claim: OpenClaim, checked: Checked = GOOD, *, after: int = 1, days: int = 0
) -> Receipt | None:
    """Han has looked, and so many days later asks for a new receipt."""
    now = office.now + timedelta(days=days)
    with office.database.deed() as session:
        return renew_receipt(session, claim, checked=checked, after_generation=after, actor=HAN, now=now)


def opens(office: MadeOffice, receipt: Receipt) -> OpenClaim | None:
    """What the receipt opens."""
    with office.database.question() as session:
        return open_by_receipt(session, office.office.id, reference=receipt.reference, code=receipt.code)


def lines(office: MadeOffice, sent: Sent) -> list[str]:
    """What the ledger says of the claim."""
    with office.database.question() as session:
        of_claim = select(LedgerLine).where(LedgerLine.reference == sent.claim.reference)
        return [line.action for line in session.exec(of_claim.order_by(LedgerLine.number))]  # type: ignore[arg-type]  # a column


def test_the_new_receipt_opens_and_the_old_one_is_dead(bare_office: MadeOffice) -> None:
    sent = bare_office.send(LINH)
    made = renew(bare_office, sent.claim)

    assert made is not None
    assert made.reference == sent.receipt.reference
    assert made.code != sent.receipt.code
    assert opens(bare_office, sent.receipt) is None
    opened = opens(bare_office, made)
    assert opened is not None
    assert (opened.key, opened.receipt_generation) == (sent.claim.key, 2)
    with bare_office.database.question() as session:
        wraps = select(ClaimWrap).where(ClaimWrap.claim_id == sent.claim.id)
        mine = [wrap.generation for wrap in session.exec(wraps) if wrap.recipient == Recipient.RECEIPT]
        assert (mine, receipt_generation(session, sent.claim.id)) == ([2], 2)
        told = read_messages(session, opened)[-1]
    assert (told.code, told.facts) == (MessageCode.RECEIPT_RENEWED, {"week": ("2026-W47",)})
    assert lines(bare_office, sent)[-1] == "renew_receipt"


def test_wrong_facts_make_nothing_but_a_line(bare_office: MadeOffice) -> None:
    sent = bare_office.send(LINH)

    assert renew(bare_office, sent.claim, WRONG) is None
    assert opens(bare_office, sent.receipt) is not None
    assert lines(bare_office, sent)[-1] == "receipt_refused"


def test_after_five_wrong_tries_the_day_is_over(bare_office: MadeOffice) -> None:
    sent, other = bare_office.send(LINH), bare_office.send(LINH)
    for _ in range(MOST_TRIES):
        assert renew(bare_office, sent.claim, WRONG) is None
    for checked in (WRONG, GOOD):
        with pytest.raises(NotNow, match="receipt_tries"):
            renew(bare_office, sent.claim, checked)

    assert lines(bare_office, sent).count("receipt_refused") == MOST_TRIES
    assert renew(bare_office, other.claim) is not None
    assert renew(bare_office, sent.claim, days=1) is not None


def test_a_page_sent_twice_makes_one_receipt(bare_office: MadeOffice) -> None:
    sent = bare_office.send(LINH)
    made = renew(bare_office, sent.claim)
    with pytest.raises(Conflict, match="receipt_renewed"):
        renew(bare_office, sent.claim)

    assert made is not None
    assert opens(bare_office, made) is not None
    assert renew(bare_office, sent.claim, after=2) is not None
    assert opens(bare_office, made) is None


@pytest.mark.parametrize(
    "checked",
    [
        Checked(facts=(BORN, TRIP), document="", way="in_person"),
        Checked(facts=(BORN, TRIP), document="passport", way="by phone"),
        Checked(facts=(BORN,), document="passport", way="post"),
    ],
)
def test_two_facts_and_a_document_are_needed(bare_office: MadeOffice, checked: Checked) -> None:
    sent = bare_office.send(LINH)
    with pytest.raises(NotValid):
        renew(bare_office, sent.claim, checked)

    assert lines(bare_office, sent) == ["receive"]


def test_neither_a_draft_nor_what_was_withdrawn_gets_one(bare_office: MadeOffice) -> None:
    _, draft = bare_office.draft(LINH)
    sent = bare_office.send(MINJUN)
    with bare_office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=bare_office.vault, now=bare_office.now)
    for claim in (draft, sent.claim):
        with pytest.raises(NotNow, match="move_not_possible"):
            renew(bare_office, claim)


def test_what_is_undone_leaves_the_old_receipt(bare_office: MadeOffice) -> None:
    """The new wrap, the old one, the message and the line stand or fall together."""
    sent = bare_office.send(LINH)
    with suppress(InterruptedError), bare_office.database.deed() as session:
        renew_receipt(session, sent.claim, checked=GOOD, after_generation=1, actor=HAN, now=bare_office.now)
        raise InterruptedError

    assert opens(bare_office, sent.receipt) is not None
    assert lines(bare_office, sent) == ["receive"]


def test_it_is_activity_and_moves_the_week_on(bare_office: MadeOffice) -> None:
    sent = bare_office.send(LINH)
    renew(bare_office, sent.claim, WRONG, days=70)
    with bare_office.database.question() as session:
        assert session.get_one(Claim, sent.claim.id).retention_week == "2031-W46"
    renew(bare_office, sent.claim, days=70)
    with bare_office.database.question() as session:
        assert session.get_one(Claim, sent.claim.id).retention_week == "2032-W04"
