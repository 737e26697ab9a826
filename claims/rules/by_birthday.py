"""Where a window asks for an age: this is where the days of its events are weighed birthday by birthday.

A blank birth date may be any; days and birthdays are the turning ones (turning_days.py), which stand for all.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from claims.rules.ages import AgesAsked
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span, birthday, youngest_of_age
from claims.rules.event_cases import ABSENT, Case, by_requirement, case_of, possible_spans
from claims.rules.readings import Reading, decides
from claims.rules.records import Trip
from claims.rules.settling import Around, Choices, Masks, Side, either
from claims.rules.turning_days import ALL_STEPS, RESULT_STEPS, Bound, turning_days
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow, Stretch

BORN = "born"


def possible_births(trip: Trip) -> tuple[Span, ...]:
    """The days somebody may have been born: any day where that is blank, none after the last day of an event."""
    until = min((event.spans[-1][1] for event in (trip.entered, trip.exited) if event.given), default=AFTER_ALL)
    spans = trip.born or ((BEFORE_ALL, AFTER_ALL),)
    return tuple((first, min(last, until)) for first, last in spans if first <= until)


def bounds_by_age(event: str, ages: tuple[int, ...]) -> list[Bound]:
    """What ties a birthday and the day of an event: nobody travels before being born, and ages are reached or not."""
    bounds: list[Bound] = [(BORN, event, lambda day: day)]
    for age in ages:
        bounds += [(event, BORN, partial(_first_too_young, age=age)), (BORN, event, partial(birthday, age=age))]
    return bounds


def _first_too_young(day: Day, *, age: int) -> Day:
    return youngest_of_age(day, age=age) + 1


def looked_at(trip: Trip, ready: ReadyWindow, asked: AgesAsked) -> tuple[int, ...]:
    """The ages that matter on the day of an event, in order: those asked for, and of a given birth date those of flags."""
    return tuple(sorted({*asked.turning, *(ready.ages if trip.born else ())}))


@dataclass(frozen=True, slots=True)
class Births:
    """The birthdays looked at, in order; a set of them is a number, bit by bit."""

    days: list[Day]

    @property
    def all(self) -> int:
        """Every one of them."""
        return (1 << len(self.days)) - 1

    def until(self, day: Day) -> int:
        """Those on or before a day."""
        return (1 << bisect_right(self.days, day)) - 1

    def by_ages(self, day: Day, ages: tuple[int, ...]) -> Iterator[tuple[frozenset[int], int]]:
        """Those of somebody born by that day, apart by which ages are reached on it."""
        left = self.until(day)
        for count, age in enumerate(ages):
            reached = left & self.until(youngest_of_age(day, age=age))
            if left & ~reached:
                yield frozenset(ages[:count]), left & ~reached
            left = reached
        if left:
            yield frozenset(ages), left

    def by_failing(self, mask: int, asked: AgesAsked, reached: frozenset[int]) -> Iterator[tuple[str, int]]:
        """Some of them, apart by whether and why they are of the wrong age."""
        old, young = self.until(asked.born_from - 1), ~self.until(asked.born_until)
        for part in (mask & old, mask & ~old & ~young, mask & ~old & young):
            if part:
                yield asked.failed(self.days[part.bit_length() - 1], reached=reached), part


def readings_by_birthday(trip: Trip, ready: ReadyWindow, asked: AgesAsked) -> tuple[list[Reading], Around]:
    """Every reading of a window that asks for an age, and what its facts settle."""
    ages = looked_at(trip, ready, asked)
    spans = {event: possible_spans(trip, ready, event) for event in ready.events} | {BORN: possible_births(trip)}
    starts = {event: set(ready.starts) for event in ready.events} | {BORN: set(asked.fixed)}
    bounds = [bound for event in ready.events for bound in bounds_by_age(event, ages)]
    steps = ALL_STEPS if len(ready.events) > 1 else RESULT_STEPS
    days = turning_days(spans, starts=starts, bounds=bounds, steps=steps)
    births = Births(days[BORN])
    looks = [_EventLook(trip, ready, event, asked, ages, births, days[event]) for event in ready.events]
    around = Around(BORN, len(births.days), tuple(look.side() for look in looks), either)
    first = looks[0]
    if len(looks) == 1:
        return [Reading((case,), case) for case in first.kinds], around
    pairs = [(one, other) for one, mask in first.kinds.items() for other, also in looks[1].kinds.items() if mask & also]
    return [Reading(pair, decides(pair)) for pair in pairs], around


class _EventLook:
    """One event with every birthday: its cases, each with the birthdays it is possible with, and its part in settling."""

    def __init__(
        self,
        trip: Trip,
        ready: ReadyWindow,
        event: str,
        asked: AgesAsked,
        ages: tuple[int, ...],
        births: Births,
        days: list[Day],
    ) -> None:
        self.trip, self.ready, self.event = trip, ready, trip.event(event)
        self.asked, self.ages, self.births = asked, ages, births
        self.required = ready.required_of.get(event, ())
        self.kinds: dict[Case, int] = {}
        self.rows: dict[Choices, Masks] = {}
        self._made: dict[tuple[int, frozenset[int], str], Case] = {}
        for number, day in enumerate(days):
            self._take(number, list(self._cases_on(day)))
        if self.event.blank or not self.event.spans:
            self._take(ABSENT, [(Case(event, ABSENT, OUT, "absent", self.event.blank), births.all)])

    def side(self) -> Side:
        """What the event's day, and the columns it is required to meet, say of the result."""
        return Side((self.event.name, *(one.column for one in self.required)), self.rows)

    def _cases_on(self, day: Day) -> Iterator[tuple[Case, int]]:
        place = bisect_right(self.ready.starts, day) - 1
        stretch = self.ready.stretches[place]
        for reached, mask in self.births.by_ages(day, self.ages):
            for failed, part in self.births.by_failing(mask, self.asked, reached):
                key = (place, reached, failed)
                if key not in self._made:
                    self._made[key] = self._case(stretch, reached, failed)
                yield self._made[key], part

    def _case(self, stretch: Stretch, reached: frozenset[int], failed: str) -> Case:
        seen = None if self.event.blank or not self.trip.born else tuple(a for a in self.ready.ages if a in reached)
        if not failed or stretch.status == OUT:
            return case_of(self.trip, self.ready, self.event, 0, stretch, seen)
        name = self.event.name
        return Case(name, 0, OUT, stretch.side, self.event.blank, failed=failed, by_days=stretch.status)

    def _take(self, number: int, cases: list[tuple[Case, int]]) -> None:
        """Cases of one day, with their birthdays, into the kinds and rows."""
        for case, mask in cases:
            for one in by_requirement(self.trip, self.required, [case]) if self.required else [case]:
                self.kinds[one] = self.kinds.get(one, 0) | mask
                key = (number, *one.met)
                out, maybe, inside = self.rows.get(key, (0, 0, 0))
                self.rows[key] = (
                    out | (mask if one.status == OUT else 0),
                    maybe | (mask if one.status == MAYBE else 0),
                    inside | (mask if one.status == IN else 0),
                )
