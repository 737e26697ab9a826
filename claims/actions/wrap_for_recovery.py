"""Wrap what somebody holds for recovery: whenever a key's holder is here, the recovery sheets in force learn to open it."""

from contextlib import suppress

from sqlmodel import Session, col, select

from claims.errors import Damaged
from claims.model.staff import Member, RecoveryKey, RecoveryWrap
from claims.store.keyring import Keyring, open_keyring
from claims.store.recovery import is_ours, wrap_to_recovery


def recovery_keys(session: Session, office_id: str) -> list[RecoveryKey]:
    """The recovery keys in force; there is one, or none while no sheets were printed."""
    found = select(RecoveryKey).where(RecoveryKey.office_id == office_id).order_by(col(RecoveryKey.id))
    return list(session.exec(found))


def wrap_for_recovery(session: Session, office_id: str, *, keyring: Keyring) -> int:
    """Every key of this keyring that the sheets in force do not open yet is wrapped for them; returns how many were.

    A recovery key that no holder of the office's key made is passed over by whoever can tell.
    """
    added = 0
    for recovery in recovery_keys(session, office_id):
        if keyring.opens_office and not is_ours(recovery.id, recovery.public_key, keyring=keyring):
            continue
        if keyring.opens_office:
            added += keep_recoverable(
                session,
                recovery,
                private=keyring.office,
                kind="office",
                key_id=office_id,
                generation=keyring.generation,
            )
        for matter_id, private in keyring.matters.items():
            added += keep_recoverable(session, recovery, private=private, kind="matter", key_id=matter_id)
    return added


def keep_held_recoverable(session: Session, member: Member, *, private: bytes) -> None:
    """At a sign-in: what this member holds is wrapped for the sheets in force. A damaged wrap of theirs keeps nobody out."""
    if recovery_keys(session, member.office_id):
        with suppress(Damaged):
            wrap_for_recovery(session, member.office_id, keyring=open_keyring(session, member, private=private))


def keep_recoverable(
    session: Session, recovery: RecoveryKey, *, private: bytes, kind: str, key_id: str, generation: int = 1
) -> bool:
    """This key is wrapped for one recovery key; False where it was already."""
    if session.get(RecoveryWrap, (recovery.id, kind, key_id, generation)) is not None:
        return False
    wrapped = wrap_to_recovery(
        recovery.public_key,
        private,
        office_id=recovery.office_id,
        recovery=recovery.id,
        kind=kind,
        key_id=key_id,
        generation=generation,
    )
    row = RecoveryWrap(
        recovery_id=recovery.id,
        key_kind=kind,
        key_id=key_id,
        generation=generation,
        office_id=recovery.office_id,
        wrapped=wrapped,
    )
    session.add(row)
    session.flush()
    return True
