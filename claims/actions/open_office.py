"""Open an office, once: its key pair, its two symmetric keys, and its first members with what they need to sign in."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import pyotp
from sqlmodel import Session, select

from claims.errors import Conflict
from claims.model.staff import Member, Office, OfficeKey
from claims.model.vocabulary import Role
from claims.rules.access import HOLDS_OFFICE_KEY
from claims.store.keyring import hand_key, lock_member_key, wrap_office_key
from claims.store.ledger import SERVICE, write_line
from claims.store.passphrases import SALT_BYTES, new_passphrase
from claims.store.seal import context, new_key, new_pair, wrap_to


@dataclass(frozen=True)
class NewMember:
    """Somebody who will work here: name as shown, the name they type to sign in, roles, and `ko` or `en`."""

    name: str
    sign_in_name: str
    roles: tuple[Role, ...]
    language: str = "ko"


@dataclass(frozen=True)
class SignIn:
    """What a member is told once and the service keeps nowhere: seven words and the secret for their authenticator."""

    name: str
    sign_in_name: str
    roles: tuple[Role, ...]
    passphrase: str = field(repr=False)
    totp_secret: str = field(repr=False)


def open_office(
    session: Session,
    *,
    name: str,
    contact: str,
    firms: str,
    kind: Literal["real", "demonstration"],
    members: Sequence[NewMember],
    now: datetime,
) -> tuple[Office, tuple[SignIn, ...]]:
    """The office stands and its members can sign in. Refuses Conflict `office_exists` where one was opened before."""
    if session.exec(select(Office)).first() is not None:
        raise Conflict("office_exists")
    private, public = new_pair()
    office = Office(
        kind=kind, name=name, contact=contact, firms=firms, public_key=public, reading_wrap=b"", card_wrap=b""
    )
    office.reading_wrap = wrap_office_key(public, new_key(), office_id=office.id, which="reading")
    office.card_wrap = wrap_office_key(public, new_key(), office_id=office.id, which="card")
    session.add(office)
    session.flush()
    session.add(OfficeKey(office_id=office.id, generation=office.generation, public_key=public))
    write_line(session, office.id, actor=SERVICE, action="open_office", details={"kind": kind}, now=now)
    return office, tuple(_add(session, office, new, office_private=private, now=now) for new in members)


def _add(session: Session, office: Office, new: NewMember, *, office_private: bytes, now: datetime) -> SignIn:
    private, public = new_pair()
    passphrase, secret = new_passphrase(language=new.language), pyotp.random_base32()
    member = Member(
        office_id=office.id,
        name=new.name,
        sign_in_name=new.sign_in_name,
        roles=" ".join(new.roles),
        language=new.language,
        salt=secrets.token_bytes(SALT_BYTES),
        public_key=public,
    )
    member.locked_key = lock_member_key(private, passphrase=passphrase, salt=member.salt, member_id=member.id)
    member.second_factor = wrap_to(public, secret.encode(), context=context("totp", office.id, member.id))
    session.add(member)
    session.flush()
    if HOLDS_OFFICE_KEY & set(new.roles):
        hand_key(session, member, kind="office", key_id=office.id, private=office_private)
    details = {"member": member.id, "roles": list(new.roles)}
    write_line(session, office.id, actor=SERVICE, action="add_member", details=details, now=now)
    return SignIn(
        name=new.name, sign_in_name=new.sign_in_name, roles=new.roles, passphrase=passphrase, totp_secret=secret
    )
