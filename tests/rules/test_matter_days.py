"""The days of a matter are days: a month is none, and a deadline says what must be done."""

from datetime import date

import pytest

from claims.errors import NotValid
from claims.model.matter import MatterDeadline, MatterFacts, Target
from claims.rules.matter_days import MOST_DEADLINES, check_matter_days, days_until, is_day

GOOD = MatterFacts(
    title="T", targets=Target(court="2026-12-01"), deadlines=(MatterDeadline(day="2027-01-02", what="Appeal"),)
)


@pytest.mark.parametrize(
    "text", ["2026-12", "2026", "", "2026-02-30", "20261201", "2026-W49-2", "2026-12-01T00:00", "nope"]
)
def test_what_is_no_day(text: str) -> None:
    assert not is_day(text)


def test_good_days_pass() -> None:
    check_matter_days(GOOD)
    check_matter_days(MatterFacts(title="T"))
    assert is_day("2028-02-29")


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"targets": Target(claims="2026-12")}, "not_a_day", "targets.claims"),
        ({"targets": Target(demand="soon")}, "not_a_day", "targets.demand"),
        ({"deadlines": (MatterDeadline(day="2026-13-01", what="x"),)}, "not_a_day", "deadlines.1.day"),
        ({"deadlines": (*GOOD.deadlines, MatterDeadline(day="", what="x"))}, "not_a_day", "deadlines.2.day"),
        ({"deadlines": (MatterDeadline(day="2026-12-01", what=""),)}, "deadline_without_words", "deadlines.1.what"),
        ({"deadlines": GOOD.deadlines * (MOST_DEADLINES + 1)}, "too_many_deadlines", "deadlines"),
    ],
)
def test_a_wrong_one_is_named_by_its_field(change: dict[str, object], reason: str, field: str) -> None:
    with pytest.raises(NotValid) as refusal:
        check_matter_days(GOOD.model_copy(update=change))

    assert (refusal.value.reason, refusal.value.facts["field"]) == (reason, field)


def test_days_left() -> None:
    today = date(2026, 11, 22)

    assert days_until("2026-12-01", today=today) == 9
    assert days_until("2026-11-22", today=today) == 0
    assert days_until("2026-11-20", today=today) == -2
    assert days_until("", today=today) is None
