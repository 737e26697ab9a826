"""Lists of findings as CSV, gzip or Parquet: this is where rows of answers are written, batch by batch.

A file is written under another name and takes its own when it is whole.
"""

import csv
import gzip
import io
import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from claims.store.trip_lists import Unusable

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
PAGE = 4 << 20
"""Bytes of a page of a Parquet file, before packing."""
_FORMULA = r"^[=+\-@\t\r]"


def harmless(text: str) -> str:
    """The text so that a spreadsheet shows it and never runs it: `=1+1` becomes `'=1+1`."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


class Refusals(AbstractContextManager["Refusals"]):
    """The file of rows that could not be judged: line, record, reason. Written only where there are such."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self._stream: IO[str] | None = None
        path.unlink(missing_ok=True)

    def write(self, line: int, record: str, reason: str) -> None:
        """One of them. Raises OSError."""
        if self._stream is None:
            self._stream = self.path.open("w", encoding="utf-8", newline="")
            self._writer = csv.writer(self._stream, lineterminator="\n")
            self._writer.writerow(("line", "record", "reason"))
        self._writer.writerow((line, harmless(record), reason))
        self.count += 1

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:
            self._stream.close()


class FindingList(AbstractContextManager["FindingList"]):
    """A file of rows with the columns of a schema: names as texts, all else as places in lists of distinct texts.

    Leaving it without an error gives the file its own name. Raises OSError.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self.schema = path, schema
        self._unfinished = path.with_name(path.name + ".part")
        self._parquet: pq.ParquetWriter | None = None
        self._stream: IO[bytes] | None = None
        if path.suffix == ".parquet":
            coded = [field.name for field in schema if pa.types.is_dictionary(field.type)]
            self._parquet = pq.ParquetWriter(
                self._unfinished,
                schema,
                compression="snappy",
                use_dictionary=coded,
                store_schema=False,
                write_statistics=False,
                data_page_size=PAGE,
            )
            return
        raw = self._unfinished.open("wb")
        self._stream = cast(IO[bytes], gzip.GzipFile(path.stem, "wb", 6, raw, 0)) if path.suffix == ".gz" else raw
        self._raw = raw
        self._stream.write(",".join(schema.names).encode() + b"\n")

    def write(self, batch: pa.RecordBatch) -> None:
        """Some rows more."""
        if self._parquet is not None:
            self._parquet.write_batch(batch)
        elif self._stream is not None:
            self._stream.write(_lines(pa.table([_shown(column) for column in batch.columns], names=self.schema.names)))

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if self._parquet is not None:
                self._parquet.close()
            elif self._stream is not None:
                self._stream.close()
                self._raw.close()
            if kind is None:
                os.replace(self._unfinished, self.path)
        finally:
            self._unfinished.unlink(missing_ok=True)


def _lines(texts: pa.Table) -> bytes:
    """Rows of texts as lines of CSV, quoted only where they must be."""
    written = io.BytesIO()
    try:
        arrow_csv.write_csv(texts, written, arrow_csv.WriteOptions(include_header=False, quoting_style="none"))
    except pa.ArrowInvalid:
        # Some text holds a comma, a quotation mark or a line end.
        lines = io.StringIO(newline="")
        columns = [column.to_pylist() for column in texts.columns]
        csv.writer(lines, lineterminator="\n").writerows(zip(*columns, strict=True))
        return lines.getvalue().encode()
    return written.getvalue()


def _shown(column: pa.Array) -> pa.Array:
    """A column as texts that no spreadsheet runs."""
    if pa.types.is_dictionary(column.type):
        return column.cast(pa.string())
    texts = column.cast(pa.string()).fill_null("")
    dangerous = pc.match_substring_regex(texts, _FORMULA)
    if not pc.any(dangerous).as_py():
        return texts
    return pc.if_else(dangerous, pc.binary_join_element_wise("'", texts, ""), texts)


def check_apart(inputs: list[Path], out: Path) -> None:
    """The findings do not overwrite the list they come from. Raises Unusable."""
    if out.is_dir():
        raise Unusable(f"{out}: is a folder; name a file for --out")
    for written in (out, refusals_of(out)):
        for path in inputs:
            if path.exists() and written.exists() and path.samefile(written):
                raise Unusable(f"{written}: is the list of trips itself; choose another file for --out")


def refusals_of(out: Path) -> Path:
    """Where the rows go that cannot be judged."""
    return out.with_name(out.name + ".rejects.csv")
