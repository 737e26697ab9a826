"""Which limitation day comes next for a claim. This is where the registry's deadlines meet a claim's results; lawyers decide.

"A day counts for a claim as long as one of its projects is not surely outside; the nearest that has not passed is shown."
A deadline known only by its month counts from the first day of the month: better too early than too late.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from claims.model.disclosure import Deadline, DisclosedProject, Registry
from claims.model.vocabulary import Result
from claims.rules.dates import read_date


def next_deadline(registry: Registry, results: Mapping[str, Result], *, today: date) -> Deadline | None:
    """The nearest deadline of today or later among the projects that may concern the claim; None where there is none."""
    days = [(first_day(deadline), deadline) for _, deadline in deadlines_of(registry, results)]
    ahead = [(day, deadline.code, deadline) for day, deadline in days if day is not None and day >= today]
    return min(ahead, key=lambda each: each[:2])[2] if ahead else None


def deadlines_of(registry: Registry, results: Mapping[str, Result]) -> Iterator[tuple[DisclosedProject, Deadline]]:
    """Every deadline, passed or not, of the projects that may concern the claim, in registry order."""
    for project in registry.projects:
        if results.get(project.code, Result.OUTSIDE) is not Result.OUTSIDE:
            for deadline in project.deadlines:
                yield project, deadline


def first_day(deadline: Deadline) -> date | None:
    """The first day the deadline may mean (2027-03: 1 March 2027); None where nothing bounds it."""
    text = read_date(deadline.day).earliest_text
    return date.fromisoformat(text) if text else None


def days_left(deadline: Deadline | None, *, today: date) -> int | None:
    """How many days remain until the first day it may mean; 0 on that day itself."""
    day = first_day(deadline) if deadline else None
    return None if day is None else (day - today).days
