"""One window and one record: this is where its readings, and the facts that no day decides, are weighed to a result.

A gate is a fact that shuts or opens a window whatever the days: the document, a required fact, something asked.
"""

from dataclasses import dataclass, field

from claims.model.judgement import Sets, Truth
from claims.model.vocabulary import Result
from claims.rules.by_birthday import readings_by_birthday
from claims.rules.event_cases import Case
from claims.rules.explaining import reasons
from claims.rules.readings import Reading, counted, exclusion_of, readings, surely_inside, surely_outside
from claims.rules.records import Trip
from claims.rules.settling import NOTHING, Around, sets_around, settling_sets, together
from claims.rules.stay_days import runs_backwards
from claims.rules.stays import readings_of_stay
from claims.rules.windows import ReadyWindow, covers

Gates = tuple[tuple[str, Truth], ...]
TRUTH: dict[frozenset[bool], Truth] = {
    frozenset({True}): "true",
    frozenset({False}): "false",
    frozenset({True, False}): "unknown",
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the readings alone say of one window, before the report's rank and flags. `counted`: see `readings.counted`."""

    ready: ReadyWindow
    population: Truth
    found: list[Reading]
    result: Result
    reasons: tuple[str, ...]
    counted: list[Case] = field(default_factory=list)
    settled_by: Sets = ()
    weight: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Look:
    """The readings of the days, and what ties them where dates hang together."""

    found: list[Reading]
    around: Around | None = None
    months: tuple[int, int] | None = None


def weigh(trip: Trip, ready: ReadyWindow) -> Weighed:
    """The result of one window, the facts behind it, and the smallest sets of facts that would settle it."""
    population = _population(trip, ready)
    if population == "false":
        return Weighed(ready, population, [], Result.OUTSIDE, ("other_population",))
    look = _look(trip, ready)
    exclusion = exclusion_of(trip, ready)
    if exclusion is not None:
        return Weighed(ready, population, look.found, exclusion.result, (exclusion.reason,))
    gates = gates_of(trip, ready) if ready.asks_more else ()
    shut = any(truth == "false" for _, truth in gates)
    if not look.found and not shut:
        return Weighed(ready, population, [], Result.CANNOT_TELL, ("stay_backwards",))
    result = _result(look.found, population, gates, shut=shut)
    why = reasons(trip, ready, look.found, result, population=population)
    if shut:
        return Weighed(ready, population, look.found, result, why)
    settled_by = _settled_by(ready, look, (("passport", population), *gates)) if result == Result.CANNOT_TELL else ()
    counting = counted(look.found)
    weight = _weight(ready, look) if counting and ready.window.weight else None
    return Weighed(ready, population, look.found, result, why, counting, settled_by, weight)


def _population(trip: Trip, ready: ReadyWindow) -> Truth:
    """Whether the document shown puts the traveller in the window's population; a blank one leaves it unknown."""
    population = ready.window.population
    if not population.passport and not population.passport_not:
        return "true"
    if trip.passport is None:
        return "unknown"
    return "true" if covers(population, trip.passport) else "false"


def gates_of(trip: Trip, ready: ReadyWindow) -> Gates:
    """What must hold whichever event counts, by the name of the fact: columns, then what no record can tell."""
    found: list[tuple[str, Truth]] = [(one.column, TRUTH[one.ways(trip)]) for one in ready.required]
    found += [(code, "false" if ready.contradicted else "unknown") for code in ready.asked]
    return tuple(found)


def _look(trip: Trip, ready: ReadyWindow) -> _Look:
    if ready.by_stay:
        if runs_backwards(trip):
            return _Look([])
        stay = readings_of_stay(trip, ready)
        return _Look(stay.found, stay.around, stay.months)
    if ready.ages_asked is not None:
        return _Look(*readings_by_birthday(trip, ready, ready.ages_asked))
    return _Look(readings(trip, ready))


def _result(found: list[Reading], population: Truth, gates: Gates, *, shut: bool) -> Result:
    if shut or surely_outside(found):
        return Result.OUTSIDE
    if population == "true" and surely_inside(found) and not any(truth == "unknown" for _, truth in gates):
        return Result.INSIDE
    return Result.CANNOT_TELL


def _settled_by(ready: ReadyWindow, look: _Look, gates: Gates) -> Sets:
    """Every gate that is open must be known; besides, the fewest facts that settle what the days say."""
    by_days = sets_around(look.around) if look.around else _sets_of(ready, look.found)
    found = together(by_days, [fact for fact, truth in gates if truth == "unknown"])
    return () if found == NOTHING else found


def _sets_of(ready: ReadyWindow, found: list[Reading]) -> Sets:
    facts = (*ready.events, *(one.column for event in ready.events for one in ready.required_of.get(event, ())))
    outcomes: dict[tuple[int, ...], frozenset[int]] = {}
    for reading in found:
        places = (*(case.place for case in reading.cases), *(met for case in reading.cases for met in case.met))
        outcomes[places] = outcomes.get(places, frozenset()) | {reading.decides.status}
    return settling_sets(facts, outcomes)


def _weight(ready: ReadyWindow, look: _Look) -> tuple[int, int] | None:
    """Fewest and most months of the stay, or the shares that every person has; None where nothing bounds the months."""
    weight = ready.window.weight
    if weight is not None and weight.unit == "shares" and weight.shares is not None:
        return weight.shares, weight.shares
    return look.months
