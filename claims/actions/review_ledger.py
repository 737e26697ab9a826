"""Review the ledger: that somebody looked at a month stands in the ledger in clear, what they found stands there sealed."""

from datetime import datetime

from sqlmodel import Session

from claims.store.ledger import Actor, write_line


def review_ledger(session: Session, office_id: str, *, month: str, findings: str, actor: Actor, now: datetime) -> None:
    """One line `review` whose reference is the month (`2026-11`); `findings` may be empty."""
    details = {"findings": findings.strip()}
    write_line(session, office_id, actor=actor, action="review", reference=month, details=details, now=now)
