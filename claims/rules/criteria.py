"""The criteria of a window, one by one, with the fact behind each: this is where true, false and unknown are said.

Explanation only; readings decide.
"""

from collections.abc import Iterable

from claims.model.disclosure import ON_EVENT, AgeRule
from claims.model.judgement import Criterion, Truth
from claims.rules.by_birthday import possible_births
from claims.rules.conditions import Requirement, Test
from claims.rules.dates import read_date
from claims.rules.days import Day, youngest_of_age
from claims.rules.event_cases import Case, possible_spans
from claims.rules.explaining import NOUN, cases_of
from claims.rules.readings import Reading, counted
from claims.rules.records import Trip
from claims.rules.windows import IN, OUT, ReadyWindow


def criteria(trip: Trip, ready: ReadyWindow, found: list[Reading], *, population: Truth) -> tuple[Criterion, ...]:
    """What the window asks and what the record says: document, days, exclusions, ages of flags; then what else decides."""
    made = [Criterion("population", population, "passport", trip.passport)]
    if ready.by_stay:
        value = _truth({case.by_days for case in cases_of(found, "stay")})
        made += [Criterion("stay", value, event, getattr(trip.columns, event) or None) for event in ready.events]
    else:
        made += [_event_criterion(trip, event, cases_of(found, event)) for event in ready.events]
    for rule, tests in ready.exclusions:
        made.append(_exclusion_criterion(trip, rule.reason, tests[0]))
    made += [_age_criterion(trip, age, counted(found)) for age in ready.ages]
    return tuple(made + list(_more(trip, ready))) if ready.asks_more else tuple(made)


def _truth(statuses: set[int]) -> Truth:
    return "true" if statuses == {IN} else "false" if statuses == {OUT} else "unknown"


def _event_criterion(trip: Trip, event: str, cases: list[Case]) -> Criterion:
    return Criterion(NOUN[event], _truth({case.by_days for case in cases}), event, getattr(trip.columns, event) or None)


def _exclusion_criterion(trip: Trip, reason: str, test: Test) -> Criterion:
    given = trip.facts.get(test.column)
    value: Truth = "unknown" if not test.known(given) else "true" if test.met(trip) else "false"
    return Criterion(reason, value, test.column, given)


def _age_criterion(trip: Trip, age: int, deciding: list[Case]) -> Criterion:
    reached = {None if case.ages is None else age in case.ages for case in deciding}
    value: Truth = "true" if reached == {True} else "false" if reached == {False} else "unknown"
    return Criterion(f"age_{age}", value, "born", trip.columns.born or None)


def _more(trip: Trip, ready: ReadyWindow) -> Iterable[Criterion]:
    """Required facts, by event where each has its own; the ages asked for; what no record can tell."""
    every = [*ready.required, *(one for event in ready.events for one in ready.required_of.get(event, ()))]
    for one in every:
        yield from _required(trip, one)
    if ready.ages_asked is not None:
        for rule in ready.window.ages:
            yield from _ages(trip, ready, rule)
    for fact in ready.window.asked:
        yield Criterion("asked", "unknown", fact.code, None)


def _required(trip: Trip, required: Requirement) -> Iterable[Criterion]:
    given = trip.facts.get(required.column)
    for test in required.tests:
        value: Truth = "unknown" if not test.known(given) else "true" if test.met(trip) else "false"
        yield Criterion(test.fact, value, required.column, given)


def _ages(trip: Trip, ready: ReadyWindow, rule: AgeRule) -> Iterable[Criterion]:
    """Whether an age is reached, and another not yet, on the fixed day or on the days that may be in the window."""
    births, days = possible_births(trip), _days_asked(trip, ready, rule)
    on = "" if rule.on == ON_EVENT else f"_on_{rule.on}"
    for asked, age in (("at_least", rule.at_least), ("below", rule.below)):
        if age is None:
            continue
        all_reached = bool(days) and births[-1][1] <= youngest_of_age(min(days), age=age)
        none_reached = bool(days) and births[0][0] > youngest_of_age(max(days), age=age)
        met, not_met = (all_reached, none_reached) if asked == "at_least" else (none_reached, all_reached)
        value: Truth = "true" if met else "false" if not_met else "unknown"
        yield Criterion(f"age_{asked}_{age}{on}", value, "born", trip.columns.born or None)


def _days_asked(trip: Trip, ready: ReadyWindow, rule: AgeRule) -> list[Day]:
    """The days on which an age rule asks; of a stay the first day of it that may lie in the window."""
    if rule.on != ON_EVENT:
        return [read_date(rule.on).spans[0][0]]
    first, last = ready.days
    if ready.by_stay:
        return [max(day, first) for span in trip.entered.spans for day in span if day <= last]
    spans = [span for event in ready.events for span in possible_spans(trip, ready, event)]
    return [
        day
        for begins, ends in spans
        if begins <= last and ends >= first
        for day in (max(begins, first), min(ends, last))
    ]
