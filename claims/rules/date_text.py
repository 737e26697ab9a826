"""The grammar of date texts: this is where each character is read, and refused with its position where it does not fit.

Levels as the Library of Congress files its examples. Beyond them `2019-1X-XX` (October to December 2019) is read as
level 1, its unspecified digits being the rightmost ones.
"""

import re
from dataclasses import dataclass

from claims.errors import NotValid
from claims.rules.days import month_length

OPEN = ".."
UNKNOWN = ""
LONGEST = 64

_MONTHS = "01-12"
_MONTHS_AND_SEASONS = "01-12, 21-24, XX"
_YEAR = re.compile(r"Y-?[1-9][0-9]{4,17}|-?[0-9]{4}|[0-9]{2}XX|[0-9]{3}X")
_TIME = re.compile(
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?|T24:00:00Z?"
)
_YEAR_SHAPE = "YYYY, -YYYY, YYYX, YYXX, Y + 5 or more digits"

_ANY_PART = r"[?~%]?-?[0-9X]{4}[?~%]?(?:-[?~%]?[0-9X]{2}[?~%]?){0,2}"
_ANY_DATE = rf"(?:{_ANY_PART}|[?~%]?Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?[?~%]?|-?[0-9]{{4}}S[0-9]+[?~%]?)"
_LEVEL_2 = re.compile(
    rf"[\[{{](?:{_ANY_DATE}|,|\.\.| )+[\]}}]|(?:{_ANY_DATE}|(?:\.\.)?)/(?:{_ANY_DATE}|(?:\.\.)?)|{_ANY_DATE}"
)
_LEVEL_2_SIGNS = re.compile(r"[\[{XES?~%]|^-?[0-9]{4}-(?:2[5-9]|3[0-9]|4[01])(?:$|/)")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """One date as written: `years` is 1, 10 or 100; months run from first to last; no day means any day of them."""

    level: int
    year: int
    years: int = 1
    first_month: int = 1
    last_month: int = 12
    day: int | None = None
    season: int | None = None
    qualifier: str = ""

    @property
    def uncertain(self) -> bool:
        """Written with `?` or `%`."""
        return self.qualifier in ("?", "%")

    @property
    def approximate(self) -> bool:
        """Written with `~` or `%`."""
        return self.qualifier in ("~", "%")


@dataclass(frozen=True, slots=True)
class WrittenInterval:
    """Two sides, each a date, OPEN or UNKNOWN."""

    text: str
    level: int
    start: WrittenDate | str
    end: WrittenDate | str

    def refused_as_backwards(self) -> NotValid:
        """The refusal of an interval that ends before it starts."""
        slash = self.text.index("/")
        return _malformed(self.text, slash + 1, f">= {self.text[:slash]}")


def read_text(text: str) -> WrittenDate | WrittenInterval:
    """A date text taken apart. Refuses with NotValid "date_malformed" or "date_level_2"."""
    try:
        if len(text) > LONGEST:
            raise _malformed(text, LONGEST, f"<= {LONGEST} characters")
        start, slash, end = text.partition("/")
        if not slash:
            return _Reader(text, 0, len(text)).date(within_interval=False)
        return _read_interval(text, len(start), len(end))
    except NotValid as refusal:
        if len(text) <= LONGEST and _LEVEL_2.fullmatch(text) and _LEVEL_2_SIGNS.search(text):
            raise NotValid("date_level_2", text=text, position=refusal.facts["position"]) from None
        raise


def _malformed(text: str, index: int, accepted: str) -> NotValid:
    return NotValid("date_malformed", text=text[:LONGEST], position=index + 1, accepted=accepted)


def _read_interval(text: str, slash: int, end_length: int) -> WrittenInterval:
    start, end = text[:slash], text[slash + 1 :]
    if start in (OPEN, UNKNOWN) and end in (OPEN, UNKNOWN):
        raise _malformed(text, slash, _YEAR_SHAPE)
    sides = [
        side if side in (OPEN, UNKNOWN) else _Reader(text, at, at + len(side)).date(within_interval=True)
        for side, at in ((start, 0), (end, slash + 1))
    ]
    known = [side for side in sides if isinstance(side, WrittenDate)]
    level = max(side.level for side in known) if len(known) == 2 else 1
    return WrittenInterval(text=text, level=level, start=sides[0], end=sides[1])


class _Reader:
    """Reads one date between two places of a text, left to right, and refuses at the first character that cannot be."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.at, self.end = text, start, end

    def refused(self, accepted: str) -> NotValid:
        """The refusal at the present place."""
        return _malformed(self.text, self.at, accepted)

    def taken(self, pattern: re.Pattern[str]) -> str:
        """What matches here, stepped over; "" where nothing does."""
        found = pattern.match(self.text, self.at, self.end)
        if found is None:
            return ""
        self.at = found.end()
        return found.group()

    def date(self, *, within_interval: bool) -> WrittenDate:
        """The whole date; unspecified digits inside an interval are level 2."""
        began = self.at
        written = self._year()
        if self.at < self.end and self.text[self.at] == "-" and written.years == 1:
            self.at += 1
            written = self._month(written)
            if self.at < self.end and self.text[self.at] == "-" and written.season is None:
                self.at += 1
                written = self._day(written)
        if written.day is not None and not within_interval and self.taken(_TIME):
            return self._ended(written, accepted="Z, +HH:MM, -HH:MM")
        written = self._qualified(written)
        if within_interval and "X" in self.text[began : self.end]:
            self.at = self.text.index("X", began)
            raise self.refused("0-9")
        return written

    def _qualified(self, written: WrittenDate) -> WrittenDate:
        if self.at < self.end and self.text[self.at] in "?~%":
            self.at += 1
            return self._ended(
                WrittenDate(
                    level=1,
                    year=written.year,
                    years=written.years,
                    first_month=written.first_month,
                    last_month=written.last_month,
                    day=written.day,
                    season=written.season,
                    qualifier=self.text[self.at - 1],
                ),
                accepted="/",
            )
        more = "" if written.day is not None or written.season is not None or written.years > 1 else "-, "
        return self._ended(written, accepted=f"{more}?, ~, %, /")

    def _ended(self, written: WrittenDate, *, accepted: str) -> WrittenDate:
        if self.at != self.end:
            raise self.refused(accepted)
        return written

    def _year(self) -> WrittenDate:
        digits = self.taken(_YEAR)
        if not digits:
            raise self.refused(_YEAR_SHAPE)
        unspecified = digits.count("X")
        level = 1 if unspecified or digits[0] in "Y-" else 0
        return WrittenDate(level=level, year=int(digits.lstrip("Y").replace("X", "0")), years=10**unspecified)

    def _month(self, written: WrittenDate) -> WrittenDate:
        two = self.text[self.at : min(self.at + 2, self.end)]
        with_day = self.text[self.at + 2 : self.at + 3] == "-" and self.at + 2 < self.end
        if two == "XX":
            first, last, level = 1, 12, 1
        elif two in ("0X", "1X") and self.text[self.at + 2 : self.end].rstrip("?~%") == "-XX":
            first, last, level = (1, 9, 1) if two == "0X" else (10, 12, 1)
        elif _is_number(two) and 1 <= int(two) <= 12:
            first = last = int(two)
            level = written.level
        elif _is_number(two) and 21 <= int(two) <= 24 and not with_day:
            self.at += 2
            return WrittenDate(level=1, year=written.year, season=int(two))
        else:
            raise self.refused(f"{_MONTHS}, XX" if with_day else _MONTHS_AND_SEASONS)
        self.at += 2
        return WrittenDate(level=level, year=written.year, first_month=first, last_month=last)

    def _day(self, written: WrittenDate) -> WrittenDate:
        two = self.text[self.at : min(self.at + 2, self.end)]
        one_month = written.first_month == written.last_month
        length = month_length(written.year, written.first_month)
        if two == "XX":
            self.at += 2
            return WrittenDate(
                level=1, year=written.year, first_month=written.first_month, last_month=written.last_month
            )
        if not one_month or not _is_number(two) or not 1 <= int(two) <= length:
            raise self.refused(f"01-{length}, XX" if one_month else "XX")
        self.at += 2
        return WrittenDate(
            level=written.level,
            year=written.year,
            first_month=written.first_month,
            last_month=written.first_month,
            day=int(two),
        )


def _is_number(two: str) -> bool:
    return len(two) == 2 and two.isascii() and two.isdigit()
