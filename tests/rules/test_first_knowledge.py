"""The end of three years from the day somebody first knew: by the calendar, for each day it may have been, nothing decided."""

from datetime import date, timedelta

import pytest

from claims.rules.days import calendar_day, day_number
from claims.rules.first_knowledge import ThreeYears, last_day, three_years_out


@pytest.mark.parametrize(
    ("knew", "ends"),
    [
        ("2023-11-22", "2026-11-22"),
        ("2022-12-31", "2025-12-31"),
        ("2024-02-28", "2027-02-28"),
        ("2024-02-29", "2027-02-28"),
        ("2021-02-28", "2024-02-29"),
        ("2024-03-01", "2027-03-01"),
    ],
)
def test_the_day_itself_is_not_counted(knew: str, ends: str) -> None:
    """Civil Act arts 157, 160. Known on 28 February 2021: from 1 March 2021 on, so through 29 February 2024."""
    assert three_years_out(knew) == ThreeYears(earliest=ends, latest=ends, starts="known", ends="known")


def test_the_end_is_never_earlier_for_a_later_day() -> None:
    """Over eight years of days, each end is the day before the day three years after the day after, as far as there is one."""
    day, last = date(2019, 12, 30), 0
    while day < date(2028, 1, 3):
        end = last_day(day_number(day.year, day.month, day.day))
        start = day + timedelta(days=1)
        exists = (start.month, start.day) != (2, 29)
        expected = date(start.year + 3, start.month, start.day) - timedelta(days=1) if exists else None
        assert calendar_day(end) == (
            (expected.year, expected.month, expected.day) if expected else (day.year + 3, 2, 28)
        )
        assert end >= last
        day, last = start, end


@pytest.mark.parametrize(
    ("knew", "earliest", "latest"),
    [
        ("2023-11", "2026-11-01", "2026-11-30"),
        ("2023", "2026-01-01", "2026-12-31"),
        ("2023-22", "2026-06-01", "2026-08-31"),
        ("202X", "2023-01-01", "2032-12-31"),
        ("2023-11-22~", "2026-11-07", "2026-12-07"),
        ("2023-01/2023-03", "2026-01-01", "2026-03-31"),
        ("../2023", "", "2026-12-31"),
    ],
)
def test_a_day_partly_known_ends_on_every_day_it_may(knew: str, earliest: str, latest: str) -> None:
    found = three_years_out(knew)

    assert (found.earliest, found.latest, found.uncertain) == (earliest, latest, False)


def test_not_sure_is_said() -> None:
    assert three_years_out("2023-11-22?").uncertain
    assert three_years_out("2023-11-22%").uncertain


def test_an_end_nobody_knows_is_not_one_without_bound() -> None:
    unknown, without = three_years_out("2023-11/"), three_years_out("2023-11/..")

    assert (unknown.earliest, unknown.latest, unknown.ends) == ("2026-11-01", "", "unknown")
    assert (without.earliest, without.latest, without.ends) == ("2026-11-01", "", "open")


@pytest.mark.parametrize(
    ("text", "read"), [("", "blank"), ("  ", "blank"), ("a while ago", "unreadable"), ("2020X", "unreadable")]
)
def test_unknown_stays_unknown(text: str, read: str) -> None:
    assert three_years_out(text) == ThreeYears(read=read)  # type: ignore[arg-type]  # one of two codes
