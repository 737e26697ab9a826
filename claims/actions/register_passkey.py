"""Register a passkey of one's own, or take one away. It stands for the authenticator's code at the door, not for the words."""

from datetime import datetime

from sqlmodel import Session, col, select

from claims.errors import Conflict, NotFound
from claims.model.staff import Member, Passkey
from claims.model.tables import random_key
from claims.store.clock import week_of
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line
from claims.store.member_keys import seal_label
from claims.store.passkeys import MadePasskey

MOST_EACH = 10


def register_passkey(session: Session, member_id: str, *, made: MadePasskey, label: str, now: datetime) -> None:
    """The passkey is good at the next sign-in. Refuses Conflict `passkey_known`, `passkeys_enough`."""
    member = session.get_one(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if session.exec(select(Passkey).where(Passkey.credential == made.credential)).first() is not None:
        raise Conflict("passkey_known")
    if len(passkeys_of(session, member_id)) >= MOST_EACH:
        raise Conflict("passkeys_enough")
    row_id = random_key()
    row = Passkey(
        id=row_id,
        office_id=member.office_id,
        member_id=member.id,
        credential=made.credential,
        public_key=made.public_key,
        sign_count=made.sign_count,
        label=seal_label(label, member=member, passkey_id=row_id),
        week=week_of(now),
    )
    session.add(row)
    session.flush()
    _note(session, member, "register_passkey", now=now)


def remove_passkey(session: Session, member_id: str, *, passkey_id: str, now: datetime) -> None:
    """It opens no door any more. Refuses NotFound for one that is not this member's."""
    row = session.get(Passkey, passkey_id)
    if row is None or row.member_id != member_id:
        raise NotFound("passkey")
    session.delete(row)
    session.flush()
    _note(session, session.get_one(Member, member_id), "remove_passkey", now=now)


def passkeys_of(session: Session, member_id: str) -> list[Passkey]:
    """All of a member's, the oldest first."""
    mine = select(Passkey).where(Passkey.member_id == member_id)
    return list(session.exec(mine.order_by(col(Passkey.week), col(Passkey.id))))


def _note(session: Session, member: Member, action: str, *, now: datetime) -> None:
    write_line(session, member.office_id, actor=Actor(id=member.id, role="member"), action=action, now=now)
