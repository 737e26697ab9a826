"""Lists of trips as Parquet: this is where row groups become batches, dates and codes as places in their own lists of texts."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import local

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from claims.store.trip_lists import BATCH, NAMES, Load, TripBatch, TripList, Unusable, check_columns

LARGEST_GROUP = 1 << 20
"""Row groups of more rows are read in several batches, so that memory stays what it is."""


class ParquetTrips(TripList):
    """One Parquet file of records. Its "lines" are rows, counted from 1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._given = 0
        self._own = local()
        try:
            self._file = pq.ParquetFile(path)
        except OSError as failed:
            raise Unusable(
                f"{path}: cannot be read ({failed.strerror or failed}); check the name of the list"
            ) from None
        except pa.ArrowException:
            raise Unusable(f"{path}: is not a Parquet file; save the list as Parquet or CSV") from None
        try:
            check_columns(path, self._file.schema_arrow.names)
        except BaseException:
            self._file.close()
            raise
        self.rows = self._file.metadata.num_rows

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def batches(self, columns: tuple[str, ...]) -> Iterator[Load]:
        """A loader for each row group; large ones are read piece by piece, here."""
        wanted = [name for name in self._file.schema_arrow.names if name in columns]
        first = 1
        for group in range(self._file.num_row_groups):
            rows = self._file.metadata.row_group(group).num_rows
            self._given += rows
            if rows <= LARGEST_GROUP:
                yield partial(self._load, group, wanted, first)
            else:
                yield from self._pieces(group, wanted, first)
            first += rows

    def done(self) -> float:
        return self._given / self.rows if self.rows else 1.0

    def _load(self, group: int, columns: list[str], first: int) -> TripBatch:
        try:
            table = self._reader().read_row_group(group, columns=columns, use_threads=False)
        except (pa.ArrowException, OSError) as broken:
            raise self._damaged(group, broken) from None
        return TripBatch(table, np.arange(first, first + table.num_rows))

    def _pieces(self, group: int, columns: list[str], first: int) -> Iterator[Load]:
        pieces = self._reader().iter_batches(BATCH, row_groups=[group], columns=columns, use_threads=False)
        try:
            for piece in pieces:
                table = pa.Table.from_batches([piece])
                yield partial(TripBatch, table, np.arange(first, first + table.num_rows))
                first += table.num_rows
        except (pa.ArrowException, OSError) as broken:
            raise self._damaged(group, broken) from None

    def _reader(self) -> pq.ParquetFile:
        """A reader of this thread's own."""
        if not hasattr(self._own, "file"):
            coded = [name for name in self._file.schema_arrow.names if name not in NAMES]
            self._own.file = pq.ParquetFile(
                self.path, read_dictionary=coded, metadata=self._file.metadata, pre_buffer=False
            )
        found = self._own.file
        assert isinstance(found, pq.ParquetFile)
        return found

    def _damaged(self, group: int, broken: Exception) -> Unusable:
        said = str(broken).splitlines()[0][:120]
        return Unusable(f"{self.path}: row group {group + 1} cannot be read ({said}); the file is damaged")
