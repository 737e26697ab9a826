"""Dates as people know them (EDTF, ISO 8601-2, levels 0 and 1): this is where a date text becomes the days it may mean.

A day, month, season, year, decade or century; `?` `~` `%`; unspecified digits from the right; intervals with open
(`..`) or unknown (nothing) ends. Level 2 is refused as level 2. "none" and blank are facts of a record, not dates.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from claims.rules.date_text import OPEN, UNKNOWN, WrittenDate, WrittenInterval, read_text
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span, day_number, iso_day, merged, month_length, months_span

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
End = Literal["known", "open", "unknown"]

SEASONS: dict[int, tuple[tuple[int, int], ...]] = {21: ((3, 5),), 22: ((6, 8),), 23: ((9, 11),), 24: ((1, 2), (12, 12))}
"""Korea's seasons as runs of months of one year; winter is January, February or December of that same year."""


@dataclass(frozen=True, slots=True)
class Widening:
    """How far "about" (`~` and `%`) reaches on each side, by how well the date is known. Editable."""

    days: int = 15
    months: int = 1
    season_months: int = 3
    years: int = 1


WIDENING = Widening()


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date text and the days it may mean.

    `spans` are the possible days, in order, apart from one another, both ends included (see rules/days.py).
    `uncertain`: written with `?` or `%`. `starts` and `ends` tell an open end (no bound) from one nobody knows.
    """

    text: str
    level: int
    precision: Precision
    spans: tuple[Span, ...]
    uncertain: bool = False
    approximate: bool = False
    starts: End = "known"
    ends: End = "known"

    @property
    def earliest(self) -> Day | None:
        """The first possible day; None where nothing bounds it."""
        first = self.spans[0][0]
        return None if first == BEFORE_ALL else first

    @property
    def latest(self) -> Day | None:
        """The last possible day; None where nothing bounds it."""
        last = self.spans[-1][1]
        return None if last == AFTER_ALL else last

    @property
    def exact(self) -> bool:
        """Whether only one day is possible."""
        return self.spans[0][0] == self.spans[-1][1]

    @property
    def earliest_text(self) -> str:
        """The first possible day as `YYYY-MM-DD`, or "" where nothing bounds it."""
        return "" if self.earliest is None else iso_day(self.earliest)

    @property
    def latest_text(self) -> str:
        """The last possible day as `YYYY-MM-DD`, or "" where nothing bounds it."""
        return "" if self.latest is None else iso_day(self.latest)

    def may_be(self, day: Day) -> bool:
        """Whether the date may mean that day."""
        return any(first <= day <= last for first, last in self.spans)


@lru_cache(maxsize=65_536)
def read_date(text: str, widening: Widening = WIDENING) -> EdtfDate:
    """The days a date text may mean. Each distinct text is read once.

    Refuses with NotValid: "date_malformed" (position from 1, and what would be accepted there), "date_level_2".
    Example: `2010-24` may be a day of January, February or December 2010, so 59 + 31 days in two spans.
    """
    written = read_text(text)
    if isinstance(written, WrittenInterval):
        return _interval(written, widening)
    return EdtfDate(
        text=text,
        level=written.level,
        precision=_precision(written),
        spans=_days(written, widening),
        uncertain=written.uncertain,
        approximate=written.approximate,
    )


def _interval(written: WrittenInterval, widening: Widening) -> EdtfDate:
    """One day within it: from the first day its start may mean to the last day its end may mean."""
    sides = [side for side in (written.start, written.end) if isinstance(side, WrittenDate)]
    first = _days(written.start, widening)[0][0] if isinstance(written.start, WrittenDate) else BEFORE_ALL
    last = _days(written.end, widening)[-1][1] if isinstance(written.end, WrittenDate) else AFTER_ALL
    if first > last:
        raise written.refused_as_backwards()
    return EdtfDate(
        text=written.text,
        level=written.level,
        precision="interval",
        spans=((first, last),),
        uncertain=any(side.uncertain for side in sides),
        approximate=any(side.approximate for side in sides),
        starts=_end(written.start),
        ends=_end(written.end),
    )


def _end(side: WrittenDate | str) -> End:
    if side == OPEN:
        return "open"
    return "unknown" if side == UNKNOWN else "known"


def _precision(written: WrittenDate) -> Precision:
    if written.season is not None:
        return "season"
    if written.years > 1:
        return "century" if written.years == 100 else "decade"
    if written.first_month != written.last_month:
        return "month" if (written.first_month, written.last_month) != (1, 12) else "year"
    return "month" if written.day is None else "day"


def _days(written: WrittenDate, widening: Widening) -> tuple[Span, ...]:
    """The days one date may mean, widened where it is approximate."""
    about = 1 if written.approximate else 0
    year = written.year
    if written.day is not None:
        day, reach = day_number(year, written.first_month, written.day), about * widening.days
        return ((day - reach, day + reach),)
    if written.season is not None:
        reach = about * widening.season_months
        return merged([months_span(year, first - reach, last + reach) for first, last in SEASONS[written.season]])
    if _precision(written) == "month":
        reach = about * widening.months
        return (months_span(year, written.first_month - reach, written.last_month + reach),)
    reach = about * widening.years * written.years
    return ((day_number(year - reach, 1, 1), _last_day(year + written.years - 1 + reach)),)


def _last_day(year: int) -> Day:
    return day_number(year, 12, month_length(year, 12))
