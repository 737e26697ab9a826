"""Shards of cards: sealed handfuls under the office's card key, opened in memory, filtered, forgotten.

Deterministic search tokens would show frequencies, and frequencies beside border records are names. This is where cards lie.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, select

from claims.errors import Damaged
from claims.model.card import Card, CardShard
from claims.model.staff import Office
from claims.store.seal import context, open_sealed, seal

SHARD_CARDS = 256
LEAST_SHARD = 64 * 1024
_CARDS = TypeAdapter(list[Card])


def read_cards(session: Session, office_id: str, *, card_key: bytes) -> dict[str, Card]:
    """All cards of an office by claim id. Raises Damaged when a shard does not open."""
    cards: dict[str, Card] = {}
    with _collector_at_rest():
        for shard in session.exec(select(CardShard).where(CardShard.office_id == office_id)):
            cards.update(_open(shard, card_key))
    return cards


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """While very many cards are made, Python's collector would look at all of them again and again, in vain: twice the time."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def card_places(session: Session, office_id: str, *, card_key: bytes) -> dict[str, str]:
    """In which shard each claim's card lies, by claim id. Raises Damaged when a shard does not open."""
    shards = session.exec(select(CardShard).where(CardShard.office_id == office_id))
    return {claim_id: shard.id for shard in shards for claim_id in _open(shard, card_key)}


def put_cards(
    session: Session,
    office_id: str,
    *,
    card_key: bytes,
    cards: list[Card],
    gone: frozenset[str] = frozenset(),
    near: frozenset[str] = frozenset(),
) -> None:
    """Replace or add cards, and drop those of claims that are gone. The office's row is locked meanwhile.

    `near`: the shards in which all of the cards were seen to lie; the others are opened only if that is so no more.
    """
    session.exec(select(Office.id).where(Office.id == office_id).with_for_update(key_share=True)).one()
    fresh = {card.claim_id: card for card in cards}
    if near:
        _replace(session, near, card_key=card_key, fresh=fresh)
        if not fresh and not gone:
            session.flush()
            return
    shards = select(CardShard).where(CardShard.office_id == office_id).order_by(col(CardShard.id))
    # As they are now, under the lock: what this session may have read before it could be older.
    opened = [(s, _open(s, card_key)) for s in session.exec(shards.execution_options(populate_existing=True)).all()]
    there = {claim_id for _, held in opened for claim_id in held}
    new = [card for claim_id, card in fresh.items() if claim_id not in there]
    for shard, held in opened:
        changed = {k: fresh.get(k, v) for k, v in held.items() if k not in gone}
        while new and len(changed) < SHARD_CARDS:
            card = new.pop(0)
            changed[card.claim_id] = card
        if changed != held:
            _seal(session, shard, changed, card_key)
    for start in range(0, len(new), SHARD_CARDS):
        shard = CardShard(office_id=office_id, version=0)
        _seal(session, shard, {c.claim_id: c for c in new[start : start + SHARD_CARDS]}, card_key)
    session.flush()


def _replace(session: Session, near: frozenset[str], *, card_key: bytes, fresh: dict[str, Card]) -> None:
    """Replace cards where they lie; what is found is taken out of `fresh`."""
    for shard_id in sorted(near):
        shard = session.get(CardShard, shard_id, populate_existing=True)
        held = _open(shard, card_key) if shard else {}
        if shard and not fresh.keys().isdisjoint(held):
            _seal(session, shard, {k: fresh.pop(k, v) for k, v in held.items()}, card_key)


def _context(shard: CardShard) -> bytes:
    return context("cards", shard.office_id, shard.id, shard.version)


def _open(shard: CardShard, card_key: bytes) -> dict[str, Card]:
    try:
        listed = _CARDS.validate_json(open_sealed(card_key, shard.sealed, context=_context(shard)))
    except (Damaged, ValidationError):
        raise Damaged("card_shard", shard=shard.id) from None
    return {card.claim_id: card for card in listed}


def _seal(session: Session, shard: CardShard, cards: dict[str, Card], card_key: bytes) -> None:
    shard.version += 1
    plain = _CARDS.dump_json(list(cards.values()))
    shard.sealed = seal(card_key, plain, context=_context(shard), least=LEAST_SHARD)
    session.add(shard)
