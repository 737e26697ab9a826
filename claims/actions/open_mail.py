"""Open the mail: claims that came in are opened once, re-wrapped symmetrically, and get their card and their place among the trips.

That is done for as many as the errand holds keys, a handful in each transaction.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, func, select

from claims.actions.open_new_claims import HAS_CARD, Mailbag, open_new_claims
from claims.errors import Damaged, NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.disclosure import Registry
from claims.model.session import Errand, Worker
from claims.model.staff import Member
from claims.model.vocabulary import ErrandKind, Recipient
from claims.store.cards import card_names, put_cards
from claims.store.claim_parts import key_from_wrap
from claims.store.clock import seconds
from claims.store.database import Database
from claims.store.errands import WORKER_ALIVE, lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring
from claims.store.trip_shards import put_trips, trips_key

__all__ = ["HAS_CARD", "drop_cards_of_gone", "is_ordered", "open_mail", "order_opening", "unopened"]

AT_ONCE = 1000
# How many claims are locked together. Whoever sends a claim to a SQLite office meanwhile waits that long at most.
HANDFUL = 125
NO_CLAIM = frozenset({"card", "reading", "generation"})


def unopened(session: Session, office_id: str, *, among: Collection[str] | None = None) -> list[ClaimWrap]:
    """Office wraps of claims that nobody has opened yet, the newest of each, at most AT_ONCE.

    A claim that has a reading wrap of whatever generation was opened: a rotation moves wraps itself. `among`: claims that
    alone may be new, where the caller knows; else all of the office's wraps are looked through.
    """
    read = aliased(ClaimWrap)
    opened = exists().where(col(read.claim_id) == col(ClaimWrap.claim_id), col(read.recipient) == Recipient.READING)
    found = select(ClaimWrap).where(ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.OFFICE, ~opened)
    if among is not None:
        found = found.where(col(ClaimWrap.claim_id).in_(sorted(among)))
    wraps = session.exec(found.order_by(col(ClaimWrap.claim_id), col(ClaimWrap.generation)).limit(AT_ONCE))
    return list({wrap.claim_id: wrap for wrap in wraps}.values())


def order_opening(
    session: Session,
    member: Member,
    *,
    keyring: Keyring,
    host_key: HostKey,
    now: datetime,
    among: Collection[str] | None = None,
) -> int:
    """Lend a worker the keys of claims that came in, so that their cards get made. Returns how many wait; 0 where there are none.

    While a living worker is at it already nothing more is lent: what came in since is lent at the next asking.
    Only the keys of those claims, the reading key and the card key are lent. Refuses NotAllowed `no_key`, NotNow `no_worker`.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    wraps = unopened(session, member.office_id, among=among)
    if not wraps:
        return 0
    if is_ordered(session, member.office_id, kind=ErrandKind.OPEN_MAIL, now=seconds(now)):
        return len(wraps)
    keys = {wrap.claim_id: _lent_key(wrap, keyring).hex() for wrap in wraps}
    keys |= {"reading": keyring.reading.hex(), "card": keyring.card.hex(), "generation": str(keyring.generation)}
    lend(
        session,
        member.office_id,
        kind=ErrandKind.OPEN_MAIL,
        subject="",
        keys=keys,
        member_id=member.id,
        host_key=host_key,
        now=seconds(now),
        seconds=3600,
    )
    return len(wraps)


def _lent_key(wrap: ClaimWrap, keyring: Keyring) -> bytes:
    """The claim's key; none where its wrap is damaged, so that the worker names the claim and opens the others."""
    try:
        return key_from_wrap(wrap, key=keyring.office_key(wrap.generation))
    except Damaged:
        return b""


def is_ordered(session: Session, office_id: str, *, kind: ErrandKind, now: int) -> bool:
    """Whether a living worker holds an errand of this kind already."""
    held = select(Errand.id).join(Worker, col(Worker.id) == Errand.worker_id)
    running = held.where(Errand.office_id == office_id, Errand.kind == kind, col(Errand.ends) > now)
    return session.exec(running.where(col(Worker.seen) > now - WORKER_ALIVE)).first() is not None


def always() -> bool:
    """Nobody takes the keys back."""
    return True


def open_mail(
    database: Database,
    office_id: str,
    *,
    keys: Mapping[str, str],
    registry: Registry,
    now: Callable[[], datetime],
    still_lent: Callable[[], bool] = always,
) -> int:
    """Every claim whose key was lent is re-wrapped under the reading key, has a card and a place among the trips, and is
    answered by this registry; what lay in shards of gone claims is dropped. Returns how many were opened.

    A claim that was opened meanwhile is left alone. One that is damaged gets no card and a ledger line that names it; the
    others go on. Each handful is a transaction of its own; `still_lent` is asked before each, False ends the run.
    Refuses NotNow `keys_renewed` when the office's keys are others by now, and Damaged when a shard of cards does not open.
    """
    bag = Mailbag(
        office_id=office_id,
        reading=bytes.fromhex(keys["reading"]),
        card_key=bytes.fromhex(keys["card"]),
        generation=int(keys["generation"]),
        registry=registry,
    )
    waiting = sorted(set(keys) - NO_CLAIM)
    count = 0
    for start in range(0, len(waiting), HANDFUL):
        if not still_lent():
            return count
        lent = {claim_id: bytes.fromhex(keys[claim_id]) for claim_id in waiting[start : start + HANDFUL]}
        with database.deed() as session:
            count += open_new_claims(session, bag, keys=lent, now=now())
    with database.deed() as session:
        drop_cards_of_gone(session, office_id, card_key=bag.card_key)
    return count


def drop_cards_of_gone(
    session: Session, office_id: str, *, card_key: bytes, among: Collection[str] | None = None
) -> int:
    """Claims that were withdrawn or destroyed leave no name on a card and no trip. Returns how many cards were dropped.

    `among`: claims with a card that alone may be gone, where the caller knows; else all shards are asked whose cards they hold.
    """
    names = card_names()
    if among is None:
        among = {each for held in names.at(session, office_id, key=card_key).values() for each in held}
    gone = frozenset(among) - _living(session, office_id)
    if gone:
        put_cards(session, office_id, card_key=card_key, cards=[], gone=gone, names=names)
        put_trips(session, office_id, key=trips_key(card_key), claims=[], gone=gone)
    return len(gone)


def _living(session: Session, office_id: str) -> frozenset[str]:
    """The claims that may have a card. As one text: a hundred thousand rows would take ten times as long."""
    ids = select(func.aggregate_strings(col(Claim.id), " ")).where(
        Claim.office_id == office_id, col(Claim.status).in_(sorted(HAS_CARD))
    )
    return frozenset((session.exec(ids).one() or "").split())
