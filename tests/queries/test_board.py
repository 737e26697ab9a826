"""The board's question: every claim with its place, opened by counsel or by the office, in statements that do not grow with the claims."""

import pytest
from sqlalchemy import event
from sqlmodel import Session

from claims.actions.ask_elsewhere import ask_elsewhere
from claims.actions.note_power import note_power
from claims.actions.send_message import send_message
from claims.errors import NotAllowed
from claims.model.appointment import Reminded
from claims.model.claim_file import Contact
from claims.model.matter import Matter
from claims.model.signing import Answers
from claims.model.vocabulary import Answer
from claims.queries.board import BoardAsking, BoardClaim, board_of
from claims.rules.board import BoardLine
from claims.store.clock import seconds
from claims.store.keyring import Keyring
from tests.cast import LINH, MINJUN
from tests.make import SEOUL, TODAY, MadeOffice, Sent
from tests.make_appointments import TERMS, Firm

ASKING = BoardAsking(today=TODAY, zone=SEOUL)


@pytest.fixture(scope="module")
def firm(small_module_office: MadeOffice) -> Firm:
    """Park's firm with an offer in force."""
    return Firm(small_module_office)


def look(firm: Firm, session: Session, *, keyring: Keyring | None = None) -> tuple[BoardClaim, ...]:
    """The board, as Park opens it."""
    matter = session.get_one(Matter, firm.court.matter.id)
    return board_of(session, matter, asking=ASKING, keyring=keyring or firm.court.park.keyring)


def line(firm: Firm, sent: Sent, *, keyring: Keyring | None = None) -> BoardLine:
    """One line of it."""
    with firm.office.database.question() as session:
        return next(
            each.line for each in look(firm, session, keyring=keyring) if each.line.reference == sent.claim.reference
        )


def test_counsel_and_office_see_the_same_line_and_nobody_else_any(firm: Firm) -> None:
    linh = firm.invite(LINH.model_copy(update={"contact": Contact(channel="phone", address="1")}))
    firm.sign(linh, answers=Answers(court=True, other=Answer.NO, country="VNM"))

    seen = line(firm, linh)

    assert (seen.name, seen.stage, seen.country, seen.channel) == ("Nguyễn Thị Linh", "power_signed", "VNM", "phone")
    assert seen.reach_for == ("notarisation",)
    assert line(firm, linh, keyring=firm.court.han.keyring) == seen
    with firm.office.database.question() as session, pytest.raises(NotAllowed):
        look(firm, session, keyring=Keyring())


def test_more_claims_take_no_more_statements(firm: Firm) -> None:
    firm.invite(LINH)
    few = _statements(firm)
    firm.invite(LINH, MINJUN, MINJUN)

    assert _statements(firm) == few <= 10


def _statements(firm: Firm) -> int:
    engine, counted = firm.office.database.engine, []
    event.listen(engine, "before_cursor_execute", lambda *told: counted.append(told[2]))
    with firm.office.database.question() as session:
        look(firm, session)
    return len(counted)


def test_a_later_offer_marks_who_signed_the_earlier(firm: Firm) -> None:
    linh, minjun = firm.invite(LINH), firm.invite(MINJUN)
    firm.sign(linh)
    assert "older_text" not in line(firm, linh).marks

    firm.put(TERMS, change={"fee": " More."})
    firm.sign(minjun)

    assert "older_text" in line(firm, linh).marks
    assert "older_text" not in line(firm, minjun).marks


def test_likely_duplicates_name_each_other_and_the_question_waits_for_its_answer(firm: Firm) -> None:
    born = MINJUN.model_copy(update={"claimant": MINJUN.claimant.model_copy(update={"born": "1971-02-03"})})
    one, other = firm.invite(born), firm.invite(born)

    assert line(firm, one).alike == (other.claim.reference,)
    assert line(firm, other).alike == (one.claim.reference,)
    assert "likely_same" in line(firm, other).missing
    office, park = firm.office, firm.court.park
    with office.database.deed() as session:
        ask_elsewhere(session, [one.claim], matter_id=firm.court.matter.id, actor=park.actor, now=office.now)
    assert (line(firm, one).elsewhere, line(firm, other).elsewhere) == ("asked", "")
    with office.database.deed() as session:
        send_message(session, one.claim, text="아니요", language="ko", now=office.now)
    assert line(firm, one).elsewhere == "answered"


def test_the_last_reminder_is_the_day_here(firm: Firm) -> None:
    linh, office, park = firm.invite(LINH), firm.office, firm.court.park
    note = Reminded(matter_id=firm.court.matter.id, by_mail=True, by=park.member.id, at=seconds(office.now))
    with office.database.deed() as session:
        note_power(session, linh.claim, note=note, actor=park.actor, today=TODAY, now=office.now)

    assert (line(firm, linh).reminded, line(firm, linh).by_mail) == (TODAY, True)
