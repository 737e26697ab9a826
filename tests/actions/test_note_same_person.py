"""Two claims noted as one person's or as two people's: said on both, said anew, with a line for each, by whoever comes first."""

from threading import Barrier, Thread

import pytest
from sqlmodel import col, select

from claims.actions.decide_claim import add_note, read_desk_facts
from claims.actions.note_same_person import note_same_person, note_two_people
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotFound, NotNow
from claims.model.claim import Claim
from claims.model.ledger import LedgerLine
from claims.model.triage import DeskFacts
from claims.store.claim_parts import OpenClaim
from claims.store.clock import weeks_later
from claims.store.ledger import Actor
from tests.cast import LINH
from tests.make import NOW, MadeOffice

TRIIN = Actor(id="b" * 32, role="triage")


def noted(office: MadeOffice, claim: OpenClaim) -> DeskFacts:
    """What the desk has added."""
    with office.database.question() as session:
        return read_desk_facts(session, claim)[0]


def lines(office: MadeOffice) -> list[tuple[str, str]]:
    """What the ledger says was noted, of which claim."""
    with office.database.question() as session:
        found = select(LedgerLine).where(col(LedgerLine.action).in_(["same_person", "two_people"]))
        return [(line.action, line.reference) for line in session.exec(found.order_by(col(LedgerLine.number)))]


def test_both_claims_say_it_and_each_has_its_line(office: MadeOffice) -> None:
    one, other = office.send(LINH).claim, office.send(LINH).claim
    with office.database.deed() as session:
        add_note(session, other, note="Called.")

    with office.database.deed() as session:
        note_same_person(session, one, other=other, actor=TRIIN, now=NOW)

    assert noted(office, one) == DeskFacts(duplicates=(other.reference,))
    assert noted(office, other) == DeskFacts(duplicates=(one.reference,), notes=("Called.",))
    assert lines(office) == [("same_person", one.reference), ("same_person", other.reference)]


def test_what_was_decided_can_be_decided_anew_from_either_side(small_office: MadeOffice) -> None:
    one, other, third = (small_office.send(LINH).claim for _ in range(3))
    with small_office.database.deed() as session:
        note_same_person(session, one, other=third, actor=TRIIN, now=NOW)
        note_same_person(session, one, other=other, actor=TRIIN, now=NOW)
        note_same_person(session, other, other=one, actor=TRIIN, now=NOW)
    assert noted(small_office, one).duplicates == tuple(sorted((other.reference, third.reference)))

    with small_office.database.deed() as session:
        note_two_people(session, other, other=one, actor=TRIIN, now=NOW)
    assert noted(small_office, one) == DeskFacts(duplicates=(third.reference,), distinct_from=(other.reference,))
    assert noted(small_office, other) == DeskFacts(distinct_from=(one.reference,))

    with small_office.database.deed() as session:
        note_same_person(session, one, other=other, actor=TRIIN, now=NOW)
    assert noted(small_office, other) == DeskFacts(duplicates=(one.reference,))


def test_a_claim_is_not_beside_itself_and_not_beside_a_withdrawn_one(small_office: MadeOffice) -> None:
    one, other = small_office.send(LINH).claim, small_office.send(LINH).claim
    with pytest.raises(NotFound), small_office.database.deed() as session:
        note_same_person(session, one, other=one, actor=TRIIN, now=NOW)
    with small_office.database.deed() as session:
        row = session.get_one(Claim, other.id)
        row.status = "withdrawn"  # type: ignore[assignment]  # as a held one stands
        session.add(row)

    for note in (note_same_person, note_two_people):
        for here, there in ((one, other), (other, one)):
            with pytest.raises(NotNow), small_office.database.deed() as session:
                note(session, here, other=there, actor=TRIIN, now=NOW)

    assert noted(small_office, one) == DeskFacts()
    assert lines(small_office) == []


def test_a_draft_is_nobodys_yet(small_office: MadeOffice) -> None:
    one, (_, draft) = small_office.send(LINH).claim, small_office.draft(LINH)

    with pytest.raises(NotNow), small_office.database.deed() as session:
        note_same_person(session, one, other=draft, actor=TRIIN, now=NOW)


def test_both_are_kept_from_then_on(small_office: MadeOffice) -> None:
    one, other = small_office.send(LINH).claim, small_office.send(LINH).claim
    with small_office.database.question() as session:
        before = session.get_one(Claim, one.id).retention_week
    later = NOW.replace(year=NOW.year + 1)

    with small_office.database.deed() as session:
        note_two_people(session, one, other=other, actor=TRIIN, now=later)

    with small_office.database.question() as session:
        after = {session.get_one(Claim, each.id).retention_week for each in (one, other)}
    assert after == {weeks_later(later, 5 * 52)}
    assert after != {before}


def test_of_an_erased_claim_nothing_can_be_said(small_office: MadeOffice) -> None:
    one, other = small_office.send(LINH).claim, small_office.send(LINH).claim
    with small_office.database.deed() as session:
        note_same_person(session, one, other=other, actor=TRIIN, now=NOW)
    with small_office.database.deed() as session:
        assert withdraw_claim(session, other, vault=small_office.vault, now=NOW)

    assert noted(small_office, one).duplicates == (other.reference,)


def test_two_members_who_decide_at_once_from_either_side_wait_for_each_other(office: MadeOffice) -> None:
    """Neither fails, neither waits for ever, and both claims say the same in the end."""
    one, other = office.send(LINH).claim, office.send(LINH).claim
    ready, failed = Barrier(2, timeout=60), list[BaseException]()

    def decide(claim: OpenClaim, beside: OpenClaim, times: int = 6) -> None:
        note = note_same_person if claim is one else note_two_people
        try:
            for _ in range(times):
                ready.wait()
                with office.database.deed() as session:
                    note(session, claim, other=beside, actor=TRIIN, now=NOW)
        except BaseException as problem:
            failed.append(problem)
            ready.abort()

    members = [Thread(target=decide, args=pair) for pair in ((one, other), (other, one))]
    for member in members:
        member.start()
    for member in members:
        member.join(timeout=60)

    assert not failed
    assert len(lines(office)) == 24
    first, second = noted(office, one), noted(office, other)
    assert (first.duplicates, first.distinct_from) in (((other.reference,), ()), ((), (other.reference,)))
    assert bool(first.duplicates) == bool(second.duplicates)
