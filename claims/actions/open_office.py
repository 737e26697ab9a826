"""Open an office, once: its key pair, its two symmetric keys, and its first members with what they need to sign in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlmodel import Session, select

from claims.actions.make_member import NewMember as NewMember
from claims.actions.make_member import SignIn as SignIn
from claims.actions.make_member import make_member
from claims.errors import Conflict
from claims.model.staff import Office, OfficeKey
from claims.rules.access import HOLDS_OFFICE_KEY
from claims.store.keyring import hand_key, wrap_office_key
from claims.store.ledger import SERVICE, write_line
from claims.store.passphrases import make_words
from claims.store.seal import new_key, new_pair


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
    words = make_words(language=new.language)
    member, told = make_member(session, office.id, new=new, words=words, handed_by="office")
    if HOLDS_OFFICE_KEY & set(new.roles):
        hand_key(session, member, kind="office", key_id=office.id, private=office_private)
    details = {"member": member.id, "roles": list(new.roles)}
    write_line(session, office.id, actor=SERVICE, action="add_member", details=details, now=now)
    return told
