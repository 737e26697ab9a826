"""The ledger: append-only, hash-chained. Details are sealed to the office; the chain covers ciphertext, so erasure never breaks it.

This is where lines are written, read and verified.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from claims.model.ledger import LedgerLine
from claims.model.staff import Office
from claims.store.clock import hour_of
from claims.store.seal import context, padded_length, wrap_to

FIRST = bytes(32)
LEAST_DETAILS = 256


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
    """All lines of an office, in order."""
    return list(session.exec(_lines(office_id).order_by(col(LedgerLine.number))))


def _lines(office_id: str):  # type: ignore[no-untyped-def]  # the statement's type is sqlmodel's own affair
    return select(LedgerLine).where(LedgerLine.office_id == office_id)
