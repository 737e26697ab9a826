"""What a match explanation says, before it is a paper: trips, windows, results, as codes and ISO days; all frozen.

This is where the only inputs of counsel's printed explanation are named, and where a copy for the court is kept free of
what belongs to counsel.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class MatchWindow:
    """One collection window beside one trip: first and last day (ISO), the kernel's result, and where the range is published."""

    code: str
    first_day: str
    last_day: str
    result: str
    rank: str = "official"
    decides: bool = False
    source: str = ""
    source_address: str = ""
    segments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchTrip:
    """One trip and what the rules make of it; `earliest`/`latest` bound the deciding day (ISO, or empty when unknown)."""

    number: int
    result: str
    passport: str | None = None
    entered: str | None = None
    exited: str | None = None
    earliest: str = ""
    latest: str = ""
    strength: str = ""
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    windows: tuple[MatchWindow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchExplanation:
    """How each trip was judged, by which registry revision (SHA-256 or name).

    Counsel's paper: it says that it is never filed. `for_counsel` False is the copy that counsel ticked for the court, which
    carries no strength, flags, notes or segments.
    """

    reference: str
    day: date
    name: str
    project: str
    verdict: str
    registry_revision: str
    trips: tuple[MatchTrip, ...] = ()
    context: tuple[str, ...] = ()
    for_counsel: bool = True

    def __post_init__(self) -> None:
        windows = [window for trip in self.trips for window in trip.windows]
        own = any(t.strength or t.notes for t in self.trips) or any(w.flags or w.segments for w in windows)
        if own and not self.for_counsel:
            raise ValueError("a copy for the court holds no strength, note, flag or segment")
