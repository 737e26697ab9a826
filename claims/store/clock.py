"""The only clock. This is where now, weeks, hours and the office's legal day come from."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Aware UTC now."""
    return datetime.now(UTC)


def seconds(instant: datetime) -> int:
    """Whole UTC seconds since 1970."""
    return int(instant.timestamp())


def week_of(instant: datetime) -> str:
    """ISO week, e.g. 2026-W47: all that may stand in clear of a moment."""
    year, week, _ = instant.isocalendar()
    return f"{year}-W{week:02d}"


def weeks_later(instant: datetime, weeks: int) -> str:
    """The ISO week so many weeks after an instant."""
    return week_of(instant + timedelta(weeks=weeks))


def hour_of(instant: datetime) -> str:
    """The hour, for the ledger: 2026-11-22T04Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%HZ")


def moment_of(hour: str) -> datetime:
    """The beginning of an hour as `hour_of` wrote it."""
    return datetime.strptime(hour, "%Y-%m-%dT%HZ").replace(tzinfo=UTC)


def legal_day(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day in the office's zone, on which deadlines are counted."""
    return instant.astimezone(zone).date()


def start_of_week(instant: datetime) -> int:
    """UTC seconds of Monday 00:00 of that week; given to sealed files as their time."""
    monday = (instant - timedelta(days=instant.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(monday.timestamp())
