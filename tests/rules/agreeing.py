"""The kernel and the second opinion side by side: one random case, judged by both, must be answered alike."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from claims.errors import NotValid
from claims.model.judgement import Finding
from claims.model.vocabulary import Result
from claims.rules import joint_readings
from claims.rules.matching import Record, judge_trip
from tests.rules.oracle import Opinion, opinions
from tests.rules.oracle_dates import choices, told
from tests.rules.oracle_project import project_opinion
from tests.rules.random_cases import a_case


def opinion_of(finding: Finding) -> Opinion:
    """A finding as the second opinion puts it."""
    return Opinion(
        finding.result.value,
        finding.strength.value if finding.strength else None,
        frozenset(finding.segments),
        frozenset(finding.flags),
        frozenset(finding.notes),
        frozenset(frozenset(facts) for facts in finding.settled_by),
        finding.weight,
    )


@contextmanager
def exactly() -> Iterator[None]:
    """What settles a trip for several windows is sought among however many combinations there are."""
    before, joint_readings.MOST = joint_readings.MOST, 10**9
    try:
        yield
    finally:
        joint_readings.MOST = before


def bound_by_a_vague_day(record: Record) -> bool:
    """Whether one event is blank and the other vague: what settles one such trip for several windows is tried elsewhere.

    A window that counts one event takes a blank one to be bound by the last (or first) day the other may have had; the
    second opinion takes the day that it has in each reading.
    """
    given = [day for day in (record.entered, record.exited) if day is not None]
    return len(given) == 1 and len(told(given[0])) > 1


def check(seed: int, *, more: bool) -> None:
    """One random registry and one random record, judged by both. `more`: windows that ask more than document and days."""
    registry, windows, record = a_case(random.Random(seed), more=more)
    if not choices(record):
        with pytest.raises(NotValid) as refused:
            judge_trip(record, registry)
        assert refused.value.reason == "contradiction"
        return
    with exactly():
        judged = judge_trip(record, registry)
    expected = opinions(record, windows)
    assert {finding.window: opinion_of(finding) for finding in judged.findings} == expected, (seed, record, windows)
    whole = project_opinion(record, windows, expected)
    (trip,) = judged.results
    if whole is None:
        return
    result = "inside" if trip.result is Result.INSIDE_FLAGGED else trip.result.value
    assert result == whole.result, (seed, record, windows)
    if len(trip.windows) > 1 and result == "cannot_tell" and not bound_by_a_vague_day(record):
        assert frozenset(frozenset(facts) for facts in trip.settled_by) == whole.settled_by, (seed, record, windows)
