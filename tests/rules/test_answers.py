"""What of an answer has to stay the same: facts of a project that says nothing of a trip are no news to it."""

from dataclasses import replace

import pytest

from claims.model.trip_shard import Answer, Answers
from claims.model.vocabulary import Result
from claims.rules.answers import (
    TRIP_COLUMNS,
    answers_of,
    changed_claims,
    columns_of,
    differ,
    joined,
    matched_by,
    result_differs,
    result_for,
    result_in,
    row_of,
    rows_of,
)
from claims.rules.matching import RULE_VERSION, Record, judge_trip
from tests.make_registries import FOREIGNERS, added, corrected, joined_by, retitled, without
from tests.rules.ministry import REGISTRY

INSIDE, OUTSIDE, CANNOT_TELL = Result.INSIDE, Result.OUTSIDE, Result.CANNOT_TELL
LINH = Record("r", passport="VNM", entered="2015-03-02", born="1990-05-01")


def answers(record: Record = LINH, registry: object = REGISTRY) -> Answers:
    """What one registry says of a trip."""
    judged = judge_trip(record, registry)  # type: ignore[arg-type]  # a registry in every call
    return answers_of(judged.findings, judged.results)


def an(project: str, result: Result, said: str = "a", **windows: Result) -> Answer:
    """An answer for one project."""
    return Answer(project, result, said, tuple(windows.items()))


def test_what_an_answer_hangs_on_besides_the_trip() -> None:
    assert matched_by(REGISTRY) == f"{REGISTRY.revision}.{RULE_VERSION}"
    assert matched_by(retitled(REGISTRY)) != matched_by(REGISTRY)


def test_the_name_of_a_record_is_no_part_of_its_answer() -> None:
    """Nor whose it is; everything else that was given may be."""
    assert answers(replace(LINH, record="other", claimant="x")) == answers()
    assert set(TRIP_COLUMNS).isdisjoint({"record", "claimant"})


@pytest.mark.parametrize(
    ("changed", "anew", "other_result"),
    [
        (retitled(REGISTRY), False, False),
        (corrected(REGISTRY, from_="2010-08-24"), False, False),  # the trip lies behind both edges
        (corrected(REGISTRY, from_="2016-01-01"), True, True),
        (added(REGISTRY, "NEW-W"), True, False),
        (added(REGISTRY, "NEW-W", from_="2019-01-01", to="2020-01-01"), False, False),
        (joined_by(REGISTRY, "NEW"), True, True),
        (joined_by(REGISTRY, "NEW", from_="2019-01-01", to="2020-01-01"), False, False),
        (without(REGISTRY, FOREIGNERS), True, None),
    ],
    ids=[
        "title",
        "edge elsewhere",
        "edge passed",
        "window",
        "window elsewhere",
        "project",
        "project elsewhere",
        "gone",
    ],
)
def test_a_claim_is_judged_anew_when_anything_would_be_said_otherwise(
    changed: object, anew: bool, other_result: bool | None
) -> None:
    """And its claimant is told when a result is another one."""
    now = answers(registry=changed)

    assert differ(answers(), now) is anew
    assert differ(now, answers()) is anew
    if other_result is not None:
        assert result_differs(answers(), now) is other_result


def test_a_reason_for_outside_is_news_where_the_project_is_known() -> None:
    """An entry that was too early and is now too late is outside as before, for another reason."""
    early = Record("r", passport="VNM", entered="2009-03-02", exited="2009-04-01")
    now = answers(early, corrected(REGISTRY, from_="2005-01-01", to="2006-01-01"))

    assert {a.result for a in (*answers(early), *now)} == {OUTSIDE}
    assert differ(answers(early), now)
    assert not result_differs(answers(early), now)


def test_a_project_that_is_not_there_says_as_much_as_outside() -> None:
    silent, told = (an("A", OUTSIDE),), (an("A", OUTSIDE, W=INSIDE),)

    assert not differ(silent, ())
    assert differ(told, ())
    assert differ((), (an("A", CANNOT_TELL),))
    assert not result_differs(told, ())
    assert result_differs((an("A", INSIDE),), ())


def test_the_best_result_over_trips_counts() -> None:
    trips = [(an("A", OUTSIDE), an("B", INSIDE, W=INSIDE)), (an("A", CANNOT_TELL, V=CANNOT_TELL, W=OUTSIDE),)]

    assert [result_for(project, trips) for project in "ABC"] == [CANNOT_TELL, INSIDE, OUTSIDE]
    assert [result_in(window, trips) for window in "VWX"] == [CANNOT_TELL, INSIDE, OUTSIDE]


def test_the_places_of_claims_that_change() -> None:
    """Each claim with its number of trips; one without a trip never changes."""
    one, two = (an("A", INSIDE, "a"),), (an("A", INSIDE, "b"),)

    assert changed_claims([2, 0, 1, 1], old=[one, one, one, one], new=[one, two, one, two]) == {0, 3}
    assert changed_claims([], old=[], new=[]) == set()


def test_rows_are_columns_and_back() -> None:
    """Blank columns are left out, and parts with other columns are joined."""
    rows = [row_of(LINH), row_of(replace(LINH, port_in="ICN", entered="")), row_of(Record("r"))]

    assert rows_of(columns_of(rows)) == rows
    assert set(columns_of(rows[:1]).columns) == {"passport", "entered", "born"}
    assert rows_of(joined([columns_of(rows[2:]), columns_of(rows[:2]), columns_of([])])) == [rows[2], *rows[:2]]
    assert rows_of(columns_of([])) == []
