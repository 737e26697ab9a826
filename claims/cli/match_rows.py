"""Rows of `claims match`: this is where lines of a CSV file become records, and findings become lines.

Each line stands alone, so that one broken line (a quote never closed) cannot swallow those after it.
"""

import csv
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from claims.errors import NotValid
from claims.model.judgement import Finding
from claims.model.vocabulary import Result
from claims.rules.eligibility import RESULTS
from claims.rules.matching import COLUMNS, Record

LONGEST_LINE = 65_536
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Unusable(Exception):
    """The command cannot begin or go on: what, where, what to do, in one line."""


def harmless(text: str) -> str:
    """The text so that a spreadsheet shows it and never runs it: `=1+1` becomes `'=1+1`."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


class Found:
    """A CSV file that is being written."""

    HEADER = ("record", "window", "segment", "result", "strength", "flags", "notes", "reasons")

    def __init__(self, stream: IO[str]) -> None:
        self.stream = stream
        self.writer = csv.writer(stream, lineterminator="\n")

    def __enter__(self) -> "Found":
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def write(self, row: tuple[str, ...]) -> None:
        """One row as it is."""
        self.writer.writerow([harmless(text) for text in row])

    def finding(self, finding: Finding) -> None:
        """One row of the output."""
        self.writer.writerow(
            (
                harmless(finding.record),
                finding.window,
                "|".join(finding.segments),
                finding.result.value,
                finding.strength.value if finding.strength else "",
                "|".join(finding.flags),
                "|".join(finding.notes),
                "|".join(finding.reasons),
            )
        )


def open_output(path: Path) -> Found:
    """A new file to write rows into. Raises OSError."""
    return Found(path.open("w", encoding="utf-8", newline=""))


class RowReader:
    """The rows of a list of trips: line number, record, and what is wrong with the line, if anything is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.stream = path.open(encoding="utf-8-sig", errors="surrogateescape")
        except OSError as failed:
            raise Unusable(f"{path}: cannot be read ({failed.strerror}); check the name of the list") from None
        try:
            self.columns = self._header()
        except BaseException:
            self.stream.close()
            raise

    def __enter__(self) -> "RowReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def _header(self) -> list[str]:
        """The column names, each known and named once, `record` among them."""
        try:
            first = self.stream.readline(LONGEST_LINE)
            names = [name.strip() for name in next(csv.reader([first.rstrip("\r\n")], strict=True), [])]
        except (OSError, csv.Error):
            raise Unusable(f"{self.path}:1: is not a CSV file; save the list as CSV, UTF-8") from None
        if len(names) == 1 and any(mark in first for mark in ";\t"):
            raise Unusable(f"{self.path}:1: columns must be divided by commas, not by ; or tab")
        for number, name in enumerate(names, start=1):
            if name not in COLUMNS:
                shown = name.encode("ascii", "backslashreplace").decode()[:64]
                raise Unusable(f"{self.path}:1: column {number}, {shown!r}, is unknown; known: {', '.join(COLUMNS)}")
            if names.count(name) > 1:
                raise Unusable(f"{self.path}:1: column {name!r} stands there twice; keep one")
        if "record" not in names:
            raise Unusable(f"{self.path}:1: the column 'record' is missing; give each trip a number of your own")
        return names

    def __iter__(self) -> Iterator[tuple[int, dict[str, str], str]]:
        line = 1
        while text := self.stream.readline(LONGEST_LINE):
            line += 1
            if not text.endswith("\n") and len(text) >= LONGEST_LINE:
                self._skip_rest()
                yield line, {}, f"the line is longer than {LONGEST_LINE} characters"
            elif text.strip():
                row, problem = self._row(text)
                yield line, row, problem

    def _skip_rest(self) -> None:
        while (more := self.stream.readline(LONGEST_LINE)) and not more.endswith("\n"):
            pass

    def _row(self, text: str) -> tuple[dict[str, str], str]:
        try:
            fields = next(csv.reader([text.rstrip("\r\n")], strict=True))
        except csv.Error:
            return {}, "a quotation mark is not closed, or stands in the middle of a field"
        row = {name: value.strip() for name, value in zip(self.columns, fields, strict=False)}
        if len(fields) != len(self.columns):
            return row, f"{len(fields)} fields where the first line has {len(self.columns)}"
        if any("\udc80" <= character <= "\udcff" for character in text):
            return {}, "not UTF-8; save the list as CSV, UTF-8"
        if "\x00" in text:
            return {}, "holds a zero byte"
        return row, ""

    @staticmethod
    def accepted(row: dict[str, str], problem: str) -> Record:
        """The row as a record. Refuses with NotValid "line" what is no row of the list."""
        if problem:
            raise NotValid("line", problem=problem)
        facts = {name: value or None for name, value in row.items() if name != "record"}
        return Record(record=row["record"], **facts)

    @staticmethod
    def name_of(row: dict[str, str]) -> str:
        """The record's own number, as far as the line could be read."""
        return row.get("record", "").encode("utf-8", "replace").decode()

    @staticmethod
    def said(refusal: NotValid) -> str:
        """The reason of a refusal in words: column, what stands there, what would be accepted."""
        facts = refusal.facts
        words = {
            "line": "{problem}",
            "record_blank": "record: is blank; give each trip a number of your own",
            "passport_code": "passport: {given!r} is not a passport code; write three letters such as KOR or VNM",
            "not_a_choice": "{column}: {given!r} is not one of: {choices}",
            "date_malformed": "{column}: {text!r} is not a date; at character {position} expected {accepted}",
            "date_level_2": "{column}: {text!r} is EDTF level 2; only levels 0 and 1 are read",
            "contradiction": "{first} and {second} contradict each other: born {born}, {second} {given}",
        }
        choices = ", ".join(accepted) if isinstance(accepted := facts.get("accepted"), tuple) else ""
        return words[refusal.reason].format(**facts, choices=choices)


@dataclass
class Summary:
    """What was done, for the end of the command."""

    windows: list[str]
    rows: int = 0
    rejected: int = 0
    results: Counter[tuple[str, Result]] = field(default_factory=Counter)
    began: float = field(default_factory=time.perf_counter)

    def text(self) -> str:
        """Rows, results per window, speed and memory, as lines."""
        seconds = max(time.perf_counter() - self.began, 1e-9)
        lines = [f"{self.rows:,} rows, {self.rejected:,} of them in the rejects file"]
        width = max((len(window) for window in self.windows), default=0)
        for window in self.windows:
            counts = ", ".join(f"{result.value} {self.results[window, result]:,}" for result in RESULTS)
            lines.append(f"  {window:<{width}}  {counts}")
        lines.append(f"{self.rows / seconds:,.0f} rows a second, {peak_memory():,.0f} MiB of memory at most")
        return "\n".join(lines)


def peak_memory() -> float:
    """The most memory this program has held, in MiB."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
