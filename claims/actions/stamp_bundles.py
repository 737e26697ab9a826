"""Stamp bundles: an authority outside says that a package's list of lists existed by then. A stamp waits until one has been got."""

from datetime import datetime

from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleStamp
from claims.model.matter import Matter
from claims.settings import Settings
from claims.store.anchors import KEPT
from claims.store.bundle_stamps import keep_token, waiting_stamps
from claims.store.database import Database
from claims.store.ledger import SERVICE, write_line
from claims.store.timestamps import ask_for_timestamp


def stamp_when_due(database: Database, office_id: str, *, settings: Settings, now: datetime) -> list[str]:
    """Every package that waits has its stamp; returns the outcome of each that was asked for, `kept` or why not.

    Ends at the first failure, for what fails one fails all: they wait for the next time. No authority named: all go on waiting.
    No transaction waits for a network. The authority is told a SHA-512 and nothing else.
    """
    outcomes: list[str] = []
    if not settings.timestamp_url:
        return outcomes
    with database.question() as session:
        waiting = waiting_stamps(session, office_id)
    for stamp in waiting:
        asked = ask_for_timestamp(stamp.statement, url=settings.timestamp_url, roots=settings.timestamp_roots)
        outcomes.append(asked.outcome)
        if asked.outcome != KEPT or asked.token is None:
            break
        _keep(database, stamp, asked.token, now=now)
    return outcomes


def _keep(database: Database, stamp: BundleStamp, token: bytes, *, now: datetime) -> None:
    with database.deed() as session:
        bundle = session.get(Bundle, stamp.bundle_id)
        matter = session.get(Matter, bundle.matter_id) if bundle else None
        if matter is not None and keep_token(session, stamp, token, public=matter.public_key):
            write_line(
                session, stamp.office_id, actor=SERVICE, action="stamp_bundle", reference=stamp.bundle_id, now=now
            )
