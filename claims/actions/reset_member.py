"""Reset a member who lost their words: a new pair, new words, a new authenticator. Nobody can look the old ones up."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from claims.actions.make_member import SignIn, give_sign_in, hand_office_key
from claims.errors import NotAllowed, NotFound
from claims.model.staff import KeyWrap, Member, Passkey
from claims.rules.access import HOLDS_OFFICE_KEY, roles_of
from claims.store.database import UNTIL_DONE
from claims.store.keyring import Keyring
from claims.store.known_browsers import forget_browsers
from claims.store.ledger import Actor, write_line
from claims.store.passphrases import NewWords


@dataclass(frozen=True)
class WaitingMatter:
    """A matter whose key the member held; `holders`: how many others still hold it and can hand it again."""

    matter_id: str
    holders: int


@dataclass(frozen=True)
class Reset:
    """What the member is told once, and the matters that wait for another counsel to hand their key again."""

    sign_in: SignIn
    waiting: tuple[WaitingMatter, ...]


def reset_member(
    session: Session,
    office_id: str,
    *,
    member_id: str,
    words: NewWords,
    keyring: Keyring,
    actor: Actor,
    now: datetime,
) -> Reset:
    """All that lay under the old pair is gone: keys held, passkeys, sessions, known browsers. The office's key is handed again.

    Refuses NotAllowed `no_key` where the member holds the office's key and whoever resets them does not; NotFound for
    somebody who does not work here, and for oneself: one's own words are renewed at one's own door.
    """
    member = session.get(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if member is None or member.office_id != office_id or not member.active or member.id == actor.id:
        raise NotFound("member")
    holds = bool(HOLDS_OFFICE_KEY & roles_of(member.roles))
    if holds and not keyring.opens_office:
        raise NotAllowed("no_key")
    waiting = matters_held_by(session, member.id)
    session.exec(delete(KeyWrap).where(col(KeyWrap.member_id) == member.id))
    session.exec(delete(Passkey).where(col(Passkey.member_id) == member.id))
    forget_browsers(session, member.id)
    told = give_sign_in(member, words=words)
    member.next_salt = member.next_key = None
    member.last_step, member.renew, member.epoch = 0, True, member.epoch + 1
    session.add(member)
    session.flush()
    if holds:
        hand_office_key(session, member, keyring=keyring)
    details = {"waiting": [each.matter_id for each in waiting]}
    write_line(session, office_id, actor=actor, action="reset_member", reference=member.id, details=details, now=now)
    return Reset(sign_in=told, waiting=waiting)


def matters_held_by(session: Session, member_id: str) -> tuple[WaitingMatter, ...]:
    """The matters whose key this member holds, each with how many others hold it."""
    mine = select(KeyWrap.key_id).where(KeyWrap.member_id == member_id, KeyWrap.key_kind == "matter").distinct()
    return tuple(
        WaitingMatter(matter_id=matter_id, holders=len(_others(session, matter_id, member_id)))
        for matter_id in session.exec(mine.order_by(col(KeyWrap.key_id)))
    )


def _others(session: Session, matter_id: str, member_id: str) -> list[str]:
    held = select(KeyWrap.member_id).join(Member, col(Member.id) == KeyWrap.member_id).where(Member.active)
    others = held.where(KeyWrap.key_kind == "matter", KeyWrap.key_id == matter_id, KeyWrap.member_id != member_id)
    return list(session.exec(others.distinct()))
