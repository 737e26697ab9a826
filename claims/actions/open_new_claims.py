"""Open a handful of new claims together: what lies sealed in all of them is read, opened, answered and kept in a statement each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, select

from claims.actions.match_claims import answer_again, matched_claim
from claims.errors import Damaged, NotNow
from claims.model.card import Card, CardShard
from claims.model.claim import Claim, ClaimPart
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.model.staff import Office
from claims.model.trip_shard import MatchedClaim, TripShard
from claims.model.vocabulary import PartKind, Recipient, Status
from claims.rules.cards import card_of
from claims.store.cards import card_names, put_cards
from claims.store.claim_parts import OpenClaim, file_in, opened, opened_part
from claims.store.ledger import SERVICE, Happened, write_lines
from claims.store.many_claims import add_reading_wraps, have_wrap, lock_claims, parts_of
from claims.store.shard_names import ShardNames
from claims.store.trip_shards import put_trips, trip_names, trips_key

HAS_CARD = frozenset(Status) - {Status.DRAFT, Status.WITHDRAWN}


@dataclass(frozen=True)
class Mailbag:
    """What one errand opens claims with: the office's reading key of a generation, its card key, the registry in force.

    `cards` and `trips` remember from one handful to the next which shards have room.
    """

    office_id: str
    reading: bytes = field(repr=False)
    card_key: bytes = field(repr=False)
    generation: int
    registry: Registry
    cards: ShardNames[CardShard] = field(default_factory=card_names, repr=False)
    trips: ShardNames[TripShard] = field(default_factory=trip_names, repr=False)


@dataclass
class Opened:
    """What came of a handful: keys to wrap anew, cards, trips, and what the ledger will say."""

    keys: list[tuple[str, bytes]] = field(default_factory=list, repr=False)
    cards: list[Card] = field(default_factory=list)
    trips: list[MatchedClaim] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)


def open_new_claims(session: Session, bag: Mailbag, *, keys: Mapping[str, bytes], now: datetime) -> int:
    """Those of these claims that nobody opened meanwhile have a reading wrap, a card and a place among the trips.

    Returns how many were opened. A damaged one is named in the ledger. An empty key stands for a damaged wrap.
    Refuses NotNow `keys_renewed`, Damaged `card_shard`; then nothing is kept.
    """
    found = Opened()
    for claim, parts in _waiting(session, bag, keys):
        _open(session, bag, claim, parts, key=keys[claim.id], found=found, now=now)
    # Lines last: whoever decides locks the claim first and the ledger then, and so must we.
    _lock_office(session, bag)
    add_reading_wraps(session, bag.office_id, keys=found.keys, reading=bag.reading, generation=bag.generation)
    write_lines(session, bag.office_id, actor=SERVICE, happened=found.happened, now=now)
    put_cards(session, bag.office_id, card_key=bag.card_key, cards=found.cards, names=bag.cards)
    put_trips(session, bag.office_id, key=trips_key(bag.card_key), claims=found.trips, names=bag.trips)
    return len(found.cards)


Parts = Mapping[PartKind, Sequence[ClaimPart]]


def _waiting(session: Session, bag: Mailbag, keys: Mapping[str, bytes]) -> Iterator[tuple[Claim, Parts]]:
    """The claims, locked, that still wait, each with its sealed file and judgements."""
    claims = lock_claims(session, bag.office_id, ids=keys)
    read = have_wrap(session, keys, recipient=Recipient.READING)
    waiting = [claim for claim in claims if claim.id not in read and claim.status in HAS_CARD]
    kinds = (PartKind.FILE, PartKind.JUDGEMENT)
    parts = parts_of(session, [claim.id for claim in waiting], kinds=kinds)
    for claim in waiting:
        yield claim, {kind: parts.get((claim.id, kind), ()) for kind in kinds}


def _open(
    session: Session, bag: Mailbag, claim: Claim, parts: Parts, *, key: bytes, found: Opened, now: datetime
) -> None:
    try:
        if not key:
            raise Damaged("wrap")
        found.keys.append((claim.id, key))
        card, trips = _open_one(session, opened(claim, key), parts=parts, registry=bag.registry, now=now)
    except Damaged as damage:
        details = {"reason": damage.reason, **damage.facts}
        found.happened.append(Happened(action="open_damaged", reference=claim.reference, details=details))
    else:
        found.cards.append(card)
        found.trips.append(trips)
        found.happened.append(Happened(action="open_mail", reference=claim.reference))


def _open_one(
    session: Session, claim: OpenClaim, *, parts: Parts, registry: Registry, now: datetime
) -> tuple[Card, MatchedClaim]:
    files = [opened_part(claim, row) for row in parts[PartKind.FILE]]
    if not files:
        raise Damaged("claim_part", reference=claim.reference, part=PartKind.FILE.value, number=1)
    file = file_in(files[0], claim=claim)
    judged = [opened_part(claim, row) for row in parts[PartKind.JUDGEMENT]]
    kept = Judgement.from_json(judged[-1]) if judged else None
    judgement = answer_again(session, claim, kept=kept, file=file, registry=registry, now=now)
    card = card_of(file, judgement, claim_id=claim.id, reference=claim.reference)
    return card, matched_claim(file, judgement, claim_id=claim.id, reference=claim.reference, registry=registry)


def _lock_office(session: Session, bag: Mailbag) -> None:
    """From here on nobody renews the office's keys: what was lent must still be what is in force."""
    office = select(Office.generation).where(Office.id == bag.office_id).with_for_update(key_share=True)
    if session.exec(office).one() != bag.generation:
        raise NotNow("keys_renewed")
