"""Announce a service start: the ledger names the key that signs while it lasts, so that a signer can be checked against the chain."""

from datetime import datetime

from sqlmodel import Session, col, select

from claims.model.ledger import LedgerLine, ProofKey
from claims.model.ledger_head import key_mark
from claims.store.clock import week_of
from claims.store.host_key import HostKey
from claims.store.ledger import SERVICE, START, write_line


def announce_start(session: Session, office_id: str, *, host_key: HostKey, now: datetime) -> None:
    """The public half of this start's key is kept, and one line of the ledger names its first 32 digits; once per start.

    What is signed later by a key that no line names was not signed by this service.
    """
    key = host_key.proof_signer().public_key().public_bytes_raw().hex()
    named = select(LedgerLine.number).where(
        LedgerLine.office_id == office_id,
        col(LedgerLine.action) == START,
        LedgerLine.reference == key_mark(key),
    )
    if session.exec(named.order_by(col(LedgerLine.number).desc()).limit(1)).first() is not None:
        return
    session.merge(ProofKey(id=key, office_id=office_id, week=week_of(now)))
    write_line(session, office_id, actor=SERVICE, action=START, reference=key_mark(key), now=now)
