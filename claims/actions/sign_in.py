"""A member signs in with seven words and a code or a passkey; either failing says the same and is in the ledger."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

import pyotp
from sqlmodel import Session, col, select, update

from claims.actions.renew_words import confirm_words
from claims.actions.wrap_for_recovery import keep_held_recoverable
from claims.errors import NotAllowed
from claims.model.staff import Member, Office, Passkey
from claims.store.clock import seconds
from claims.store.ledger import Actor, write_line
from claims.store.member_keys import open_authenticator, unlock_with
from claims.store.passkeys import UsedPasskey
from claims.store.passphrases import SALT_BYTES, key_of_passphrase
from claims.store.sessions import Visit

STEP = 30


def sign_in(session: Session, office_id: str, *, name: str, passphrase: str, code: str, now: datetime) -> Visit:
    """Both steps in one: `unlock`, then `admit`. Where others write meanwhile, take them one by one."""
    return admit(session, unlock(session, office_id, name=name, passphrase=passphrase), second=code, now=now)


@dataclass(frozen=True)
class Unlocked:
    """A member whose seven words were right, and their private key; not yet let in.

    `new_key`: the key of the words, where they are new ones that were made and not used before; else empty.
    """

    member: Member
    private: bytes
    new_key: bytes = b""


def member_named(session: Session, office_id: str, name: str) -> Member | None:
    """Who signs in by this name here, if anybody does."""
    named = select(Member).where(Member.office_id == office_id, Member.sign_in_name == name.strip().lower())
    return session.exec(named.where(Member.active)).first()


def unlock(session: Session, office_id: str, *, name: str, passphrase: str) -> Unlocked:
    """Try the words; only reads. It is slow on purpose, so never in a transaction that writes: everybody would wait.

    Words that were offered lie under the same salt, so one computation tries both. Refuses NotAllowed `sign_in`; the
    caller writes the failure's ledger line.
    """
    member = member_named(session, office_id, name)
    # An unknown name costs the same.
    key = key_of_passphrase(passphrase, salt=member.salt if member else secrets.token_bytes(SALT_BYTES))
    if member is None:
        raise NotAllowed("sign_in")
    private = unlock_with(key, member.locked_key, member_id=member.id)
    if private is not None:
        return Unlocked(member=member, private=private)
    offered = unlock_with(key, member.next_key, member_id=member.id)
    if offered is not None:
        return Unlocked(member=member, private=offered, new_key=key)
    raise NotAllowed("sign_in", member=member.id)


def admit(session: Session, unlocked: Unlocked, *, second: str | UsedPasskey, now: datetime) -> Visit:
    """The member's visit, by a code or a passkey; either is good once. New words that were used hold from now on.

    Refuses NotAllowed `sign_in`; the caller writes the failure's ledger line.
    """
    member = unlocked.member
    show_second(session, unlocked, second=second, now=now)
    write_line(session, member.office_id, actor=Actor(id=member.id, role="member"), action="sign_in", now=now)
    visit = Visit(
        kind="member",
        office_id=member.office_id,
        subject=member.id,
        key=unlocked.private,
        since=seconds(now),
        proved=seconds(now),
        epoch=member.epoch,
    )
    keep_held_recoverable(session, member, private=unlocked.private)
    if not unlocked.new_key:
        return visit
    private = confirm_words(session, member.id, key=unlocked.new_key, now=now)
    return replace(visit, key=private, epoch=session.get_one(Member, member.id).epoch)


def show_second(session: Session, unlocked: Unlocked, *, second: str | UsedPasskey, now: datetime) -> None:
    """The code or the passkey is used up. Refuses NotAllowed `sign_in` where it is wrong or was used before."""
    member = unlocked.member
    if isinstance(second, UsedPasskey):
        mine = (col(Passkey.id) == second.row_id, col(Passkey.member_id) == member.id)
        counted = update(Passkey).where(*mine, col(Passkey.sign_count) == second.before)
        accepted = session.exec(counted.values(sign_count=second.now)).rowcount == 1
    else:
        step = accepted_step(open_authenticator(member, private=unlocked.private), code=second, now=now)
        later = update(Member).where(col(Member.id) == member.id, col(Member.last_step) < step)
        accepted = bool(step) and session.exec(later.values(last_step=step)).rowcount == 1
    if not accepted:
        raise NotAllowed("sign_in", member=member.id)


def note_failed_sign_in(session: Session, office_id: str, *, member_id: str, now: datetime) -> None:
    """The failure stands in the ledger; of an unknown name only that somebody tried."""
    _note(session, office_id, "sign_in_failed", member_id=member_id, now=now)


def note_blocked_sign_in(session: Session, office_id: str, *, member_id: str, now: datetime) -> None:
    """A name was tried too often from browsers that are not known; no further try of this window leaves a line."""
    _note(session, office_id, "sign_in_blocked", member_id=member_id, now=now)


def note_proof(session: Session, member: Member, action: str, *, now: datetime) -> None:
    """A member who is here showed once more who they are (`prove`), or failed to (`prove_failed`)."""
    _note(session, member.office_id, action, member_id=member.id, now=now)


def accepted_step(secret: str, *, code: str, now: datetime) -> int:
    """The TOTP step a code belongs to (one step of clock drift either way), or 0."""
    if not secret:
        return 0
    typed = "".join(c for c in code if c.isdigit())
    current = seconds(now) // STEP
    for step in (current, current - 1, current + 1):
        if secrets.compare_digest(pyotp.TOTP(secret).at(step * STEP).encode(), typed.encode()):
            return step
    return 0


def _note(session: Session, office_id: str, action: str, *, member_id: str, now: datetime) -> None:
    session.get_one(Office, office_id)
    write_line(session, office_id, actor=Actor(id=member_id, role="member"), action=action, now=now)
