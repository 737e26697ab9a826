"""Deciding: by the table for every status, move and role; what is told is sealed, and what colleagues note stays theirs."""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlmodel import select

from claims.actions.decide_claim import add_note, decide_claim, keep_translation, read_desk_facts
from claims.actions.send_message import read_messages
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim
from claims.model.ledger import LedgerLine
from claims.model.triage import TriageEvent
from claims.model.vocabulary import Move, Role, Status
from claims.rules.triage import NEEDS_REASON
from claims.store import claim_parts
from tests.cast import HAN, LINH
from tests.make import MadeOffice, Sent, SignedIn, make_office
from tests.rules.test_triage import ALLOWED

STAFF_MOVES = [Move.ASK, Move.CHECK, Move.SIGN, Move.FILE, Move.SET_ASIDE, Move.REOPEN]


@pytest.fixture(scope="module")
def deciding(
    module_database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[MadeOffice, SignedIn]]:
    """An office with one lead."""
    office = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN,))
    yield office, office.sign_in(HAN)
    office.close()


def place(office: MadeOffice, sent: Sent, status: Status) -> None:
    """The claim stands there, however it came."""
    with office.database.deed() as session:
        row = session.get_one(Claim, sent.claim.id)
        row.status, row.unread = status, True


def decide(office: MadeOffice, sent: Sent, han: SignedIn, move: Move, roles: str, words: str = "một lý do") -> Status:
    """Somebody in these roles makes a move."""
    member = han.member.model_copy(update={"roles": roles})
    with office.database.deed() as session:
        return decide_claim(session, sent.claim, move=move, words=words, by=member, actor=han.actor, now=office.now)


def row_of(office: MadeOffice, sent: Sent) -> Claim:
    """The claim's clear facts."""
    with office.database.question() as session:
        return session.get_one(Claim, sent.claim.id)


def test_every_status_move_and_role_by_the_table(deciding: tuple[MadeOffice, SignedIn]) -> None:
    """Three hundred tries: where the table has a row the claim moves, and else stays where it was."""
    office, han = deciding
    sent, made = office.send(LINH), 0
    for status, move, role in product(Status, [*STAFF_MOVES, Move.RECEIVE, Move.ANSWER, Move.WITHDRAW], Role):
        place(office, sent, status)
        end = ALLOWED.get((status, move, role.value))
        if end:
            made += 1
            assert decide(office, sent, han, move, role.value) is end
        else:
            with pytest.raises(NotNow):
                decide(office, sent, han, move, role.value)
        assert row_of(office, sent).status == (end or status)
    with office.database.question() as session:
        events = session.exec(select(TriageEvent).where(TriageEvent.claim_id == sent.claim.id)).all()

    assert made == sum(move in STAFF_MOVES for _, move, _ in ALLOWED)
    assert sorted(event.number for event in events) == list(range(1, made + 2))


def test_a_move_leaves_an_event_a_line_and_a_message(deciding: tuple[MadeOffice, SignedIn]) -> None:
    """Who and in which week stands in clear; what was said does not; the claim is read."""
    office, han = deciding
    sent = office.send(LINH)
    decide(office, sent, han, Move.ASK, "lead", "bạn đến ngày nào?")
    with office.database.question() as session:
        event = session.exec(select(TriageEvent).where(TriageEvent.claim_id == sent.claim.id)).all()[-1]
        line = session.exec(select(LedgerLine).where(LedgerLine.reference == sent.claim.reference)).all()[-1]
        messages = read_messages(session, sent.claim)

    assert (event.move, event.member_id, event.week) == (Move.ASK, han.member.id, "2026-W47")
    assert (line.action, line.actor) == ("move_ask", han.member.id)
    assert [(m.sender, m.text, m.move) for m in messages] == [("office", "bạn đến ngày nào?", Move.ASK)]
    assert not row_of(office, sent).unread


@pytest.mark.parametrize("move", sorted(NEEDS_REASON))
def test_what_the_claimant_is_told_needs_words(deciding: tuple[MadeOffice, SignedIn], move: Move) -> None:
    """Spaces are none."""
    office, han = deciding
    sent = office.send(LINH)
    for words in ("", " \n\t"):
        with pytest.raises(NotValid, match="words_needed"):
            decide(office, sent, han, move, "lead", words)
    assert row_of(office, sent).status == Status.RECEIVED


def test_a_check_needs_none(deciding: tuple[MadeOffice, SignedIn]) -> None:
    """And then nothing is said."""
    office, han = deciding
    sent = office.send(LINH)
    decide(office, sent, han, Move.CHECK, "triage", "")
    with office.database.question() as session:
        assert read_messages(session, sent.claim) == []


def test_notes_are_kept_in_order_and_are_no_messages(deciding: tuple[MadeOffice, SignedIn]) -> None:
    """Sealed with the claim; an empty one is refused."""
    office, han = deciding
    sent = office.send(LINH)
    with office.database.deed() as session:
        for note in ("first", "둘째"):
            add_note(session, sent.claim, note=note)
        with pytest.raises(NotValid, match="note_empty"):
            add_note(session, sent.claim, note=" ")
    with office.database.question() as session:
        facts, _ = read_desk_facts(session, sent.claim)
        assert facts.notes == ("first", "둘째")
        assert read_messages(session, sent.claim) == []
    assert han.actor.role == "lead"


def test_a_translation_needs_a_named_reviewer(deciding: tuple[MadeOffice, SignedIn]) -> None:
    """Both names; the original and the notes stay as they are; without a text none is needed."""
    office, _ = deciding
    sent = office.send(LINH)
    given = {"account": "아무도 말하지 않았습니다.", "harm": "", "name_hangul": "린"}
    with office.database.deed() as session:
        add_note(session, sent.claim, note="stays")
        for translator, reviewer in (("", "Park"), ("Han", ""), (" ", " ")):
            with pytest.raises(NotValid, match="reviewer_needed"):
                keep_translation(session, sent.claim, translator=translator, reviewer=reviewer, **given)
        keep_translation(session, sent.claim, translator="Han", reviewer="Park", **given)
    with office.database.question() as session:
        facts, _ = read_desk_facts(session, sent.claim)
        file, _ = claim_parts.read_claim_file(session, sent.claim)

    assert (facts.translation, facts.translator, facts.reviewer) == (given["account"], "Han", "Park")
    assert (facts.name_hangul, facts.notes) == ("린", ("stays",))
    assert file.statement == LINH.statement


def test_two_who_note_at_once_lose_nothing_silently(deciding: tuple[MadeOffice, SignedIn]) -> None:
    """Whoever saves what somebody else changed meanwhile is told."""
    office, _ = deciding
    sent = office.send(LINH)
    with office.database.deed() as session:
        add_note(session, sent.claim, note="first")
    with office.database.deed() as session:
        facts, version = read_desk_facts(session, sent.claim)
        add_note(session, sent.claim, note="second")
        with pytest.raises(Conflict):
            claim_parts.put_part(
                session,
                sent.claim,
                kind=claim_parts.PartKind.DESK,
                number=1,
                plaintext=facts.model_dump_json().encode(),
                after_version=version,
            )


def test_nobody_writes_a_resident_number_into_a_claim(deciding: tuple[MadeOffice, SignedIn]):
    """Not in words to the claimant, not in a note, not in a translation; nothing of it is kept."""
    office, han = deciding
    sent = office.send(LINH)
    claim = office.open(sent, han)
    number = "her number is 900501-2345678"
    with pytest.raises(NotValid, match="resident_number"), office.database.deed() as session:
        add_note(session, claim, note=number)
    with pytest.raises(NotValid, match="resident_number"), office.database.deed() as session:
        keep_translation(session, claim, account=number, harm="", translator="A", reviewer="B", name_hangul="")
    with pytest.raises(NotValid, match="resident_number"):
        office.decide(sent, han, Move.ASK, number)
    with office.database.question() as session:
        assert read_desk_facts(session, claim)[1] == 0
