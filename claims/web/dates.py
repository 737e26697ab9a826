"""Dates in words: the language's own month names, the Gregorian calendar, Latin digits.

Travel dates are EDTF text as kept in a claim. This is where `2015-03` becomes "March 2015" and `2015-21` "spring 2015".
"""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_skeleton

from claims.web.language import Language, current_language
from claims.web.language import gettext as _
from claims.web.language import lazy_gettext as _l

_ONE_DATE = re.compile(r"(?P<year>\d{4})(?:-(?:XX|(?P<month>\d\d))(?:-(?:XX|(?P<day>\d\d)))?)?(?P<mark>[?~%]?)")
_DECADE = re.compile(r"(?P<decade>\d{3})X(?P<mark>[?~%]?)")
_SEASONS = {
    "21": _l("spring %(year)s"),
    "22": _l("summer %(year)s"),
    "23": _l("autumn %(year)s"),
    "24": _l("winter months of %(year)s (January, February or December)"),
}
_MARKS = {
    "?": _l("%(date)s (not certain)"),
    "~": _l("about %(date)s"),
    "%": _l("about %(date)s (not certain)"),
}


def month_names(language: Language) -> list[tuple[int, str]]:
    """The twelve months with their numbers, in the language's own words."""
    names = language.cldr.months["format"]["wide"]
    return [(number, str(names[number])) for number in range(1, 13)]


def box_order(language: Language) -> tuple[str, ...]:
    """day, month and year in the order in which the language writes a date."""
    pattern = str(language.cldr.date_formats["long"].pattern)
    return tuple(sorted(("day", "month", "year"), key=lambda box: pattern.find({"month": "M"}.get(box, box[0]))))


def format_day(day: date, *, language: Language | None = None) -> str:
    """One calendar day in full: "2 March 2015", "2015년 3월 2일"."""
    return format_date(day, format="long", locale=(language or current_language()).cldr)


def format_instant(seconds: int, *, zone: str = "Asia/Seoul") -> str:
    """A stored instant (UTC seconds) as day and minute on the office's wall, with the zone named."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return format_datetime(moment, "yyyy-MM-dd HH:mm zzzz", tzinfo=ZoneInfo(zone), locale=current_language().cldr)


def format_edtf(text: str | None) -> str:
    """EDTF text in words of the current language.

    "2015-03-02" day, "2015-03" month, "2015" year, "201X" decade, "2015-21" season, `?` `~` `%` marks, "a/b" interval
    (one end may be empty or ".."), "none" it did not happen, None or "" not remembered. Anything else comes back as
    it is, because showing a claimant's own words beats hiding them.
    """
    if not text:
        return _("not remembered")
    if text == "none":
        return _("did not happen")
    if "/" in text:
        return _interval(*text.split("/", 1))
    return _one_date(text)


def _interval(first: str, last: str) -> str:
    known_first, known_last = first not in ("", ".."), last not in ("", "..")
    if known_first and known_last:
        return _("between %(first)s and %(last)s", first=_one_date(first), last=_one_date(last))
    if known_first:
        return _("%(first)s or later", first=_one_date(first))
    if known_last:
        return _("%(last)s or earlier", last=_one_date(last))
    return _("not remembered")


def _one_date(text: str) -> str:
    decade = _DECADE.fullmatch(text)
    if decade:
        return _marked(_("the years %(first)s0 to %(first)s9", first=decade["decade"]), decade["mark"])
    found = _ONE_DATE.fullmatch(text)
    if not found:
        return text
    try:
        return _marked(_plain_date(found["year"], found["month"], found["day"]), found["mark"])
    except ValueError:
        return text


def _plain_date(year: str, month: str | None, day: str | None) -> str:
    if month in _SEASONS and not day:
        return str(_SEASONS[month]) % {"year": year}
    shown = date(int(year), int(month or 1), int(day or 1))
    if day:
        return format_day(shown)
    if month:
        return format_skeleton("yMMMM", shown, locale=current_language().cldr)
    return format_skeleton("y", shown, locale=current_language().cldr)


def _marked(words: str, mark: str) -> str:
    return str(_MARKS[mark]) % {"date": words} if mark else words
