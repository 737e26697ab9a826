"""Several windows weighed together: this is where a trip that no single window settles may lie in one or the other.

"Either way this trip is in a disclosed range; the passport decides which."
"""

from itertools import product

from claims.model.judgement import Finding, TripResult
from claims.model.vocabulary import Result
from claims.rules.days import Day, Span
from claims.rules.event_cases import STRENGTH_ORDER, possible_spans
from claims.rules.joint_readings import documents, weigh_jointly
from claims.rules.readings import exclusion_of
from claims.rules.records import Event, Trip
from claims.rules.settling import Sets, smallest_sets
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow, covers

Statuses = tuple[int, ...]
"""One status per window, for one run of days of one event."""


def either_way(trip: Trip, findings: list[Finding], windows: list[ReadyWindow]) -> TripResult:
    """The result of a trip for one project where two or more deciding windows, those given, each cannot tell."""
    inside, settled_by = _weighed(trip, windows)
    flags = tuple(dict.fromkeys(flag for finding in findings for flag in finding.flags))
    strengths = [finding.strength for finding in findings if finding.strength is not None]
    result = (Result.INSIDE_FLAGGED if flags else Result.INSIDE) if inside else Result.CANNOT_TELL
    why = tuple(dict.fromkeys(reason for finding in findings for reason in finding.reasons))
    return TripResult(
        record=trip.columns.record,
        project=findings[0].project,
        result=result,
        strength=max(strengths, key=STRENGTH_ORDER.__getitem__, default=None),
        windows=tuple(finding.window for finding in findings),
        flags=flags,
        notes=tuple(dict.fromkeys(note for finding in findings for note in finding.notes)),
        reasons=("either_way",) if inside else why,
        settled_by=settled_by,
    )


def _weighed(trip: Trip, windows: list[ReadyWindow]) -> tuple[bool, Sets]:
    """Whether every reading lies in some of the windows, and else what would settle it."""
    if any(ready.asks_more for ready in windows):
        return weigh_jointly(trip, windows)
    outcomes = _outcomes(trip, windows)
    if set().union(*outcomes.values()) == {IN}:
        return True, ()
    return False, smallest_sets(("passport", "entered", "exited"), outcomes)


def _outcomes(trip: Trip, windows: list[ReadyWindow]) -> dict[tuple[int, ...], frozenset[int]]:
    """For each document, entry and exit that differ: the best status any window gives."""
    entries, exits = _choices(trip, trip.entered, windows), _choices(trip, trip.exited, windows)
    outcomes: dict[tuple[int, ...], frozenset[int]] = {}
    for (d, document), (e, entry), (x, leaving) in product(
        enumerate(documents(trip, windows)), enumerate(entries), enumerate(exits)
    ):
        statuses = [
            _by_events(trip, ready, {"entered": entry[place], "exited": leaving[place]})
            for place, ready in enumerate(windows)
            if covers(ready.window.population, document)
        ]
        outcomes[(d, e, x)] = frozenset({max(statuses, default=OUT)})
    return outcomes


def _by_events(trip: Trip, ready: ReadyWindow, statuses: dict[str, int]) -> int:
    """A window's status in one reading; where an exclusion holds, the days do not matter and a lawyer looks at it."""
    if exclusion_of(trip, ready) is not None:
        return MAYBE
    return max(statuses[event] for event in ready.events)


def _choices(trip: Trip, event: Event, windows: list[ReadyWindow]) -> tuple[Statuses, ...]:
    """What the windows say to each run of possible days of an event; runs with the same answers are one choice."""
    kinds: dict[Statuses, None] = {}
    for span in event.spans:
        for first in _firsts(trip, event, span, windows):
            kinds[tuple(_status(trip, ready, event, first) for ready in windows)] = None
    if event.blank or not event.spans:
        kinds[tuple(OUT for _ in windows)] = None
    return tuple(kinds)


def _firsts(trip: Trip, event: Event, span: Span, windows: list[ReadyWindow]) -> list[Day]:
    """The first days of runs within a span that no window divides; days before the first birthday left out."""
    begins, ends = max(span[0], trip.first_birthday), span[1]
    cuts = {begins}
    for ready in windows:
        cuts.update(ready.starts)
        for first, last in possible_spans(trip, ready, event.name):
            cuts |= {first, last + 1}
    return sorted(cut for cut in cuts if begins <= cut <= ends)


def _status(trip: Trip, ready: ReadyWindow, event: Event, day: Day) -> int:
    if not any(first <= day <= last for first, last in possible_spans(trip, ready, event.name)):
        return OUT
    return next(stretch.status for stretch in ready.stretches if stretch.first <= day <= stretch.last)
