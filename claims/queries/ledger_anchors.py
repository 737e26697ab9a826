"""Where was the ledger's head put down, and when? This is where the worker learns what is due, and an office what failed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from claims.model.ledger import LedgerAnchor
from claims.settings import Settings
from claims.store.anchors import KEPT
from claims.store.clock import moment_of

EVERY = timedelta(days=1)
LONGEST_DISTANCE = 24


@dataclass(frozen=True)
class AnchorState:
    """One place: the hour and line that were last kept there ("" and 0: never), and since then how often it failed, when last, why."""

    place: str
    kept: str = ""
    number: int = 0
    failures: int = 0
    tried: str = ""
    outcome: str = ""

    def due(self, now: datetime) -> bool:
        """Once a day; after a failure at the next beat, then after 1, 2, 4 … hours, at most a day."""
        if self.failures:
            distance = min(2 ** (self.failures - 2), LONGEST_DISTANCE) if self.failures > 1 else 0
            return now >= moment_of(self.tried) + timedelta(hours=distance)
        return not self.kept or now >= moment_of(self.kept) + EVERY


def places_named(settings: Settings) -> tuple[str, ...]:
    """The places that the settings name: file, mail, timestamp."""
    named = (
        ("file", settings.anchor_file is not None),
        ("mail", bool(settings.anchor_mail)),
        ("timestamp", bool(settings.timestamp_url)),
    )
    return tuple(place for place, given in named if given)


def read_anchor_states(session: Session, office_id: str, *, places: Sequence[str]) -> list[AnchorState]:
    """How each of these places stands, in the order given."""
    return [_state(session, office_id, place) for place in places]


def _state(session: Session, office_id: str, place: str) -> AnchorState:
    there = (LedgerAnchor.office_id == office_id, LedgerAnchor.place == place)
    kept = session.exec(
        select(func.max(LedgerAnchor.hour), func.max(LedgerAnchor.number)).where(*there, LedgerAnchor.outcome == KEPT)
    ).one()
    hour, number = kept[0] or "", kept[1] or 0
    # Only hours stand in clear: what failed within the hour in which it was kept does not count.
    failed = (*there, LedgerAnchor.outcome != KEPT, col(LedgerAnchor.hour) > hour)
    failures, tried = session.exec(select(func.count(), func.max(LedgerAnchor.hour)).where(*failed)).one()
    last = select(LedgerAnchor.outcome).where(*failed).order_by(col(LedgerAnchor.hour).desc(), LedgerAnchor.id).limit(1)
    return AnchorState(
        place, hour, number, failures, tried or "", (session.exec(last).first() or "") if failures else ""
    )
