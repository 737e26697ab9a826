"""Calendar days as whole numbers: this is where any year, even outside Python's calendar, becomes a number and back.

Day 1 is 0001-01-01 of the Gregorian calendar carried backwards, the same numbers as `datetime.date.toordinal`.
"""

from datetime import date

Day = int
Span = tuple[Day, Day]
"""First and last day, both included."""

BEFORE_ALL: Day = -(10**24)
AFTER_ALL: Day = 10**24
"""Stand in for "no earliest day" and "no latest day" in a span."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_EPOCH_OF_ERAS = 306
"""Days from 0000-03-01, where the era arithmetic below begins, to 0001-01-01."""


def is_leap(year: int) -> bool:
    """Whether 29 February exists in that year: 2012 and 2000 yes, 2013 and 1900 no."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days a month (1–12) has."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> Day:
    """The number of a calendar day that exists; years before 1 and after 9999 included."""
    if 1 <= year <= 9999:
        return date(year, month, day).toordinal()
    shifted = year if month > 2 else year - 1
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - _EPOCH_OF_ERAS + 1


def calendar_day(number: Day) -> tuple[int, int, int]:
    """Year, month and day of a day number; the inverse of `day_number`."""
    if 1 <= number <= date.max.toordinal():
        day = date.fromordinal(number)
        return day.year, day.month, day.day
    era, day_of_era = divmod(number - 1 + _EPOCH_OF_ERAS, 146_097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    return era * 400 + year_of_era + (month <= 2), month, day_of_year - (153 * shifted_month + 2) // 5 + 1


def iso_day(number: Day) -> str:
    """A day number as `YYYY-MM-DD`."""
    year, month, day = calendar_day(number)
    return f"{year:04d}-{month:02d}-{day:02d}" if year >= 0 else f"-{-year:04d}-{month:02d}-{day:02d}"


def months_span(year: int, first_month: int, last_month: int) -> Span:
    """The days of a run of months counted from January of `year`; 0 is the December before, 13 the January after."""
    first_year, first = divmod(year * 12 + first_month - 1, 12)
    last_year, last = divmod(year * 12 + last_month - 1, 12)
    return (
        day_number(first_year, first + 1, 1),
        day_number(last_year, last + 1, month_length(last_year, last + 1)),
    )


def month_starts(span: Span) -> list[Day]:
    """The first days of the months that begin within a span of known days."""
    (year, month, day), last = calendar_day(span[0]), span[1]
    count = year * 12 + month - 1 + (day > 1)
    found: list[Day] = []
    while (start := day_number(count // 12, count % 12 + 1, 1)) <= last:
        found.append(start)
        count += 1
    return found


def birthday(born: Day, *, age: int) -> Day:
    """The day on which somebody reaches an age in years. Born on 29 February: 1 March of a common year.

    Source: Korean Civil Act arts 158, 160. Born 1996-02-29: seventeen on 2013-03-01.
    """
    year, month, day = calendar_day(born)
    if month == 2 and day == 29 and not is_leap(year + age):
        return day_number(year + age, 3, 1)
    return day_number(year + age, month, day)


def youngest_of_age(on: Day, *, age: int) -> Day:
    """The latest birth date of somebody who has reached `age` by the end of that day; the inverse of `birthday`."""
    year, month, day = calendar_day(on)
    if month == 2 and day == 29 and not is_leap(year - age):
        return day_number(year - age, 2, 28)
    return day_number(year - age, month, day)


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """The same days as few spans as possible, in order."""
    together: list[Span] = []
    for first, last in sorted(spans):
        if together and first <= together[-1][1] + 1:
            together[-1] = (together[-1][0], max(last, together[-1][1]))
        else:
            together.append((first, last))
    return tuple(together)
