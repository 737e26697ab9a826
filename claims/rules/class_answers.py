"""Answers by class: this is where what the kernel said of a class becomes tables that millions of rows are looked up in.

Per window one code a class; for long lists the rows a class has, one after the other. Tables grow as classes come.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.model.judgement import Finding
from claims.model.vocabulary import Result
from claims.rules.class_judging import ClassJudging, Findings, RecordClass
from claims.rules.eligibility import RESULT_ORDER
from claims.rules.records import Trip

Row = tuple[str, str, str, str, str, str, str]
"""Window, segments, result, strength, flags, notes, reasons: what a finding is in a list."""

OUTSIDE = RESULT_ORDER[Result.OUTSIDE]


class ClassAnswers:
    """The answers of all classes seen so far; class 0 (refused) has none.

    `codes`: per window, the place of each class's result among eligibility.RESULTS. `rows` are the distinct rows of a
    list; `row_ids[starts[c]:starts[c] + counts[c]]` are those of class c. With `outside_too` also outside ones.
    """

    def __init__(self, judging: ClassJudging, *, outside_too: bool = False) -> None:
        self.judging, self.outside_too = judging, outside_too
        self.codes = [_Growing(np.uint8, fill=OUTSIDE) for _ in judging.windows]
        self.starts, self.counts = _Growing(np.int64), _Growing(np.int64)
        self.row_ids = _Growing(np.int32)
        self.rows: list[Row] = []
        self._row_numbers: dict[Row, int] = {}
        self._said: dict[int, _Said] = {}
        self.classes = 0
        self.take(())

    def add(self, of: RecordClass, trip: Callable[[], Trip]) -> int:
        """Judge a class by its first record; returns the number of the class."""
        if self.outside_too:
            return self.take([self.judging.all_findings(of, trip)])
        return self.take(self.judging.near_findings(of, trip))

    def take(self, groups: Iterable[Findings]) -> int:
        """A class with the findings of these groups; returns its number."""
        number, begins = self.classes, self.row_ids.used
        for codes in self.codes:
            codes.reach(number + 1)
        listed: list[tuple[int, int]] = []
        for findings in groups:
            said = self._said.get(id(findings))
            if said is None:
                said = self._said[id(findings)] = self._say(findings)
            for place, code in said.codes:
                self.codes[place].array[number] = code
            listed += said.rows
        for _, row in sorted(listed):
            self.row_ids.append(row)
        self.starts.append(begins)
        self.counts.append(self.row_ids.used - begins)
        self.classes += 1
        return number

    def _say(self, findings: Findings) -> "_Said":
        """What findings come to in the tables. They are kept, so that no other findings ever have the same id."""
        order = self.judging.order
        codes = [(order[one.window], RESULT_ORDER[one.result]) for one in findings]
        rows = [
            (order[one.window], self._row_number(one))
            for one in findings
            if self.outside_too or one.result is not Result.OUTSIDE
        ]
        return _Said(findings, [(place, code) for place, code in codes if code != OUTSIDE], rows)

    def _row_number(self, finding: Finding) -> int:
        row = row_of(finding)
        number = self._row_numbers.setdefault(row, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number

    def listed(self, classes: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """For a long list: the place of the record in the batch and the number of the row, one pair for each row of it."""
        counts = self.counts.array[classes]
        places = np.repeat(np.arange(len(classes)), counts)
        ends = np.cumsum(counts)
        within = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)
        return places, self.row_ids.array[np.repeat(self.starts.array[classes], counts) + within]


def row_of(finding: Finding) -> Row:
    """A finding as a row of a list, without the record; several codes in one field are divided by |."""
    return (
        finding.window,
        "|".join(finding.segments),
        finding.result.value,
        finding.strength.value if finding.strength else "",
        "|".join(finding.flags),
        "|".join(finding.notes),
        "|".join(finding.reasons),
    )


@dataclass(frozen=True, slots=True)
class _Said:
    """Findings with their places in the tables: per window its code, and its row (by number) where it has one."""

    findings: Findings
    codes: list[tuple[int, int]]
    rows: list[tuple[int, int]]


class _Growing:
    """An array that grows at its end; `array` is at least as long as what was put into it."""

    def __init__(self, kind: type, *, fill: int = 0) -> None:
        self._fill = fill
        self.array: NDArray[Any] = np.full(1024, fill, kind)
        self.used = 0

    def reach(self, length: int) -> None:
        """Make it so long, the new places filled."""
        if length > len(self.array):
            longer = np.full(max(length, 2 * len(self.array)), self._fill, self.array.dtype)
            longer[: len(self.array)] = self.array
            self.array = longer
        self.used = max(self.used, length)

    def append(self, value: int) -> None:
        """One more at the end."""
        self.reach(self.used + 1)
        self.array[self.used - 1] = value
