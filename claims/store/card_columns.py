"""Opened cards as columns: what the queue filters, searches and sorts by, a hundred thousand at a time.

Making a value of each card takes longer than looking through all of them, so a card is only made when it is shown.
This is where the content of shards becomes columns.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from claims.errors import Damaged
from claims.model.card import Card, CardShard
from claims.model.vocabulary import Result
from claims.rules.cards import search_key
from claims.store.cards import CARD_BEGINS, cards_in, open_shard

Results = tuple[tuple[str, Result], ...]
Numbers = NDArray[np.int32]
Value = TypeVar("Value", bound=Hashable)
NONE = -1
"""The number of no value; it stands behind each column, so that a claim without a card may look there."""


class Distinct(Generic[Value]):
    """Values that repeat very often, numbered in the order in which they are first seen; never renumbered."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}

    def number(self, value: Value) -> int:
        """The number of a value, a new one where it was never seen."""
        return self._numbers.setdefault(value, len(self._numbers))

    def find(self, value: Value) -> int | None:
        """The number of a value, None where it was never seen."""
        return self._numbers.get(value)

    @property
    def values(self) -> list[Value]:
        """All values so far, in order of number."""
        return list(self._numbers)


@dataclass(frozen=True)
class Seen:
    """What repeats in the cards of an office."""

    languages: Distinct[str] = field(default_factory=Distinct)
    nationalities: Distinct[str] = field(default_factory=Distinct)
    results: Distinct[Results] = field(default_factory=Distinct)


@dataclass(frozen=True, eq=False, repr=False)
class ShardColumns:
    """One opened shard: its cards as they lie there, and column by column. `begins`: where each card begins, and the end."""

    version: int
    plain: bytes
    begins: Sequence[int]
    claim_ids: Sequence[str]
    searched: Sequence[str]
    names: Sequence[str]
    born: Sequence[str]
    languages: Numbers
    nationalities: Numbers
    results: Numbers
    missing: NDArray[np.bool_]

    @classmethod
    def of(cls, shard: CardShard, *, card_key: bytes, seen: Seen) -> "ShardColumns":
        """Open a shard. Raises Damaged, naming it."""
        plain = open_shard(shard, card_key)
        cards = cards_in(shard, plain)
        begins = [found.start() for found in CARD_BEGINS.finditer(plain)]
        if len(begins) != len(cards):
            raise Damaged("card_shard", shard=shard.id)
        return cls(
            version=shard.version,
            plain=plain,
            begins=[*begins, len(plain)],
            claim_ids=[card.claim_id for card in cards],
            searched=["\n".join(card.search) for card in cards],
            names=[search_key(card.name) for card in cards],
            born=[card.born for card in cards],
            languages=_numbers([seen.languages.number(card.language) for card in cards]),
            nationalities=_numbers([seen.nationalities.number(card.nationality) for card in cards]),
            results=_numbers([seen.results.number(tuple(card.results.items())) for card in cards]),
            missing=np.array([bool(card.missing) for card in cards], dtype=np.bool_),
        )

    def card(self, place: int) -> Card:
        """One card; the comma behind it, or the bracket behind the last, is left away."""
        return Card.model_validate_json(self.plain[self.begins[place] : self.begins[place + 1] - 1])


@dataclass(frozen=True, eq=False, repr=False)
class CardColumns:
    """All opened cards of an office. Columns of numbers have NONE (`missing`: False) behind the last card."""

    shards: Mapping[str, ShardColumns]
    seen: Seen
    places: Mapping[str, int]
    """Where each claim's card is, by claim id."""

    def __len__(self) -> int:
        return self._ends[-1]

    @cached_property
    def _parts(self) -> list[ShardColumns]:
        return list(self.shards.values())

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate((len(part.claim_ids) for part in self._parts), initial=0))

    @cached_property
    def searched(self) -> list[str]:
        """The search keys of each card, a line each."""
        return list(chain.from_iterable(part.searched for part in self._parts))

    @cached_property
    def born(self) -> list[str]:
        """The day of birth on each card, EDTF, "" where it is not known."""
        return list(chain.from_iterable(part.born for part in self._parts))

    @cached_property
    def languages(self) -> Numbers:
        """Numbers of `seen.languages`."""
        return np.concatenate([*(part.languages for part in self._parts), _numbers([NONE])])

    @cached_property
    def nationalities(self) -> Numbers:
        """Numbers of `seen.nationalities`."""
        return np.concatenate([*(part.nationalities for part in self._parts), _numbers([NONE])])

    @cached_property
    def results(self) -> Numbers:
        """Numbers of `seen.results`: each claim's results by project."""
        return np.concatenate([*(part.results for part in self._parts), _numbers([NONE])])

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Whether triage must ask for something."""
        return np.concatenate([*(part.missing for part in self._parts), np.array([False])])

    @cached_property
    def name_order(self) -> Numbers:
        """Each card's place when all are put in order of their names; equal names have equal places. None comes last."""
        names = list(chain.from_iterable(part.names for part in self._parts))
        order = sorted(range(len(names)), key=names.__getitem__)
        ranks = np.empty(len(names) + 1, dtype=np.int32)
        ranks[-1] = rank = len(names)
        before = None
        for place, at in enumerate(order):
            if names[at] != before:
                before, rank = names[at], place
            ranks[at] = rank
        return ranks

    @cached_property
    def claim_ids(self) -> list[str]:
        """Whose card each is."""
        return list(chain.from_iterable(part.claim_ids for part in self._parts))

    def card(self, place: int) -> Card:
        """The card at a place."""
        part = int(np.searchsorted(self._ends, place, side="right")) - 1
        return self._parts[part].card(place - self._ends[part])


def columns_of(shards: Mapping[str, ShardColumns], *, seen: Seen, before: CardColumns | None = None) -> CardColumns:
    """These shards together; the places of `before` are kept where no card came, went or moved."""
    if before is not None and _lie_alike(shards, before.shards):
        return CardColumns(shards=shards, seen=seen, places=before.places)
    claim_ids = chain.from_iterable(part.claim_ids for part in shards.values())
    return CardColumns(shards=shards, seen=seen, places={claim_id: place for place, claim_id in enumerate(claim_ids)})


def _lie_alike(shards: Mapping[str, ShardColumns], before: Mapping[str, ShardColumns]) -> bool:
    if list(shards) != list(before):
        return False
    return all(part is before[at] or part.claim_ids == before[at].claim_ids for at, part in shards.items())


def _numbers(values: Sequence[int]) -> Numbers:
    return np.array(values, dtype=np.int32)
