"""The time line of a claim as the office sees it: every range that could be about the person, every known day of every trip.

This is where findings become bars and marks; claimants are shown less (a missing fact is named, never the value that wins).
"""

from datetime import date

from claims.queries.claim_page import ClaimContents, JudgedTrip
from claims.queries.disclosures import day_edges
from claims.rules.dates import read_date
from claims.rules.eligibility import RESULT_ORDER
from claims.web.language import gettext as _
from claims.web.timeline import Range, Timeline, Trip, draw_timeline
from claims.web.wording import said_here


def timeline_of(contents: ClaimContents) -> Timeline | None:
    """All trips of a claim on one line; None where there is no range or no day to draw."""
    bars = _ranges(contents)
    marks = [mark for number, trip in enumerate(contents.trips, start=1) for mark in _marks(number, trip)]
    return draw_timeline(bars, trips=marks) if bars and marks else None


def _ranges(contents: ClaimContents) -> list[Range]:
    windows = {
        found.window.id: found.window
        for trip in contents.trips
        for found in trip.findings
        if found.window is not None and not found.about_others
    }
    return [Range(said_here(window.title), *day_edges(window), status=window.status) for window in windows.values()]


def _marks(number: int, trip: JudgedTrip) -> list[Trip]:
    best = min((each.result for each in trip.results), key=RESULT_ORDER.__getitem__, default=None)
    names = {
        "entered": _("trip %(number)s: entered Korea", number=number),
        "exited": _("trip %(number)s: left Korea", number=number),
    }
    days = {event: _days(getattr(trip.record, event)) for event in names}
    return [Trip(names[event], *span, result=best) for event, span in days.items() if span]


def _days(given: str | None) -> tuple[date, date] | None:
    """First and last possible day of an event; None where it is blank, did not happen or has an open end."""
    if not given or given == "none":
        return None
    known = read_date(given)
    if not known.earliest_text or not known.latest_text:
        return None
    return date.fromisoformat(known.earliest_text), date.fromisoformat(known.latest_text)
