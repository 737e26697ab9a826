"""Counsel of a matter hands its key to another counsel, or takes it away from one. The office itself never held it."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from claims.errors import NotNow, NotValid
from claims.model.matter import Matter
from claims.model.staff import KeyWrap, Member
from claims.model.vocabulary import Role
from claims.rules.access import roles_of
from claims.store.database import UNTIL_DONE
from claims.store.keyring import Keyring, hand_key, matter_key
from claims.store.ledger import Actor, write_line


def add_counsel(
    session: Session, matter_id: str, *, member_id: str, keyring: Keyring, actor: Actor, now: datetime
) -> None:
    """The member holds the matter's key too. Refuses NotAllowed `no_key` for all but its counsel, NotValid `counsel_needed`."""
    private = matter_key(matter_id, keyring=keyring)
    matter = session.get_one(Matter, matter_id, with_for_update=UNTIL_DONE)
    member = session.get(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if not _is_counsel_here(member, office_id=matter.office_id):
        raise NotValid("counsel_needed")
    assert member is not None
    hand_key(session, member, kind="matter", key_id=matter.id, private=private)
    _note(session, matter, "add_counsel", member_id=member_id, actor=actor, now=now)


def remove_counsel(
    session: Session, matter_id: str, *, member_id: str, keyring: Keyring, actor: Actor, now: datetime
) -> None:
    """The member holds the key no more; what they took away before stays with them.

    Refuses NotAllowed `no_key` for all but its counsel, NotNow `last_counsel`, NotValid `counsel_needed` for somebody
    who does not hold it.
    """
    matter_key(matter_id, keyring=keyring)
    matter = session.get_one(Matter, matter_id, with_for_update=UNTIL_DONE)
    holders = counsel_ids(session, matter_id)
    if member_id not in holders:
        raise NotValid("counsel_needed")
    if holders == {member_id}:
        raise NotNow("last_counsel")
    held = (col(KeyWrap.key_kind) == "matter", col(KeyWrap.key_id) == matter_id, col(KeyWrap.member_id) == member_id)
    session.exec(delete(KeyWrap).where(*held))
    _note(session, matter, "remove_counsel", member_id=member_id, actor=actor, now=now)


def counsel_ids(session: Session, matter_id: str) -> set[str]:
    """Who holds a matter's key and works here."""
    held = select(KeyWrap.member_id).join(Member, col(Member.id) == KeyWrap.member_id).where(Member.active)
    return set(session.exec(held.where(KeyWrap.key_kind == "matter", KeyWrap.key_id == matter_id)))


def _is_counsel_here(member: Member | None, *, office_id: str) -> bool:
    return (
        member is not None
        and member.active
        and member.office_id == office_id
        and Role.COUNSEL in roles_of(member.roles)
    )


def _note(session: Session, matter: Matter, action: str, *, member_id: str, actor: Actor, now: datetime) -> None:
    details = {"member": member_id}
    write_line(session, matter.office_id, actor=actor, action=action, reference=matter.id, details=details, now=now)
