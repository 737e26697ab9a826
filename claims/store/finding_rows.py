"""Answers as rows: this is where classes of records become the rows of a list, one per finding or one per record."""

from abc import ABC, abstractmethod

import numpy as np
import pyarrow as pa

from claims.rules.class_answers import ClassAnswers, ListRows
from claims.rules.eligibility import RESULTS
from claims.store.bulk_judging import JudgedBatch

_CODED = pa.dictionary(pa.int32(), pa.string())
_RESULT = pa.dictionary(pa.int8(), pa.string())
_RESULTS = pa.array([result.value for result in RESULTS])
_NAME = pa.field("record", pa.string(), nullable=False)
FIELDS = ("window", "segment", "result", "strength", "flags", "notes", "reasons")


class Rows(ABC):
    """One way to write answers down."""

    schema: pa.Schema

    @abstractmethod
    def of(self, judged: JudgedBatch) -> pa.RecordBatch:
        """The rows of a batch, in the order of its records; refused ones have none."""


class FindingRows(Rows):
    """One row per record and window; of which windows is for `BulkJudging` to say."""

    schema = pa.schema([_NAME, *(pa.field(name, _CODED, nullable=False) for name in FIELDS)])

    def __init__(self, rows: ListRows) -> None:
        self._rows = rows
        self._windows = pa.array([ready.window.id for ready in rows.judging.windows], pa.string())
        self._distinct: list[pa.Array] = []
        self._places: list[np.ndarray] = []
        self._known = -1

    def of(self, judged: JudgedBatch) -> pa.RecordBatch:
        assert judged.listed is not None
        places, rows = judged.listed
        said, window = np.divmod(rows, max(self._rows.windows, 1))
        self._spell()
        fields = [
            pa.DictionaryArray.from_arrays(pa.array(places_of.take(said)), distinct)
            for places_of, distinct in zip(self._places, self._distinct, strict=True)
        ]
        windows = pa.DictionaryArray.from_arrays(pa.array(window.astype(np.int32)), self._windows)
        return pa.record_batch([judged.batch.names.take(pa.array(places)), windows, *fields], schema=self.schema)

    def _spell(self) -> None:
        """The distinct texts of each field, and which of them each thing said so far has."""
        said = self._rows.said[:]
        if len(said) == self._known:
            return
        self._known, self._distinct, self._places = len(said), [], []
        for at in range(len(FIELDS) - 1):
            texts = [one[at] for one in said]
            distinct = {text: place for place, text in enumerate(dict.fromkeys(texts))}
            self._distinct.append(pa.array(list(distinct), pa.string()))
            self._places.append(np.array([distinct[text] for text in texts], np.int32))


class WideRows(Rows):
    """One row per record, with the result for each window in a column of its own."""

    def __init__(self, answers: ClassAnswers) -> None:
        self._answers = answers
        windows = [ready.window.id for ready in answers.judging.windows]
        self.schema = pa.schema([_NAME, *(pa.field(window, _RESULT, nullable=False) for window in windows)])

    def of(self, judged: JudgedBatch) -> pa.RecordBatch:
        names, classes = judged.batch.names, judged.classes
        if judged.broken:
            kept = np.flatnonzero(classes)
            names, classes = names.take(pa.array(kept)), classes[kept]
        results = [
            pa.DictionaryArray.from_arrays(pa.array(codes.array.take(classes).view(np.int8)), _RESULTS)
            for codes in self._answers.codes
        ]
        return pa.record_batch([names, *results], schema=self.schema)
