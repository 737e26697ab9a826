"""Messages: sealed with the claim; an answer brings the claim back; numbers that may not be held are refused."""

from collections.abc import Iterator

import pytest
from sqlmodel import select

from claims.actions.send_message import ANSWERABLE, read_messages, send_message
from claims.errors import NotNow, NotValid
from claims.model.claim import Claim, ClaimPart
from claims.model.vocabulary import Move, PartKind, Status
from tests.cast import HAN, LINH
from tests.make import MadeOffice, Sent, SignedIn, make_office


@pytest.fixture(scope="module")
def asking(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with one lead."""
    office = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN,))
    yield office, office.sign_in(HAN)
    office.close()


def say(office: MadeOffice, sent: Sent, text: str) -> None:
    """The claimant writes."""
    with office.database.deed() as session:
        send_message(session, sent.claim, text=text, language="vi", now=office.now)


def stands(office: MadeOffice, sent: Sent) -> tuple[str, bool]:
    """Status, and whether something is unread."""
    with office.database.question() as session:
        row = session.get_one(Claim, sent.claim.id)
    return row.status, row.unread


def test_question_and_answer(asking: tuple[MadeOffice, SignedIn]) -> None:
    """Asked, answered, received again and unread; both in order, each with its sender and language."""
    office, han = asking
    sent = office.send(LINH)
    office.decide(sent, han, Move.ASK, "which day?")
    assert stands(office, sent) == (Status.ASKED, False)
    say(office, sent, "ngày 2 tháng 3")

    assert stands(office, sent) == (Status.RECEIVED, True)
    with office.database.question() as session:
        messages = read_messages(session, office.open(sent, han))
        parts = session.exec(select(ClaimPart).where(ClaimPart.kind == PartKind.MESSAGE)).all()
    assert [(m.sender, m.text, m.language) for m in messages] == [
        ("office", "which day?", "en"),
        ("claimant", "ngày 2 tháng 3", "vi"),
    ]
    assert not [part for part in parts if "tháng".encode() in part.sealed]


@pytest.mark.parametrize("status", list(Status))
def test_where_messages_are_possible(asking: tuple[MadeOffice, SignedIn], status: Status) -> None:
    """While somebody reads them; only an answer to a question moves the claim."""
    office, _ = asking
    sent = office.send(LINH)
    with office.database.deed() as session:
        session.get_one(Claim, sent.claim.id).status = status
    if status not in ANSWERABLE:
        with pytest.raises(NotNow, match="no_messages_now"):
            say(office, sent, "xin chào")
        assert stands(office, sent)[0] == status
        return
    say(office, sent, "xin chào")
    assert stands(office, sent) == (Status.RECEIVED if status is Status.ASKED else status, True)


@pytest.mark.parametrize(("text", "reason"), [(" \n", "message_empty"), ("số: 900101-1234567", "resident_number")])
def test_what_is_refused_is_not_kept(asking: tuple[MadeOffice, SignedIn], text: str, reason: str) -> None:
    """And the claim does not move."""
    office, han = asking
    sent = office.send(LINH)
    office.decide(sent, han, Move.ASK, "which day?")
    with pytest.raises(NotValid, match=reason):
        say(office, sent, text)

    assert stands(office, sent) == (Status.ASKED, False)
    with office.database.question() as session:
        assert len(read_messages(session, sent.claim)) == 1
