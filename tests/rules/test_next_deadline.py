"""The nearest limitation day of a claim: ahead of today, of a project that may concern it, counted from its first day."""

from datetime import date

import pytest

from claims.model.disclosure import Deadline, DisclosedProject, Registry
from claims.model.vocabulary import Result
from claims.rules.next_deadline import days_left, deadlines_of, next_deadline

TODAY = date(2026, 11, 22)


def deadline(code: str, day: str) -> Deadline:
    """A deadline of that day."""
    return Deadline(code=code, day=day, route="state", computed=True)


def project(code: str, *deadlines: Deadline) -> DisclosedProject:
    """A project with those deadlines and nothing else."""
    return DisclosedProject(code=code, title={}, summary={}, sources=(), windows=(), deadlines=deadlines)


PASSED, NEXT, MONTH = deadline("A", "2026-10-20"), deadline("B", "2026-12-31"), deadline("C", "2027-03")
REGISTRY = Registry(projects=(project("P", MONTH, PASSED, NEXT), project("Q", deadline("D", "2026-11-22"))))


@pytest.mark.parametrize("result", [Result.INSIDE, Result.INSIDE_FLAGGED, Result.CANNOT_TELL])
def test_the_nearest_day_ahead_counts_for_all_that_is_not_surely_outside(result: Result) -> None:
    assert next_deadline(REGISTRY, {"P": result, "Q": Result.OUTSIDE}, today=TODAY) == NEXT


def test_today_is_not_passed() -> None:
    found = next_deadline(REGISTRY, {"P": Result.INSIDE, "Q": Result.INSIDE}, today=TODAY)

    assert found is not None
    assert (found.code, days_left(found, today=TODAY)) == ("D", 0)


def test_outside_everything_and_unjudged_claims_have_none() -> None:
    assert next_deadline(REGISTRY, {"P": Result.OUTSIDE}, today=TODAY) is None
    assert next_deadline(REGISTRY, {}, today=TODAY) is None
    assert days_left(None, today=TODAY) is None


def test_a_day_known_by_month_counts_from_its_first_day() -> None:
    found = next_deadline(REGISTRY, {"P": Result.INSIDE}, today=date(2027, 1, 1))

    assert found == MONTH
    assert days_left(found, today=date(2027, 1, 1)) == 59
    assert next_deadline(REGISTRY, {"P": Result.INSIDE}, today=date(2027, 3, 2)) is None


def test_all_deadlines_are_shown_passed_ones_too() -> None:
    """Of the projects that may concern the claim, in registry order."""
    found = list(deadlines_of(REGISTRY, {"P": Result.CANNOT_TELL, "Q": Result.OUTSIDE}))

    assert [(project.code, each.code) for project, each in found] == [("P", "C"), ("P", "A"), ("P", "B")]
    assert list(deadlines_of(REGISTRY, {})) == []
