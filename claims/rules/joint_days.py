"""The days of a reading before several windows: this is where each window says what entry, exit and birthday are to it.

As in one window, days and birthdays are the turning ones (turning_days.py), and those that no window tells apart are one.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import product
from math import prod

from claims.rules.ages import AgesAsked
from claims.rules.by_birthday import BORN, bounds_by_age, possible_births
from claims.rules.days import AFTER_ALL, Day, Span, youngest_of_age
from claims.rules.event_cases import possible_spans
from claims.rules.records import Trip
from claims.rules.settling import Choices
from claims.rules.stay_days import age_bounds_of_stay, bounds_of_stay, runs_backwards, stay_in, turning_starts
from claims.rules.turning_days import Bound, turning_days
from claims.rules.windows import MAYBE, OUT, ReadyWindow

Dates = tuple[Day | None, Day | None, Day | None]
"""Entry, exit and birthday of a reading; None: did not happen, or no matter."""
Seen = tuple[tuple[int, ...] | None, ...]
"""What each window says to the days: a status for each event it counts, one for a stay; None where there is no stay."""


class JointDays:
    """The turning days of entry, exit and birth for several windows, and what each window says to every combination.

    None among the days: the event did not happen, or no age is asked.
    """

    def __init__(self, trip: Trip, windows: list[ReadyWindow], *, steps: int) -> None:
        self.trip, self.windows = trip, windows
        self.lists = _days(trip, windows, steps=steps)
        self.backwards = runs_backwards(trip)
        self._known: dict[tuple[object, ...], int] = {}

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return prod(len(days) for days in self.lists)

    def seen(self) -> Iterator[tuple[Choices, Seen]]:
        """Every combination that is a reading, as places in the lists, and what the windows say to it."""
        for places in product(*(range(len(days)) for days in self.lists)):
            entered, exited, born = (days[place] for days, place in zip(self.lists, places, strict=True))
            says = self._says((entered, exited, born))
            if says is not None:
                yield places, says

    def _says(self, dates: Dates) -> Seen | None:
        """None where there is no such reading: somebody travelled before being born, or no window sees a stay."""
        entered, exited, born = dates
        if born is not None and any(day is not None and day < born for day in (entered, exited)):
            return None
        says = tuple(
            self._stay(place, ready, dates) if ready.by_stay else self._events(place, ready, dates)
            for place, ready in enumerate(self.windows)
        )
        return None if all(one is None for one in says) else says

    def _stay(self, place: int, ready: ReadyWindow, dates: Dates) -> tuple[int, ...] | None:
        entered, exited, born = dates
        last = AFTER_ALL if exited is None else exited
        if entered is None:
            return (OUT,)
        if self.backwards:
            return (MAYBE,)
        if last < entered:
            return None
        key = (place, entered, last)
        if key not in self._known:
            self._known[key] = stay_in(ready, entered, last).status
        return (self._known[key] if self._aged(place, ready, max(entered, ready.days[0]), born) else OUT,)

    def _events(self, place: int, ready: ReadyWindow, dates: Dates) -> tuple[int, ...]:
        days = {"entered": dates[0], "exited": dates[1]}
        return tuple(
            status if status == OUT or self._aged(place, ready, days[event], dates[2]) else OUT
            for event in ready.events
            for status in (self._on_day(place, ready, event, days[event]),)
        )

    def _on_day(self, place: int, ready: ReadyWindow, event: str, day: Day | None) -> int:
        key = (place, event, day)
        if key not in self._known:
            self._known[key] = _status_on(self.trip, ready, event, day)
        return self._known[key]

    def _aged(self, place: int, ready: ReadyWindow, day: Day | None, born: Day | None) -> bool:
        if ready.ages_asked is None or born is None or day is None:
            return True
        key = (place, day, born, ready.ages_asked)
        if key not in self._known:
            self._known[key] = _of_age(ready.ages_asked, born, day)
        return bool(self._known[key])


def merged_alike(seen: dict[Choices, Seen]) -> dict[Choices, Seen]:
    """The same, with one number for those entries, exits and birthdays that all else says the same with."""
    names = [_alike(seen, place) for place in range(3)]
    return {tuple(name[one] for name, one in zip(names, key, strict=True)): says for key, says in seen.items()}


def _alike(table: dict[Choices, Seen], place: int) -> dict[int, int]:
    """For each number of one date the lowest that says the same with all others."""
    rows: dict[int, dict[Choices, Seen]] = {}
    for key, says in table.items():
        rows.setdefault(key[place], {})[key[:place] + key[place + 1 :]] = says
    first: dict[frozenset[tuple[Choices, Seen]], int] = {}
    return {number: first.setdefault(frozenset(row.items()), number) for number, row in rows.items()}


def _status_on(trip: Trip, ready: ReadyWindow, event: str, day: Day | None) -> int:
    if day is None or not any(first <= day <= last for first, last in possible_spans(trip, ready, event)):
        return OUT
    return ready.stretches[bisect_right(ready.starts, day) - 1].status


def _of_age(asked: AgesAsked, born: Day, day: Day) -> bool:
    reached = frozenset(age for age in asked.turning if born <= youngest_of_age(day, age=age))
    return not asked.failed(born, reached=reached)


def _days(
    trip: Trip, windows: list[ReadyWindow], *, steps: int
) -> tuple[list[Day | None], list[Day | None], list[Day | None]]:
    asks_ages = any(ready.ages_asked for ready in windows)
    spans = {name: _after_birth(trip, trip.event(name).spans) for name in ("entered", "exited")}
    starts = {name: set(_starts(trip, windows, name)) for name in spans}
    if asks_ages:
        spans[BORN] = possible_births(trip)
        starts[BORN] = {day for ready in windows if ready.ages_asked for day in ready.ages_asked.fixed}
    days = turning_days(spans, starts=starts, bounds=list(_bounds(windows, asks_ages=asks_ages)), steps=steps)
    entered, exited = ([*days[name], *_absent(trip, name)] for name in ("entered", "exited"))
    return entered, exited, list(days[BORN]) if asks_ages else [None]


def _after_birth(trip: Trip, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple((max(first, trip.first_birthday), last) for first, last in spans if last >= trip.first_birthday)


def _absent(trip: Trip, name: str) -> list[None]:
    event = trip.event(name)
    return [None] if event.blank or not event.spans else []


def _starts(trip: Trip, windows: list[ReadyWindow], name: str) -> Iterator[Day]:
    for ready in windows:
        yield from turning_starts(ready) if ready.by_stay else ready.starts
        for first, last in possible_spans(trip, ready, name):
            yield from (first, last + 1)


def _bounds(windows: list[ReadyWindow], *, asks_ages: bool) -> Iterator[Bound]:
    for ready in windows:
        ages = ready.ages_asked.turning if ready.ages_asked else ()
        if ready.by_stay:
            yield from bounds_of_stay(ready)
            yield from age_bounds_of_stay(ready, ages) if asks_ages else ()
        elif asks_ages:
            for event in ("entered", "exited"):
                yield from bounds_by_age(event, ages if event in ready.events else ())
