"""The second opinion on dates: every day that a text may mean, and every reading of a record's days.

Windows in the random cases have all their edges in February and March 2012, so that of days outside those two months the
first and the last on each side may stand for the rest, with some days on which ages turn.
"""

from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from claims.model.disclosure import CollectionWindow
from claims.rules.matching import Record

FIRST, LAST = date(2012, 2, 1), date(2012, 3, 31)
LONG_AGO, FAR_AHEAD = date(1850, 1, 1), date(2150, 1, 1)
AT_OTHER_AGES = [
    *(date(year, 1, 1) for year in (1970, 2000, 2010, 2011, 2020)),
    *(
        date(year, 9, 1)
        for year in (1869, 1870, 1947, 1948, 1977, 1978, 2007, 2008, 2011, 2012, 2022, 2023, 2029, 2030)
    ),
    *(date(year, month, 10) for year in (2013, 2029, 2030) for month in (2, 3)),
    date(2013, 2, 25),
]
"""In a range without beginning or end the people below may be of any age; these days stand for the ages."""
OUT, MAYBE, IN = 0, 1, 2


def days(first: date, last: date) -> set[date]:
    return {first + timedelta(n) for n in range((last - first).days + 1)}


@lru_cache
def month(year: int, number: int) -> set[date]:
    begins = date(year, number, 1)
    return days(begins, (begins + timedelta(31)).replace(day=1) - timedelta(1))


TEXTS: dict[str, set[date]] = {
    **{day.isoformat(): {day} for day in sorted(days(date(2012, 2, 14), date(2012, 3, 18)))},
    "2012-02": month(2012, 2),
    "2012-03": month(2012, 3),
    "2012-03?": month(2012, 3),
    "2012-03~": month(2012, 2) | month(2012, 3) | month(2012, 4),
    "2012-04": month(2012, 4),
    "2012": days(date(2012, 1, 1), date(2012, 12, 31)),
    "2011": days(date(2011, 1, 1), date(2011, 12, 31)),
    "2011?": days(date(2011, 1, 1), date(2011, 12, 31)),
    "2011~": days(date(2010, 1, 1), date(2012, 12, 31)),
    "2012-XX": days(date(2012, 1, 1), date(2012, 12, 31)),
    "2012-03-XX": month(2012, 3),
    "2012-0X-XX": days(date(2012, 1, 1), date(2012, 9, 30)),
    "201X": days(date(2010, 1, 1), date(2019, 12, 31)),
    "2012-21": days(date(2012, 3, 1), date(2012, 5, 31)),
    "2012-24": month(2012, 1) | month(2012, 2) | month(2012, 12),
    "2012-02-20~": days(date(2012, 2, 5), date(2012, 3, 6)),
    "2012-03-01%": days(date(2012, 2, 15), date(2012, 3, 16)),
    "2012-02-29?": {date(2012, 2, 29)},
    "2012-02-20/2012-03-02": days(date(2012, 2, 20), date(2012, 3, 2)),
    "2012-02-25?/2012-03": days(date(2012, 2, 25), date(2012, 3, 31)),
    "2012-03-05/..": days(date(2012, 3, 5), FAR_AHEAD),
    "2012-03-05/": days(date(2012, 3, 5), FAR_AHEAD),
    "../2012-02-24": days(LONG_AGO, date(2012, 2, 24)),
}
BIRTHS: dict[str, set[date]] = {
    **{f"1995-{day}": {date.fromisoformat(f"1995-{day}")} for day in ("02-20", "02-28", "03-01", "03-10")},
    "1996-02-29": {date(1996, 2, 29)},
    "1994-02-28?": {date(1994, 2, 28)},
    "1995-02": month(1995, 2),
    "1995-03": month(1995, 3),
    "1995-24": month(1995, 1) | month(1995, 2) | month(1995, 12),
    "1995-02-20/1995-03-02": days(date(1995, 2, 20), date(1995, 3, 2)),
    "2012-02-27": {date(2012, 2, 27)},
    "2012-03": month(2012, 3),
    "1960": days(date(1960, 1, 1), date(1960, 12, 31)),
}
UNKNOWN_BIRTHS = [
    *(date(year, 1, 1) for year in (1852, 1930, 1990, 2005)),
    *(date(year, month, day) for year in (1994, 1995) for month in (2, 3) for day in (1, 9, 14, 20, 28)),
    *(date(1995, 3, day) for day in (2, 4, 5, 6, 15)),
    *(date(year, 4, 15) for year in (1993, 1994, 1995)),
    date(2012, 2, 20),
]
"""Birthdays for somebody of whom none is given; ages of 17 and 18 turn on them in the two months, or before, or after."""


class Choice(NamedTuple):
    """One reading: the document, a day or None (did not happen) for each event, a birthday or None (no matter)."""

    passport: str
    entered: date | None
    exited: date | None
    born: date | None


@lru_cache
def told(text: str | None) -> list[date | None]:
    """Every day an event may have had; None among them where it may not have happened."""
    if text == "none":
        return [None]
    if text is None:
        return [None, LONG_AGO, *AT_OTHER_AGES, *sorted(days(FIRST - timedelta(1), LAST + timedelta(1))), FAR_AHEAD]
    every = TEXTS[text]
    before = [day for day in every if day < FIRST]
    after = [day for day in every if day > LAST]
    kept = {day for day in every if FIRST <= day <= LAST} | every.intersection(AT_OTHER_AGES)
    return sorted(kept | {end for side in (before, after) if side for end in (min(side), max(side))})


def births(record: Record, *, asked: bool) -> list[date | None]:
    """Every birthday that matters; one that does not where none is given and no window asks for an age."""
    if record.born is not None:
        return list(ends(BIRTHS[record.born]))
    return sorted({*UNKNOWN_BIRTHS, *turning_on(record.entered), *turning_on(record.exited)}) if asked else [None]


def turning_on(text: str | None) -> set[date]:
    """The birthdays of those who turn 17 or 18 on a day that is given exactly, or on the day after it."""
    every = told(text)
    if len(every) > 1 or every[0] is None:
        return set()
    ages = (date(every[0].year - years, every[0].month, min(every[0].day, 28)) for years in (17, 18))
    return {birth + timedelta(number) for birth in ages for number in (0, 1, 2)}


@lru_cache(maxsize=2)
def choices(record: Record, *, ages_asked: bool = False) -> list[Choice]:
    """Every reading of the dates in which nobody travels before being born."""
    passports = ["KOR", "VNM"] if record.passport is None else [record.passport]
    return [
        Choice(*one)
        for one in product(passports, told(record.entered), told(record.exited), births(record, asked=ages_asked))
        if one[3] is None or all(day is None or one[3] <= day for day in one[1:3])
    ]


def ends(every: set[date]) -> list[date]:
    """All birthdays, of a whole year only each tenth and the last: ages turn on the days near an event's."""
    ordered = sorted(every)
    return ordered if len(ordered) < 100 else [*ordered[::10], ordered[-1]]


def age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


@lru_cache
def edge(text: str) -> tuple[date, date]:
    if len(text) == 7:
        every = sorted(month(int(text[:4]), int(text[5:])))
        return every[0], every[-1]
    return date.fromisoformat(text), date.fromisoformat(text)


def bounds(window: CollectionWindow) -> tuple[date, date, date, date]:
    """First day that may be inside, first that surely is, last that surely is, last that may be."""
    starts, begun = (LONG_AGO, LONG_AGO) if window.from_ == ".." else edge(window.from_)
    ending, ends_ = (FAR_AHEAD, FAR_AHEAD) if window.to == ".." else edge(window.to)
    sure_from = starts if starts == begun else begun + timedelta(1)
    sure_to = ends_ if ending == ends_ else ending - timedelta(1)
    return starts, sure_from, sure_to, ends_


def day_status(window: CollectionWindow, day: date | None) -> int:
    """Whether one day is inside; a day of a month that is only known as an edge is open."""
    if day is None:
        return OUT
    first, sure_from, sure_to, last = bounds(window)
    if not first <= day <= last:
        return OUT
    return IN if sure_from <= day <= sure_to else MAYBE
