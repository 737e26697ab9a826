"""Lists of trips in batches: this is where files of records, of any length, are read a handful at a time.

What a batch holds is the text of each column, as it stood there; lines that are no records are listed with a reason.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from claims.rules.column_texts import Texts
from claims.rules.record_classes import Column
from claims.rules.records import COLUMNS, Record

BATCH = 122_880
"""Records in a batch, where the file does not say otherwise."""

SPACE, BEYOND_ASCII = ord(" "), 0x80

NAMES = ("record", "claimant")
"""Columns that no window looks at; nearly every row has its own."""


class Unusable(Exception):
    """A file cannot be read or written as asked: what, where, what to do, in one line."""


@dataclass(frozen=True)
class Broken:
    """A line that is no record: its line number, the record's own number as far as it could be read, and why."""

    line: int
    record: str
    reason: str


@dataclass(frozen=True)
class TripBatch:
    """Some records of a list, in order. `table`: text columns by name; `lines`: the line number of each row.

    `broken`: lines before, between or after these rows that are no records.
    """

    table: pa.Table
    lines: NDArray[np.int64]
    broken: tuple[Broken, ...] = field(default=())

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @cached_property
    def names(self) -> pa.Array:
        """The records' own numbers."""
        return _texts(self.table.column("record"))

    @cached_property
    def claimants(self) -> pa.Array:
        """Whose records they are; all blank where the list does not say."""
        if "claimant" not in self.table.column_names:
            return pa.nulls(len(self), pa.string())
        return _texts(self.table.column("claimant"))

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """All other columns, as places in lists of distinct texts; a blank field is the empty text."""
        return {name: _column(self.table.column(name)) for name in self.table.column_names if name not in NAMES}

    @cached_property
    def nameless(self) -> NDArray[np.intp]:
        """The rows whose record has no number of its own."""
        lengths, _, _ = _lengths_and_ends(self.names)
        return np.flatnonzero(lengths == 0)

    def record(self, row: int) -> Record:
        """One of them, as the kernel reads it."""
        facts = {name: column.texts.text(int(column.rows[row])) or None for name, column in self.columns.items()}
        return Record(record=self.names[row].as_py() or "", **facts)


Load = Callable[[], TripBatch]


class TripList(AbstractContextManager["TripList"], ABC):
    """One file of records. `batches` gives loaders, each of which reads one batch and may run in a thread of its own.

    `rows` is how many records it has, or about how many where that shows only at the end.
    """

    path: Path
    rows: int

    @abstractmethod
    def batches(self, columns: tuple[str, ...]) -> Iterator[Load]:
        """Loaders of all batches in order, with at least these columns where the file has them. Raises Unusable."""

    @abstractmethod
    def done(self) -> float:
        """How much of the file has been given out, from 0 to 1."""


def check_columns(path: Path, names: list[str]) -> None:
    """Each column known and named once, `record` among them. Raises Unusable."""
    for number, name in enumerate(names, start=1):
        if name not in COLUMNS:
            shown = name.encode("ascii", "backslashreplace").decode()[:64]
            raise Unusable(f"{path}:1: column {number}, {shown!r}, is unknown; known: {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise Unusable(f"{path}:1: column {name!r} stands there twice; keep one")
    if "record" not in names:
        raise Unusable(f"{path}:1: the column 'record' is missing; give each trip a number of your own")


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array of texts, without white space around them."""
    whole = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    texts = whole if whole.type == pa.string() else whole.cast(pa.string())
    _, first, last = _lengths_and_ends(texts)
    if ((first <= SPACE) | (first >= BEYOND_ASCII) | (last <= SPACE) | (last >= BEYOND_ASCII)).any():
        return pc.utf8_trim_whitespace(texts)
    return texts


def _column(column: pa.ChunkedArray) -> Column:
    coded = column.unify_dictionaries().combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    if not pa.types.is_dictionary(coded.type):
        coded = coded.cast(pa.string()).dictionary_encode()
    distinct = coded.dictionary if coded.dictionary.type == pa.string() else coded.dictionary.cast(pa.string())
    blank = len(distinct)
    _, offsets, letters = distinct.buffers()
    places = np.frombuffer(offsets, np.int32, count=distinct.offset + blank + 1)[distinct.offset :]
    rows = coded.indices.fill_null(blank) if coded.indices.null_count else coded.indices
    texts = Texts(np.append(places, places[-1]), np.frombuffer(letters or b"", np.uint8))
    return Column(rows.to_numpy(zero_copy_only=False).astype(np.intp), texts)


def _lengths_and_ends(names: pa.Array) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.uint8]]:
    """The length of each text, its first byte and its last one (of an empty text any byte beside it)."""
    _, offsets, letters = names.buffers()
    places = np.frombuffer(offsets, np.int32, count=names.offset + len(names) + 1)[names.offset :]
    signs = np.frombuffer(letters or b"0", np.uint8)
    lengths = np.diff(places)
    if names.null_count:
        lengths = np.where(names.is_null().to_numpy(zero_copy_only=False), 0, lengths)
    return lengths, signs.take(places[:-1], mode="clip"), signs.take(places[1:] - 1, mode="clip")
