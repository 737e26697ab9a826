"""Findings: this is where what the readings say becomes the answer of one window, with its flags, notes and reasons."""

from dataclasses import dataclass, field

from claims.model.disclosure import Registry
from claims.model.judgement import Criterion, Finding, Sets, Truth
from claims.model.vocabulary import Result, Strength
from claims.rules.event_cases import STRENGTH_ORDER, Case
from claims.rules.explaining import criteria, reasons
from claims.rules.readings import Reading, counted, exclusion_of, readings, surely_inside, surely_outside
from claims.rules.records import Trip
from claims.rules.settling import smallest_sets
from claims.rules.windows import OUT, RANKS, ReadyWindow, covers, ready_windows


@dataclass(frozen=True, slots=True)
class _Weighed:
    """What the readings alone say of one window, before the report's rank and flags."""

    ready: ReadyWindow
    population: Truth
    found: list[Reading]
    result: Result
    reasons: tuple[str, ...]
    counted: list[Case] = field(default_factory=list)
    settled_by: Sets = ()


def findings_of(trip: Trip, registry: Registry) -> tuple[Finding, ...]:
    """One finding for each window of the registry, in its order."""
    weighed = [_weighed(trip, ready) for ready in ready_windows(registry)]
    differing = _differing([(one.ready, one.result) for one in weighed])
    return tuple(
        _about_others(trip, one.ready)
        if one.population == "false"
        else _finding(trip, one, differs=one.ready.window.id in differing)
        for one in weighed
    )


def _population(trip: Trip, ready: ReadyWindow) -> Truth:
    """Whether the document shown puts the traveller in the window's population; a blank one leaves it unknown."""
    population = ready.window.population
    if not population.passport and not population.passport_not:
        return "true"
    if trip.passport is None:
        return "unknown"
    return "true" if covers(population, trip.passport) else "false"


def _weighed(trip: Trip, ready: ReadyWindow) -> _Weighed:
    population = _population(trip, ready)
    if population == "false":
        return _Weighed(ready, population, [], Result.OUTSIDE, ("other_population",))
    found = readings(trip, ready)
    exclusion = exclusion_of(trip, ready)
    if exclusion is not None:
        return _Weighed(ready, population, found, exclusion.result, (exclusion.reason,))
    if surely_outside(found):
        result = Result.OUTSIDE
    elif surely_inside(found) and population == "true":
        result = Result.INSIDE
    else:
        result = Result.CANNOT_TELL
    why = reasons(trip, ready, found, result, population=population)
    settled_by = _settled_by(ready, found, population=population) if result == Result.CANNOT_TELL else ()
    return _Weighed(ready, population, found, result, why, counted(found), settled_by)


def _settled_by(ready: ReadyWindow, found: list[Reading], *, population: Truth) -> Sets:
    outcomes: dict[tuple[int, ...], frozenset[int]] = {}
    for reading in found:
        places = tuple(case.place for case in reading.cases)
        outcomes[(1, *places)] = outcomes.get((1, *places), frozenset()) | {reading.decides.status}
        if population == "unknown":
            outcomes[(0, *places)] = frozenset({OUT})
    return smallest_sets(("passport", *ready.events), outcomes)


def _differing(answers: list[tuple[ReadyWindow, Result]]) -> frozenset[str]:
    """The deciding windows of which a lower report of the same fact gives this record another answer."""
    found: set[str] = set()
    for ready, result in answers:
        if ready.decides and any(
            other.window.group == ready.window.group
            and other.project == ready.project
            and RANKS[other.window.status] > RANKS[ready.window.status]
            and other_result != result
            for other, other_result in answers
        ):
            found.add(ready.window.id)
    return frozenset(found)


def _about_others(trip: Trip, ready: ReadyWindow) -> Finding:
    """The finding of a window about other travellers: the document alone decides it."""
    return Finding(
        record=trip.columns.record,
        project=ready.project,
        window=ready.window.id,
        group=ready.window.group,
        status=ready.window.status,
        decides=ready.decides,
        result=Result.OUTSIDE,
        flags=ready.source_flags,
        reasons=("other_population",),
        criteria=(Criterion("population", "false", "passport", trip.passport),),
        inputs=(("passport", trip.columns.passport),),
    )


def _finding(trip: Trip, weighed: _Weighed, *, differs: bool) -> Finding:
    ready, flags = weighed.ready, _flags(weighed)
    flagged = weighed.result == Result.INSIDE and flags
    return Finding(
        record=trip.columns.record,
        project=ready.project,
        window=ready.window.id,
        group=ready.window.group,
        status=ready.window.status,
        decides=ready.decides,
        result=Result.INSIDE_FLAGGED if flagged else weighed.result,
        strength=_weakest(weighed.counted),
        segments=_segments(weighed),
        flags=flags,
        notes=_notes(trip, weighed, differs=differs),
        reasons=weighed.reasons,
        criteria=criteria(trip, ready, weighed.found, population=weighed.population),
        inputs=_inputs(trip, ready),
        settled_by=weighed.settled_by,
    )


def _flags(weighed: _Weighed) -> tuple[str, ...]:
    """The flags of the readings that count, in the window's order, then those of the report itself."""
    ready, raised = weighed.ready, {flag for case in weighed.counted for flag in case.flags}
    if weighed.counted and ready.edge_uncertain:
        raised.add("date_uncertain")
    if not raised:
        return ready.source_flags
    order = [*dict.fromkeys(rule.code for rule in ready.window.flags), "date_uncertain"]
    return (*(code for code in order if code in raised), *ready.source_flags)


def _segments(weighed: _Weighed) -> tuple[str, ...]:
    met = {segment for case in weighed.counted for segment in case.segments}
    return tuple(segment.id for segment in weighed.ready.window.segments if segment.id in met)


def _weakest(cases: list[Case]) -> Strength | None:
    return max((case.strength for case in cases), key=STRENGTH_ORDER.__getitem__, default=None)


def _notes(trip: Trip, weighed: _Weighed, *, differs: bool) -> tuple[str, ...]:
    window, notes = weighed.ready.window, dict[str, None]()
    if weighed.population == "true" and weighed.result != Result.OUTSIDE:
        for rule in window.notes:
            if any(trip.meets(rule.condition, event=event) for event in weighed.ready.events):
                notes[rule.code] = None
    return (*notes, "press_differs") if differs else tuple(notes)


def _inputs(trip: Trip, ready: ReadyWindow) -> tuple[tuple[str, str | None], ...]:
    columns = (*ready.columns, "born") if ready.ages else ready.columns
    return tuple((column, getattr(trip.columns, column) or None) for column in columns)
