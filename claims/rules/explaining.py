"""Why a finding is as it is: this is where reasons (codes) and the values of a window's criteria come from.

Explanation only; nothing here decides.
"""

from claims.model.judgement import Criterion, Truth
from claims.model.vocabulary import Result
from claims.rules.event_cases import Case
from claims.rules.readings import Reading, counted
from claims.rules.records import Trip, column_of
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow

_NOUN = {"entered": "entry", "exited": "exit"}


def reasons(
    trip: Trip, ready: ReadyWindow, found: list[Reading], result: Result, *, population: Truth
) -> tuple[str, ...]:
    """The codes that explain a result from readings, the document first, then entry, then exit.

    Example: a Korean passport, exit 2005-01-10, entry blank: ("entry_unknown", "exit_before").
    """
    if result == Result.INSIDE:
        return _inside_reasons(ready, found)
    codes = ["passport_unknown"] if population == "unknown" and result == Result.CANNOT_TELL else []
    for event in ready.events:
        codes += _event_reasons(trip, ready, event, _cases_of(found, event), result)
    return tuple(codes)


def _inside_reasons(ready: ReadyWindow, found: list[Reading]) -> tuple[str, ...]:
    """The deciding events; of them only those inside in every reading, where there are such."""
    deciding = {case.event for case in counted(found)}
    events = [event for event in ready.events if event in deciding]
    sure = [event for event in events if all(case.status == IN for case in _cases_of(found, event))]
    return tuple(f"{_NOUN[event]}_inside" for event in sure or events)


def _cases_of(found: list[Reading], event: str) -> list[Case]:
    return [case for reading in found for case in reading.cases if case.event == event]


def _event_reasons(trip: Trip, ready: ReadyWindow, name: str, cases: list[Case], result: Result) -> list[str]:
    noun, event = _NOUN[name], trip.event(name)
    if not event.spans:
        return [f"no_{noun}"]
    if event.blank:
        if result == Result.CANNOT_TELL:
            return [f"{noun}_unknown"]
        return _bound_reason(trip, ready, name)
    statuses = {case.status for case in cases}
    if len(statuses) > 1:
        return [f"{noun}_partly_known"]
    if statuses == {OUT}:
        return [f"{noun}_{side}" for side in ("before", "after") if any(case.side == side for case in cases)]
    return ["edge_uncertain"] if statuses == {MAYBE} else [f"{noun}_inside"]


def _bound_reason(trip: Trip, ready: ReadyWindow, name: str) -> list[str]:
    """A blank event is surely outside only because something else bounds it: the other event, or the birth date."""
    alone = len(ready.events) == 1
    if alone and name == "entered" and trip.exited.given and trip.exited.spans[-1][1] < ready.first_inside:
        return ["left_before"]
    if alone and name == "exited" and trip.entered.given and trip.entered.spans[0][0] > ready.last_inside:
        return ["arrived_after"]
    return ["born_after"]


def criteria(trip: Trip, ready: ReadyWindow, found: list[Reading], *, population: Truth) -> tuple[Criterion, ...]:
    """What the window asks, one by one, and what the record says."""
    made = [Criterion("population", population, "passport", trip.passport)]
    for event in ready.events:
        made.append(_event_criterion(trip, event, _cases_of(found, event)))
    for rule in ready.window.exclusions:
        column = column_of(rule.condition.fact, event=ready.events[0])
        given = trip.value(column)
        holds = trip.meets(rule.condition, event=ready.events[0])
        value: Truth = "unknown" if given is None else "true" if holds else "false"
        made.append(Criterion(rule.reason, value, column, given))
    made += [_age_criterion(trip, age, counted(found)) for age in ready.ages]
    return tuple(made)


def _event_criterion(trip: Trip, event: str, cases: list[Case]) -> Criterion:
    statuses = {case.status for case in cases}
    value: Truth = "true" if statuses == {IN} else "false" if statuses == {OUT} else "unknown"
    return Criterion(_NOUN[event], value, event, getattr(trip.columns, event) or None)


def _age_criterion(trip: Trip, age: int, deciding: list[Case]) -> Criterion:
    reached = {None if case.ages is None else age in case.ages for case in deciding}
    value: Truth = "true" if reached == {True} else "false" if reached == {False} else "unknown"
    return Criterion(f"age_{age}", value, "born", trip.columns.born or None)
