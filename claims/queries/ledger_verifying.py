"""Does the ledger hold: by itself, and against the heads that were put down outside? This is where edits, cuts and clocks set back are found.

Two passes, both in batches, so that memory stays flat: the chain from its first line; then each statement against the line
it names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography.x509 import Certificate
from sqlmodel import Session, col, select

from claims.model.ledger import LedgerAnchor, LedgerLine
from claims.model.ledger_head import SignedHead
from claims.store.anchors import read_statement, signature_holds
from claims.store.clock import moment_of
from claims.store.ledger import FIRST, START, Broken, each_line, verify_lines
from claims.store.timestamps import stamped_at

BATCH = 200
CLOCKS_APART = timedelta(hours=2)


@dataclass(frozen=True)
class Put:
    """One statement as it was found: where (`file:line` or the place in the database), its bytes, and a time stamp's token."""

    where: str
    statement: bytes
    token: bytes | None = None


@dataclass(frozen=True)
class Faulty:
    """A statement that does not fit the ledger. `reason`: no_statement, other_office, signature, key, rewritten, cut_off, clock,
    timestamp, timestamp_clock."""

    where: str
    reason: str
    number: int = 0


@dataclass
class Chain:
    """What the pass over all lines found: faults, how many lines, the head, and by which line each key was announced."""

    broken: list[Broken] = field(default_factory=list)
    count: int = 0
    head: str = FIRST.hex()
    keys: dict[str, int] = field(default_factory=dict)
    passed: bool = False


def read_chain(session: Session, office_id: str, *, wanted: str = "") -> Chain:
    """Walk the chain from its first line. `passed`: the head `wanted` (hex) was met on the way."""
    chain = Chain()
    lines = _watched(each_line(session, office_id), chain, wanted=wanted.lower())
    chain.broken, chain.count, chain.head = verify_lines(lines)
    return chain


def _watched(lines: Iterable[LedgerLine], chain: Chain, *, wanted: str) -> Iterator[LedgerLine]:
    for line in lines:
        if line.action == START:
            chain.keys.setdefault(line.reference, line.number)
        chain.passed = chain.passed or line.chain.hex() == wanted
        yield line


def kept_statements(session: Session, office_id: str) -> Iterator[Put]:
    """The statements of the office's own rows, also those that did not get out, in batches."""
    after = ""
    while True:
        rows = select(LedgerAnchor).where(LedgerAnchor.office_id == office_id, col(LedgerAnchor.id) > after)
        found = session.exec(rows.order_by(col(LedgerAnchor.id)).limit(BATCH)).all()
        for row in found:
            session.expunge(row)
            yield Put(f"kept anchor ({row.place}, {row.hour})", row.statement, row.token)
        if len(found) < BATCH:
            return
        after = found[-1].id


def faults(
    session: Session, office_id: str, *, chain: Chain, put: Iterable[Put], roots: list[Certificate]
) -> Iterator[Faulty]:
    """What does not fit of these statements, one by one. Without roots a time stamp is not looked at."""
    for each in put:
        statement = read_statement(each.statement)
        if statement is None:
            yield Faulty(each.where, "no_statement")
            continue
        reason = _fault(session, office_id, statement, chain) or _stamp_fault(each, statement, roots)
        if reason:
            yield Faulty(each.where, reason, statement.number)


def _fault(session: Session, office_id: str, statement: SignedHead, chain: Chain) -> str:
    if statement.office != office_id:
        return "other_office"
    if not signature_holds(statement):
        return "signature"
    at = select(LedgerLine.chain, LedgerLine.hour).where(
        LedgerLine.office_id == office_id, LedgerLine.number == statement.number
    )
    found = session.exec(at).first()
    if found is None:
        return "cut_off"
    if found[0].hex() != statement.head:
        return "rewritten"
    # Announced up to the head it signs: a key that came later cannot have signed it then.
    if not 0 < chain.keys.get(statement.key_mark, 0) <= statement.number:
        return "key"
    return "clock" if statement.hour < found[1] else ""


def _stamp_fault(put: Put, statement: SignedHead, roots: list[Certificate]) -> str:
    if put.token is None or not roots:
        return ""
    stamped = stamped_at(put.token, put.statement, roots=roots)
    if stamped is None:
        return "timestamp"
    return "timestamp_clock" if _apart(stamped, statement.hour) else ""


def _apart(stamped: datetime, hour: str) -> bool:
    """Whether the authority's clock and ours say different hours: ours may have been set back, or forward, that day."""
    return abs(stamped - moment_of(hour)) > CLOCKS_APART
