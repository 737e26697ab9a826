"""The cases of one event: this is where its possible days are taken together as far as a window judges them alike.

"Sometime in 2010" costs a handful of cases and not 365. A case has one status, one set of segments, one set of flags.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from claims.model.disclosure import Segment
from claims.model.vocabulary import Strength
from claims.rules.conditions import Requirement
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span, youngest_of_age
from claims.rules.records import Event, Trip
from claims.rules.windows import OUT, ReadyWindow, Stretch

STRENGTHS = (Strength.STRONG, Strength.MEDIUM, Strength.WEAK, Strength.UNRATED)
STRENGTH_ORDER = {strength: place for place, strength in enumerate(STRENGTHS)}
ABSENT = -1
"""The place of an event that did not happen."""
REQUIRED = "required"
"""Says of a case that a requirement keeps it out; which one, the record's columns tell."""


@dataclass(frozen=True, slots=True)
class Case:
    """Days of one event that are judged alike. `place` numbers the stretch; `ages`: those reached, None where that is not asked.

    `born_first` and `born_last`: the birthdays with which these days and ages are possible. `failed`: what keeps it out
    although its days lie, or may lie, in the window, as `by_days` says. `met`: which requirements of its own it meets.
    """

    event: str
    place: int
    status: int
    side: str
    blank: bool = False
    segments: tuple[str, ...] = ()
    strength: Strength = Strength.UNRATED
    flags: tuple[str, ...] = ()
    ages: tuple[int, ...] | None = None
    born_first: Day = BEFORE_ALL
    born_last: Day = AFTER_ALL
    failed: str = ""
    by_days: int = OUT
    met: tuple[bool, ...] = ()

    @property
    def merit(self) -> tuple[int, bool, int, int, bool]:
        """Which event decides a reading: inside first, then a given one, fewer flags, stronger, then the entry."""
        return -self.status, self.blank, len(self.flags), STRENGTH_ORDER[self.strength], self.event != "entered"


def possible_spans(trip: Trip, ready: ReadyWindow, name: str) -> tuple[Span, ...]:
    """The days an event may have for this window.

    Where a window counts entries alone, a blank entry is the one that the given exit ended: no later than that exit.
    Example: exit 2010-08-22, entry blank: every possible entry day is before 2010-08-23. Likewise for exits alone.
    """
    event = trip.event(name)
    if not event.blank or len(ready.events) > 1:
        return event.spans
    if name == "entered":
        return ((BEFORE_ALL, trip.exited.spans[-1][1]),) if trip.exited.given else event.spans
    return ((trip.entered.spans[0][0], AFTER_ALL),) if trip.entered.given else event.spans


def cases_of(trip: Trip, ready: ReadyWindow, name: str) -> list[Case]:
    """Every case of one event, possible with some birthday; never empty. `name` is "entered" or "exited"."""
    event = trip.event(name)
    found: list[Case] = []
    for place, stretch, first, last in _met(ready, possible_spans(trip, ready, name)):
        found.extend(_by_age(trip, ready, event, place, stretch, (first, last)))
    if event.blank or not event.spans:
        found.append(Case(name, ABSENT, OUT, "absent", event.blank))
    required = ready.required_of.get(name)
    return by_requirement(trip, required, found) if required else found


def by_requirement(trip: Trip, required: tuple[Requirement, ...], cases: list[Case]) -> list[Case]:
    """The same cases once for each way in which what is required of the event may turn out; not met, they are out."""
    every = list(product(*(sorted(one.ways(trip)) for one in required)))
    return [
        replace(case, met=met)
        if all(met) or case.status == OUT
        else Case(
            case.event,
            case.place,
            OUT,
            case.side,
            case.blank,
            born_first=case.born_first,
            born_last=case.born_last,
            failed=REQUIRED,
            by_days=case.by_days,
            met=met,
        )
        for case in cases
        for met in every
    ]


def _met(ready: ReadyWindow, spans: tuple[Span, ...]) -> Iterator[tuple[int, Stretch, Day, Day]]:
    """The stretches that some of the days lie in, with the first and last of those days."""
    place = 0
    for first, last in spans:
        while ready.stretches[place].last < first:
            place += 1
        at = place
        while at < len(ready.stretches) and ready.stretches[at].first <= last:
            stretch = ready.stretches[at]
            yield at, stretch, max(first, stretch.first), min(last, stretch.last)
            at += 1


def _by_age(trip: Trip, ready: ReadyWindow, event: Event, place: int, stretch: Stretch, days: Span) -> Iterator[Case]:
    """The same days once for each group of ages that some possible birthday gives; once where age plays no part.

    A birth date or an event left blank raises no flag of age, and keeps nothing out of a segment that asks for one.
    """
    first, last = days
    born_until = _born_until(trip, event, last)
    if stretch.status == OUT or trip.born is None or event.blank or not ready.ages:
        if born_between(trip, BEFORE_ALL, born_until):
            yield case_of(trip, ready, event, place, stretch, None, (BEFORE_ALL, born_until))
        return
    for reached in range(len(ready.ages) + 1):
        oldest = youngest_of_age(first, age=ready.ages[reached]) + 1 if reached < len(ready.ages) else BEFORE_ALL
        youngest = min(born_until, youngest_of_age(last, age=ready.ages[reached - 1])) if reached else born_until
        if born_between(trip, oldest, youngest):
            yield case_of(trip, ready, event, place, stretch, ready.ages[:reached], (oldest, youngest))


def _born_until(trip: Trip, event: Event, last: Day) -> Day:
    """Nobody travels before being born: neither on these days nor on the latest day of the other event."""
    other = trip.exited if event.name == "entered" else trip.entered
    return min(last, other.spans[-1][1]) if other.given else last


def born_between(trip: Trip, first: Day, last: Day) -> bool:
    """Whether some possible birthday lies between two days, both included; always where no birth date is given."""
    if trip.born is None:
        return True
    return any(max(first, begins) <= min(last, ends) for begins, ends in trip.born)


def case_of(
    trip: Trip,
    ready: ReadyWindow,
    event: Event,
    place: int,
    stretch: Stretch,
    ages: tuple[int, ...] | None,
    born: Span = (BEFORE_ALL, AFTER_ALL),
) -> Case:
    """The case of an event on days of one stretch, with these ages reached: its segments, strength and flags."""
    if stretch.status == OUT:
        return Case(event.name, place, OUT, stretch.side, event.blank, born_first=born[0], born_last=born[1])
    segments = [part for part in stretch.segments if ages is None or (part.age_at_least or 0) <= max(ages, default=0)]
    strengths = [_strength(trip, ready, part, event.name) for part in segments]
    return Case(
        event=event.name,
        place=place,
        status=stretch.status,
        side=stretch.side,
        blank=event.blank,
        segments=tuple(part.id for part in segments),
        strength=max(strengths, key=STRENGTH_ORDER.__getitem__, default=Strength.UNRATED),
        flags=_flags(trip, ready, event, ages),
        ages=ages,
        born_first=born[0],
        born_last=born[1],
        by_days=stretch.status,
    )


def _strength(trip: Trip, ready: ReadyWindow, segment: Segment, event: str) -> Strength:
    for test, strength in ready.stronger[segment.id, event]:
        if test.met(trip):
            return strength
    return segment.strength


def _flags(trip: Trip, ready: ReadyWindow, event: Event, ages: tuple[int, ...] | None) -> tuple[str, ...]:
    """The flags these days raise, in the window's order; a fact left blank raises none."""
    young = [age for age in ready.ages if ages is not None and age not in ages]
    raised = [
        code
        for code, age_below, test in ready.flags[event.name]
        if age_below in young or (test is not None and test.met(trip))
    ]
    if event.uncertain:
        raised.append("date_uncertain")
    return tuple(raised)
