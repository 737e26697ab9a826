"""Recover the office with sheets of paper: its key, and the keys of matters, are handed to a member with new words."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.invite_member import invite_member
from claims.actions.make_member import NewMember, SignIn
from claims.actions.reset_member import reset_member
from claims.errors import Damaged, NotValid
from claims.model.staff import Member, Office, RecoveryKey, RecoveryWrap
from claims.model.vocabulary import Role
from claims.rules.access import HOLDS_OFFICE_KEY, roles_of
from claims.store.keyring import Keyring, hand_key, office_keyring
from claims.store.ledger import SERVICE, write_line
from claims.store.passphrases import NewWords
from claims.store.recovery import open_recovery_wrap
from claims.store.seal import public_half


@dataclass(frozen=True)
class Recovered:
    """Who holds the keys now, what they are told once, and how many matters' keys they were handed."""

    member_id: str
    sign_in: SignIn = field(repr=False)
    matters: int


def opened_by_sheets(session: Session, office_id: str, *, private: bytes) -> Keyring:
    """What the sheets open, `private` being the half that their shares make: the office's key in force and matters' keys.

    Refuses NotValid `sheets_not_in_force` for sheets of an earlier set, Damaged when a wrap does not open.
    """
    public = public_half(private)
    found = select(RecoveryKey).where(RecoveryKey.office_id == office_id, RecoveryKey.public_key == public)
    recovery = session.exec(found).first()
    if recovery is None:
        raise NotValid("sheets_not_in_force")
    office = session.get_one(Office, office_id)
    keys: dict[tuple[str, str, int], bytes] = {}
    wraps = select(RecoveryWrap).where(RecoveryWrap.recovery_id == recovery.id)
    for row in session.exec(wraps.order_by(col(RecoveryWrap.key_id))):
        place = {"kind": row.key_kind, "key_id": row.key_id}
        keys[row.key_kind, row.key_id, row.generation] = open_recovery_wrap(
            private, row.wrapped, office_id=office_id, recovery=recovery.id, generation=row.generation, **place
        )
    office_key = keys.get(("office", office_id, office.generation), b"")
    if not office_key or public_half(office_key) != office.public_key:
        raise Damaged("recovery")
    matters = {key_id: key for (kind, key_id, _), key in keys.items() if kind == "matter"}
    return office_keyring(session, office, private=office_key, matters=matters)


def recover_office(
    session: Session, office_id: str, *, private: bytes, whom: NewMember | str, words: NewWords, now: datetime
) -> Recovered:
    """The office's key is handed to a new member (`whom`) or to one who is reset (`whom`: their id); the sheets stay good.

    A member who is counsel is handed the matters' keys too. Refuses what `opened_by_sheets`, inviting and resetting refuse,
    and NotValid `key_holder_needed` for somebody whose roles may not hold the office's key.
    """
    keyring = opened_by_sheets(session, office_id, private=private)
    if isinstance(whom, str):
        sign_in = reset_member(
            session, office_id, member_id=whom, words=words, keyring=keyring, actor=SERVICE, now=now
        ).sign_in
    else:
        sign_in = invite_member(session, office_id, new=whom, words=words, keyring=keyring, actor=SERVICE, now=now)
    member = session.exec(select(Member).where(Member.sign_in_name == sign_in.sign_in_name)).one()
    roles = roles_of(member.roles)
    if not HOLDS_OFFICE_KEY & roles:
        raise NotValid("key_holder_needed")
    matters = keyring.matters if Role.COUNSEL in roles else {}
    for matter_id, key in matters.items():
        hand_key(session, member, kind="matter", key_id=matter_id, private=key)
    details = {"matters": sorted(matters)}
    write_line(
        session, office_id, actor=SERVICE, action="recover_office", reference=member.id, details=details, now=now
    )
    return Recovered(member_id=member.id, sign_in=sign_in, matters=len(matters))
