"""The match explanation as rows: one scale for ranges and the day that decides, and days in words."""

from dataclasses import replace
from itertools import pairwise

import pytest

from claims.model.match_paper import MatchTrip, MatchWindow
from claims.store.match_sheet import day_or_none, match_sheet, time_line
from claims.web.match_words import match_words
from tests.paper_samples import as_written, sample_match

RANGE = MatchWindow(
    code="MOJ-FN-FOI", first_day="2010-08-23", last_day="2021-10-20", result="inside", decides=True, rank="official"
)
EARLIER = MatchWindow(code="MOJ-KR-FOI", first_day="2005-02-03", last_day="2021-10-20", result="outside")
TRIP = MatchTrip(number=1, result="inside", earliest="2015-03-02", latest="2015-03-02", windows=(EARLIER, RANGE))


def shares(trip: MatchTrip) -> tuple[list[tuple[float, float]], tuple[float, float] | None]:
    """The bars and the mark of a trip's line."""
    line = time_line(trip)
    assert line is not None
    bars, mark = line["bars"], line["mark"]
    assert isinstance(bars, list)
    return [(bar["from"], bar["to"]) for bar in bars], (mark["from"], mark["to"]) if isinstance(mark, dict) else None


def test_ranges_and_the_mark_lie_on_one_scale() -> None:
    (earlier, later), mark = shares(TRIP)

    assert 0 < earlier[0] < later[0] < 1
    assert earlier[1] == later[1] < 1
    assert mark is not None
    assert mark[0] == mark[1]
    assert later[0] < mark[0] < later[1]


@pytest.mark.parametrize(
    ("day", "side"),
    [("2010-08-22", "before"), ("2010-08-23", "first"), ("2021-10-20", "last"), ("2021-10-21", "after")],
)
def test_the_mark_is_on_the_right_side_of_an_edge(day: str, side: str) -> None:
    """A range of three days, so that one day is wide enough to be told on paper."""
    year = day[:4]
    first, last = ("2010-08-23", "2010-08-25") if year == "2010" else ("2021-10-18", "2021-10-20")
    window = replace(RANGE, first_day=first, last_day=last)
    [bar], mark = shares(replace(TRIP, earliest=day, latest=day, windows=(window,)))
    assert mark is not None

    assert {
        "before": mark[0] < bar[0],
        "first": mark[0] == bar[0],
        "last": mark[0] == bar[1],
        "after": mark[0] > bar[1],
    }[side]


def test_a_day_partly_known_is_as_wide_as_what_is_not_known() -> None:
    _, mark = shares(replace(TRIP, earliest="2015-01-01", latest="2015-12-31"))

    assert mark is not None
    assert mark[1] - mark[0] > 0.04


def test_an_unknown_day_has_no_mark_and_an_unknown_range_no_bar() -> None:
    assert shares(replace(TRIP, earliest="", latest=""))[1] is None
    assert shares(replace(TRIP, earliest="2015-03-02", latest=""))[1] is None
    bars, _ = shares(replace(TRIP, windows=(RANGE, replace(EARLIER, first_day="2005-02"))))
    assert len(bars) == 1
    assert time_line(replace(TRIP, windows=())) is None
    assert time_line(replace(TRIP, windows=(replace(RANGE, last_day=""),))) is None


@pytest.mark.parametrize(
    ("windows", "years"),
    [
        ((RANGE,), range(2011, 2023)),
        ((RANGE, EARLIER), range(2005, 2023, 2)),
        ((replace(RANGE, first_day="1905-01-01"),), range(1905, 2023, 10)),
    ],
)
def test_years_are_ticked_and_never_more_than_twelve(windows: tuple[MatchWindow, ...], years: range) -> None:
    line = time_line(replace(TRIP, windows=windows))
    assert line is not None
    ticks = line["ticks"]
    assert isinstance(ticks, list)

    assert [int(tick["year"]) for tick in ticks] == list(years)
    assert len(ticks) <= 12
    assert all(sooner["at"] < later["at"] for sooner, later in pairwise(ticks))
    assert 0 <= ticks[0]["at"] < ticks[-1]["at"] <= 1


def test_days_are_said_in_the_words_of_the_paper() -> None:
    sheet = match_sheet(
        sample_match(trips=(MatchTrip(number=1, result="cannot_tell", entered="2010~", exited="none"),)),
        words=match_words(as_written),
    )

    [trip] = sheet["trips"]  # type: ignore[misc]  # the list of trips
    assert (trip["entered"], trip["exited"], trip["passport"]) == ("about 2010", "did not happen", "not remembered")
    assert trip["line"] is None
    assert sheet["verdict"] == "inside_flagged"


@pytest.mark.parametrize(
    ("text", "known"), [("2015-03-02", True), ("2015-03", False), ("", False), ("2015-02-30", False)]
)
def test_only_a_whole_day_has_a_place_on_the_line(text: str, known: bool) -> None:
    assert (day_or_none(text) is not None) == known


def test_bars_carry_their_codes_and_the_mark_its_days() -> None:
    line = time_line(TRIP)
    assert line is not None

    assert [bar["code"] for bar in line["bars"]] == ["MOJ-KR-FOI", "MOJ-FN-FOI"]  # type: ignore[attr-defined]
    assert line["mark"]["said"] == "2015-03-02"  # type: ignore[index]
    vague = time_line(replace(TRIP, latest="2015-03-31"))
    assert vague is not None
    assert vague["mark"]["said"] == "2015-03-02 – 2015-03-31"  # type: ignore[index]
