"""Note a reading: the ledger line that stands before any sealed claim is opened for a member; no line, no reading."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from claims.store.ledger import Actor, Happened, write_lines


def note_reading(
    session: Session,
    office_id: str,
    *,
    actor: Actor,
    action: str,
    references: Sequence[str] = (),
    details: Mapping[str, object] | None = None,
    now: datetime,
) -> None:
    """One line per claim that is about to be opened, or a single one without a reference; `details` are sealed.

    The caller gives this a transaction of its own and opens nothing unless it was kept. Right: a deed with this alone,
    then the question. Wrong: the question first, or both in one transaction, where a failed line would come too late.
    """
    happened = [Happened(action, reference, details) for reference in references or ("",)]
    write_lines(session, office_id, actor=actor, happened=happened, now=now)
