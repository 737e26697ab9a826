"""Which limitation day comes next for a claim. This is where the registry's deadlines meet a claim's results; lawyers decide.

"A day counts for a claim as long as one of its projects is not surely outside; the nearest that has not passed is shown."
"""

from collections.abc import Mapping
from datetime import date

from claims.model.disclosure import Deadline, Registry
from claims.model.vocabulary import Result


def next_deadline(registry: Registry, results: Mapping[str, Result], *, today: date) -> Deadline | None:
    """The nearest deadline of today or later among the projects that may concern the claim; None where there is none."""
    days = [
        deadline
        for project in registry.projects
        if results.get(project.code, Result.OUTSIDE) is not Result.OUTSIDE
        for deadline in project.deadlines
        if date.fromisoformat(deadline.day) >= today
    ]
    return min(days, key=lambda deadline: (deadline.day, deadline.code), default=None)


def days_left(deadline: Deadline | None, *, today: date) -> int | None:
    """How many days remain; 0 on the day itself."""
    return None if deadline is None else (date.fromisoformat(deadline.day) - today).days
