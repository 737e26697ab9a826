"""Match all claims again when the registry changed: shard by shard, each kept by itself, none twice, whenever it is stopped.

What is asked of a claim's trips lies in trip shards under one key; only a claim that the registry answers otherwise is opened.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from sqlmodel import Session, col, select

from claims.actions.open_again import OpenedAgain, open_again, write_opened
from claims.actions.open_mail import HAS_CARD, always, is_ordered
from claims.errors import NotAllowed
from claims.model.claim import Claim, ClaimWrap
from claims.model.disclosure import Registry
from claims.model.staff import Member
from claims.model.trip_shard import Answers, MatchedClaim, TripShard
from claims.model.vocabulary import ErrandKind, Recipient
from claims.rules.answers import changed_claims, matched_by
from claims.rules.class_answering import ClassAnswering, answered_again
from claims.store.cards import card_places, put_cards
from claims.store.clock import seconds
from claims.store.database import Database
from claims.store.errands import lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring
from claims.store.ledger import SERVICE, write_line
from claims.store.lent_keys import lent_readings, readings_of
from claims.store.trip_lines import OpenShard
from claims.store.trip_shards import (
    claims_in_shards,
    lock_office,
    put_trips,
    read_shards,
    seal_shard,
    shard_ids,
    shards_behind,
    trips_key,
)

AT_ONCE = 256

Seen = tuple[TripShard, OpenShard]


def order_rematch(session: Session, member: Member, *, keyring: Keyring, host_key: HostKey, now: datetime) -> bool:
    """Lend a worker what matching again needs: the card key for the shards, the reading key for claims that change.

    False while a living worker is at it already. Refuses NotAllowed `no_key`, NotNow `no_worker`.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    if is_ordered(session, member.office_id, kind=ErrandKind.REMATCH, now=seconds(now)):
        return False
    lend(
        session,
        member.office_id,
        kind=ErrandKind.REMATCH,
        subject="",
        keys=lent_readings(session, member.office_id, keyring=keyring) | {"card": keyring.card.hex()},
        member_id=member.id,
        host_key=host_key,
        now=seconds(now),
    )
    return True


def rematch_waits(session: Session, office_id: str, *, registry: Registry) -> bool:
    """Whether claims wait to be matched by this registry: shards that are behind, or claims that were never in one. Needs no key."""
    if shards_behind(session, office_id, mark=matched_by(registry)):
        return True
    return not shard_ids(session, office_id) and session.exec(_opened_once(office_id).limit(1)).first() is not None


def _opened_once(office_id: str):  # type: ignore[no-untyped-def]  # the statement's type is sqlmodel's own affair
    read = select(ClaimWrap.claim_id).where(ClaimWrap.office_id == office_id, ClaimWrap.recipient == Recipient.READING)
    return select(Claim.id).where(col(Claim.status).in_(sorted(HAS_CARD)), col(Claim.id).in_(read))


def rematch(
    database: Database,
    office_id: str,
    *,
    keys: Mapping[str, str],
    registry: Registry,
    now: Callable[[], datetime],
    still_lent: Callable[[], bool] = always,
) -> "Rematch":
    """Every claim that was opened once is answered by this registry, and one ledger line says so; none where nothing was to do.

    Each shard is a transaction of its own: a run that is stopped between two goes on behind the last. `still_lent` is
    asked before each; False ends the run. A damaged claim keeps its judgement and gets a ledger line of its own.
    """
    run = Rematch(
        database=database,
        office_id=office_id,
        registry=registry,
        card_key=bytes.fromhex(keys["card"]),
        readings=readings_of(keys),
        now=now,
        answering=ClassAnswering(registry),
    )
    for step in run.steps():
        if not still_lent():
            break
        step()
    if run.looked:
        details = {"looked": run.looked, "opened": run.opened, "damaged": run.damaged, "revision": registry.revision}
        with database.deed() as session:
            write_line(session, office_id, actor=SERVICE, action="rematch", details=details, now=now())
    return run


@dataclass
class Rematch:
    """One run: what it works with, and how many claims it has looked at, opened and found damaged."""

    database: Database
    office_id: str
    registry: Registry
    card_key: bytes = field(repr=False)
    readings: Mapping[int, bytes] = field(repr=False)
    now: Callable[[], datetime]
    answering: ClassAnswering
    looked: int = 0
    opened: int = 0
    damaged: int = 0
    _places: dict[str, str] | None = None

    def __post_init__(self) -> None:
        self._key, self._mark = trips_key(self.card_key), matched_by(self.registry)

    def steps(self) -> Iterator[Callable[[], None]]:
        """What is outstanding, a transaction each: claims opened before there were trip shards, then the shards that are behind."""
        waiting, behind = self._outstanding()
        for start in range(0, len(waiting), AT_ONCE):
            yield partial(self._take_in, waiting[start : start + AT_ONCE])
        for handful in read_shards(self.database, behind, key=self._key):
            for (seen, held), fresh in zip(handful, self._answered(handful), strict=True):
                yield partial(self._match_shard, seen, held, fresh)

    def _outstanding(self) -> tuple[list[str], list[str]]:
        with self.database.question() as session:
            there, damaged = claims_in_shards(session, self.office_id, key=self._key)
            waiting = sorted(set(session.exec(_opened_once(self.office_id))) - there)
        if damaged:
            self._drop(damaged)
        with self.database.question() as session:
            return waiting, shard_ids(session, self.office_id, but=self._mark)

    def _drop(self, damaged: list[TripShard]) -> None:
        """What lay in them is in their claims too, which are opened for it."""
        with self.database.deed() as session:
            for shard in damaged:
                session.delete(session.get_one(TripShard, shard.id))
                details = {"shard": shard.id}
                write_line(
                    session, self.office_id, actor=SERVICE, action="rematch_damaged", details=details, now=self.now()
                )

    def _take_in(self, claims: list[str]) -> None:
        with self.database.deed() as session:
            found = self._open(session, claims, known={})
            put_trips(session, self.office_id, key=self._key, claims=list(found.matched.values()))
        self._count(len(claims), found)

    def _answered(self, handful: list[Seen]) -> list[list[Answers]]:
        return answered_again(self.answering, [(held.trips, held.answers) for _, held in handful])

    def _match_shard(self, seen: TripShard, held: OpenShard, fresh: list[Answers]) -> None:
        """Whoever wrote the shard meanwhile is let through, and then it is answered again."""
        while not self._keep(seen, held, fresh):
            again = next(read_shards(self.database, [seen.id], key=self._key))
            if not again:
                return
            ((seen, held),) = again
            (fresh,) = self._answered(again)

    def _keep(self, seen: TripShard, held: OpenShard, fresh: list[Answers]) -> bool:
        """Whether the shard was still the one that was seen, and is kept with its fresh answers."""
        answered = replace(held, answers=fresh, marks=[self._mark] * len(held.claims))
        places = changed_claims(held.counts, old=held.answers, new=fresh)
        with self.database.deed() as session:
            found = OpenedAgain()
            if places:
                known = {claim.claim_id: claim for place, claim in enumerate(held.each()) if place in places}
                found = self._open(session, list(known), known=known)
                kept = (found.matched.get(claim.claim_id, claim) for claim in answered.each())
                answered = OpenShard.of([claim for claim in kept if claim.claim_id not in found.gone])
            lock_office(session, self.office_id)
            shard = session.get(TripShard, seen.id, populate_existing=True)
            if shard is None or shard.version != seen.version:
                session.rollback()
                return False
            seal_shard(session, shard, answered, key=self._key)
        self._count(len(held.claims), found)
        return True

    def _open(self, session: Session, claims: list[str], *, known: Mapping[str, MatchedClaim]) -> OpenedAgain:
        moment = self.now()
        found = open_again(session, claims, known=known, readings=self.readings, registry=self.registry, now=moment)
        write_opened(session, self.office_id, found, now=moment)
        places = self._card_places()
        near = frozenset(places[card.claim_id] for card in found.cards if card.claim_id in places)
        put_cards(session, self.office_id, card_key=self.card_key, cards=found.cards, near=near)
        return found

    def _card_places(self) -> dict[str, str]:
        if self._places is None:
            with self.database.question() as session:
                self._places = card_places(session, self.office_id, card_key=self.card_key)
        return self._places

    def _count(self, looked: int, found: OpenedAgain) -> None:
        self.looked, self.opened = self.looked + looked, self.opened + len(found.lines) - found.damaged
        self.damaged += found.damaged
