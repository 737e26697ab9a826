"""Cards of an office, open in the memory of one process for as long as somebody who looked at them is signed in.

Opening a hundred thousand cards takes a second; so they are opened once, and at the next look only the shards that are another
version by now. They are on no disk, in no other process, and only for whoever brings the card key again. When the last visit
that looked is over (signed out, timed out, ended by the member or an administrator) they are forgotten; a thread asks for that
while there is something to forget, so that nobody has to come by for it. This is where open cards are held and let go.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from threading import Event, Lock, Thread

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from claims.model.card import CardShard
from claims.model.staff import Member
from claims.store.card_columns import NONE, CardColumns, Seen, ShardColumns, columns_of
from claims.store.cards import collector_at_rest
from claims.store.claim_columns import ClaimColumns, ClaimTexts, read_texts
from claims.store.clock import now, seconds
from claims.store.database import Database
from claims.store.seal import derive
from claims.store.sessions import open_rows
from claims.store.shard_names import shard_versions

ASKED_EVERY = 10.0
"""Seconds between two looks whether anybody is still here."""


@dataclass(frozen=True)
class Guest:
    """One visit that looks at cards: its session row, whose it is, and the member's count of ended sessions when it began."""

    row_id: str
    member_id: str
    epoch: int


@dataclass(frozen=True, eq=False, repr=False)
class Look:
    """What one question sees: all sent claims in order of reference, all cards, and for each claim the place of its card."""

    claims: ClaimColumns
    cards: CardColumns
    places: NDArray[np.int32]
    worked_out: dict[object, object]
    """What questions have worked out from what is on the cards, and may use again; forgotten with them."""


def places_of(claims: ClaimColumns, cards: CardColumns) -> NDArray[np.int32]:
    """For each claim the place of its card, NONE where it has none."""
    place = cards.places.get
    return np.fromiter((place(each, NONE) for each in claims.ids), dtype=np.int32, count=len(claims))


@dataclass(repr=False)
class _Held:
    """What is forgotten together. `mark` tells the key the cards were opened with from another; it opens nothing."""

    cards: CardColumns | None = None
    mark: bytes = bytes(32)
    texts: ClaimTexts = field(default_factory=ClaimTexts)
    join: tuple[object, object, NDArray[np.int32]] | None = None
    guests: set[Guest] = field(default_factory=set)
    worked_out: dict[object, object] = field(default_factory=dict)

    def joined(self, claims: ClaimColumns, cards: CardColumns) -> NDArray[np.int32]:
        """The place of each claim's card; worked out again only when claims or cards moved."""
        if self.join is not None and self.join[0] is claims.ids and self.join[1] is cards.places:
            return self.join[2]
        found = places_of(claims, cards)
        self.join = claims.ids, cards.places, found
        return found


class OpenCards:
    """The open cards of one office in this process; empty until somebody looks, and again when the last of them is gone."""

    def __init__(self, database: Database, *, every: float = ASKED_EVERY, clock: Callable[[], datetime] = now) -> None:
        self._database, self._every, self._clock = database, every, clock
        self._lock = Lock()
        self._emptied = Event()
        self._held = _Held()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held open."""
        return self._held.cards is None and not self._held.guests

    def look(self, session: Session, office_id: str, *, card_key: bytes, guest: Guest) -> Look:
        """All claims and cards as they are now. The caller has written the ledger line before. Raises Damaged, naming a shard.

        What is held is only for whoever brings the key it was opened with; with another key all shards are opened anew.
        """
        with self._lock:
            cards = self._cards_now(session, office_id, card_key=card_key)
            self._welcome(guest)
            held = self._held
        texts = read_texts(session, office_id)
        with self._lock:
            claims = held.texts.columns(texts)
            return Look(claims=claims, cards=cards, places=held.joined(claims, cards), worked_out=held.worked_out)

    def cards(self, session: Session, office_id: str, *, card_key: bytes, guest: Guest) -> CardColumns:
        """The cards alone, as they are now, on the same terms."""
        with self._lock:
            cards = self._cards_now(session, office_id, card_key=card_key)
            self._welcome(guest)
            return cards

    def let_go(self) -> None:
        """Forget the cards unless somebody who looked at them is still here."""
        with self._lock:
            if not self._still_here():
                self._forget()

    def forget(self) -> None:
        """Forget the cards whoever is here."""
        with self._lock:
            self._forget()

    def _cards_now(self, session: Session, office_id: str, *, card_key: bytes) -> CardColumns:
        mark = derive(card_key, purpose="open cards")
        held = self._held.cards if compare_digest(mark, self._held.mark) else None
        seen, there = (held.seen, held.shards) if held is not None else (Seen(), {})
        versions = shard_versions(session, CardShard, office_id)
        behind = [at for at, version in versions.items() if at not in there or there[at].version != version]
        if held is not None and not behind and len(versions) == len(there):
            return held
        wanted = select(CardShard).where(col(CardShard.id).in_(behind)).execution_options(populate_existing=True)
        with collector_at_rest():
            fresh = {
                shard.id: ShardColumns.of(shard, card_key=card_key, seen=seen)
                for shard in (session.exec(wanted.execution_options(yield_per=16)) if behind else ())
            }
            together = {at: fresh.get(at) or there[at] for at in versions if at in fresh or at in there}
            cards = columns_of(together, seen=seen, before=held)
        if held is None:
            self._held.worked_out = {}
        self._held.cards, self._held.mark = cards, mark
        return cards

    def _welcome(self, guest: Guest) -> None:
        """Whoever looks is remembered; with the first of them somebody begins to ask whether they are still here."""
        alone = not self._held.guests
        self._held.guests.add(guest)
        if alone:
            self._emptied = Event()
            Thread(target=self._watch, args=(self._emptied,), name="open cards", daemon=True).start()

    def _watch(self, emptied: Event) -> None:
        while not emptied.wait(self._every):
            self.let_go()

    def _still_here(self) -> bool:
        """Drops the guests whose visit is over. Where the database does not say, nobody is here."""
        if not self._held.guests:
            return False
        try:
            with self._database.question() as session:
                rows = open_rows(session, {guest.row_id for guest in self._held.guests}, now=seconds(self._clock()))
                members = session.exec(select(Member.id, Member.epoch).where(col(Member.active)))
                epochs = dict(members.all())
        except SQLAlchemyError:
            return False
        self._held.guests = {g for g in self._held.guests if g.row_id in rows and epochs.get(g.member_id) == g.epoch}
        return bool(self._held.guests)

    def _forget(self) -> None:
        self._held = _Held()
        self._emptied.set()
