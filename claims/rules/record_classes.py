"""Batches of records by class: this is where whole columns become one number a record, 0 where it must be refused.

Records of one number have the same findings, whatever their names. A birth date that leaves everybody of age on every
day, or none at all, is settled at once; the others are told apart by every comparison the kernel could make.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claims.rules.class_groups import RecordClass
from claims.rules.class_judging import ClassJudging
from claims.rules.classes import BAD, DATE_COLUMNS
from claims.rules.column_texts import Ids, Texts
from claims.rules.numbering import Numbering

Wide = NDArray[np.int64]
REFUSED = 0
"""The class of rows that the kernel refuses; all others are numbered from 1 on."""

FirstOf = Callable[[int, RecordClass], int]

DAYS, BIRTHS, PEOPLE = 1 << 24, 1 << 32, 1 << 26
"""More classes of an event, of births, of facts and births together, than there can be: they keep the parts of a key apart."""


@dataclass(frozen=True)
class Column:
    """One column of a batch: for each row the place of its text in the list of distinct texts."""

    rows: NDArray[np.intp]
    texts: Texts


class RecordClasses:
    """Numbers for the classes of records, as a set of windows can tell them apart; one object for all batches of a run."""

    def __init__(self, judging: ClassJudging) -> None:
        self.judging, self.tables = judging, judging.tables
        self.relevance = judging.tables.relevance
        self.looked_at = self.relevance.columns
        self._births = judging.tables.births
        self._facts, self._days, self._people, self._whole = Numbering(), Numbering(), Numbering(), Numbering()
        self._whole.ids(np.zeros(1, np.int64))

    def ids(self, columns: Mapping[str, Column], *, rows: int, first_of: FirstOf | None = None) -> Ids:
        """The class of each row; REFUSED where the kernel refuses the record. Columns left out are blank.

        `first_of(row, parts)` is called once for each new class, with its first row and its parts, and returns the
        number of the class (from 1 on); by default the next one.
        """
        return self.whole(self.parts(columns, rows=rows), first_of=first_of)

    def parts(self, columns: Mapping[str, Column], *, rows: int) -> "Parts":
        """What the class of each row is made of. Columns left out are blank."""
        facts, refused = self._fact_ids(columns, rows)
        trips = [self._date_rows(name, columns, rows) for name in DATE_COLUMNS]
        entered, exited, born = trips
        births, contradictory = self._births.ids(
            (entered, exited, born), years=self.relevance.years[facts], oldest=self.relevance.oldest[facts]
        )
        refused[contradictory] = True
        for date in trips:
            if date.any_bad:
                refused |= date.of("kind") == BAD
        return Parts(facts, entered, exited, births, refused)

    def people(self, parts: "Parts") -> Ids:
        """One number for the class of facts and the class of birth together."""
        return self._people.ids(parts.facts.astype(np.int64) * BIRTHS + parts.births)

    def whole(self, parts: "Parts", *, first_of: FirstOf | None = None) -> Ids:
        """One number for all parts together (see `ids`)."""
        entry, exit_ = self._counted(parts)
        days = self._days.ids(entry * DAYS + exit_)
        key = days.astype(np.int64) * PEOPLE + self.people(parts) + 1
        if parts.refused.any():
            key[parts.refused] = REFUSED

        def made(_: int, row: int) -> int:
            assert first_of is not None
            return first_of(
                row, RecordClass(int(parts.facts[row]), int(entry[row]), int(exit_[row]), int(parts.births[row]))
            )

        return self._whole.ids(key, made=first_of and made)

    def _fact_ids(self, columns: Mapping[str, Column], rows: int) -> tuple[Ids, NDArray[np.bool_]]:
        refused = np.zeros(rows, np.bool_)
        key = np.zeros(rows, np.int64)
        for name, texts in self.tables.facts.items():
            column, radix = columns.get(name), self.relevance.radix.get(name, 0)
            if column is None:
                continue
            numbers = texts.numbers(column.texts)
            classes = texts.table().take(numbers)
            if (classes < 0).any():
                refused |= classes[column.rows] < 0
            if radix:
                key += (np.maximum(classes, 0).astype(np.int64) * radix)[column.rows]
        return self._facts.ids(key, made=self.relevance.take), refused

    def _date_rows(self, name: str, columns: Mapping[str, Column], rows: int) -> "DateRows":
        column = columns.get(name)
        if column is None:
            return DateRows(self.tables.dates[name].table()[:1], np.zeros(rows, np.intp))
        numbers = self.tables.dates[name].numbers(column.texts)
        return DateRows(self.tables.dates[name].table()[numbers], column.rows)

    def _counted(self, parts: "Parts") -> tuple[Wide, Wide]:
        """The classes of both events; of one alone where the other makes no difference."""
        facts, entry, exit_ = parts.facts, parts.entered.of("place"), parts.exited.of("place")
        if self.relevance.entries.all() and self.relevance.exits.all():
            return entry, exit_
        return (
            entry * (self.relevance.entries[facts] | (exit_ == 0)),
            exit_ * (self.relevance.exits[facts] | (entry == 0)),
        )


@dataclass(frozen=True)
class Parts:
    """A batch of records by the parts of their classes; `refused` ones have no class."""

    facts: Ids
    entered: "DateRows"
    exited: "DateRows"
    births: Wide
    refused: NDArray[np.bool_]

    def at(self, places: NDArray[np.intp]) -> "Parts":
        """Some of the rows."""
        return Parts(
            self.facts[places],
            self.entered.at(places),
            self.exited.at(places),
            self.births[places],
            self.refused[places],
        )


class DateRows:
    """A date column of one batch: the table of its distinct texts (see `DateTexts.table`), and for each row its place there."""

    NAMES = ("kind", "first", "last", "place", "odd", "number", "split", "spot")

    def __init__(self, table: Wide, rows: NDArray[np.intp]) -> None:
        self.table, self.rows = table, rows
        self.any_bad = bool((table[:, 0] == BAD).any())

    def of(self, name: str) -> Wide:
        """One column of the table, for each row."""
        return self.distinct(name).take(self.rows)

    def distinct(self, name: str) -> Wide:
        """One column of the table, for each distinct text."""
        return np.ascontiguousarray(self.table[:, self.NAMES.index(name)])

    def at(self, places: NDArray[np.intp]) -> "DateRows":
        """Some of the rows."""
        return DateRows(self.table, self.rows[places])
