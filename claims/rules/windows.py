"""Windows made ready for judging: this is where a range becomes stretches of days that are all judged alike.

A stretch is a run of days with one status and one set of segments. An edge known only by month leaves a stretch of its
own, MAYBE: for those days the report itself cannot tell.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from claims.model.disclosure import CollectionWindow, DisclosedProject, Population, Registry, Segment
from claims.rules.dates import EdtfDate, read_date
from claims.rules.days import AFTER_ALL, BEFORE_ALL, Day, Span
from claims.rules.records import column_of

OUT, MAYBE, IN = 0, 1, 2

RANKS = {"official": 0, "court": 0, "press": 1, "disputed": 2}
ALONE_FLAGS = {0: (), 1: ("press_only",), 2: ("disputed_only",)}
EVENTS = {"entry": ("entered",), "exit": ("exited",), "entry_or_exit": ("entered", "exited")}
OPEN_END, UNKNOWN_END = "..", "unknown"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, all judged alike; `side` is "before", "after" or "inside" of the window."""

    first: Day
    last: Day
    status: int
    side: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ReadyWindow:
    """A window with its stretches (they cover all days), the events it counts, the ages and columns it looks at."""

    window: CollectionWindow
    project: str
    events: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    starts: tuple[Day, ...]
    ages: tuple[int, ...]
    columns: tuple[str, ...]
    decides: bool
    source_flags: tuple[str, ...]
    edge_uncertain: bool

    @property
    def first_inside(self) -> Day:
        """The first day that may be inside; BEFORE_ALL where the start is open."""
        return next(stretch.first for stretch in self.stretches if stretch.status != OUT)

    @property
    def last_inside(self) -> Day:
        """The last day that may be inside; AFTER_ALL where the end is open or unknown."""
        return next(stretch.last for stretch in reversed(self.stretches) if stretch.status != OUT)


def covers(population: Population, passport: str | None) -> bool:
    """Whether a window's population includes the holder of that document; None stands for a code no window names."""
    if population.passport:
        return passport in population.passport
    return passport not in population.passport_not


def named_codes(population: Population) -> tuple[str, ...]:
    """The document codes a population names, on either side."""
    return population.passport + population.passport_not


@lru_cache(maxsize=16)
def ready_windows(registry: Registry) -> tuple[ReadyWindow, ...]:
    """Every window that trips are judged by, in registry order. A registry object is made ready once."""
    return tuple(_ready(project, window) for project in registry.projects for window in project.collection_windows)


def _ready(project: DisclosedProject, window: CollectionWindow) -> ReadyWindow:
    best = min(RANKS[other.status] for other in project.collection_windows if other.group == window.group)
    decides = RANKS[window.status] == best
    stretches = tuple(_stretches(window))
    ages = {rule.age_below for rule in window.flags} | {segment.age_at_least for segment in window.segments}
    return ReadyWindow(
        window=window,
        project=project.code,
        events=EVENTS[window.event],
        stretches=stretches,
        starts=tuple(stretch.first for stretch in stretches),
        ages=tuple(sorted(age for age in ages if age is not None)),
        columns=_columns(window),
        decides=decides,
        source_flags=ALONE_FLAGS[best] if decides else ("lower_source",),
        edge_uncertain=any(edge is not None and edge.uncertain for edge in (_edge(window.from_), _edge(window.to))),
    )


def _columns(window: CollectionWindow) -> tuple[str, ...]:
    """The columns the window looks at, in the order of a record file."""
    conditions = [rule.condition for rule in window.flags if rule.condition is not None]
    conditions += [rule.condition for rule in window.notes] + [rule.condition for rule in window.exclusions]
    conditions += [rule.condition for segment in window.segments for rule in segment.stronger]
    facts = {column_of(condition.fact, event=event) for condition in conditions for event in EVENTS[window.event]}
    return ("passport", "entered", "exited", *sorted(facts))


def _edge(text: str) -> EdtfDate | None:
    return None if text in (OPEN_END, UNKNOWN_END) else read_date(text)


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


def _stretches(window: CollectionWindow) -> list[Stretch]:
    (first, last), sure = edges(window)
    spans = [(segment, segment_span(segment)) for segment in window.segments]
    cuts = {BEFORE_ALL, first, last + 1}
    for span in [span for _, span in spans] + ([sure] if sure else []):
        cuts |= {max(span[0], first), min(span[1], last) + 1}
    ordered = [cut for cut in sorted(cuts) if cut <= AFTER_ALL]
    made = []
    for begins, follows in pairwise([*ordered, AFTER_ALL + 1]):
        if not first <= begins <= last:
            made.append(Stretch(begins, follows - 1, OUT, "before" if begins < first else "after", ()))
            continue
        status = IN if sure and sure[0] <= begins <= sure[1] else MAYBE
        found = tuple(segment for segment, (start, end) in spans if start <= begins <= end)
        made.append(Stretch(begins, follows - 1, status, "inside", found))
    return made
