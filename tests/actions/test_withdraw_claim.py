"""Withdrawing: before filing it destroys, after filing it tells counsel; either way nothing half-done remains."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlmodel import select

from claims.actions.draft_claim import open_by_receipt
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotAllowed, NotNow
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import Move, Status
from claims.store.claim_parts import read_claim_file
from tests.cast import HAN, LINH, PARK
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.make_bundles import attach, picture

MOVES = {
    Status.RECEIVED: [],
    Status.ASKED: [Move.ASK],
    Status.CHECKED: [Move.CHECK],
    Status.SET_ASIDE: [Move.SET_ASIDE],
    Status.SIGNED: [Move.CHECK, Move.SIGN],
    Status.FILED: [Move.CHECK, Move.SIGN, Move.FILE],
}


@pytest.fixture(scope="module")
def people(
    module_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[MadeOffice, SignedIn, SignedIn]]:
    """An office with Han and Park."""
    office = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK))
    yield office, office.sign_in(HAN), office.sign_in(PARK)
    office.close()


def sent_and_moved(office: MadeOffice, han: SignedIn, park: SignedIn, status: Status) -> Sent:
    """A claim with a photo, standing there."""
    receipt, draft = office.draft(LINH)
    attach(office, draft, picture())
    sent = Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft))
    for move in MOVES[status]:
        who = park if move in {Move.SIGN, Move.FILE} else han
        keyed = SignedIn(member=who.member, private=who.private, keyring=han.keyring, actor=who.actor)
        office.decide(sent, keyed, move, "a reason")
    return sent


def left(office: MadeOffice, sent: Sent) -> tuple[int, int, int]:
    """How many wraps, parts and sealed files of a claim there are."""
    with office.database.question() as session:
        wraps = session.exec(select(ClaimWrap).where(ClaimWrap.claim_id == sent.claim.id)).all()
        parts = session.exec(select(ClaimPart).where(ClaimPart.claim_id == sent.claim.id)).all()
    return len(wraps), len(parts), len(list(office.vault.list(sent.claim.vault_folder)))


def withdraw(office: MadeOffice, sent: Sent) -> bool:
    """The claimant takes it back."""
    with office.database.deed() as session:
        return withdraw_claim(session, sent.claim, vault=office.vault, now=office.now)


@pytest.mark.parametrize("status", [status for status in MOVES if status is not Status.FILED])
def test_before_filing_it_destroys(people: tuple[MadeOffice, SignedIn, SignedIn], status: Status) -> None:
    """No wrap, no part, no file; reference, status and week stay, with a line; neither receipt nor office opens it."""
    office, han, park = people
    sent = sent_and_moved(office, han, park, status)

    assert withdraw(office, sent) is True
    assert left(office, sent) == (0, 0, 0)
    with office.database.question() as session:
        row = session.get_one(Claim, sent.claim.id)
        receipt = {"reference": sent.receipt.reference, "code": sent.receipt.code}
        assert open_by_receipt(session, office.office.id, **receipt) is None
        lines = session.exec(select(LedgerLine.action).where(LedgerLine.reference == sent.claim.reference)).all()
    assert (row.status, row.unread, row.week) == (Status.WITHDRAWN, True, "2026-W47")
    assert lines[-1] == "withdraw"
    with pytest.raises(NotAllowed):
        office.open(sent, han)


def test_after_filing_it_is_kept_for_counsel(people: tuple[MadeOffice, SignedIn, SignedIn]) -> None:
    """Withdrawn and unread, and still there: whether it must be held is counsel's question."""
    office, han, park = people
    sent = sent_and_moved(office, han, park, Status.FILED)
    before = left(office, sent)

    assert withdraw(office, sent) is False
    assert left(office, sent) == before
    assert office.open(sent, han).status is Status.WITHDRAWN


def test_neither_a_draft_nor_what_was_withdrawn_is_withdrawn(
    people: tuple[MadeOffice, SignedIn, SignedIn],
) -> None:
    """Drafts are destroyed in another way; twice is refused."""
    office, han, park = people
    receipt, draft = office.draft(LINH)
    sent = sent_and_moved(office, han, park, Status.RECEIVED)
    withdraw(office, sent)
    for claim in (Sent(receipt=receipt, claim=draft, proof=sent.proof), sent):
        with pytest.raises(NotNow):
            withdraw(office, claim)
    with office.database.question() as session:
        assert read_claim_file(session, draft)


def test_a_withdrawal_that_is_undone_destroys_nothing(people: tuple[MadeOffice, SignedIn, SignedIn]) -> None:
    """Rows and files stay together."""
    office, han, park = people
    sent = sent_and_moved(office, han, park, Status.RECEIVED)
    before = left(office, sent)
    with suppress(InterruptedError), office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=office.vault, now=office.now)
        raise InterruptedError

    assert left(office, sent) == before
    assert office.open(sent, han).status is Status.RECEIVED


def test_where_holds_cannot_be_read_nothing_is_destroyed(people: tuple[MadeOffice, SignedIn, SignedIn]) -> None:
    """A damaged desk part may have held a hold: the claimant withdraws all the same, and counsel looks first."""
    office, han, park = people
    sent = sent_and_moved(office, han, park, Status.CHECKED)
    with office.database.deed() as session:
        session.add(ClaimPart(claim_id=sent.claim.id, kind="desk", office_id=office.office.id, sealed=b"x" * 60))
    with office.database.question() as session:
        due = session.get_one(Claim, sent.claim.id).retention_week

    assert withdraw(office, sent) is False
    with office.database.question() as session:
        row = session.get_one(Claim, sent.claim.id)
    assert (row.status, row.retention_week) == (Status.WITHDRAWN, due)
    assert left(office, sent)[0] > 0
