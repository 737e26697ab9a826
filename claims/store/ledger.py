"""The ledger: append-only, hash-chained. Details are sealed to the office; the chain covers ciphertext, so erasure never breaks it.

This is where lines are written, read and verified.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from claims.errors import Damaged
from claims.model.ledger import LedgerLine
from claims.model.staff import Office
from claims.store.clock import hour_of
from claims.store.keyring import Keyring
from claims.store.seal import context, open_wrap, padded_length, wrap_to

FIRST = bytes(32)
LEAST_DETAILS = 256
BATCH = 500
START = "service_start"


@dataclass(frozen=True)
class Actor:
    """Who did it: a member's id and the role they acted in; `service` for the service itself, `claimant` without an id."""

    id: str
    role: str


SERVICE = Actor(id="", role="service")
CLAIMANT = Actor(id="", role="claimant")


@dataclass(frozen=True)
class Happened:
    """One thing for the ledger: action code, which reference, and details, which are sealed."""

    action: str
    reference: str = ""
    details: Mapping[str, object] | None = None


def write_line(
    session: Session,
    office_id: str,
    *,
    actor: Actor,
    action: str,
    now: datetime,
    reference: str = "",
    details: Mapping[str, object] | None = None,
) -> LedgerLine:
    """Append one line. The office's row is locked meanwhile, so that numbers have no gap and no twin."""
    happened = Happened(action=action, reference=reference, details=details)
    return write_lines(session, office_id, actor=actor, happened=[happened], now=now)[0]


def write_lines(
    session: Session, office_id: str, *, actor: Actor, happened: Sequence[Happened], now: datetime
) -> list[LedgerLine]:
    """Append several lines by one actor under one lock, in this order."""
    office = session.exec(select(Office).where(Office.id == office_id).with_for_update(key_share=True)).one()
    last = session.exec(_lines(office_id).order_by(col(LedgerLine.number).desc()).limit(1)).first()
    number, chain, lines = (last.number, last.chain, []) if last else (0, FIRST, [])
    for each in happened:
        number += 1
        plain = json.dumps(each.details or {}, ensure_ascii=False, sort_keys=True).encode()
        plain = plain.ljust(padded_length(len(plain), least=LEAST_DETAILS))
        line = LedgerLine(
            office_id=office_id,
            number=number,
            actor=actor.id,
            role=actor.role,
            hour=hour_of(now),
            action=each.action,
            reference=each.reference,
            details=wrap_to(office.public_key, plain, context=context("ledger", office_id, number)),
            chain=b"",
        )
        line.chain = chain = chain_of(line, previous=chain)
        lines.append(line)
    session.add_all(lines)
    session.flush()
    return lines


def chain_of(line: LedgerLine, *, previous: bytes) -> bytes:
    """SHA-256 over the line before and everything in this one."""
    words = (line.office_id, line.number, line.actor, line.role, line.hour, line.action, line.reference)
    return sha256(previous + context("line", *words) + sha256(line.details).digest()).digest()


@dataclass(frozen=True)
class Broken:
    """Where the chain does not hold: the line's number and a code: gap, changed, clock."""

    number: int
    reason: str


def verify_lines(lines: Iterable[LedgerLine]) -> tuple[list[Broken], int, str]:
    """(what does not hold, number of lines, the head as hex). Lines in order of number."""
    broken, previous, expected, hour, head = [], FIRST, 1, "", FIRST
    for line in lines:
        if line.number != expected:
            broken.append(Broken(number=expected, reason="gap"))
        elif chain_of(line, previous=previous) != line.chain:
            broken.append(Broken(number=line.number, reason="changed"))
        if line.hour < hour:
            broken.append(Broken(number=line.number, reason="clock"))
        previous, expected, hour, head = line.chain, line.number + 1, line.hour, line.chain
    return broken, expected - 1, head.hex()


def read_lines(session: Session, office_id: str) -> list[LedgerLine]:
    """All lines of an office, in order. A ledger of years is large: where one pass will do, take `each_line`."""
    return list(each_line(session, office_id))


def each_line(
    session: Session, office_id: str, *, first: int = 1, last: int | None = None, batch: int = BATCH
) -> Iterator[LedgerLine]:
    """The lines numbered from `first` to `last`, in order, read in batches: memory stays flat however many there are."""
    after = first - 1
    while True:
        lines = _lines(office_id).where(col(LedgerLine.number) > after)
        if last is not None:
            lines = lines.where(col(LedgerLine.number) <= last)
        found = session.exec(lines.order_by(col(LedgerLine.number)).limit(batch)).all()
        for line in found:
            session.expunge(line)
        yield from found
        if len(found) < batch:
            return
        after = found[-1].number


def last_line(session: Session, office_id: str) -> LedgerLine:
    """The line with the highest number. Raises NoResultFound where there is none, which no office has."""
    return session.exec(_lines(office_id).order_by(col(LedgerLine.number).desc()).limit(1)).one()


def open_details(line: LedgerLine, *, keyring: Keyring) -> dict[str, object] | None:
    """What is sealed in a line, by the office's key of the time it was written; None where this keyring does not open it.

    The caller has written the ledger line before.
    """
    bound = context("ledger", line.office_id, line.number)
    for generation in sorted({keyring.generation, *keyring.older}, reverse=True):
        key = keyring.office_key(generation)
        try:
            details = json.loads(open_wrap(key, line.details, context=bound)) if key else None
        except (Damaged, ValueError, RecursionError):
            continue  # another generation's, or no words of ours: anybody may wrap something to the office
        if isinstance(details, dict):
            return details
    return None


def _lines(office_id: str):  # type: ignore[no-untyped-def]  # the statement's type is sqlmodel's own affair
    return select(LedgerLine).where(LedgerLine.office_id == office_id)
