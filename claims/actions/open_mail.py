"""Open the mail: claims that came in are opened once, re-wrapped symmetrically, and get their card and their place among the trips.

That is done for as many as the errand holds keys.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.match_claims import match_again, matched_claim
from claims.errors import Damaged, NotAllowed
from claims.model.card import Card
from claims.model.claim import Claim, ClaimWrap
from claims.model.disclosure import Registry
from claims.model.session import Errand, Worker
from claims.model.staff import Member
from claims.model.trip_shard import MatchedClaim
from claims.model.vocabulary import ErrandKind, Recipient, Status
from claims.rules.cards import card_of
from claims.store.cards import put_cards, read_cards
from claims.store.claim_parts import OpenClaim, add_wrap, key_from_wrap, opened, read_claim_file
from claims.store.clock import seconds
from claims.store.database import UNTIL_DONE
from claims.store.errands import WORKER_ALIVE, lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring
from claims.store.ledger import SERVICE, write_line
from claims.store.trip_shards import put_trips, trips_key

AT_ONCE = 500
HAS_CARD = frozenset(Status) - {Status.DRAFT, Status.WITHDRAWN}


def unopened(session: Session, office_id: str) -> list[ClaimWrap]:
    """Office wraps of claims that nobody has opened yet, at most AT_ONCE."""
    read = select(ClaimWrap.claim_id).where(ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.READING)
    found = select(ClaimWrap).where(
        ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.OFFICE, col(ClaimWrap.claim_id).not_in(read)
    )
    return list(session.exec(found.limit(AT_ONCE)))


def order_opening(session: Session, member: Member, *, keyring: Keyring, host_key: HostKey, now: datetime) -> int:
    """Lend a worker the keys of claims that came in, so that their cards get made. Returns how many wait; 0 where there are none.

    While a living worker is at it already nothing more is lent: what came in since is lent at the next asking.
    Only the keys of those claims, the reading key and the card key are lent. Refuses NotAllowed `no_key`, NotNow `no_worker`.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    wraps = unopened(session, member.office_id)
    if not wraps:
        return 0
    if is_ordered(session, member.office_id, kind=ErrandKind.OPEN_MAIL, now=seconds(now)):
        return len(wraps)
    keys = {wrap.claim_id: key_from_wrap(wrap, key=keyring.office).hex() for wrap in wraps}
    keys |= {"reading": keyring.reading.hex(), "card": keyring.card.hex()}
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


def is_ordered(session: Session, office_id: str, *, kind: ErrandKind, now: int) -> bool:
    """Whether a living worker holds an errand of this kind already."""
    held = select(Errand.id).join(Worker, col(Worker.id) == Errand.worker_id)
    running = held.where(Errand.office_id == office_id, Errand.kind == kind, col(Errand.ends) > now)
    return session.exec(running.where(col(Worker.seen) > now - WORKER_ALIVE)).first() is not None


def open_mail(session: Session, office_id: str, *, keys: Mapping[str, str], registry: Registry, now: datetime) -> int:
    """Every claim whose key was lent is re-wrapped under the reading key, has a card and a place among the trips, and is
    answered by this registry; what lay in shards of gone claims is dropped.

    A claim that was opened meanwhile is left alone. One that is damaged gets no card and a ledger line that names it;
    the others go on.
    """
    card_key, reading = bytes.fromhex(keys["card"]), bytes.fromhex(keys["reading"])
    cards: list[Card] = []
    trips: list[MatchedClaim] = []
    lines: list[tuple[str, str, dict[str, object]]] = []
    for claim_id in sorted(set(keys) - {"card", "reading"}):
        claim = session.get(Claim, claim_id, with_for_update=UNTIL_DONE, populate_existing=True)
        if claim is None or Status(claim.status) not in HAS_CARD or _is_open(session, claim):
            continue
        try:
            opened_claim = opened(claim, bytes.fromhex(keys[claim_id]))
            card, matched = _open_one(session, opened_claim, reading=reading, registry=registry, now=now)
        except Damaged as damage:
            lines.append(("open_damaged", claim.reference, {"reason": damage.reason, **damage.facts}))
        else:
            cards.append(card)
            trips.append(matched)
            lines.append(("open_mail", claim.reference, {}))
    # Lines last: whoever decides locks the claim first and the ledger then, and so must we.
    for action, reference, details in lines:
        write_line(session, office_id, actor=SERVICE, action=action, reference=reference, details=details, now=now)
    put_cards(session, office_id, card_key=card_key, cards=cards)
    put_trips(session, office_id, key=trips_key(card_key), claims=trips)
    drop_cards_of_gone(session, office_id, card_key=card_key)
    return len(cards)


def drop_cards_of_gone(session: Session, office_id: str, *, card_key: bytes) -> int:
    """Claims that were withdrawn or destroyed leave no name on a card and no trip. Returns how many cards were dropped."""
    living = select(Claim.id).where(Claim.office_id == office_id, col(Claim.status).in_(sorted(HAS_CARD)))
    gone = frozenset(read_cards(session, office_id, card_key=card_key)) - set(session.exec(living).all())
    if gone:
        put_cards(session, office_id, card_key=card_key, cards=[], gone=gone)
        put_trips(session, office_id, key=trips_key(card_key), claims=[], gone=gone)
    return len(gone)


def _is_open(session: Session, claim: Claim) -> bool:
    return session.get(ClaimWrap, (claim.id, Recipient.READING, claim.office_id, 1)) is not None


def _open_one(
    session: Session, claim: OpenClaim, *, reading: bytes, registry: Registry, now: datetime
) -> tuple[Card, MatchedClaim]:
    add_wrap(session, claim, recipient=Recipient.READING, recipient_id=claim.office_id, key=reading)
    file, _ = read_claim_file(session, claim)
    judgement = match_again(session, claim, file=file, registry=registry, now=now)
    card = card_of(file, judgement, claim_id=claim.id, reference=claim.reference)
    return card, matched_claim(file, judgement, claim_id=claim.id, reference=claim.reference, registry=registry)
