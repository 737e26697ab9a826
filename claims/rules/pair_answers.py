"""Pairs of record and group: this is where many windows cost no more than those a record's days lie in.

With known days, which groups a trip can meet is read off a list for each stretch between edges; what each of them says
hangs on the stretch of its own that the day lies in, and on the person. Groups that differ only in their days say the
same, so the kernel is asked once for all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from claims.model.vocabulary import Result
from claims.rules.birth_classes import loose_births
from claims.rules.class_answers import Counted, Growing, ListRows, spread
from claims.rules.class_groups import Group
from claims.rules.class_judging import ClassJudging
from claims.rules.classes import DAY, NEVER
from claims.rules.findings import findings_among
from claims.rules.numbering import Numbering
from claims.rules.record_classes import DateRows, Parts
from claims.rules.records import Trip
from claims.rules.windows import ReadyWindow

TripAt = Callable[[int], Trip]

SPOTS, PEOPLE = 1 << 10, 1 << 26
"""More stretches of one group, twice over, and more classes of people than there can be."""


@dataclass(frozen=True)
class _Near:
    """The groups about somebody that a day can meet, by the place of the day between edges: lists one after the other."""

    starts: Counted
    counts: Counted
    groups: Counted


class PairAnswers:
    """The rows of a long list by pairs of record and group, for records with known days."""

    def __init__(self, judging: ClassJudging, rows: ListRows) -> None:
        self.judging, self.rows = judging, rows
        places = np.arange(len(judging.edges.cuts) + 1)
        self._local = np.array([_local_places(group, judging, places) for group in judging.groups], np.int64)
        self._met_at = np.zeros(self._local.shape, np.bool_)
        for place, mask in enumerate(judging.near("entered")):
            self._met_at[_bits(mask), place] = True
        self._entries = np.array(["entered" in group.edges.counted for group in judging.groups])
        self._exits = np.array(["exited" in group.edges.counted for group in judging.groups])
        self._windows = np.array([judging.order[group.windows[0].window.id] for group in judging.groups])
        shapes: dict[object, int] = {}
        self._shapes = np.array([shapes.setdefault(_shape_of(group, judging), len(shapes)) for group in judging.groups])
        self._near: dict[tuple[int, str], _Near] = {}
        self._about = Growing(np.int64, fill=-1)
        self._abouts: list[int] = []
        self._pairs = Numbering()
        self._starts, self._counts, self._said = Growing(np.int64), Growing(np.int64), Growing(np.int64)

    def can_tell(self, parts: Parts) -> NDArray[np.bool_]:
        """Which records have known days, a birth that is known or makes no difference, and no exclusion."""
        entry, exit_ = parts.entered.of("kind"), parts.exited.of("kind")
        known = ((entry == DAY) | (entry == NEVER)) & ((exit_ == DAY) | (exit_ == NEVER)) & ~parts.refused
        return known & ~loose_births(parts.births) & (self._about_of(parts.facts) >= 0)

    def _about_of(self, facts: NDArray[np.int32]) -> Counted:
        """For each record the number of the set of groups about whoever shows its document; -1 where one excludes it."""
        known = self._about.used
        for number in range(known, len(self.judging.tables.relevance.people)):
            about, excluded = self.judging.masks(number)
            if about not in self._abouts:
                self._abouts.append(about)
            self._about.append(-1 if excluded else self._abouts.index(about))
        return self._about.array.take(facts)

    def listed(self, parts: Parts, people: NDArray[np.int32], *, trip_at: TripAt) -> tuple[Counted, Counted]:
        """The place of the record among these and the number of the row, one pair for each row, by record and window."""
        row, group = self._met(parts)
        entry = self._spots(parts.entered, row, group, counted=self._entries)
        exit_ = self._spots(parts.exited, row, group, counted=self._exits)
        key = ((self._shapes[group] * SPOTS + entry) * SPOTS + exit_) * PEOPLE + people[row]
        said = self._pairs.ids(
            key, made=lambda _, at: self._judge(self.judging.groups[group[at]], trip_at(int(row[at])))
        )
        which, found = spread(self._starts.array, self._counts.array, self._said.array, said)
        row, found = row[which], found + self._windows[group[which]]
        order = np.argsort(row * self.rows.windows + found % self.rows.windows, kind="stable")
        return row[order], found[order]

    def _met(self, parts: Parts) -> tuple[Counted, Counted]:
        """Every record with every group about its traveller that one of its days may meet."""
        abouts = self._about_of(parts.facts)
        rows, groups = [], []
        for about in np.unique(abouts).tolist():
            for event, dates in (("entered", parts.entered), ("exited", parts.exited)):
                near = self._lists(about, event)
                some = np.flatnonzero((abouts == about) & (dates.of("kind") == DAY))
                which, group = spread(near.starts, near.counts, near.groups, dates.of("spot")[some] // 2)
                row = some[which]
                if event == "exited":
                    # Those that the entry has met already stand there once.
                    met = self._met_at[group, parts.entered.of("spot")[row] // 2] & (
                        parts.entered.of("kind")[row] == DAY
                    )
                    row, group = row[~met], group[~met]
                rows.append(row)
                groups.append(group)
        return np.concatenate(rows), np.concatenate(groups)

    def _lists(self, about: int, event: str) -> _Near:
        found = self._near.get((about, event))
        if found is None:
            lists = [_bits(mask & self._abouts[about]) for mask in self.judging.near(event)]
            counts = np.array([len(one) for one in lists], np.int64)
            found = _Near(np.cumsum(counts) - counts, counts, np.array([bit for one in lists for bit in one], np.int64))
            self._near[about, event] = found
        return found

    def _spots(self, dates: DateRows, row: Counted, group: Counted, *, counted: NDArray[np.bool_]) -> Counted:
        """The stretch of its group that each day lies in, and whether it is certain; 0 where the group does not count it."""
        spot = dates.of("spot")[row]
        found = 2 * self._local[group, spot // 2] + spot % 2 + 1
        found[dates.of("kind")[row] == NEVER] = SPOTS - 1
        return np.where(counted[group], found, 0)

    def _judge(self, group: Group, trip: Trip) -> int:
        """What the windows of a group say to a trip, kept for all groups of its shape."""
        self._starts.append(self._said.used)
        first = self.judging.order[group.windows[0].window.id]
        for finding in findings_among(trip, group.windows):
            if finding.result is not Result.OUTSIDE:
                self._said.append(self.rows.row(finding) - first)
        self._counts.append(self._said.used - int(self._starts.array[self._starts.used - 1]))
        return self._counts.used - 1


def _bits(mask: int) -> list[int]:
    """The places of the bits of a mask, from the lowest."""
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found


def _local_places(group: Group, judging: ClassJudging, places: Counted) -> Counted:
    """For each place between all edges, the place between those of the group."""
    edges = [judging.edges.place(cut) for cut in group.edges.cuts]
    return np.searchsorted(edges, places, side="right")


def _shape_of(group: Group, judging: ClassJudging) -> object:
    """All of a group but its names and days: groups of one shape say the same of the same stretch."""
    first = judging.order[group.windows[0].window.id]
    return tuple((judging.order[ready.window.id] - first, *_shape_of_window(ready)) for ready in group.windows)


def _shape_of_window(ready: ReadyWindow) -> tuple[object, ...]:
    bare = replace(
        ready.window, id="", group="", from_="", to="", title={}, summary={}, sources=(), subclass_of="", segments=()
    )
    segments = tuple(replace(segment, from_="", to="", title={}, sources=()) for segment in ready.window.segments)
    stretches = tuple((one.status, one.side, tuple(segment.id for segment in one.segments)) for one in ready.stretches)
    return bare, segments, stretches, ready.decides, ready.source_flags, ready.edge_uncertain
