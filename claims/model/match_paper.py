"""What a match explanation says, before it is a paper: trips, windows, results, as codes and ISO days; all frozen.

This is where the only inputs of counsel's printed explanation are named, and where a copy for the court is kept free of
what belongs to counsel.
"""

from dataclasses import dataclass
from datetime import date

FOR_COURT = ("passport", "entered", "exited")
"""The inputs that the court's copy names too; all others belong to counsel: flags hang on them."""


@dataclass(frozen=True, kw_only=True)
class MatchWindow:
    """One collection window beside one trip: first and last day (ISO), the kernel's result, and where the range is published.

    `event` is what it looks at; `passports` the codes it names, or all but those where `all_but` is "yes"; none named: every passport.
    """

    code: str
    first_day: str
    last_day: str
    result: str
    rank: str = "official"
    decides: bool = False
    source: str = ""
    source_address: str = ""
    event: str = ""
    passports: tuple[str, ...] = ()
    all_but: str = ""
    segments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchTrip:
    """One trip and what the rules make of it; `earliest`/`latest` bound the deciding day (ISO, or empty when unknown).

    `inputs`: every fact that was judged, by its column, as given; "" where it was blank.
    """

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
    inputs: tuple[tuple[str, str], ...] = ()
    windows: tuple[MatchWindow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchExplanation:
    """How each trip was judged, by which registry revision (SHA-256 or name), version of the rules and of the program, on which day (ISO).

    Counsel's paper: each sheet says that it is never filed. `for_counsel` False is the copy that counsel ticked for the court, which
    carries no strength, flags, notes or segments, and of the inputs only passport, entry and exit.
    """

    reference: str
    day: date
    name: str
    project: str
    verdict: str
    registry_revision: str
    trips: tuple[MatchTrip, ...] = ()
    context: tuple[str, ...] = ()
    rule_version: int = 0
    code_version: str = ""
    judged_on: str = ""
    for_counsel: bool = True

    def __post_init__(self) -> None:
        windows = [window for trip in self.trips for window in trip.windows]
        own = any(t.strength or t.notes for t in self.trips) or any(w.flags or w.segments for w in windows)
        own = own or any(column not in FOR_COURT for trip in self.trips for column, _ in trip.inputs)
        if own and not self.for_counsel:
            raise ValueError("a copy for the court holds no strength, note, flag, segment or further input")
