"""Lists of trips as CSV, plain or gzip: this is where blocks of lines become batches.

Each line stands alone, so that one broken line (a quote never closed) cannot swallow those after it. Blocks in which
nothing is quoted are read at once; in others each line is read by itself.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, cast

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from claims.store.trip_lists import NAMES, Broken, Load, TripBatch, TripList, Unusable, check_columns

BLOCK = 8 << 20
LONGEST_LINE = 65_536
_LINE_END = ord("\n")
_USUAL_LINE = 40


class CsvTrips(TripList):
    """One CSV file of records with a first line of column names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._size = path.stat().st_size
            self.rows = self._size // _USUAL_LINE + 1
            self._raw = path.open("rb")
        except OSError as failed:
            raise Unusable(f"{path}: cannot be read ({failed.strerror}); check the name of the list") from None
        try:
            packed = self._raw.peek(2)[:2] == b"\x1f\x8b"
            self._stream: IO[bytes] = cast(IO[bytes], gzip.GzipFile(fileobj=self._raw)) if packed else self._raw
            self.columns = self._header()
        except BaseException:
            self._raw.close()
            raise

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._raw.close()

    def done(self) -> float:
        return self._raw.tell() / self._size if self._size else 1.0

    def _header(self) -> list[str]:
        try:
            first = self._stream.readline(LONGEST_LINE).decode("utf-8-sig")
            names = [name.strip() for name in next(csv.reader([first.rstrip("\r\n")], strict=True), [])]
        except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error):
            raise Unusable(f"{self.path}:1: is not a CSV file; save the list as CSV, UTF-8") from None
        if len(names) == 1 and any(mark in first for mark in ";\t"):
            raise Unusable(f"{self.path}:1: columns must be divided by commas, not by ; or tab")
        check_columns(self.path, names)
        return names

    def batches(self, columns: tuple[str, ...]) -> Iterator[Load]:
        """A loader for each block of whole lines."""
        line = 2
        for block in self._blocks():
            yield partial(_load, block, self.columns, columns, line)
            line += block.count(b"\n")

    def _blocks(self) -> Iterator[bytes]:
        left = b""
        try:
            while more := self._stream.read(BLOCK):
                whole, end, rest = more.rpartition(b"\n")
                if end:
                    yield left + whole + end
                    left = rest
                elif len(left) < LONGEST_LINE:
                    left += more
            if left:
                yield left
        except (OSError, EOFError, zlib.error) as failed:
            raise Unusable(f"{self.path}: cannot be read to its end ({failed}); the file is damaged") from None


def _load(block: bytes, names: list[str], wanted: tuple[str, ...], line: int) -> TripBatch:
    found = None if _needs_care(block) else _at_once(block, names, wanted, line)
    return found or _line_by_line(block, names, wanted, line)


def _needs_care(block: bytes) -> bool:
    """Whether some line is quoted, empty, too long, no text, or holds a zero byte."""
    if not (block.isascii() or _is_text(block)):
        return True  # pyarrow would name such a line on standard error and lose it
    if b'"' in block or b"\0" in block or b"\n\n" in block or b"\n\r\n" in block or block[:1] in (b"\n", b"\r"):
        return True
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == _LINE_END)
    return int(np.diff(ends, prepend=-1, append=len(block)).max()) > LONGEST_LINE


def _is_text(block: bytes) -> bool:
    try:
        block.decode()
    except UnicodeDecodeError:
        return False
    return True


def _at_once(block: bytes, names: list[str], wanted: tuple[str, ...], line: int) -> TripBatch | None:
    """The block as pyarrow reads it; None where it cannot, for the slower way to say why."""
    wrong: list[tuple[int, str]] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        wrong.append((row.number - 1, row.text))
        return "skip"

    coded = pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(block),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(block) + 1, column_names=names),
            arrow_csv.ParseOptions(quote_char=False, invalid_row_handler=keep),
            arrow_csv.ConvertOptions(
                column_types={name: pa.string() if name in NAMES else coded for name in names},
                include_columns=[name for name in names if name in wanted],
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowException:
        return None
    lines = line + np.arange(table.num_rows + len(wrong))
    broken = tuple(Broken(line + at, *_read_line(text, names)[1:]) for at, text in wrong)
    return TripBatch(table, np.delete(lines, [at for at, _ in wrong]), broken)


def _line_by_line(block: bytes, names: list[str], wanted: tuple[str, ...], line: int) -> TripBatch:
    rows: list[list[str]] = []
    lines: list[int] = []
    broken: list[Broken] = []
    for number, text in enumerate(block.removesuffix(b"\n").split(b"\n"), start=line):
        if not text.strip():
            continue
        fields, record, reason = _read_line(text, names)
        if reason:
            broken.append(Broken(number, record, reason))
        else:
            rows.append(fields)
            lines.append(number)
    columns = {
        name: pa.array([row[at] for row in rows], pa.string()) for at, name in enumerate(names) if name in wanted
    }
    return TripBatch(pa.table(columns), _numbers(lines), tuple(broken))


def _read_line(line: bytes | str, names: list[str]) -> tuple[list[str], str, str]:
    """The fields of a line, its record's own number as far as it can be read, and what is wrong with it, or ""."""
    if len(line) >= LONGEST_LINE:
        return [], "", f"the line is longer than {LONGEST_LINE} characters"
    try:
        text = (line if isinstance(line, str) else line.decode()).rstrip("\r\n")
    except UnicodeDecodeError:
        return [], "", "not UTF-8; save the list as CSV, UTF-8"
    if "\0" in text:
        return [], "", "holds a zero byte"
    try:
        fields = [field.strip() for field in next(csv.reader([text], strict=True), [])]
    except csv.Error:
        return [], "", "a quotation mark is not closed, or stands in the middle of a field"
    at = names.index("record")
    record = fields[at] if at < len(fields) else ""
    if len(fields) != len(names):
        return [], record, f"{len(fields)} fields where the first line has {len(names)}"
    return fields, record, ""


def _numbers(lines: list[int]) -> NDArray[np.int64]:
    return np.array(lines, np.int64)
