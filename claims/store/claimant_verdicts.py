"""Verdicts over a whole list: this is where the trips of each claimant come together, however far apart they stand.

A list too long for memory is divided by claimant into pieces beside the output; each piece is then settled by itself.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from claims.model.judgement import TripResult
from claims.rules.eligibility import merit_of
from claims.rules.event_cases import STRENGTH_ORDER
from claims.store.bulk_judging import JudgedBatch
from claims.store.class_results import ClassResults

PIECE = 2_000_000
"""Trips settled at a time."""

_TEXT, _CODED = pa.string(), pa.dictionary(pa.int32(), pa.string())
_FIELDS = ("project", "result", "strength", "windows", "flags", "notes", "reasons")
_TRIPS = pa.schema([("claimant", _TEXT), ("record", _TEXT), ("row", pa.int64()), ("class", pa.int32())])
_MOST = len(STRENGTH_ORDER) + 1


class Verdicts:
    """One row per claimant and project. Use as a context; the pieces on disk are gone afterwards."""

    schema = pa.schema([("claimant", _TEXT), ("record", _TEXT), *((name, _CODED) for name in _FIELDS)])

    def __init__(self, answers: ClassResults, *, beside: Path, rows: int) -> None:
        self._answers = answers
        self._count = 0
        self._pieces = max(1, -(-rows // PIECE))
        self._folder = Path(tempfile.mkdtemp(prefix=f".{beside.name}.", dir=beside.parent))
        self._files = [pa.OSFile(str(self._folder / str(n)), "wb") for n in range(self._pieces)]
        self._writers = [pa.ipc.new_stream(file, _TRIPS) for file in self._files]

    def __enter__(self) -> "Verdicts":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _close(self) -> None:
        for writer, file in zip(self._writers, self._files, strict=True):
            writer.close()
            file.close()
        self._writers, self._files = [], []

    def take(self, judged: JudgedBatch) -> None:
        """The trips of one batch."""
        kept = np.flatnonzero(judged.classes)
        names = judged.batch.names.take(pa.array(kept))
        rows = self._count + kept
        self._count += len(judged.classes)
        # Without a claimant each trip stands for itself.
        claimants = pc.fill_null(judged.batch.claimants.take(pa.array(kept)), "")
        trips = pa.record_batch([claimants, names, pa.array(rows), pa.array(judged.classes[kept])], schema=_TRIPS)
        if self._pieces == 1:
            self._writers[0].write_batch(trips)
            return
        coded = claimants.dictionary_encode()
        places = np.array([_place(text, self._pieces) for text in coded.dictionary.to_pylist()], np.int32)
        piece = places[coded.indices.to_numpy()]
        for number in np.unique(piece):
            self._writers[number].write_batch(trips.take(pa.array(np.flatnonzero(piece == number))))

    def settle(self) -> Iterator[pa.RecordBatch]:
        """The verdicts, piece by piece; within a piece in the order of the list."""
        self._close()
        for number in range(self._pieces):
            with pa.OSFile(str(self._folder / str(number)), "rb") as file, pa.ipc.open_stream(file) as stream:
                trips = stream.read_all()
            if trips.num_rows:
                yield from self._settled(trips)

    def _settled(self, trips: pa.Table) -> Iterator[pa.RecordBatch]:
        claimants = pc.if_else(pc.equal(trips["claimant"], ""), pc.cast(trips["row"], _TEXT), trips["claimant"])
        blank = pc.equal(trips["claimant"], "").combine_chunks().to_numpy(zero_copy_only=False)
        whose = claimants.combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64) * 2 + blank
        classes, rows = trips["class"].to_numpy(), trips["row"].to_numpy()
        by_class = np.array([results or (-1,) * self._projects for results in self._answers.results], np.int32)
        merits = np.array([merit_of(one)[0] * _MOST + merit_of(one)[1] for one in self._answers.distinct], np.int64)
        for project in range(self._projects):
            results = by_class[classes, project]
            order = np.lexsort((rows, merits[results], whose))
            first = np.flatnonzero(np.diff(whose[order], prepend=-1))
            best = np.sort(order[first])
            yield self._batch(trips.take(pa.array(best)), results[best])

    @property
    def _projects(self) -> int:
        return max((len(results) for results in self._answers.results), default=0)

    def _batch(self, trips: pa.Table, results: np.ndarray) -> pa.RecordBatch:
        fields = []
        for name in _FIELDS:
            texts = [_said(one, name) for one in self._answers.distinct]
            distinct = {text: place for place, text in enumerate(dict.fromkeys(texts))}
            places = np.array([distinct[text] for text in texts], np.int32)
            fields.append(pa.DictionaryArray.from_arrays(pa.array(places[results]), pa.array(list(distinct), _TEXT)))
        names = [trips[name].combine_chunks() for name in ("claimant", "record")]
        return pa.record_batch([*names, *fields], schema=self.schema)


def _place(claimant: str, pieces: int) -> int:
    """The piece a claimant's trips come into."""
    return crc32(claimant.encode()) % pieces


def _said(result: TripResult, name: str) -> str:
    value = getattr(result, name)
    return "|".join(value) if isinstance(value, tuple) else str(value or "")
