"""What sets dates, births and facts apart: calendar numbers compare as days do, and nothing is refused by an error."""

from datetime import date, timedelta

import pytest

from claims.rules.classes import (
    BAD,
    BLANK,
    DAY,
    EARLIEST,
    LATEST,
    NEVER,
    VAGUE,
    Edges,
    Values,
    calendar_number,
    known_value,
    read_date_text,
)
from claims.rules.days import birthday, day_number
from claims.rules.windows import judged_windows
from tests.rules.ministry import REGISTRY

WINDOWS = judged_windows(REGISTRY)


def test_a_calendar_number_is_read_as_a_date_and_compares_as_one():
    assert calendar_number(day_number(2015, 3, 2)) == 2015_03_02
    days = [date(1999, 12, 25) + timedelta(days=n) for n in range(800)]
    numbers = [calendar_number(day.toordinal()) for day in days]
    assert numbers == sorted(numbers) == [day.year * 10_000 + day.month * 100 + day.day for day in days]
    assert calendar_number(0) == EARLIEST
    assert calendar_number(day_number(10_000, 1, 1)) == LATEST


@pytest.mark.parametrize("born", [(1996, 2, 29), (1996, 2, 28), (1996, 3, 1), (1995, 12, 31)])
def test_years_added_to_a_calendar_number_tell_who_is_of_age(born: tuple[int, int, int]):
    first = day_number(*born)
    for offset in range(-3, 4):
        day = birthday(first, age=17) + offset
        reached = calendar_number(first) + 17 * 10_000 <= calendar_number(day)
        assert reached == (offset >= 0)


@pytest.mark.parametrize(
    ("text", "kind", "odd"),
    [
        ("", BLANK, False),
        ("none", NEVER, False),
        ("2015-03-02", DAY, False),
        ("2015-03-02?", DAY, False),
        ("2015-03", VAGUE, False),
        ("2015-24", VAGUE, True),
        ("2015/..", VAGUE, True),
        ("soon", BAD, False),
        ("{2015}", BAD, False),
    ],
)
def test_every_text_of_a_date_column_is_of_one_kind(text: str, kind: int, odd: bool):
    found = read_date_text(text, event=True)
    assert (found.kind, found.odd) == (kind, odd)
    assert read_date_text("none", event=False).kind == BAD


def test_edges_are_those_of_all_windows_and_ages_those_asked_for():
    edges = Edges(WINDOWS)
    assert {day_number(2010, 8, 23), day_number(2021, 10, 21), day_number(2005, 2, 3)} <= set(edges.cuts)
    assert edges.ages == [17]
    assert edges.oldest == 2005_02_02


def test_values_no_window_names_are_alike_and_unknown_ones_are_not_accepted():
    values = Values(WINDOWS)
    assert "port_in" not in values.columns
    assert "gate_registered" not in values.columns
    assert values.seen("channel_in", "gate") != values.seen("channel_in", "desk") != values.seen("channel_in", None)
    assert values.seen("passport", "VNM") == values.seen("passport", "USA") != values.seen("passport", "KOR")
    assert values.seen("registered", "no") == values.seen("registered", "something else")
    assert known_value("registered", "dont_know") == (True, None)
    assert known_value("registered", "perhaps") == (False, "perhaps")
    assert known_value("passport", "vnm") == (True, "VNM")
    assert known_value("passport", "XYZ")[0] is False
    assert known_value("port_in", "anywhere") == (True, "anywhere")
