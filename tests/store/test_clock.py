"""The clock: weeks, hours and legal days, to check in the head."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from claims.store.clock import hour_of, legal_day, now, seconds, start_of_week, week_of, weeks_later

SEOUL = ZoneInfo("Asia/Seoul")
INSTANTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))


def test_now_is_aware_and_in_utc() -> None:
    """Whole seconds since 1970 follow from it."""
    assert now().utcoffset() == timedelta(0)
    assert seconds(datetime(1970, 1, 2, tzinfo=UTC)) == 86400


def test_weeks_are_iso_weeks() -> None:
    """The last days of a year may belong to the first week of the next."""
    assert week_of(datetime(2026, 11, 22, 23, 59, tzinfo=UTC)) == "2026-W47"
    assert week_of(datetime(2026, 11, 23, tzinfo=UTC)) == "2026-W48"
    assert week_of(datetime(2024, 12, 31, tzinfo=UTC)) == "2025-W01"
    assert weeks_later(datetime(2026, 12, 28, tzinfo=UTC), 1) == "2027-W01"


@given(INSTANTS, st.integers(1, 300))
def test_weeks_sort_as_text(instant: datetime, weeks: int) -> None:
    """What is over is found by comparing texts."""
    assert week_of(instant) < weeks_later(instant, weeks)
    assert weeks_later(instant, -weeks) < week_of(instant)


def test_the_legal_day_is_seouls() -> None:
    """Midnight in Seoul is three in the afternoon in Greenwich."""
    assert legal_day(datetime(2026, 12, 31, 14, 59, tzinfo=UTC), SEOUL) == date(2026, 12, 31)
    assert legal_day(datetime(2026, 12, 31, 15, 0, tzinfo=UTC), SEOUL) == date(2027, 1, 1)


def test_the_ledger_gets_the_hour() -> None:
    """And nothing finer, whatever zone the instant was in."""
    assert hour_of(datetime(2026, 11, 22, 4, 59, 59, tzinfo=UTC)) == "2026-11-22T04Z"
    assert hour_of(datetime(2026, 11, 22, 13, 30, tzinfo=SEOUL)) == "2026-11-22T04Z"


@given(INSTANTS)
def test_sealed_files_get_the_monday(instant: datetime) -> None:
    """At midnight UTC, the same for the whole week."""
    monday = datetime.fromtimestamp(start_of_week(instant), tz=UTC)

    assert (monday.weekday(), monday.hour, monday.minute, monday.second) == (0, 0, 0, 0)
    assert timedelta(0) <= instant - monday < timedelta(days=7)
    assert week_of(monday) == week_of(instant)
