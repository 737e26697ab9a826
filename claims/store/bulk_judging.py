"""A whole list judged: this is where batches of records are classed side by side and their answers written in order.

Reading and classing runs in a few threads; what is in memory at a time is a handful of batches, however long the list.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from claims.errors import NotValid
from claims.model.disclosure import Registry
from claims.model.vocabulary import Result
from claims.rules.class_answers import ClassAnswers
from claims.rules.class_judging import ClassJudging, RecordClass
from claims.rules.classes import DATE_COLUMNS
from claims.rules.eligibility import RESULTS
from claims.rules.record_classes import REFUSED, RecordClasses
from claims.rules.records import CHOICES, Record, Trip, read_trip
from claims.store.trip_lists import Broken, Load, TripBatch

Ids = NDArray[np.int32]
Said = Callable[[NotValid], str]


@dataclass(frozen=True)
class JudgedBatch:
    """A batch with the class of each row, REFUSED where it could not be judged, and all that could not be, in order."""

    batch: TripBatch
    classes: Ids
    broken: tuple[Broken, ...]


@dataclass
class Counts:
    """How many rows there were, how many could not be judged, how many of each class."""

    rows: int = 0
    refused: int = 0
    classes: NDArray[np.int64] = field(default_factory=lambda: np.zeros(1024, np.int64))

    def take(self, judged: JudgedBatch) -> None:
        """One batch more."""
        counted = np.bincount(judged.classes)
        if len(counted) > len(self.classes):
            self.classes = np.concatenate([self.classes, np.zeros(max(len(counted), len(self.classes)), np.int64)])
        self.classes[: len(counted)] += counted
        self.rows += len(judged.batch) + len(judged.batch.broken)
        self.refused += len(judged.broken)


class BulkJudging:
    """The kernel over lists of any length, for the windows of one kind of record.

    `said` puts a refusal into words for whoever made the list.
    """

    def __init__(self, registry: Registry, *, records: str, said: Said, outside_too: bool = False) -> None:
        self.judging = ClassJudging(registry, records=records)
        self.classes = RecordClasses(self.judging)
        self.answers = ClassAnswers(self.judging, outside_too=outside_too)
        self.counts = Counts()
        self._said = said
        self._lock = Lock()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be read: those some window looks at, and those in which something can be wrong."""
        return ("record", *DATE_COLUMNS, *dict.fromkeys(("passport", *self.classes.looked_at, *CHOICES)))

    def judge(self, loads: Iterable[Load], *, threads: int) -> Iterator[JudgedBatch]:
        """Every batch judged, in order; up to `threads` are read and classed at a time."""
        if threads < 2:
            for load in loads:
                yield self._counted(self._judge(load))
            return
        with ThreadPoolExecutor(threads) as pool:
            begun: deque[Future[JudgedBatch]] = deque()
            try:
                for load in loads:
                    begun.append(pool.submit(self._judge, load))
                    if len(begun) > threads + 1:
                        yield self._counted(begun.popleft().result())
                while begun:
                    yield self._counted(begun.popleft().result())
            finally:
                for future in begun:
                    future.cancel()

    def _counted(self, judged: JudgedBatch) -> JudgedBatch:
        self.counts.take(judged)
        return judged

    def _judge(self, load: Load) -> JudgedBatch:
        batch = load()
        if not len(batch):
            return JudgedBatch(batch, np.zeros(0, np.int32), batch.broken)

        def first_of(row: int, parts: RecordClass) -> int:
            def trip() -> Trip:
                return read_trip(batch.record(row))

            with self._lock:
                return self.answers.add(parts, trip)

        classes = self.classes.ids(batch.columns, rows=len(batch), first_of=first_of)
        if len(batch.nameless):
            classes[batch.nameless] = REFUSED
        return JudgedBatch(batch, classes, self._broken(batch, classes))

    def _broken(self, batch: TripBatch, classes: Ids) -> tuple[Broken, ...]:
        refused = np.flatnonzero(classes == REFUSED)
        if not len(refused):
            return batch.broken
        found = [self._refusal(batch, int(row)) for row in refused]
        return tuple(sorted((*batch.broken, *found), key=lambda one: one.line))

    def _refusal(self, batch: TripBatch, row: int) -> Broken:
        record = batch.record(row)
        return Broken(int(batch.lines[row]), record.record, self._said(_why_refused(record)))

    def result_counts(self) -> dict[tuple[str, Result], int]:
        """How many records have which result, for each window."""
        known = self.answers.classes
        counted = self.counts.classes[:known]
        counted = np.concatenate([counted, np.zeros(known - len(counted), np.int64)])
        counted[REFUSED] = 0
        found: dict[tuple[str, Result], int] = {}
        for ready, codes in zip(self.judging.windows, self.answers.codes, strict=True):
            sums = np.bincount(codes.array[:known], weights=counted, minlength=len(RESULTS))
            found |= {(ready.window.id, result): int(sums[place]) for place, result in enumerate(RESULTS)}
        return found


def _why_refused(record: Record) -> NotValid:
    """What the kernel says of a record it refuses."""
    try:
        read_trip(record)
    except NotValid as refusal:
        return refusal
    raise AssertionError("a record was classed as refused that the kernel reads")
