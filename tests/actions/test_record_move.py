"""Moves: the only place where a claim's status changes, and of two at once only one is made."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlmodel import select

from claims.actions.record_move import record_move
from claims.errors import Conflict, NotNow
from claims.model.claim import Claim
from claims.model.triage import TriageEvent
from claims.model.vocabulary import Move, Role, Status
from tests.cast import LINH
from tests.make import NOW, MadeOffice


def test_a_move_is_one_step_and_prolongs_what_is_kept(bare_office: MadeOffice) -> None:
    """Status, event with the next number, retention from now on."""
    sent = bare_office.send(LINH)
    later = NOW.replace(year=2027)
    with bare_office.database.deed() as session:
        end = record_move(
            session, sent.claim.id, move=Move.CHECK, by=frozenset({Role.TRIAGE}), member_id="m", now=later
        )
        row = session.get_one(Claim, sent.claim.id)
        events = session.exec(select(TriageEvent).order_by(TriageEvent.number)).all()

    assert (end, row.status, row.retention_week) == (Status.CHECKED, Status.CHECKED, "2032-W47")
    assert [(e.number, e.move, e.member_id, e.week) for e in events] == [
        (1, Move.RECEIVE, "", "2026-W47"),
        (2, Move.CHECK, "m", "2027-W47"),
    ]


def test_of_eight_at_once_one_is_made(bare_office: MadeOffice) -> None:
    """Four check, four set aside: the others are told that the claim stands elsewhere now."""
    sent = bare_office.send(LINH)
    together = Barrier(8)

    def move(number: int) -> bool:
        wished = Move.SIGN if number % 2 else Move.ASK
        together.wait(60)
        try:
            with bare_office.database.deed() as session:
                record_move(session, sent.claim.id, move=wished, by=frozenset({Role.COUNSEL, Role.LEAD}), now=NOW)
        except (NotNow, Conflict):
            return False
        return True

    with bare_office.database.deed() as session:
        record_move(session, sent.claim.id, move=Move.CHECK, by=frozenset({Role.LEAD}), now=NOW)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(move, range(8)))
    with bare_office.database.question() as session:
        events = session.exec(select(TriageEvent).order_by(TriageEvent.number)).all()
        status = session.get_one(Claim, sent.claim.id).status

    assert sum(made) == 1
    assert [event.number for event in events] == [1, 2, 3]
    assert {Move.SIGN: Status.SIGNED, Move.ASK: Status.ASKED}[Move(events[-1].move)] == status
