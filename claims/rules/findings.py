"""Findings: this is where what the readings say becomes the answer of one window, with its flags, notes and reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.model.disclosure import KOREAN_BORDER, Registry
from claims.model.judgement import Criterion, Finding
from claims.model.vocabulary import Result, Strength
from claims.rules.alike import class_of
from claims.rules.criteria import criteria
from claims.rules.event_cases import STRENGTH_ORDER, Case
from claims.rules.records import Trip
from claims.rules.weighing import Weighed, weigh
from claims.rules.windows import ReadyWindow, judged_windows


@dataclass(frozen=True, slots=True)
class Answer:
    """What a window says to all records that it judges alike. `result`: before flags; `finding`: of one of those records."""

    result: Result
    finding: Finding


MOST_REMEMBERED = 4096
"""Answers kept for one window; when there are more, all of them are forgotten."""


def findings_of(trip: Trip, registry: Registry, *, records: str = KOREAN_BORDER) -> tuple[Finding, ...]:
    """One finding for each window of the registry that this kind of record is judged by, in its order."""
    return findings_among(trip, judged_windows(registry, records))


def findings_among(trip: Trip, windows: Iterable[ReadyWindow]) -> tuple[Finding, ...]:
    """One finding for each of these windows, in their order; the reports of one fact must all be among them."""
    answers = [(ready, _answer(trip, ready)) for ready in windows]
    results = {ready.window.id: answer.result for ready, answer in answers}
    return tuple(
        _about(
            trip,
            answer.finding,
            ready,
            differs=any(results.get(other, answer.result) != answer.result for other in ready.lower),
        )
        for ready, answer in answers
    )


def _about(trip: Trip, alike: Finding, ready: ReadyWindow, *, differs: bool) -> Finding:
    """The finding of a record judged alike: the same answer, with what stands in this record's columns."""
    given, columns = trip.facts, trip.columns
    others = len(alike.inputs) == 1
    return Finding(
        columns.record,
        alike.project,
        alike.window,
        alike.group,
        alike.status,
        alike.decides,
        alike.result,
        alike.strength,
        alike.segments,
        alike.flags,
        (*alike.notes, "press_differs") if differs and not others else alike.notes,
        alike.reasons,
        tuple([_criterion_of(one, given.get(one.fact)) for one in alike.criteria]),
        (("passport", columns.passport),)
        if others
        else tuple([(column, getattr(columns, column) or None) for column in ready.columns]),
        alike.settled_by,
        alike.weight,
    )


def _criterion_of(alike: Criterion, given: str | None) -> Criterion:
    """The same criterion of a record in which this was given; mostly nothing was, as in the one before."""
    return alike if alike.given == given else Criterion(alike.name, alike.value, alike.fact, given)


def _answer(trip: Trip, ready: ReadyWindow) -> Answer:
    """What a window says to a record, remembered for those it judges alike."""
    alike = class_of(trip, ready)
    if alike is None:
        return _new_answer(trip, ready)
    known = ready.remembered.get(alike)
    if not isinstance(known, Answer):
        if len(ready.remembered) >= MOST_REMEMBERED:
            ready.remembered.clear()
        known = ready.remembered[alike] = _new_answer(trip, ready)
    return known


def _new_answer(trip: Trip, ready: ReadyWindow) -> Answer:
    weighed = weigh(trip, ready)
    finding = _about_others(trip, ready) if weighed.population == "false" else _finding(trip, weighed)
    return Answer(weighed.result, finding)


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


def _finding(trip: Trip, weighed: Weighed) -> Finding:
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
        notes=_notes(trip, weighed),
        reasons=weighed.reasons,
        criteria=criteria(trip, ready, weighed.found, population=weighed.population),
        inputs=tuple((column, getattr(trip.columns, column) or None) for column in ready.columns),
        settled_by=weighed.settled_by,
        weight=weighed.weight,
    )


def _flags(weighed: Weighed) -> tuple[str, ...]:
    """The flags of the readings that count, in the window's order, then those of the report itself."""
    ready, raised = weighed.ready, {flag for case in weighed.counted for flag in case.flags}
    if weighed.counted and ready.edge_uncertain:
        raised.add("date_uncertain")
    order = [*dict.fromkeys(rule.code for rule in ready.window.flags), "date_uncertain"]
    return (*(code for code in order if code in raised), *ready.source_flags)


def _segments(weighed: Weighed) -> tuple[str, ...]:
    met = {segment for case in weighed.counted for segment in case.segments}
    return tuple(segment.id for segment in weighed.ready.window.segments if segment.id in met)


def _weakest(cases: list[Case]) -> Strength | None:
    return max((case.strength for case in cases), key=STRENGTH_ORDER.__getitem__, default=None)


def _notes(trip: Trip, weighed: Weighed) -> tuple[str, ...]:
    """The window's notes; that a lower report differs is said where all reports are known."""
    if weighed.population != "true" or weighed.result == Result.OUTSIDE:
        return ()
    raised = (code for code, tests in weighed.ready.notes if any(test.met(trip) for test in tests))
    return tuple(dict.fromkeys(raised))
