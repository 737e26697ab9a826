"""What is kept how long: weeks over year ends, the latest of all reasons to keep, and nothing kept for ever."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.disclosure import Deadline, Registry
from claims.model.triage import Hold
from claims.model.vocabulary import Status
from claims.rules.retention import (
    BUNDLE_WEEKS,
    CLAIM_WEEKS,
    DRAFT_WEEKS,
    KEPT,
    WITHDRAWN_WEEKS,
    due_week,
    in_force,
    is_due,
    limits_week,
    monday_of,
    week_of_day,
    weeks_after,
)
from claims.settings import ROOT
from claims.store.registry import load_registry

REGISTRY = load_registry(ROOT / "disclosures")
DAYS = st.dates(min_value=date(1970, 1, 5), max_value=date(2400, 12, 31))


def held(until: str, *, ended: int | None = None) -> Hold:
    """A hold to the end of a week."""
    return Hold(reason="appeal", until=until, by="park", at=0, ended=ended)


def test_the_weeks_are_those_of_the_privacy_notice() -> None:
    assert (DRAFT_WEEKS, CLAIM_WEEKS, BUNDLE_WEEKS, WITHDRAWN_WEEKS) == (13, 260, 1, 2)
    assert {kept.what: kept.weeks for kept in KEPT if kept.what in ("draft", "claim")} == {"draft": 13, "claim": 260}
    assert len({kept.what for kept in KEPT}) == len(KEPT)


@pytest.mark.parametrize(
    ("week", "weeks", "later"),
    [
        ("2026-W52", 1, "2026-W53"),
        ("2026-W53", 1, "2027-W01"),
        ("2027-W52", 1, "2028-W01"),
        ("2020-W53", 52, "2021-W52"),
        ("2020-W53", 313, "2026-W53"),
        ("2026-W47", 260, "2031-W46"),
        ("2027-W01", -1, "2026-W53"),
    ],
)
def test_weeks_go_over_years_of_52_and_of_53(week: str, weeks: int, later: str) -> None:
    assert weeks_after(week, weeks) == later


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2025, 12, 29), "2026-W01"),
    ],
)
def test_the_days_around_new_year_lie_in_the_week_of_their_thursday(day: date, week: str) -> None:
    assert week_of_day(day) == week
    assert monday_of(week) <= day <= monday_of(week) + timedelta(days=6)


def test_a_week_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="53"):
        monday_of("2025-W53")


@given(day=DAYS, more=DAYS, weeks=st.integers(min_value=-60, max_value=600))
def test_text_order_is_time_order_and_later_comes_back(day: date, more: date, weeks: int) -> None:
    week = week_of_day(day)

    assert weeks_after(weeks_after(week, weeks), -weeks) == week
    assert (week < week_of_day(more)) == (monday_of(week) < monday_of(week_of_day(more)))


def test_a_claim_is_kept_to_the_latest_of_its_reasons() -> None:
    assert due_week(Status.DRAFT, touched="2026-W47") == "2027-W07"
    assert due_week(Status.RECEIVED, touched="2026-W47") == "2031-W46"
    assert due_week(Status.WITHDRAWN, touched="2026-W47") == "2026-W49"
    assert due_week(Status.WITHDRAWN, touched="2026-W47", holds=[held("2027-W10"), held("2027-W03")]) == "2027-W10"
    assert due_week(Status.FILED, touched="2026-W47", holds=[held("2027-W10")]) == "2031-W46"
    assert due_week(Status.WITHDRAWN, touched="2026-W47", holds=[held("2027-W10", ended=5)]) == "2026-W49"


def test_a_hold_is_in_force_to_the_end_of_its_week() -> None:
    holds = [held("2027-W10"), held("2027-W11", ended=1), held("2027-W09")]

    assert in_force(holds, week="2027-W10") == (holds[0],)
    assert in_force(holds, week="2027-W11") == ()


def with_limits(*days: str) -> Registry:
    """A registry with one project that has these time limits."""
    limits = tuple(Deadline(code=f"D{at}", day=day, route="state", computed=True) for at, day in enumerate(days))
    return replace(REGISTRY, projects=(replace(REGISTRY.projects[0], deadlines=limits),))


def test_half_a_year_after_the_last_limit() -> None:
    assert limits_week(with_limits("2026-12-31", "2031-12-31", "2027-03")) == "2032-W27"
    assert limits_week(with_limits("2027-03")) == weeks_after(week_of_day(date(2027, 3, 31)), 26)
    assert limits_week(with_limits()) == ""
    assert limits_week(with_limits("2027-01-01/..")) == ""


@pytest.mark.parametrize(
    ("status", "week", "due"),
    [
        (Status.CHECKED, "2031-W46", False),
        (Status.CHECKED, "2031-W47", False),
        (Status.CHECKED, "2032-W27", False),
        (Status.CHECKED, "2032-W28", True),
        (Status.DRAFT, "2031-W46", False),
        (Status.DRAFT, "2031-W47", True),
        (Status.WITHDRAWN, "2031-W47", True),
    ],
)
def test_limits_keep_what_was_sent_and_nothing_else(status: Status, week: str, due: bool) -> None:
    assert is_due(status, retention_week="2031-W46", limits="2032-W27", week=week) is due
