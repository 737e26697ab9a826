"""Anchor the ledger: its head, signed, is put down outside, where whoever rewrites the database does not reach."""

from collections.abc import Sequence
from datetime import datetime

from claims.actions.announce_start import announce_start
from claims.model.ledger import LedgerAnchor
from claims.queries.ledger_anchors import places_named, read_anchor_states
from claims.settings import Settings
from claims.store.anchors import NOT_REACHED, put_in_file, sign_head
from claims.store.clock import hour_of
from claims.store.database import Database
from claims.store.host_key import HostKey
from claims.store.ledger import last_line
from claims.store.mail import mail_statement
from claims.store.timestamps import Stamped, ask_for_timestamp


def anchor_ledger(
    database: Database,
    office_id: str,
    *,
    places: Sequence[str],
    settings: Settings,
    host_key: HostKey,
    now: datetime,
) -> list[LedgerAnchor]:
    """The head as it is now stands in each of these places, or the row of that place says why not. No transaction waits for a network.

    The start whose key signs is announced before, so that the head covers the line that names it.
    """
    with database.deed() as session:
        announce_start(session, office_id, host_key=host_key, now=now)
        last = last_line(session, office_id)
    head = sign_head(
        office_id=office_id, number=last.number, head=last.chain, hour=hour_of(now), signer=host_key.proof_signer()
    )
    anchors = []
    for place in places:
        put = _put_down(place, head.statement(), settings=settings, number=head.number)
        anchor = LedgerAnchor(
            office_id=office_id,
            number=head.number,
            place=place,
            outcome=put.outcome,
            hour=head.hour,
            statement=head.statement(),
            token=put.token,
        )
        with database.deed() as session:  # one by one: what was kept in one place is known though the next is slow
            session.add(anchor)
        anchors.append(anchor)
    return anchors


def anchor_when_due(
    database: Database, office_id: str, *, settings: Settings, host_key: HostKey, now: datetime
) -> list[LedgerAnchor]:
    """As `anchor_ledger`, in the places where a day has passed, or where it failed and its distance is over."""
    places = places_named(settings)
    if not places:
        return []
    with database.question() as session:
        due = [state.place for state in read_anchor_states(session, office_id, places=places) if state.due(now)]
    if not due:
        return []
    return anchor_ledger(database, office_id, places=due, settings=settings, host_key=host_key, now=now)


def _put_down(place: str, statement: bytes, *, settings: Settings, number: int) -> Stamped:
    if place == "file" and settings.anchor_file is not None:
        return Stamped(put_in_file(settings.anchor_file, statement))
    if place == "timestamp" and settings.timestamp_url:
        return ask_for_timestamp(statement, url=settings.timestamp_url, roots=settings.timestamp_roots)
    if place == "mail" and settings.mail_server and settings.mail_sender:
        return Stamped(
            mail_statement(
                statement,
                subject=f"Ledger head {number}",
                server=settings.mail_server,
                sender=settings.mail_sender,
                recipients=settings.anchor_mail,
            )
        )
    return Stamped(NOT_REACHED)
