"""Edges of windows, exact and vague, populations, and events counted alone.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.model.disclosure import Population
from claims.rules.matching import Record, judge_record
from tests.rules.ministry import (
    CANNOT_TELL,
    FLAGGED,
    FN_PRESS,
    INSIDE,
    KR_PRESS,
    OUTSIDE,
    finding,
    foreigner,
    korean,
    made_up,
    window,
)


@pytest.mark.parametrize(
    ("window", "facts", "result"),
    [
        # 12: an edge known only by month leaves every day of that month open.
        (KR_PRESS, korean("2005-02-28", "none"), OUTSIDE),
        (KR_PRESS, korean("2005-03-01", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2005-03-31", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2005-04-01", "none"), FLAGGED),
        (KR_PRESS, korean("2021-09-30", "none"), FLAGGED),
        (KR_PRESS, korean("2021-10-01", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2021-10-31", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2021-11-01", "none"), OUTSIDE),
        (KR_PRESS, korean("2005-04-01", "2005-03-31"), FLAGGED),
        (FN_PRESS, foreigner("2010-07-31"), OUTSIDE),
        (FN_PRESS, foreigner("2010-08-01"), CANNOT_TELL),
        (FN_PRESS, foreigner("2010-08-22"), CANNOT_TELL),
        (FN_PRESS, foreigner("2010-08-31"), CANNOT_TELL),
        (FN_PRESS, foreigner("2010-09-01"), FLAGGED),
        (FN_PRESS, foreigner("2021-10-21"), CANNOT_TELL),
        (FN_PRESS, foreigner("2017-01-01", capacity="transit"), OUTSIDE),
    ],
    ids=str,
)
def test_press_rows(window: str, facts: dict, result: str):
    found = finding(window, **facts)
    assert found.result == result
    assert not found.decides
    assert found.flags == ("lower_source",)
    if result == CANNOT_TELL:
        assert (found.reasons[0], found.settled_by) == ("edge_uncertain", ())


@pytest.mark.parametrize(
    ("edges", "entered", "result"),
    [
        # 12: open, unknown, uncertain and about.
        (("2015-01-01", ".."), "2060", INSIDE),
        (("..", "2015-01-01"), "1960", INSIDE),
        (("..", ".."), "1960", INSIDE),
        (("2022-01-01", "unknown"), "2021-12-31", OUTSIDE),
        (("2022-01-01", "unknown"), "2022-01-01", INSIDE),
        (("2022-01-01", "unknown"), "2022-01-02", CANNOT_TELL),
        (("2022-01", "unknown"), "2022-01-01", CANNOT_TELL),
        (("unknown", "2022-01-01"), "2022-01-01", INSIDE),
        (("unknown", "2022-01-01"), "2021-12-31", CANNOT_TELL),
        (("unknown", "2022-01-01"), "2022-01-02", OUTSIDE),
        (("unknown", "unknown"), "2022", CANNOT_TELL),
        (("2015-01-16~", "2020"), "2015-01-31", CANNOT_TELL),
        (("2015-01-16~", "2020"), "2015-02-01", INSIDE),
        (("2015-01-16?", "2020"), "2015-02-01", FLAGGED),
        (("2015", "2016"), "2015-06-01", CANNOT_TELL),
        (("2015-01", "2015-01"), "2015-01-15", CANNOT_TELL),
    ],
)
def test_edges_of_a_window(edges: tuple[str, str], entered: str, result: str):
    (found,) = judge_record(Record("r", entered=entered), made_up(window("W", from_=edges[0], to=edges[1])))
    assert found.result == result


def test_a_window_of_exits_alone_mirrors_one_of_entries():
    registry = made_up(window("W", event="exit"))
    cases = {
        (None, "2015-05-05"): (INSIDE, ("exit_inside",)),
        ("2016-01-01", None): (OUTSIDE, ("arrived_after",)),
        ("2014-01-01", None): (CANNOT_TELL, ("exit_unknown",)),
        ("2014-01-01", "none"): (OUTSIDE, ("no_exit",)),
    }
    for (entered, exited), expected in cases.items():
        (found,) = judge_record(Record("r", entered=entered, exited=exited), registry)
        assert (found.result, found.reasons) == expected


def test_without_a_population_anyone_counts():
    (found,) = judge_record(Record("r", entered="2015-05-05"), made_up(window("W")))
    assert found.result == INSIDE
    named = made_up(window("W", population=Population(passport=("CHN", "VNM"))))
    assert judge_record(Record("r", passport="VNM", entered="2015-05-05"), named)[0].result == INSIDE
    assert judge_record(Record("r", passport="THA", entered="2015-05-05"), named)[0].result == OUTSIDE
