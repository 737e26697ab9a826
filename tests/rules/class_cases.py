"""Random registries and lists of records for the classes: dates of every shape around the edges, births around the ages."""

import random
from dataclasses import dataclass, replace

import numpy as np

from claims.errors import NotValid
from claims.model.disclosure import DisclosedProject, Registry
from claims.model.judgement import Finding
from claims.rules.class_groups import RecordClass
from claims.rules.column_texts import Texts
from claims.rules.matching import COLUMNS, Record, judge_record
from claims.rules.record_classes import Column
from tests.rules.random_cases import PORTS, a_record, a_window

DATES = [
    "2012-24",
    "2011-24",
    "2012",
    "1995",
    "201X",
    "2012-02-29",
    "2013-02-28",
    "2013-03-01?",
    "2012-02~",
    "2012-03-01/2012-03-20",
    "../2012-02-20",
    "2012-02-20/..",
    "Y170000002",
    "-0044",
    "1994-02-28",
    "1995-03-01",
    "2030",
    "2012-02-30",
    "2012-3",
    "nonsense",
]
BIRTHS = [
    "1994-02-28",
    "1995-02-28",
    "1995-03-01",
    "1996-02-29",
    "1995",
    "1994-02",
    "2012-02-27",
    "2012",
    "2012-03",
    "1950-01-01",
    "1980",
    "1995-02~",
    "1994-24",
    "2029-01-01",
    "2013-01-01",
    "1995-02-30",
    "20XX",
]


def a_registry(pick: random.Random, *, more: bool) -> Registry:
    """Up to five windows in up to three groups."""
    windows = tuple(a_window(pick, number, more=more) for number in range(pick.randrange(1, 6)))
    return Registry((DisclosedProject("P", {}, {}, (), windows),), ports=PORTS)


def records(pick: random.Random, number: int, *, more: bool) -> list[Record]:
    """So many records, some of which cannot be judged."""
    return [_a_record(pick, f"r{place}", more=more) for place in range(number)]


def _a_record(pick: random.Random, name: str, *, more: bool) -> Record:
    made = replace(a_record(pick, more=more), record=name)
    changes: dict[str, str | None] = {}
    for column in ("entered", "exited"):
        if pick.random() < 0.35:
            changes[column] = pick.choice(DATES)
    if pick.random() < 0.5:
        changes["born"] = pick.choice(BIRTHS)
    if pick.random() < 0.02:
        changes[pick.choice(("capacity", "passport", "channel_in"))] = "unheard-of"
    return replace(made, **changes)


def column(values: list[str | None]) -> Column:
    """A column as a file stores it: places in a list of distinct texts."""
    distinct = list(dict.fromkeys(value or "" for value in values))
    letters = [text.encode() for text in distinct]
    offsets = np.cumsum([0, *map(len, letters)]).astype(np.int32)
    places = {text: place for place, text in enumerate(distinct)}
    rows = np.array([places[value or ""] for value in values], np.intp)
    return Column(rows, Texts(offsets, np.frombuffer(b"".join(letters), np.uint8)))


def columns(rows: list[Record]) -> dict[str, Column]:
    """All columns that classes are made of."""
    return {
        name: column([getattr(row, name) for row in rows]) for name in COLUMNS if name not in ("record", "claimant")
    }


def answer(finding: Finding) -> Finding:
    """A finding without what belongs to its record alone."""
    return replace(finding, record="", inputs=(), criteria=tuple(replace(one, given=None) for one in finding.criteria))


def answers(record: Record, registry: Registry) -> tuple[Finding, ...] | None:
    """What the kernel says to a record; None where it refuses it."""
    try:
        return tuple(answer(finding) for finding in judge_record(record, registry))
    except NotValid:
        return None


@dataclass
class Parts:
    """The parts of each class, as they come."""

    found: list[RecordClass]

    def take(self, _row: int, parts: RecordClass) -> int:
        """The number of the next class, from 1 on."""
        self.found.append(parts)
        return len(self.found)
