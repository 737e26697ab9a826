"""The days of a stay in a window: this is where a first and a last day become a status, segments and months.

A stay is met in a window if at least `min_days` of its days lie in it. An exit "none" or after all known time: not ended.
"""

from dataclasses import dataclass
from functools import partial

from claims.model.disclosure import Segment
from claims.rules.by_birthday import BORN, bounds_by_age
from claims.rules.days import AFTER_ALL, Day, Span, calendar_day, youngest_of_age
from claims.rules.records import Trip
from claims.rules.stretches import segment_span
from claims.rules.turning_days import Bound
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow

_NOT_ENDED: tuple[Span, ...] = ((AFTER_ALL, AFTER_ALL),)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay in one window: the days of it that may lie there, its status and side, the segments it touches."""

    days: Span
    status: int
    side: str
    segments: tuple[Segment, ...]


def last_days(trip: Trip) -> tuple[Span, ...]:
    """The last day a stay may have had; AFTER_ALL where it has not ended."""
    return trip.exited.spans or _NOT_ENDED


def runs_backwards(trip: Trip) -> bool:
    """Whether what is given of the days leaves no stay: the exit surely before the entry."""
    return trip.entered.given and last_days(trip)[-1][1] < trip.entered.spans[0][0]


def stay_in(ready: ReadyWindow, first: Day, last: Day) -> Stay:
    """What a window says to a stay from one day to another."""
    begins, ends = max(first, ready.days[0]), min(last, ready.days[1])
    least = ready.window.min_days
    if ends - begins + 1 < least:
        return Stay((begins, ends), OUT, "short" if begins <= ends else "outside", ())
    sure = ready.sure_days
    surely = sure is not None and min(last, sure[1]) - max(first, sure[0]) + 1 >= least
    touched = tuple(part for part in ready.window.segments if _meet(segment_span(part), (begins, ends)))
    return Stay((begins, ends), IN if surely else MAYBE, "inside", touched)


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def turning_spans(trip: Trip) -> dict[str, tuple[Span, ...]]:
    """The possible first and last days of a stay."""
    return {"entered": trip.entered.spans, "exited": last_days(trip)}


def turning_starts(ready: ReadyWindow) -> set[Day]:
    """Days on which a stay begins to be, or to end, otherwise for a window: its edges, and so many days from them."""
    least, sure = ready.window.min_days, ready.sure_days
    edges = {ready.days, sure} if sure else {ready.days}
    return {*ready.starts, *(e[0] + least - 1 for e in edges), *(e[1] - least + 2 for e in edges)}


def bounds_of_stay(ready: ReadyWindow) -> list[Bound]:
    """What ties the first and the last day: their order, and whether there are enough days between them."""
    least = ready.window.min_days
    return [
        ("entered", "exited", lambda day: day),
        ("entered", "exited", lambda day: day + least - 1),
        ("exited", "entered", lambda day: day - least + 2),
    ]


def age_bounds_of_stay(ready: ReadyWindow, ages: tuple[int, ...]) -> list[Bound]:
    """What ties a birthday and a stay: an age is reached or not on the first of its days that may lie in the window."""
    bounds = [bound for bound in bounds_by_age("entered", ages) if bound[0] == BORN]
    return bounds + [("entered", BORN, partial(_first_too_young, age=age, begins=ready.days[0])) for age in ages]


def _first_too_young(day: Day, *, age: int, begins: Day) -> Day:
    return youngest_of_age(max(day, begins), age=age) + 1


def months_touched(days: Span) -> int:
    """In how many calendar months some day of a run lies. Example: 31 January to 1 March: three."""
    (first_year, first_month, _), (last_year, last_month, _) = calendar_day(days[0]), calendar_day(days[1])
    return (last_year - first_year) * 12 + last_month - first_month + 1
