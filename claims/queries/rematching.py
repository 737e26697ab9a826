"""How far the claims are behind the registry in force. This is where is asked whether a re-match waits, runs or is done; no key is needed."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from claims.model.session import Errand, Worker
from claims.model.vocabulary import ErrandKind
from claims.queries.registry_revisions import current_registry
from claims.rules.answers import matched_by
from claims.store.errands import WORKER_ALIVE
from claims.store.trip_shards import shard_ids, shards_behind


@dataclass(frozen=True)
class Rematching:
    """`shards`: sealed handfuls of claims there are; `behind`: how many of them wait; `running`: a living worker is at it."""

    shards: int
    behind: int
    running: bool

    @property
    def percent(self) -> int:
        """How much is done, in whole per cent; never 100 while something waits."""
        return 100 if not self.behind else min(99, 100 * (self.shards - self.behind) // self.shards)


def read_rematching(session: Session, office_id: str, *, now: int) -> Rematching:
    """As it stands at `now` (UTC seconds)."""
    mark = matched_by(current_registry(session, office_id))
    return Rematching(
        shards=len(shard_ids(session, office_id)),
        behind=shards_behind(session, office_id, mark=mark),
        running=errand_runs(session, office_id, kind=ErrandKind.REMATCH, now=now),
    )


def errand_runs(session: Session, office_id: str, *, kind: ErrandKind, now: int) -> bool:
    """Whether a living worker holds an errand of this kind."""
    held = select(Errand.id).join(Worker, col(Worker.id) == Errand.worker_id)
    running = held.where(Errand.office_id == office_id, Errand.kind == kind, col(Errand.ends) > now)
    return session.exec(running.where(col(Worker.seen) > now - WORKER_ALIVE)).first() is not None
