"""The ledger for an auditor, as lines of JSON: the clear columns, the hash of what is sealed, and the chain, which a stranger recomputes.

This is where a part of the ledger is chosen and written out; nothing sealed leaves, not even as ciphertext.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from claims.model.ledger import LedgerLine
from claims.model.staff import Member
from claims.store.clock import hour_of
from claims.store.database import Database
from claims.store.ledger import BATCH, FIRST, each_line


@dataclass(frozen=True)
class Part:
    """A run of lines without a gap: first and last number (0 and 0: none), and the chain of the line before the first."""

    first: int
    last: int
    previous: bytes = FIRST


def part_between(session: Session, office_id: str, *, begins: date | None, ends: date | None, zone: ZoneInfo) -> Part:
    """The lines from the day `begins` to the day `ends`, both included, days of the office's zone; None is without a limit.

    A clock that went back in between leaves no hole: the run goes from the first such line to the last.
    """
    there = [LedgerLine.office_id == office_id]
    if begins is not None:
        there.append(col(LedgerLine.hour) >= _hour_at(begins, zone))  # type: ignore[arg-type]  # a column's comparison
    if ends is not None:
        there.append(col(LedgerLine.hour) < _hour_at(ends + timedelta(days=1), zone))  # type: ignore[arg-type]  # as above
    first, last = session.exec(select(func.min(LedgerLine.number), func.max(LedgerLine.number)).where(*there)).one()
    if first is None:
        return Part(0, 0)
    before = session.get(LedgerLine, (office_id, first - 1))
    return Part(first, last, before.chain if before else FIRST)


def _hour_at(day: date, zone: ZoneInfo) -> str:
    return hour_of(datetime.combine(day, time(), tzinfo=zone))


def exported(database: Database, office_id: str, *, part: Part, made: datetime) -> Iterator[bytes]:
    """The file, line by line: first what it is, then one line per line of the ledger. Read in batches, each a question of its own."""
    with database.question() as session:
        names = {m.id: m.name for m in session.exec(select(Member).where(Member.office_id == office_id))}
    head = {
        "format": 1,
        "office": office_id,
        "first": part.first,
        "last": part.last,
        "previous": part.previous.hex(),
        "made": hour_of(made),
        "members": names,
    }
    yield _json(head)
    after = part.first
    while 0 < after <= part.last:
        with database.question() as session:
            lines = list(each_line(session, office_id, first=after, last=min(after + BATCH - 1, part.last)))
        for line in lines:
            yield _json(as_exported(line))
        after += BATCH


def as_exported(line: LedgerLine) -> dict[str, object]:
    """One line's clear columns; `details_sha256` is all that leaves of what is sealed."""
    return {
        "number": line.number,
        "actor": line.actor,
        "role": line.role,
        "hour": line.hour,
        "action": line.action,
        "reference": line.reference,
        "details_sha256": sha256(line.details).hexdigest(),
        "chain": line.chain.hex(),
    }


def _json(row: dict[str, object]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
