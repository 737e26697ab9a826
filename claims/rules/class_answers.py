"""Answers by class: this is where what the kernel said of a class becomes tables that millions of rows are looked up in.

For long lists the rows a class has, one after the other; for wide ones per window one code a class. Tables grow as
classes come.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from claims.model.judgement import Finding
from claims.model.vocabulary import Result
from claims.rules.class_groups import Findings, RecordClass
from claims.rules.class_judging import ClassJudging
from claims.rules.eligibility import RESULT_ORDER, RESULTS
from claims.rules.records import Trip

Said = tuple[str, str, str, str, str, str]
"""Segments, result, strength, flags, notes, reasons: what a finding is in a list, beside its record and window."""

Counted = NDArray[np.int64]
OUTSIDE = RESULT_ORDER[Result.OUTSIDE]


class ListRows:
    """The distinct rows of a long list. A row is known by one number: what is said, times the number of windows, plus the window."""

    def __init__(self, judging: ClassJudging) -> None:
        self.judging = judging
        self.windows = len(judging.windows)
        self.said: list[Said] = []
        self._numbers: dict[Said, int] = {}

    def number(self, finding: Finding) -> int:
        """The number of what a finding says."""
        said = said_of(finding)
        number = self._numbers.setdefault(said, len(self.said))
        if number == len(self.said):
            self.said.append(said)
        return number

    def row(self, finding: Finding) -> int:
        """The number of a finding's row."""
        return self.number(finding) * self.windows + self.judging.order[finding.window]

    def results(self, counted: Counted) -> Counted:
        """From how often each row was written: how often each window had each result; a row a window, a column a result."""
        found = np.zeros((self.windows, len(RESULTS)), np.int64)
        for number in np.flatnonzero(counted).tolist():
            said, window = divmod(number, self.windows)
            found[window, RESULT_ORDER[Result(self.said[said][1])]] += counted[number]
        return found


def said_of(finding: Finding) -> Said:
    """What a finding says; several codes in one field are divided by |."""
    return (
        "|".join(finding.segments),
        finding.result.value,
        finding.strength.value if finding.strength else "",
        "|".join(finding.flags),
        "|".join(finding.notes),
        "|".join(finding.reasons),
    )


class ClassAnswers:
    """The rows of all classes seen so far; class 0 (refused) has none.

    With `outside_too` also those of windows a class is outside of. With `coded` also, per window, `codes`: the place of
    each class's result among eligibility.RESULTS.
    """

    def __init__(
        self, judging: ClassJudging, rows: ListRows, *, outside_too: bool = False, coded: bool = False
    ) -> None:
        self.judging, self.rows, self.outside_too = judging, rows, outside_too
        self.codes = [Growing(np.uint8, fill=OUTSIDE) for _ in judging.windows] if coded else []
        self._starts, self._counts, self._ids = Growing(np.int64), Growing(np.int64), Growing(np.int64)
        self._known: dict[int, _Known] = {}
        self.classes = 0
        self.take(())

    def add(self, of: RecordClass, trip: Callable[[], Trip]) -> int:
        """Judge a class by its first record; returns the number of the class."""
        if self.outside_too:
            return self.take([self.judging.all_findings(of, trip)])
        return self.take(self.judging.near_findings(of, trip))

    def take(self, groups: Iterable[Findings]) -> int:
        """A class with the findings of these groups; returns its number."""
        number, begins = self.classes, self._ids.used
        listed: list[tuple[int, int]] = []
        for codes in self.codes:
            codes.reach(number + 1)
        for findings in groups:
            known = self._known.get(id(findings))
            if known is None:
                known = self._known[id(findings)] = self._know(findings)
            listed += known.rows
            if self.codes:
                for place, code in known.codes:
                    self.codes[place].array[number] = code
        for _, row in sorted(listed):
            self._ids.append(row)
        self._starts.append(begins)
        self._counts.append(self._ids.used - begins)
        self.classes += 1
        return number

    def _know(self, findings: Findings) -> "_Known":
        """What findings come to in the tables. They are kept, so that no other findings ever have the same id."""
        order = self.judging.order
        listed = [one for one in findings if self.outside_too or one.result is not Result.OUTSIDE]
        return _Known(
            findings,
            [(order[one.window], self.rows.row(one)) for one in listed],
            [(order[one.window], RESULT_ORDER[one.result]) for one in findings if one.result is not Result.OUTSIDE],
        )

    def listed(self, classes: NDArray[np.int32]) -> tuple[Counted, Counted]:
        """For a long list: the place of the record in the batch and the number of the row, one pair for each row of it."""
        return spread(self._starts.array, self._counts.array, self._ids.array, classes)

    def counted(self, classes: Counted) -> Counted:
        """From how often each class was met: how often each row was written."""
        numbers, rows = spread(self._starts.array, self._counts.array, self._ids.array, np.arange(self.classes))
        times = np.zeros(self.classes, np.int64)
        times[: min(len(classes), self.classes)] = classes[: self.classes]
        return np.bincount(rows, weights=times[numbers]).astype(np.int64)


def spread(starts: Counted, counts: Counted, values: Counted, of: NDArray[np.integer[Any]]) -> tuple[Counted, Counted]:
    """Of lists that lie one after the other in `values`, those with the numbers `of`: each value, and which of `of` it is from."""
    lengths = counts.take(of)
    places = np.repeat(np.arange(len(of)), lengths)
    ends = np.cumsum(lengths)
    within = np.arange(len(places)) - np.repeat(ends - lengths, lengths)
    return places, values.take(np.repeat(starts.take(of), lengths) + within)


@dataclass(frozen=True, slots=True)
class _Known:
    """Findings with their places in the tables: the rows they have, and the codes of windows they are not outside of."""

    findings: Findings
    rows: list[tuple[int, int]]
    codes: list[tuple[int, int]]


class Growing:
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
