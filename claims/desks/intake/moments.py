"""When a message was written, in the words of the page. This is where an instant becomes a day and a time on Korea's clocks."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from claims.rules.retention import monday_of
from claims.web.dates import format_day
from claims.web.language import current_language

KOREA = ZoneInfo("Asia/Seoul")


def format_moment(seconds: int) -> str:
    """UTC seconds as "22 November 2026 · 11:53 Korean Standard Time": the language's own month names, the zone named."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(KOREA)
    clock = format_datetime(moment, "HH:mm zzzz", tzinfo=KOREA, locale=current_language().cldr)
    return f"{format_day(moment.date())} · {clock}"


def format_first_day(week: str) -> str:
    """The first day of an ISO week, which people who count no weeks understand: 2026-W47 is "16 November 2026"."""
    return format_day(monday_of(week))
