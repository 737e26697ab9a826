"""Holds: a reason and an end are needed, nothing is destroyed before the end, and an ended hold gives the claim back its own time."""

from datetime import timedelta

import pytest
from sqlmodel import select

from claims.actions.decide_claim import add_note, read_desk_facts
from claims.actions.destroy_expired import destroy_expired
from claims.actions.erase_withdrawn import erase_withdrawn
from claims.actions.hold_claim import LONGEST_WEEKS, end_hold, hold_claim, holds_in_force
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Conflict, NotNow, NotValid
from claims.model.claim import Claim, ClaimPart, ClaimWrap, Erasure
from claims.model.ledger import LedgerLine
from claims.model.vocabulary import Status
from claims.store.claim_parts import OpenClaim
from claims.store.clock import weeks_later
from claims.store.ledger import Actor
from tests.cast import LINH
from tests.make import NOW, MadeOffice

PARK = Actor(id="b" * 32, role="counsel")


def hold(
    office: MadeOffice, claim: OpenClaim, *, weeks: int = 10, reason: str = "The suit is pending", at: int = 0
) -> None:
    """Park holds the claim for so many weeks, `at` weeks from now."""
    now = NOW + timedelta(weeks=at)
    with office.database.deed() as session:
        hold_claim(session, claim, reason=reason, until=weeks_later(now, weeks), by="Park", actor=PARK, now=now)


def release(office: MadeOffice, claim: OpenClaim, *, number: int = 1, at: int = 0) -> None:
    """Park ends a hold."""
    with office.database.deed() as session:
        end_hold(session, claim, number=number, actor=PARK, now=NOW + timedelta(weeks=at))


def withdraw(office: MadeOffice, claim: OpenClaim, *, at: int = 0) -> bool:
    """The claimant takes it back; whether it was destroyed."""
    with office.database.deed() as session:
        return withdraw_claim(session, claim, vault=office.vault, now=NOW + timedelta(weeks=at))


def tidy(office: MadeOffice, *, at: int) -> int:
    """The tidying of a week."""
    with office.database.deed() as session:
        return destroy_expired(session, office.office.id, vault=office.vault, now=NOW + timedelta(weeks=at))


def kept(office: MadeOffice, claim: OpenClaim) -> tuple[int, int]:
    """How many wraps and parts there are."""
    with office.database.question() as session:
        wraps = session.exec(select(ClaimWrap).where(ClaimWrap.claim_id == claim.id)).all()
        parts = session.exec(select(ClaimPart).where(ClaimPart.claim_id == claim.id)).all()
    return len(wraps), len(parts)


def row(office: MadeOffice, claim: OpenClaim) -> Claim:
    """The claim's row."""
    with office.database.question() as session:
        return session.get_one(Claim, claim.id)


def test_a_hold_lies_sealed_and_moves_the_week(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    with bare_office.database.deed() as session:
        add_note(session, claim, note="stays")
    hold(bare_office, claim, weeks=LONGEST_WEEKS, at=10)

    with bare_office.database.question() as session:
        facts, _ = read_desk_facts(session, claim)
        line = session.exec(select(LedgerLine).where(LedgerLine.action == "hold_claim")).one()
    assert facts.notes == ("stays",)
    assert [(each.reason, each.by, each.ended) for each in facts.holds] == [("The suit is pending", "Park", None)]
    assert row(bare_office, claim).retention_week == weeks_later(NOW, LONGEST_WEEKS + 10)
    assert b"pending" not in line.details


@pytest.mark.parametrize(
    ("reason", "until", "refused"),
    [
        ("", "2027-W10", "hold_reason"),
        ("  ", "2027-W10", "hold_reason"),
        ("900101-1234567", "2027-W10", "resident_number"),
        ("pending", "2026-W46", "hold_week"),
        ("pending", "2031-W47", "hold_week"),
        ("pending", "2027-W53", "hold_week"),
        ("pending", "2027-03-01", "hold_week"),
        ("pending", "", "hold_week"),
    ],
)
def test_a_hold_needs_a_reason_and_an_end(small_bare_office: MadeOffice, reason: str, until: str, refused: str) -> None:
    claim = small_bare_office.send(LINH).claim
    with pytest.raises(NotValid, match=refused), small_bare_office.database.deed() as session:
        hold_claim(session, claim, reason=reason, until=until, by="Park", actor=PARK, now=NOW)


@pytest.mark.parametrize("until", ["2026-W47", "2031-W46"])
def test_its_first_and_its_last_possible_week(small_bare_office: MadeOffice, until: str) -> None:
    claim = small_bare_office.send(LINH).claim
    with small_bare_office.database.deed() as session:
        hold_claim(session, claim, reason="pending", until=until, by="Park", actor=PARK, now=NOW)
    with small_bare_office.database.question() as session:
        assert [each.until for each in holds_in_force(session, claim, now=NOW)] == [until]


def test_a_draft_is_not_held(small_bare_office: MadeOffice) -> None:
    _, draft = small_bare_office.draft(LINH)
    with pytest.raises(NotNow):
        hold(small_bare_office, draft)


def test_a_held_claim_that_is_withdrawn_is_kept_to_the_end_and_then_destroyed(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    hold(bare_office, claim, weeks=10)
    before = kept(bare_office, claim)

    assert withdraw(bare_office, claim, at=1) is False
    assert kept(bare_office, claim) == before
    assert (row(bare_office, claim).status, row(bare_office, claim).unread) == (Status.WITHDRAWN, True)
    assert row(bare_office, claim).retention_week == weeks_later(NOW, 10)
    assert tidy(bare_office, at=10) == 0
    assert tidy(bare_office, at=11) == 1
    assert kept(bare_office, claim) == (0, 0)


def test_a_hold_whose_end_has_passed_holds_nothing(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    hold(bare_office, claim, weeks=10)

    assert withdraw(bare_office, claim, at=11) is True
    assert kept(bare_office, claim) == (0, 0)


def test_what_nobody_decides_about_is_destroyed_when_the_time_to_decide_is_over(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    hold(bare_office, claim, weeks=10)
    withdraw(bare_office, claim)
    release(bare_office, claim, at=3)

    assert row(bare_office, claim).retention_week == weeks_later(NOW, 5)
    assert tidy(bare_office, at=5) == 0
    assert tidy(bare_office, at=6) == 1


def test_ending_one_hold_leaves_the_other(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    hold(bare_office, claim, weeks=10)
    hold(bare_office, claim, weeks=7)
    withdraw(bare_office, claim)
    release(bare_office, claim, number=1)

    assert row(bare_office, claim).retention_week == weeks_later(NOW, 7)
    with pytest.raises(NotNow, match="held"), bare_office.database.deed() as session:
        erase_withdrawn(session, claim, vault=bare_office.vault, actor=PARK, now=NOW)
    for number in (0, 1, 3):
        with pytest.raises(Conflict):
            release(bare_office, claim, number=number)


def test_counsel_destroys_what_was_withdrawn(bare_office: MadeOffice) -> None:
    claim = bare_office.send(LINH).claim
    hold(bare_office, claim)
    with pytest.raises(NotNow, match="move_not_possible"), bare_office.database.deed() as session:
        erase_withdrawn(session, claim, vault=bare_office.vault, actor=PARK, now=NOW)
    withdraw(bare_office, claim)
    release(bare_office, claim)
    with bare_office.database.deed() as session:
        erase_withdrawn(session, claim, vault=bare_office.vault, actor=PARK, now=NOW)

    assert kept(bare_office, claim) == (0, 0)
    assert row(bare_office, claim).retention_week == "2031-W46"
    with bare_office.database.question() as session:
        assert session.get(Erasure, claim.id) is not None
        lines = select(LedgerLine.action).where(LedgerLine.reference == claim.reference)
        assert {"hold_claim", "end_hold", "withdraw", "erase"} <= set(session.exec(lines))
