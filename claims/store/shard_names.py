"""Whose cards or trips lie in which shard, remembered by the shard's version. This is where a worker that puts handful after
handful into shards is spared from opening all of them each time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlmodel import Session, col, select

from claims.model.card import CardShard
from claims.model.trip_shard import TripShard

Shard = TypeVar("Shard", CardShard, TripShard)


@dataclass
class ShardNames(Generic[Shard]):
    """Claims by shard, opened when a shard is new or another version than the one that was read.

    `read` gives the claims in a shard by the key, or None for one that does not open and is to be left alone. The key is
    not kept. Not for two keys at once.
    """

    table: type[Shard]
    read: Callable[[Shard, bytes], Sequence[str] | None]
    _seen: dict[str, tuple[int, Sequence[str] | None]] = field(default_factory=dict, repr=False)

    def at(self, session: Session, office_id: str, *, key: bytes) -> Mapping[str, Sequence[str]]:
        """The claims in each shard of the office as it is now, in order of the shards' ids; damaged shards left out."""
        versions = shard_versions(session, self.table, office_id)
        behind = [shard for shard, version in versions.items() if self._seen.get(shard, (None,))[0] != version]
        rows = select(self.table).where(col(self.table.id).in_(behind)).execution_options(populate_existing=True)
        for shard in session.exec(rows) if behind else ():
            self._seen[shard.id] = shard.version, self.read(shard, key)
        self._seen = {shard: self._seen[shard] for shard in versions}
        return {shard: names for shard, (_, names) in self._seen.items() if names is not None}


def shard_versions(session: Session, table: type[CardShard] | type[TripShard], office_id: str) -> dict[str, int]:
    """The version of each shard of an office, in order of the shards' ids. No key is needed.

    Asked of the whole table: to find a row by its key SQLite reads the sealed bytes of every row it passes on the way.
    """
    found = session.exec(select(table.id, table.office_id, table.version)).all()
    return {shard: version for shard, office, version in sorted(found) if office == office_id}
