"""Records that a window judges alike: this is where they get one name, so that the second one costs a look-up.

Told apart here, if need be more finely than the kernel does: what the document shown is to the window, between which of
its edges exact days lie, the ages reached on them, and every other column it looks at.
"""

from bisect import bisect_right
from collections.abc import Hashable

from claims.rules.days import BEFORE_ALL, youngest_of_age
from claims.rules.records import Event, Trip
from claims.rules.windows import ReadyWindow, covers

_NEVER, _BLANK, _BOUND = -1, -2, -3


def class_of(trip: Trip, ready: ReadyWindow) -> Hashable | None:
    """The name of the records that a window judges as it does this one; None where days are vague or hang together."""
    population = ready.window.population
    open_ = trip.passport is None and (population.passport or population.passport_not)
    if not open_ and not covers(population, trip.passport):
        return False
    if ready.ages_asked is not None or ready.by_stay:
        return None
    places = []
    for name in ready.events:
        place = _place(trip, ready, name)
        if place is None:
            return None
        places.append(place)
    return (bool(open_), *places, *map(trip.facts.get, ready.fact_columns))


def _place(trip: Trip, ready: ReadyWindow, name: str) -> Hashable | None:
    """What a window sees of one event's day; None where that is not told by so few things."""
    event = trip.event(name)
    if event.day is not None:
        place = (bisect_right(ready.starts, event.day), event.uncertain)
        if trip.born is None or not ready.ages:
            return place
        first, last = trip.born[0][0], trip.born[-1][1]
        if first != last:
            return None
        return (*place, sum(first <= youngest_of_age(event.day, age=age) for age in ready.ages))
    if not event.spans:
        return _NEVER
    if not event.blank:
        return _span_places(trip, ready, event) if _births_do_not_matter(trip, ready) else None
    if trip.born is not None:
        return None
    other = trip.exited if name == "entered" else trip.entered
    if len(ready.events) > 1 or not other.given:
        return _BLANK
    return None if other.day is None else (_BOUND, bisect_right(ready.starts, other.day))


def _span_places(trip: Trip, ready: ReadyWindow, event: Event) -> Hashable:
    """Between which edges the possible days of an event begin and end, and whether ages are known of it."""
    places = tuple((bisect_right(ready.starts, first), bisect_right(ready.starts, last)) for first, last in event.spans)
    return (places, event.uncertain, bool(ready.ages) and trip.born is not None)


def _births_do_not_matter(trip: Trip, ready: ReadyWindow) -> bool:
    """Whether no birth date is given, or one of somebody who was of every age asked for before any possible day."""
    if trip.born is None:
        return True
    if trip.entered.blank or trip.exited.blank:
        return False
    first = min((event.spans[0][0] for event in (trip.entered, trip.exited) if event.spans), default=BEFORE_ALL)
    return first > BEFORE_ALL and trip.born[-1][1] <= youngest_of_age(first, age=max(ready.ages, default=0))
