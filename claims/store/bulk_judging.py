"""A whole list judged: this is where batches of records are classed side by side and their answers written in order.

Reading and classing runs in a few threads; what is in memory at a time is a handful of batches, however long the list.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from claims.errors import NotValid
from claims.model.disclosure import Registry
from claims.model.vocabulary import Result
from claims.rules.class_answers import OUTSIDE, ClassAnswers, Counted, ListRows
from claims.rules.class_groups import RecordClass
from claims.rules.class_judging import ClassJudging
from claims.rules.classes import DATE_COLUMNS
from claims.rules.eligibility import RESULTS
from claims.rules.pair_answers import PairAnswers
from claims.rules.record_classes import REFUSED, FirstOf, Parts, RecordClasses
from claims.rules.records import CHOICES, Record, read_trip
from claims.store.class_results import ClassResults
from claims.store.trip_lists import Broken, Load, TripBatch

Ids = NDArray[np.int32]
Shape = Literal["findings", "all", "wide", "verdicts"]
"""Which rows are written: a row a finding, also those that are outside, a row a record, a row a claimant and project."""

FEW_GROUPS = 8
"""Up to so many groups of reports, whole classes of records are looked up; of more, pairs of record and group."""
Said = Callable[[NotValid], str]


@dataclass(frozen=True)
class JudgedBatch:
    """A batch with the class of each row, REFUSED where it could not be judged, and all that could not be, in order.

    `listed`: for long lists the place of the record in the batch and the number of the row, by record and window.
    """

    batch: TripBatch
    classes: Ids
    broken: tuple[Broken, ...]
    listed: tuple[Counted, Counted] | None = None


@dataclass
class Counts:
    """How many rows there were, how many could not be judged, how often each row of a list was written."""

    rows: int = 0
    refused: int = 0
    judged: int = 0
    classes: Counted = field(default_factory=lambda: np.zeros(0, np.int64))
    listed: Counted = field(default_factory=lambda: np.zeros(0, np.int64))

    def take(self, judged: JudgedBatch) -> None:
        """One batch more."""
        if judged.listed is None:
            self.classes = _sum(self.classes, np.bincount(judged.classes))
        else:
            self.listed = _sum(self.listed, np.bincount(judged.listed[1]))
        self.rows += len(judged.batch) + len(judged.batch.broken)
        self.refused += len(judged.broken)
        self.judged += int(np.count_nonzero(judged.classes))


def _sum(one: Counted, other: Counted) -> Counted:
    longer, shorter = (one, other) if len(one) > len(other) else (other.astype(np.int64), one)
    longer[: len(shorter)] += shorter
    return longer


class BulkJudging:
    """The kernel over lists of any length, for the windows of one kind of record.

    `said` puts a refusal into words for whoever made the list.
    """

    def __init__(self, registry: Registry, *, records: str, said: Said, shape: Shape) -> None:
        self.judging = ClassJudging(registry, records=records)
        self.classes = RecordClasses(self.judging)
        self.rows = ListRows(self.judging)
        if shape == "verdicts":
            self.answers: ClassAnswers = ClassResults(self.judging, self.rows)
        else:
            self.answers = ClassAnswers(self.judging, self.rows, outside_too=shape == "all", coded=shape == "wide")
        many = len(self.judging.groups) > FEW_GROUPS and not self.judging.edges.by_stay
        self.pairs = PairAnswers(self.judging, self.rows) if many and shape == "findings" else None
        self.counts = Counts()
        self._listing = shape in ("findings", "all")
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
            nothing = np.zeros(0, np.int64)
            return JudgedBatch(
                batch, np.zeros(0, np.int32), batch.broken, (nothing, nothing) if self._listing else None
            )
        parts = self.classes.parts(batch.columns, rows=len(batch))
        parts.refused[batch.nameless] = True
        if self.pairs is None:
            classes = self.classes.whole(parts, first_of=self._first_of(batch, None))
            listed = self.answers.listed(classes) if self._listing else None
        else:
            classes, listed = self._by_pairs(batch, parts, self.pairs)
        return JudgedBatch(batch, classes, self._broken(batch, classes), listed)

    def _by_pairs(self, batch: TripBatch, parts: Parts, pairs: PairAnswers) -> tuple[Ids, tuple[Counted, Counted]]:
        """Records with known days by pairs, the others by classes; the rows of both together, in order."""
        told = pairs.can_tell(parts)
        by_pair, by_class = np.flatnonzero(told), np.flatnonzero(~told)
        known, other = parts.at(by_pair), parts.at(by_class)
        people = self.classes.people(known)
        with self._lock:
            one = pairs.listed(known, people, trip_at=lambda row: read_trip(batch.record(int(by_pair[row]))))
        some = self.classes.whole(other, first_of=self._first_of(batch, by_class))
        two = self.answers.listed(some)
        classes = np.ones(len(batch), np.int32)
        classes[by_class] = some
        places = np.concatenate([by_pair[one[0]], by_class[two[0]]])
        order = np.argsort(places, kind="stable")
        return classes, (places[order], np.concatenate([one[1], two[1]])[order])

    def _first_of(self, batch: TripBatch, rows: NDArray[np.intp] | None) -> FirstOf:
        def first_of(row: int, parts: RecordClass) -> int:
            with self._lock:
                return self.answers.add(parts, lambda: read_trip(batch.record(row if rows is None else int(rows[row]))))

        return first_of

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
        counted = self.rows.results(_sum(self.answers.counted(self.counts.classes), self.counts.listed.copy()))
        counted[:, OUTSIDE] = 0
        counted[:, OUTSIDE] = self.counts.judged - counted.sum(axis=1)
        return {
            (ready.window.id, result): int(counted[window, place])
            for window, ready in enumerate(self.judging.windows)
            for place, result in enumerate(RESULTS)
        }


def _why_refused(record: Record) -> NotValid:
    """What the kernel says of a record it refuses."""
    try:
        read_trip(record)
    except NotValid as refusal:
        return refusal
    raise AssertionError("a record was classed as refused that the kernel reads")
