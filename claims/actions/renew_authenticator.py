"""A new authenticator: its secret replaces the old one once a code made by it was shown."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.sign_in import accepted_step
from claims.errors import NotValid
from claims.model.staff import Member
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line
from claims.store.member_keys import seal_authenticator


def renew_authenticator(session: Session, member_id: str, *, secret: str, code: str, now: datetime) -> None:
    """From now on only the new authenticator's codes are good; the one shown is used up. Refuses NotValid `code_wrong`."""
    step = accepted_step(secret, code=code, now=now)
    if not step:
        raise NotValid("code_wrong")
    member = session.get_one(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    member.second_factor = seal_authenticator(
        secret, public=member.public_key, office_id=member.office_id, member_id=member.id
    )
    member.last_step = max(step, member.last_step)
    session.add(member)
    session.flush()
    actor = Actor(id=member.id, role="member")
    write_line(session, member.office_id, actor=actor, action="renew_authenticator", now=now)
