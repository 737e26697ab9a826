"""A member signs in with seven words and a code from their authenticator; either failing says the same and is in the ledger."""

import secrets
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlmodel import Session, col, select, update

from claims.errors import Damaged, NotAllowed
from claims.model.staff import Member, Office
from claims.store.clock import seconds
from claims.store.keyring import unlock_member_key
from claims.store.ledger import Actor, write_line
from claims.store.passphrases import SALT_BYTES, key_of_passphrase
from claims.store.seal import context, open_wrap
from claims.store.sessions import Visit

STEP = 30


def sign_in(session: Session, office_id: str, *, name: str, passphrase: str, code: str, now: datetime) -> Visit:
    """Both steps in one: `unlock`, then `admit`. Where others write meanwhile, take them one by one."""
    return admit(session, unlock(session, office_id, name=name, passphrase=passphrase), code=code, now=now)


@dataclass(frozen=True)
class Unlocked:
    """A member whose seven words were right, and their private key; not yet let in."""

    member: Member
    private: bytes


def unlock(session: Session, office_id: str, *, name: str, passphrase: str) -> Unlocked:
    """Try the words; only reads. It is slow on purpose, so never in a transaction that writes: everybody would wait.

    Refuses NotAllowed `sign_in`; the caller writes the failure's ledger line.
    """
    member = session.exec(
        select(Member).where(Member.office_id == office_id, Member.sign_in_name == name.strip().lower(), Member.active)
    ).first()
    if member is None:
        key_of_passphrase(passphrase, salt=secrets.token_bytes(SALT_BYTES))  # an unknown name costs the same
        raise NotAllowed("sign_in")
    private = unlock_member_key(member, passphrase=passphrase)
    if private is None:
        raise NotAllowed("sign_in", member=member.id)
    return Unlocked(member=member, private=private)


def admit(session: Session, unlocked: Unlocked, *, code: str, now: datetime) -> Visit:
    """The member's visit; a code is good once. Refuses NotAllowed `sign_in`; the caller writes the failure's ledger line."""
    member, private = unlocked.member, unlocked.private
    step = _accepted_step(member, private, code=code, now=now)
    accepted = session.exec(
        update(Member).where(col(Member.id) == member.id, col(Member.last_step) < step).values(last_step=step)
    )
    if not step or accepted.rowcount != 1:
        raise NotAllowed("sign_in", member=member.id)
    write_line(session, member.office_id, actor=Actor(id=member.id, role="member"), action="sign_in", now=now)
    return Visit(kind="member", office_id=member.office_id, subject=member.id, key=private, since=seconds(now))


def note_failed_sign_in(session: Session, office_id: str, *, member_id: str, now: datetime) -> None:
    """The failure stands in the ledger; of an unknown name only that somebody tried."""
    session.get_one(Office, office_id)
    write_line(session, office_id, actor=Actor(id=member_id, role="member"), action="sign_in_failed", now=now)


def _accepted_step(member: Member, private: bytes, *, code: str, now: datetime) -> int:
    """The TOTP step a code belongs to (one step of clock drift either way), or 0."""
    try:
        secret = open_wrap(private, member.second_factor, context=context("totp", member.office_id, member.id)).decode()
    except Damaged:
        return 0
    typed = "".join(c for c in code if c.isdigit())
    current = seconds(now) // STEP
    for step in (current, current - 1, current + 1):
        if secrets.compare_digest(pyotp.TOTP(secret).at(step * STEP).encode(), typed.encode()):
            return step
    return 0
