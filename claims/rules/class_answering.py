"""Answer very many trips at once, for comparison alone: by their classes, each of which the kernel judges once.

As a lawyer would say it: two trips that no window can tell apart have one answer. This is where a column of trips becomes
a list of answers.
"""

from collections.abc import Sequence
from itertools import accumulate, islice

import numpy as np

from claims.errors import NotValid
from claims.model.disclosure import KOREAN_BORDER, Registry
from claims.model.trip_shard import Answers, Coded, TripColumns
from claims.rules.answers import answers_of, joined
from claims.rules.class_judging import ClassJudging
from claims.rules.column_texts import Texts
from claims.rules.matching import judge_trip
from claims.rules.record_classes import Column, RecordClasses
from claims.rules.records import Record


class ClassAnswering:
    """The answers of one registry to trips over the Korean border; remembers each class it has met."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._classes = RecordClasses(ClassJudging(registry, records=KOREAN_BORDER))
        self._known: dict[int, Answers | None] = {}

    def answers(self, trips: TripColumns) -> list[Answers | None]:
        """What the kernel answers to each trip; None to one that it refuses. Equal answers are mostly the same object."""
        if not trips.number:
            return []
        columns = {name: _column(coded) for name, coded in trips.columns.items()}
        found = self._classes.ids(columns, rows=trips.number)
        known = self._known
        distinct, places = np.unique(found, return_index=True)
        for number, place in zip(distinct.tolist(), places.tolist(), strict=True):
            if number not in known:
                known[number] = self._judged(trips, place)
        return [known[number] for number in found.tolist()]

    def _judged(self, trips: TripColumns, place: int) -> Answers | None:
        facts = {name: values[codes[place]] for name, (values, codes) in trips.columns.items()}
        record = Record("trip", **facts)
        try:
            judged = judge_trip(record, self._registry)
        except NotValid:
            return None
        return answers_of(judged.findings, judged.results)


def answered_again(
    answering: ClassAnswering, parts: Sequence[tuple[TripColumns, Sequence[Answers]]]
) -> list[list[Answers]]:
    """The answers of now to several parts at once, given as trips and answers of then.

    Where the kernel refuses a trip that it once judged, the answer of then stays.
    """
    fresh = iter(answering.answers(joined([trips for trips, _ in parts])))
    return [
        [old if new is None else new for old, new in zip(before, islice(fresh, len(before)), strict=True)]
        for _, before in parts
    ]


def _column(coded: Coded) -> Column:
    values, codes = coded
    texts = [(value or "").encode() for value in values]
    offsets = np.fromiter(accumulate(map(len, texts), initial=0), np.int32, len(texts) + 1)
    return Column(np.array(codes, np.intp), Texts(offsets, np.frombuffer(b"".join(texts), np.uint8)))
