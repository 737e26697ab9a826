"""The match explanation as rows and as a time line: where on one scale of days each range and the deciding day lie.

This is where a MatchExplanation becomes what its template lays out.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from claims.model.match_paper import MatchExplanation, MatchTrip
from claims.store.paper_days import day_in_words

_MARGIN_DAYS = 200


def match_sheet(explanation: MatchExplanation, *, words: Mapping[str, str]) -> dict[str, object]:
    """Everything the template needs; days in the words of the paper's language."""
    trips = [
        asdict(trip)
        | {
            "entered": day_in_words(trip.entered, words),
            "exited": day_in_words(trip.exited, words),
            "passport": trip.passport or words.get("day.unknown", "–"),
            "line": time_line(trip),
        }
        for trip in explanation.trips
    ]
    return asdict(explanation) | {"trips": trips}


def time_line(trip: MatchTrip) -> dict[str, object] | None:
    """Bars, mark and ticks as shares 0 to 1 of one scale; None when no range has both days in ISO form.

    The mark spans earliest to latest possible deciding day, and is None when that is not known.
    """
    ranges = [(day_or_none(w.first_day), day_or_none(w.last_day), w) for w in trip.windows]
    known = [(first, last, window) for first, last, window in ranges if first and last]
    if not known:
        return None
    marked = [day for day in (day_or_none(trip.earliest), day_or_none(trip.latest)) if day]
    days = [first for first, _, _ in known] + [last for _, last, _ in known] + marked
    start, end = min(days).toordinal() - _MARGIN_DAYS, max(days).toordinal() + _MARGIN_DAYS

    def share(day: date) -> float:
        return round((day.toordinal() - start) / (end - start), 4)

    return {
        "bars": [
            {"from": share(first), "to": share(last), "decides": window.decides, "code": window.code}
            for first, last, window in known
        ],
        "mark": {"from": share(marked[0]), "to": share(marked[-1]), "said": _said(*marked)}
        if len(marked) == 2
        else None,
        "ticks": [{"year": str(year), "at": share(date(year, 1, 1))} for year in _tick_years(start, end)],
    }


def _said(earliest: date, latest: date) -> str:
    return earliest.isoformat() if earliest == latest else f"{earliest.isoformat()} – {latest.isoformat()}"


def day_or_none(text: str) -> date | None:
    """The day of an ISO text, or None when it names no single day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tick_years(start: int, end: int) -> list[int]:
    first, last = date.fromordinal(start).year + 1, date.fromordinal(end).year
    step = max(1, -(-(last - first + 1) // 12))
    return [year for year in range(first, last + 1) if (year - first) % step == 0]
