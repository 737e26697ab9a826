"""Invite a member: they are added with words and an authenticator that are shown once and are good for making one's own."""

from datetime import datetime

from sqlmodel import Session, select

from claims.actions.make_member import NewMember, SignIn, hand_office_key, make_member
from claims.errors import Conflict, NotAllowed, NotValid
from claims.model.staff import Member
from claims.rules.access import HOLDS_OFFICE_KEY
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line
from claims.store.passphrases import NewWords


def invite_member(
    session: Session,
    office_id: str,
    *,
    new: NewMember,
    words: NewWords,
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> SignIn:
    """The member is added; roles that hold the office's key are handed it by the inviter, matters' keys by their counsel.

    Refuses NotAllowed `no_key` where the inviter has no office key to hand, Conflict `name_taken`, NotValid `roles_needed`.
    """
    if not new.roles:
        raise NotValid("roles_needed")
    holds = bool(HOLDS_OFFICE_KEY & set(new.roles))
    if holds and not keyring.opens_office:
        raise NotAllowed("no_key")
    if session.exec(select(Member).where(Member.sign_in_name == new.sign_in_name)).first() is not None:
        raise Conflict("name_taken")
    member, told = make_member(session, office_id, new=new, words=words, handed_by="member")
    if holds:
        hand_office_key(session, member, keyring=keyring)
    details = {"roles": list(new.roles)}
    write_line(session, office_id, actor=actor, action="invite_member", reference=member.id, details=details, now=now)
    return told
