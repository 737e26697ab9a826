"""What no table can see alone: this is where ids, sources, days, groups and subclasses of a file are held against each other.

Every check takes the tables that are right in themselves, by their place, so that one wrong table hides no other problem.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from claims.model.disclosure import CollectionWindow
from claims.rules.windows import edges, segment_span
from claims.store.registry_fields import Part
from claims.store.registry_lines import KeyPath
from claims.store.registry_sentences import Problem
from claims.store.registry_tables import DeadlineTable, FactTable, SourceTable
from claims.store.registry_window_tables import WindowTable

Parts = Mapping[KeyPath, Part]
Kind = TypeVar("Kind", bound=Part)


def problems_between(parts: Parts, *, sources: frozenset[str], windows_named: frozenset[str]) -> Iterator[Problem]:
    """Everything that is wrong between the tables of one file; names of wrong tables are known names all the same."""
    windows = list(_of_kind(parts, WindowTable))
    yield from _once((path, "key", source.key, "file") for path, source in _of_kind(parts, SourceTable))
    yield from _once((path, "id", window.id, "file") for path, window in windows)
    yield from _once((path, "code", deadline.code, "file") for path, deadline in _of_kind(parts, DeadlineTable))
    yield from _once((path, "code", fact.code, "file") for path, fact in _of_kind(parts, FactTable))
    yield from _unknown_sources(parts, sources)
    for path, window in windows:
        yield from _inside(path, window)
    yield from _different_groups(windows)
    yield from _wrong_subclasses(windows, windows_named)


def _of_kind(parts: Parts, kind: type[Kind]) -> Iterator[tuple[KeyPath, Kind]]:
    for path, part in parts.items():
        if isinstance(part, kind):
            yield path, part


def _once(names: Iterable[tuple[KeyPath, str, str, str]]) -> Iterator[Problem]:
    """Each name is used once: (where, under which key, the name, in what)."""
    seen: set[str] = set()
    for path, key, name, whole in names:
        if name in seen:
            yield (*path, key), f"{name!r} is used twice in this {whole}"
        seen.add(name)


def _unknown_sources(parts: Parts, known: frozenset[str]) -> Iterator[Problem]:
    """Every source that is named is listed; where none is, that alone is the problem."""
    for path, part in parts.items() if known else ():
        for key in getattr(part, "sources", ()):
            if key not in known:
                yield (*path, "sources"), f"no [[source]] has the key {key!r}; known: {', '.join(sorted(known))}"


def _inside(path: KeyPath, window: WindowTable) -> Iterator[Problem]:
    """A window ends after it begins; its parts have names of their own; what belongs to a stay stands with a stay."""
    yield from _once(
        ((*path, "segment", number), "id", part.id, "window") for number, part in enumerate(window.segments)
    )
    yield from _once(
        ((*path, "asked", number), "code", part.code, "window") for number, part in enumerate(window.asked)
    )
    if window.event != "stay":
        if window.min_days != 1:
            yield (*path, "min_days"), 'counts the days of a stay; give event = "stay" or leave it out'
        if window.weight is not None and window.weight.unit == "months":
            yield (*path, "weight", "unit"), 'counts the months of a stay; give event = "stay" or unit = "shares"'
    yield from _wrong_days(path, window.value)


def _wrong_days(path: KeyPath, window: CollectionWindow) -> Iterator[Problem]:
    (first, last), _ = edges(window)
    if first > last:
        yield (*path, "to"), f"{window.to!r} is before from = {window.from_!r}"
        return
    if last - first + 1 < window.min_days:
        yield (*path, "min_days"), f"the window has only {last - first + 1} days"
    for number, segment in enumerate(window.segments):
        place = (*path, "segment", number)
        begins, ends = segment_span(segment)
        if begins > ends:
            yield (*place, "to"), f"{segment.to!r} is before from = {segment.from_!r}"
        elif begins < first or ends > last:
            problem = f"the segment reaches beyond its window, {window.from_} to {window.to}"
            yield (*place, "from" if begins < first else "to"), problem


def _different_groups(windows: list[tuple[KeyPath, WindowTable]]) -> Iterator[Problem]:
    """Reports of one fact are about the same people, and judged by the same kind of record."""
    first: dict[str, WindowTable] = {}
    for path, window in windows:
        if window.role == "context":
            continue
        other = first.setdefault(window.group, window)
        if other.population != window.population:
            yield (*path, "group"), f"{window.id} shares a group with {other.id}, which is about other people"
        elif other.records != window.records:
            yield (*path, "group"), f"{window.id} shares a group with {other.id}, which is about other records"


def _wrong_subclasses(windows: list[tuple[KeyPath, WindowTable]], named: frozenset[str]) -> Iterator[Problem]:
    """A subclass is a part of another window of the file, and no window is a part of itself."""
    whole_of = {window.id: window.subclass_of for _, window in windows}
    for path, window in windows:
        if window.subclass_of is None:
            continue
        if window.subclass_of not in named:
            yield (*path, "subclass_of"), f"no [[window]] of this file has the id {window.subclass_of!r}"
            continue
        above, steps = whole_of.get(window.subclass_of), 0
        while above not in (None, window.id) and steps < len(windows):
            above, steps = whole_of.get(str(above)), steps + 1
        if window.id in (window.subclass_of, above):
            yield (*path, "subclass_of"), f"{window.id} would be a part of itself"
