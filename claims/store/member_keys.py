"""What lies under a member's own pair: the private half under their words, the authenticator's secret, the names of their passkeys.

This is where each of these seals is spelled, and where all of them are moved to a new pair.
"""

from sqlmodel import Session, select

from claims.errors import Damaged
from claims.model.staff import KeyWrap, Member, Passkey
from claims.store.seal import context, open_sealed, open_wrap, seal, wrap_to


def lock_with(key: bytes, private: bytes, *, member_id: str) -> bytes:
    """A member's private key under the key of seven words."""
    return seal(key, private, context=context("member", member_id), least=64)


def unlock_with(key: bytes, locked: bytes | None, *, member_id: str) -> bytes | None:
    """The member's private key, or None where these words do not open it."""
    if not locked:
        return None
    try:
        return open_sealed(key, locked, context=context("member", member_id))
    except Damaged:
        return None


def seal_authenticator(secret: str, *, public: bytes, office_id: str, member_id: str) -> bytes:
    """The authenticator's secret under the member's own public key."""
    return wrap_to(public, secret.encode(), context=_authenticator(office_id, member_id))


def open_authenticator(member: Member, *, private: bytes) -> str:
    """The authenticator's secret; empty where it does not belong to this member."""
    try:
        return open_wrap(private, member.second_factor, context=_authenticator(member.office_id, member.id)).decode()
    except Damaged:
        return ""


def seal_label(label: str, *, member: Member, passkey_id: str) -> bytes:
    """What a member calls a passkey, 64 bytes at least."""
    bound = context("passkey", member.office_id, member.id, passkey_id)
    return wrap_to(member.public_key, label.encode().ljust(64), context=bound)


def open_label(passkey: Passkey, *, private: bytes) -> str:
    """What the member calls it."""
    bound = context("passkey", passkey.office_id, passkey.member_id, passkey.id)
    return open_wrap(private, passkey.label, context=bound).decode().rstrip()


def move_to_pair(session: Session, member: Member, *, private: bytes, public: bytes) -> None:
    """All that lies under the member's pair, `private` being its private half, lies under a new public half from now on."""
    for row in session.exec(select(KeyWrap).where(KeyWrap.member_id == member.id)):
        bound = context("held", row.office_id, member.id, row.key_kind, row.key_id, row.generation)
        row.wrapped = wrap_to(public, open_wrap(private, row.wrapped, context=bound), context=bound)
        session.add(row)
    for passkey in session.exec(select(Passkey).where(Passkey.member_id == member.id)):
        bound = context("passkey", passkey.office_id, member.id, passkey.id)
        passkey.label = wrap_to(public, open_wrap(private, passkey.label, context=bound), context=bound)
        session.add(passkey)
    bound = _authenticator(member.office_id, member.id)
    member.second_factor = wrap_to(public, open_wrap(private, member.second_factor, context=bound), context=bound)
    member.public_key = public
    session.add(member)
    session.flush()


def _authenticator(office_id: str, member_id: str) -> bytes:
    return context("totp", office_id, member_id)
