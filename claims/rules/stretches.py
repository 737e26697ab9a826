"""The days of a window: this is where a range becomes stretches of days that are all judged alike.

A stretch is a run of days with one status and one set of segments. An edge known only by month leaves a stretch of its
own, MAYBE: for those days the report itself cannot tell.
"""

from dataclasses import dataclass
from itertools import pairwise

from claims.model.disclosure import CollectionWindow, Segment
from claims.rules.dates import EdtfDate, read_date
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span

OUT, MAYBE, IN = 0, 1, 2
OPEN_END, UNKNOWN_END = "..", "unknown"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, all judged alike; `side` is "before", "after" or "inside" of the window."""

    first: Day
    last: Day
    status: int
    side: str
    segments: tuple[Segment, ...]


def _edge(text: str) -> EdtfDate | None:
    return None if text in (OPEN_END, UNKNOWN_END) else read_date(text)


def edge_uncertain(window: CollectionWindow) -> bool:
    """Whether an edge is written with a `?` or `%`."""
    return any(edge is not None and edge.uncertain for edge in (_edge(window.from_), _edge(window.to)))


def edges(window: CollectionWindow) -> tuple[Span, Span | None]:
    """First and last day that may be inside, and first and last that surely are (None where no day surely is).

    Of an edge that is no exact day, no possible day is sure: "March 2005" leaves all of March open, its last day too.
    """
    start, end = _edge(window.from_), _edge(window.to)
    first, surely_first = (start.spans[0][0], _after(start)) if start else (BEFORE_ALL, BEFORE_ALL)
    last, surely_last = (end.spans[-1][1], _before(end)) if end else (AFTER_ALL, AFTER_ALL)
    if window.to == UNKNOWN_END:
        # It went on at least on the day it began; about any later day nobody has said anything.
        surely_last = first if start is not None and start.exact else surely_first - 1
    if window.from_ == UNKNOWN_END:
        surely_first = last if end is not None and end.exact else surely_last + 1
    return (first, last), ((surely_first, surely_last) if surely_first <= surely_last else None)


def _after(start: EdtfDate) -> Day:
    return start.spans[0][0] if start.exact else start.spans[-1][1] + 1


def _before(end: EdtfDate) -> Day:
    return end.spans[0][0] if end.exact else end.spans[0][0] - 1


def segment_span(segment: Segment) -> Span:
    """First and last day of a segment."""
    start, end = _edge(segment.from_), _edge(segment.to)
    return start.spans[0][0] if start else BEFORE_ALL, end.spans[-1][1] if end else AFTER_ALL


def stretches(window: CollectionWindow) -> tuple[Stretch, ...]:
    """The window's days in order, all of time covered; days outside lie before or after it."""
    (first, last), sure = edges(window)
    spans = [(segment, segment_span(segment)) for segment in window.segments]
    cuts = {BEFORE_ALL, first, last + 1}
    for span in [span for _, span in spans] + ([sure] if sure else []):
        cuts |= {max(span[0], first), min(span[1], last) + 1}
    ordered = [cut for cut in sorted(cuts) if cut <= AFTER_ALL]
    made: list[Stretch] = []
    for begins, follows in pairwise([*ordered, AFTER_ALL + 1]):
        if not first <= begins <= last:
            made.append(Stretch(begins, follows - 1, OUT, "before" if begins < first else "after", ()))
            continue
        status = IN if sure and sure[0] <= begins <= sure[1] else MAYBE
        found = tuple(segment for segment, (start, end) in spans if start <= begins <= end)
        made.append(Stretch(begins, follows - 1, status, "inside", found))
    return tuple(made)
