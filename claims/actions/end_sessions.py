"""End all sessions of a member at once: every browser in which they are signed in is outside from the next page on."""

from datetime import datetime

from sqlmodel import Session

from claims.errors import NotFound
from claims.model.staff import Member
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line


def end_sessions(session: Session, office_id: str, *, member_id: str, actor: Actor, now: datetime) -> None:
    """No visit that began before is good any more; the member signs in anew. Refuses NotFound for a stranger."""
    member = session.get(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if member is None or member.office_id != office_id or not member.active:
        raise NotFound("member")
    member.epoch += 1
    session.add(member)
    session.flush()
    write_line(session, office_id, actor=actor, action="end_sessions", reference=member.id, now=now)
