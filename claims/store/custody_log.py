"""The custody log of a bundle: every event a row, every row holding the fingerprint of all before it. This is where rows are chained.

A row's `chain` is the SHA-256 of the chain before it and the row's cells as JSON; docs/bundles.md has the recipe in ten lines. The last
row says how many there were, so that a log that was cut short shows it. The chain finds what was changed by hand; that nobody wrote
the whole log anew is proven by the bundle's signed manifest, which holds the file's own fingerprint.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from claims.model.made_bundle import CustodyEvent
from claims.store.neutral_cells import cell, csv_chunks

COLUMNS = (
    "row",
    "item",
    "event",
    "at_utc",
    "actor",
    "purpose",
    "before_sha256",
    "after_sha256",
    "chain_before",
    "chain",
)
START = "0" * 64
END = "end of log"


def custody_csv(events: Iterable[CustodyEvent]) -> Iterator[bytes]:
    """The log as CSV, in the order the events are given; streams."""
    return csv_chunks(COLUMNS, _chained(events))


def check_custody(log: bytes) -> list[str]:
    """What is wrong with a log, in words, row by row; empty where nothing is. Rows are counted from 1 after the head."""
    try:
        head, *rows = csv.reader(io.StringIO(log.decode("utf-8-sig"), newline=""))
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        return [f"this is no custody log: {error}"]
    if tuple(head) != COLUMNS:
        return ["the head row is not that of a custody log"]
    problems, before = [], START
    for number, row in enumerate(rows, start=1):
        if len(row) != len(COLUMNS):
            problems.append(f"row {number}: {len(row)} cells instead of {len(COLUMNS)}")
            continue
        *said, told_before, told = row
        problems += _differences(number, said, told_before, told, before=before)
        before = told
    return problems + _end_problems(rows)


def _chained(events: Iterable[CustodyEvent]) -> Iterator[Sequence[str]]:
    before, number = START, 0
    for number, event in enumerate(events, start=1):
        row = _row(number, event)
        chain = _chain(before, row)
        yield (*row, before, chain)
        before = chain
    last = [str(number + 1), str(number), END, *[""] * 5]
    yield (*last, before, _chain(before, last))


def _row(number: int, event: CustodyEvent) -> list[str]:
    """The cells as a spreadsheet shows them: what is chained is what is read."""
    facts = (event.item, event.event, event.at, event.actor, event.purpose, event.before, event.after)
    return [str(number), *map(cell, facts)]


def _chain(before: str, row: Sequence[str]) -> str:
    said = json.dumps(list(row), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256((before + said).encode()).hexdigest()


def _differences(number: int, said: list[str], told_before: str, told: str, *, before: str) -> Iterator[str]:
    if said[0] != str(number):
        yield f"row {number}: it is numbered {said[0]}; rows were removed, added or moved before it"
    if told_before != before:
        yield f"row {number}: it does not follow the row before it"
    if _chain(told_before, said) != told:
        yield f"row {number}: its words are not those that were chained"


def _end_problems(rows: list[list[str]]) -> list[str]:
    if not rows or len(rows[-1]) != len(COLUMNS) or rows[-1][2] != END:
        return ["the last row is missing: the log was cut short"]
    return (
        []
        if rows[-1][1] == str(len(rows) - 1)
        else [f"the log says it has {rows[-1][1]} events and has {len(rows) - 1}"]
    )
