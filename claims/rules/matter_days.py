"""The days of a matter: those its lawyers work towards, and those by which something must be done. This is where a day is checked.

"A target or a deadline is one day of the calendar; a month or a year is no deadline." Example: 2026-12-31 passes, 2026-12 does not.
"""

from collections.abc import Iterator
from datetime import date

from claims.errors import NotValid
from claims.model.matter import MatterFacts

MOST_DEADLINES = 10
TARGETS = ("claims", "powers", "demand", "court")


def check_matter_days(facts: MatterFacts) -> None:
    """Refuse NotValid `not_a_day` (facts: field, as `targets.court` or `deadlines.1.day`) and `too_many_deadlines`."""
    for field, text in _days(facts):
        if not is_day(text):
            raise NotValid("not_a_day", field=field)
    for number, deadline in enumerate(facts.deadlines, start=1):
        if not deadline.what:
            raise NotValid("deadline_without_words", field=f"deadlines.{number}.what")
    if len(facts.deadlines) > MOST_DEADLINES:
        raise NotValid("too_many_deadlines", field="deadlines")


def is_day(text: str) -> bool:
    """Whether this is one day, written as 2026-12-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def days_until(text: str, *, today: date) -> int | None:
    """How many days are left, negative when it has passed; None where no day is set."""
    return (date.fromisoformat(text) - today).days if text else None


def _days(facts: MatterFacts) -> Iterator[tuple[str, str]]:
    for name in TARGETS:
        text: str = getattr(facts.targets, name)
        if text:
            yield f"targets.{name}", text
    for number, deadline in enumerate(facts.deadlines, start=1):
        yield f"deadlines.{number}.day", deadline.day
