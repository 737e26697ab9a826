"""The time line: disclosed ranges as bars, trips as marks or uncertain spans, drawn on the server.

Positions are per cent of the width, so the letters keep their size on any screen; right-to-left pages are mirrored.
The same facts stand in a table below it. This is where days become places on a line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.model.vocabulary import Result
from claims.web.language import Language, current_language

# A mark must stay visible, and a label near an edge must stay on the page.
LEAST_WIDTH = 0.8
EDGE = 22.0
MOST_YEARS_NAMED = 6


@dataclass(frozen=True)
class Range:
    """One disclosed range: its name, first and last day (None = open or unknown), official, court, press or disputed."""

    name: str
    first: date | None
    last: date | None
    status: str = "official"


@dataclass(frozen=True)
class Trip:
    """One event of a trip: its name, earliest and latest possible day (equal when the day is known), its result."""

    name: str
    earliest: date
    latest: date
    result: Result | None = None


@dataclass(frozen=True)
class Span:
    """Something drawn: from `left` over `width` per cent of the line, and how its two labels are anchored."""

    name: str
    kind: str
    left: float
    width: float
    first: date | None
    last: date | None
    first_at: float
    first_anchor: str
    last_at: float
    last_anchor: str

    @property
    def middle(self) -> float:
        """Where a mark of it stands."""
        return round(self.left + self.width / 2, 2)

    @property
    def exact(self) -> bool:
        """Is it one known day?"""
        return self.first is not None and self.first == self.last


@dataclass(frozen=True)
class Timeline:
    """All that parts/timeline.html draws: ranges, trips, and the years named under the line with their places."""

    ranges: tuple[Span, ...]
    trips: tuple[Span, ...]
    years: tuple[tuple[int, float], ...]


class _Scale:
    """From a day to its place, mirrored for languages that are read from the right."""

    def __init__(self, days: list[date], language: Language) -> None:
        self.first_year, self.last_year = min(days).year, max(days).year + 1
        self._start = date(self.first_year, 1, 1).toordinal()
        self._length = date(self.last_year, 1, 1).toordinal() - self._start
        self._mirrored = language.direction == "rtl"

    def place(self, day: date, *, end_of_day: int = 0) -> float:
        share = 100 * (day.toordinal() + end_of_day - self._start) / self._length
        return round(100 - share if self._mirrored else share, 2)

    def anchor(self, place: float, *, wanted: str) -> str:
        """`start` and `end` follow the reading direction, so near an edge they turn inward on both kinds of page."""
        share = 100 - place if self._mirrored else place
        return "start" if share < EDGE else "end" if share > 100 - EDGE else wanted


def _span(scale: _Scale, name: str, kind: str, first: date | None, last: date | None) -> Span:
    begin = scale.place(first or date(scale.first_year, 1, 1))
    end = scale.place(last, end_of_day=1) if last else scale.place(date(scale.last_year, 1, 1))
    width = max(abs(end - begin), LEAST_WIDTH)
    left = min(max((begin + end - width) / 2, 0), 100 - width)
    return Span(
        name=name,
        kind=kind,
        left=round(left, 2),
        width=round(width, 2),
        first=first,
        last=last,
        first_at=begin,
        first_anchor=scale.anchor(begin, wanted="start"),
        last_at=end,
        last_anchor=scale.anchor(end, wanted="end"),
    )


def _years(scale: _Scale) -> tuple[tuple[int, float], ...]:
    whole = scale.last_year - scale.first_year
    step = next(step for step in (1, 2, 3, 5, 10, 20, 50, 100) if whole / step <= MOST_YEARS_NAMED)
    named = range(scale.first_year + step // 2, scale.last_year, step)
    return tuple((year, scale.place(date(year, 1, 1))) for year in named)


def draw_timeline(ranges: Iterable[Range], *, trips: Iterable[Trip] = (), language: Language | None = None) -> Timeline:
    """Places for these ranges and trips on one line of whole calendar years, in the direction of the language.

    Raises ValueError when nothing has a day. Trips keep their order; each becomes a numbered mark in the page.
    """
    shown, travelled = tuple(ranges), tuple(trips)
    days = [day for one in shown for day in (one.first, one.last) if day]
    days += [day for trip in travelled for day in (trip.earliest, trip.latest)]
    if not days:
        raise ValueError("a time line needs at least one day")
    scale = _Scale(days, language or current_language())
    return Timeline(
        ranges=tuple(_span(scale, one.name, one.status, one.first, one.last) for one in shown),
        trips=tuple(
            _span(scale, trip.name, str(trip.result or "unjudged"), trip.earliest, trip.latest) for trip in travelled
        ),
        years=_years(scale),
    )
