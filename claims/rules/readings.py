"""Readings: this is where every joint choice of the unknown facts is weighed, run of days by run of days.

A reading fixes a day for each event and a birthday. Which document was shown is weighed in findings.py.
"""

from dataclasses import dataclass

from claims.model.disclosure import Exclusion
from claims.rules.event_cases import Case, born_between, cases_of
from claims.rules.records import Trip
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow


@dataclass(frozen=True, slots=True)
class Reading:
    """Readings that are judged alike: the cases of the counted events, and the one among them that decides."""

    cases: tuple[Case, ...]
    decides: Case


def readings(trip: Trip, ready: ReadyWindow) -> list[Reading]:
    """Every possible combination of cases of the events a window counts; never empty."""
    by_event = [cases_of(trip, ready, event) for event in ready.events]
    if len(by_event) == 1:
        return [Reading((case,), case) for case in by_event[0]]
    found: list[Reading] = []
    for one in by_event[0]:
        for other in by_event[1]:
            if born_between(trip, max(one.born_first, other.born_first), min(one.born_last, other.born_last)):
                found.append(Reading((one, other), decides((one, other))))
    return found


def decides(cases: tuple[Case, ...]) -> Case:
    """Of the cases of one reading the one that decides."""
    return min(cases, key=_merit)


def _merit(case: Case) -> tuple[int, bool, int, int, bool]:
    return case.merit


def exclusion_of(trip: Trip, ready: ReadyWindow) -> Exclusion | None:
    """The first exclusion that holds; it fixes the result whatever the days. Example: capacity transit."""
    for rule, tests in ready.exclusions:
        if any(test.met(trip) for test in tests):
            return rule
    return None


def counted(found: list[Reading]) -> list[Case]:
    """The deciding cases of all readings that are, or may be, inside."""
    return [reading.decides for reading in found if reading.decides.status >= MAYBE]


def surely_inside(found: list[Reading]) -> bool:
    """Whether every reading is inside."""
    return all(reading.decides.status == IN for reading in found)


def surely_outside(found: list[Reading]) -> bool:
    """Whether no reading is, or may be, inside."""
    return all(reading.decides.status == OUT for reading in found)
