"""Findings: this is where what the readings say becomes the answer of one window, with its flags, notes and reasons."""

from dataclasses import dataclass

from claims.model.disclosure import Registry
from claims.model.judgement import Finding, Sets, Truth
from claims.model.vocabulary import Result, Strength
from claims.rules.event_cases import STRENGTH_ORDER, Case
from claims.rules.explaining import criteria, reasons
from claims.rules.readings import Reading, counted, exclusion_of, readings, surely_inside, surely_outside
from claims.rules.records import Trip
from claims.rules.settling import smallest_sets
from claims.rules.windows import OUT, RANKS, ReadyWindow, covers, ready_windows


@dataclass(frozen=True, slots=True)
class _Answer:
    """What readings alone say, before the report's rank and flags."""

    result: Result
    reasons: tuple[str, ...]
    counted: tuple[Case, ...] = ()
    settled_by: Sets = ()


def findings_of(trip: Trip, registry: Registry) -> tuple[Finding, ...]:
    """One finding for each window of the registry, in its order."""
    windows = ready_windows(registry)
    answers = []
    for ready in windows:
        population = _population(trip, ready)
        found = [] if population == "false" else readings(trip, ready)
        answers.append((ready, population, found, _answer(trip, ready, found, population=population)))
    differing = _differing([(ready, answer.result) for ready, _, _, answer in answers])
    return tuple(
        _finding(trip, ready, found, answer, population=population, differs=ready.window.id in differing)
        for ready, population, found, answer in answers
    )


def _population(trip: Trip, ready: ReadyWindow) -> Truth:
    """Whether the document shown puts the traveller in the window's population; a blank one leaves it unknown."""
    population = ready.window.population
    if not population.passport and not population.passport_not:
        return "true"
    if trip.passport is None:
        return "unknown"
    return "true" if covers(population, trip.passport) else "false"


def _answer(trip: Trip, ready: ReadyWindow, found: list[Reading], *, population: Truth) -> _Answer:
    if population == "false":
        return _Answer(Result.OUTSIDE, ("other_population",))
    exclusion = exclusion_of(trip, ready)
    if exclusion is not None:
        return _Answer(exclusion.result, (exclusion.reason,))
    if surely_outside(found):
        result = Result.OUTSIDE
    elif surely_inside(found) and population == "true":
        result = Result.INSIDE
    else:
        result = Result.CANNOT_TELL
    why = reasons(trip, ready, found, result, population=population)
    settled_by = _settled_by(ready, found, population=population) if result == Result.CANNOT_TELL else ()
    return _Answer(result, why, tuple(counted(found)), settled_by)


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


def _finding(
    trip: Trip, ready: ReadyWindow, found: list[Reading], answer: _Answer, *, population: Truth, differs: bool
) -> Finding:
    flags = _flags(ready, answer)
    inside = answer.result == Result.INSIDE
    return Finding(
        record=trip.columns.record,
        project=ready.project,
        window=ready.window.id,
        group=ready.window.group,
        status=ready.window.status,
        decides=ready.decides,
        result=Result.INSIDE_FLAGGED if inside and flags else answer.result,
        strength=_weakest(answer.counted),
        segments=_segments(ready, answer),
        flags=flags,
        notes=_notes(trip, ready, answer, population=population, differs=differs),
        reasons=answer.reasons,
        criteria=criteria(trip, ready, found, population=population),
        inputs=_inputs(trip, ready),
        settled_by=answer.settled_by,
    )


def _flags(ready: ReadyWindow, answer: _Answer) -> tuple[str, ...]:
    """The flags of the readings that count, in the window's order, then those of the report itself."""
    raised = {flag for case in answer.counted for flag in case.flags}
    if answer.counted and ready.edge_uncertain:
        raised.add("date_uncertain")
    order = [*dict.fromkeys(rule.code for rule in ready.window.flags), "date_uncertain"]
    return (*(code for code in order if code in raised), *ready.source_flags)


def _segments(ready: ReadyWindow, answer: _Answer) -> tuple[str, ...]:
    met = {segment for case in answer.counted for segment in case.segments}
    return tuple(segment.id for segment in ready.window.segments if segment.id in met)


def _weakest(cases: tuple[Case, ...]) -> Strength | None:
    return max((case.strength for case in cases), key=STRENGTH_ORDER.__getitem__, default=None)


def _notes(trip: Trip, ready: ReadyWindow, answer: _Answer, *, population: Truth, differs: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if population == "true" and answer.result != Result.OUTSIDE:
        met = (rule for rule in ready.window.notes if any(trip.meets(rule.condition, event=e) for e in ready.events))
        notes += dict.fromkeys(rule.code for rule in met)
    if differs:
        notes.append("press_differs")
    return tuple(notes)


def _inputs(trip: Trip, ready: ReadyWindow) -> tuple[tuple[str, str | None], ...]:
    columns = (*ready.columns, "born") if ready.ages else ready.columns
    return tuple((column, getattr(trip.columns, column) or None) for column in columns)
