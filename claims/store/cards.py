"""Shards of cards: sealed handfuls under the office's card key, opened in memory, filtered, forgotten.

Deterministic search tokens would show frequencies, and frequencies beside border records are names. This is where cards lie.
"""

import gc
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from pydantic import ConfigDict, TypeAdapter, ValidationError
from sqlmodel import Session, select

from claims.errors import Damaged
from claims.model.card import Card, CardShard
from claims.model.staff import Office
from claims.store.seal import context, open_sealed, seal
from claims.store.shard_names import ShardNames

SHARD_CARDS = 256
LEAST_SHARD = 64 * 1024
_CARDS = TypeAdapter(list[Card], config=ConfigDict(hide_input_in_errors=True))
# Where a card begins in a shard. Within a text of a card each quotation mark has a backslash before it, so nothing a
# claimant wrote can look like this.
CARD_BEGINS = re.compile(rb'\{"claim_id":"([^"\\]*)"')


def read_cards(session: Session, office_id: str, *, card_key: bytes) -> dict[str, Card]:
    """All cards of an office by claim id. Raises Damaged when a shard does not open."""
    cards: dict[str, Card] = {}
    with collector_at_rest():
        for shard in session.exec(select(CardShard).where(CardShard.office_id == office_id)):
            cards.update(_open(shard, card_key))
    return cards


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """While very many cards are made, Python's collector would look at all of them again and again, in vain: twice the time."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def read_card(session: Session, office_id: str, *, card_key: bytes, claim_id: str) -> Card | None:
    """One claim's card, or None where it has none yet. Raises Damaged when a shard does not open."""
    for shard in session.exec(select(CardShard).where(CardShard.office_id == office_id)):
        if claim_id in claims_in(shard, card_key):
            return _open(shard, card_key)[claim_id]
    return None


def card_names() -> ShardNames[CardShard]:
    """Which claims' cards lie in which shard; for whoever puts cards several times, and gives it to `put_cards` each time."""
    return ShardNames(CardShard, claims_in)


def claims_in(shard: CardShard, card_key: bytes) -> list[str]:
    """Whose cards lie in a shard; the cards themselves are not read. Raises Damaged when it does not open."""
    return [found.decode() for found in CARD_BEGINS.findall(open_shard(shard, card_key))]


def card_places(session: Session, office_id: str, *, card_key: bytes) -> dict[str, str]:
    """In which shard each claim's card lies, by claim id. Raises Damaged when a shard does not open."""
    held = card_names().at(session, office_id, key=card_key)
    return {claim_id: shard_id for shard_id, claims in held.items() for claim_id in claims}


def put_cards(
    session: Session,
    office_id: str,
    *,
    card_key: bytes,
    cards: list[Card],
    gone: frozenset[str] = frozenset(),
    near: frozenset[str] = frozenset(),
    names: ShardNames[CardShard] | None = None,
) -> None:
    """Replace or add cards, and drop those of claims that are gone. The office's row is locked meanwhile.

    `near`: the shards in which all of the cards were seen to lie; the others are opened only if that is so no more.
    `names`: what is remembered of shards from the last time, in a deed that was kept. Raises Damaged, naming the shard.
    """
    session.exec(select(Office.id).where(Office.id == office_id).with_for_update(key_share=True)).one()
    fresh = {card.claim_id: card for card in cards}
    if near:
        _replace(session, near, card_key=card_key, fresh=fresh)
        if not fresh and not gone:
            session.flush()
            return
    # As they are now, under the lock: what this session may have read before it could be older.
    held = (names or card_names()).at(session, office_id, key=card_key)
    there = {claim_id for claims in held.values() for claim_id in fresh.keys() & claims}
    new = [card for claim_id, card in fresh.items() if claim_id not in there]
    for shard_id, claims in held.items():
        if _is_touched(claims, fresh=fresh, gone=gone, more=bool(new)):
            _rewrite(session, shard_id, card_key=card_key, fresh=fresh, gone=gone, new=new)
    for start in range(0, len(new), SHARD_CARDS):
        shard = CardShard(office_id=office_id, version=0)
        _seal(session, shard, {c.claim_id: c for c in new[start : start + SHARD_CARDS]}, card_key)
    session.flush()


def _is_touched(claims: Collection[str], *, fresh: Mapping[str, Card], gone: frozenset[str], more: bool) -> bool:
    room = more and len(claims) < SHARD_CARDS
    return room or not (gone.isdisjoint(claims) and fresh.keys().isdisjoint(claims))


def _rewrite(
    session: Session,
    shard_id: str,
    *,
    card_key: bytes,
    fresh: Mapping[str, Card],
    gone: frozenset[str],
    new: list[Card],
) -> None:
    """Replace and drop cards, and take some of the new ones in."""
    shard = session.get_one(CardShard, shard_id, populate_existing=True)
    held = _open(shard, card_key)
    changed = {claim_id: fresh.get(claim_id, card) for claim_id, card in held.items() if claim_id not in gone}
    room = max(0, SHARD_CARDS - len(changed))
    changed |= {card.claim_id: card for card in new[:room]}
    del new[:room]
    if changed != held:
        _seal(session, shard, changed, card_key)


def _replace(session: Session, near: frozenset[str], *, card_key: bytes, fresh: dict[str, Card]) -> None:
    """Replace cards where they lie; what is found is taken out of `fresh`."""
    for shard_id in sorted(near):
        shard = session.get(CardShard, shard_id, populate_existing=True)
        held = _open(shard, card_key) if shard else {}
        if shard and not fresh.keys().isdisjoint(held):
            _seal(session, shard, {k: fresh.pop(k, v) for k, v in held.items()}, card_key)


def reseal_cards(session: Session, office_id: str, *, old: bytes, new: bytes) -> None:
    """All shards under another card key. The office's row is locked by the caller. Raises Damaged, naming the shard.

    Afterwards there is at least one, be it empty: whoever still holds the old key finds that it opens nothing here.
    """
    shards = session.exec(select(CardShard).where(CardShard.office_id == office_id)).all()
    for shard in shards or [CardShard(office_id=office_id, version=0)]:
        plain = open_shard(shard, old) if shard.version else b"[]"
        shard.version += 1
        shard.sealed = seal(new, plain, context=_context(shard), least=LEAST_SHARD)
        session.add(shard)
    session.flush()


def _context(shard: CardShard) -> bytes:
    return context("cards", shard.office_id, shard.id, shard.version)


def open_shard(shard: CardShard, card_key: bytes) -> bytes:
    """What lies in a shard: a JSON list of cards. Raises Damaged, naming the shard."""
    try:
        return open_sealed(card_key, shard.sealed, context=_context(shard))
    except Damaged:
        raise Damaged("card_shard", shard=shard.id) from None


def cards_in(shard: CardShard, plain: bytes) -> list[Card]:
    """The cards that lie in an opened shard. Raises Damaged, naming the shard."""
    try:
        return _CARDS.validate_json(plain)
    except ValidationError:
        raise Damaged("card_shard", shard=shard.id) from None


def _open(shard: CardShard, card_key: bytes) -> dict[str, Card]:
    return {card.claim_id: card for card in cards_in(shard, open_shard(shard, card_key))}


def _seal(session: Session, shard: CardShard, cards: dict[str, Card], card_key: bytes) -> None:
    shard.version += 1
    plain = _CARDS.dump_json(list(cards.values()))
    shard.sealed = seal(card_key, plain, context=_context(shard), least=LEAST_SHARD)
    session.add(shard)
