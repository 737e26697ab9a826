"""From findings to a verdict: this is where windows become one result per trip and project, and trips one per claim.

A lower report never overturns the deciding one; projects are never weighed against one another.
"""

from collections.abc import Mapping

from claims.model.judgement import Finding, TripResult, Verdict
from claims.model.vocabulary import Grade, Result, Strength
from claims.rules.either_way import either_way
from claims.rules.event_cases import STRENGTH_ORDER
from claims.rules.records import Trip
from claims.rules.windows import ReadyWindow

RESULTS = (Result.INSIDE, Result.INSIDE_FLAGGED, Result.CANNOT_TELL, Result.OUTSIDE)
"""From best to worst."""
RESULT_ORDER = {result: place for place, result in enumerate(RESULTS)}
_GRADE_ORDER = {grade: place for place, grade in enumerate((Grade.A, Grade.B, Grade.C, Grade.D))}
_INSIDE = (Result.INSIDE, Result.INSIDE_FLAGGED)


def trip_results(trip: Trip, findings: tuple[Finding, ...], windows: tuple[ReadyWindow, ...]) -> tuple[TripResult, ...]:
    """One result per project, from the findings of its deciding windows.

    Several windows that each cannot tell are weighed together: if every reading lies in one or the other, the trip is
    inside, with the reason "either_way". Example: passport blank, entered 2015-03-02.
    """
    results = []
    for project in dict.fromkeys(finding.project for finding in findings):
        deciding = [finding for finding in findings if finding.project == project and finding.decides]
        unsettled = [finding for finding in deciding if finding.result == Result.CANNOT_TELL]
        best = min(deciding, key=lambda finding: (*merit_of(finding), _about_others(finding)))
        if best.result in _INSIDE or len(unsettled) < 2:
            results.append(_from_one(best))
        else:
            ready = [window for window in windows if window.window.id in {finding.window for finding in unsettled}]
            results.append(either_way(trip, unsettled, ready))
    return tuple(results)


def _about_others(finding: Finding) -> bool:
    """Whether the window is about other travellers: of several outside windows, the one about this traveller explains."""
    # The population is every finding's first criterion.
    return finding.criteria[0].value == "false"


def merit_of(finding: Finding | TripResult) -> tuple[int, int]:
    """How good an answer is, the best first: by result, then by strength."""
    return RESULT_ORDER[finding.result], _strength_order(finding.strength)


def _strength_order(strength: Strength | None) -> int:
    return len(STRENGTH_ORDER) if strength is None else STRENGTH_ORDER[strength]


def _from_one(finding: Finding) -> TripResult:
    return TripResult(
        record=finding.record,
        project=finding.project,
        result=finding.result,
        strength=finding.strength,
        windows=() if _about_others(finding) else (finding.window,),
        flags=finding.flags,
        notes=finding.notes,
        reasons=finding.reasons,
        settled_by=finding.settled_by,
    )


def verdicts(trips: tuple[TripResult, ...], *, grades: Mapping[str, Grade]) -> tuple[Verdict, ...]:
    """One verdict per project: inside > inside_flagged > cannot_tell > outside over all trips.

    The leading trip is the best by result, then strength, then evidence grade, then the claimant's order.
    Example: a transit trip (outside) and an entry on 2015-03-02 (inside): inside, led by the second.
    """
    return tuple(
        _led_by(min((trip for trip in trips if trip.project == project), key=lambda trip: _leads(trip, grades)))
        for project in dict.fromkeys(trip.project for trip in trips)
    )


def _leads(trip: TripResult, grades: Mapping[str, Grade]) -> tuple[int, int, int]:
    grade = grades.get(trip.record)
    return *merit_of(trip), len(_GRADE_ORDER) if grade is None else _GRADE_ORDER[grade]


def _led_by(trip: TripResult) -> Verdict:
    return Verdict(
        project=trip.project,
        result=trip.result,
        record=trip.record,
        strength=trip.strength,
        windows=trip.windows,
        flags=trip.flags,
        notes=trip.notes,
        reasons=trip.reasons,
        settled_by=trip.settled_by,
    )
