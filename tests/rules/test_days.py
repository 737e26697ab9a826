"""Calendar days as numbers, held against Python's own calendar; and birthdays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.days import (
    birthday,
    calendar_day,
    day_number,
    is_leap,
    iso_day,
    merged,
    month_length,
    youngest_of_age,
)


@given(st.dates())
def test_the_same_numbers_as_the_calendar_of_python(day: date):
    assert day_number(day.year, day.month, day.day) == day.toordinal()
    assert calendar_day(day.toordinal()) == (day.year, day.month, day.day)
    assert iso_day(day.toordinal()) == day.isoformat()


@given(st.integers(-10_000_000, 10_000_000))
def test_days_of_any_year_come_back(number: int):
    year, month, day = calendar_day(number)
    assert day_number(year, month, day) == number
    assert 1 <= day <= month_length(year, month)
    assert calendar_day(number + 1) > (year, month, day)


def test_before_the_first_year():
    assert iso_day(0) == "0000-12-31"
    assert iso_day(day_number(-44, 3, 15)) == "-0044-03-15"
    assert is_leap(0)
    assert not is_leap(1900)
    assert is_leap(2000)


@pytest.mark.parametrize(
    ("born", "age", "on"),
    [
        (date(1996, 3, 1), 17, date(2013, 3, 1)),
        (date(1996, 2, 29), 17, date(2013, 3, 1)),
        (date(1996, 2, 28), 17, date(2013, 2, 28)),
        (date(1996, 2, 29), 16, date(2012, 2, 29)),
        (date(1995, 12, 31), 17, date(2012, 12, 31)),
    ],
)
def test_the_day_one_reaches_an_age(born: date, age: int, on: date):
    assert birthday(born.toordinal(), age=age) == on.toordinal()


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(1, 40))
def test_the_youngest_who_has_reached_an_age(on: date, age: int):
    youngest = youngest_of_age(on.toordinal(), age=age)
    assert birthday(youngest, age=age) <= on.toordinal() < birthday(youngest + 1, age=age)


def test_merged_spans_keep_the_days():
    assert merged([(5, 9), (1, 2), (3, 4), (20, 21), (8, 12)]) == ((1, 12), (20, 21))
