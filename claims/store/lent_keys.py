"""What is lent of an office's keys, and of which generation: an errand that was lent keys of before a renewal must notice.

This is where keys are named for errands.
"""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from claims.errors import Damaged, NotNow
from claims.model.staff import Office, OfficeKey
from claims.store.keyring import Keyring

GENERATION = "generation"
PUBLIC = "public"


def generations_left(session: Session, office_id: str) -> list[int]:
    """Earlier generations of the office's key that claims may still be wrapped to, oldest first. Needs no key."""
    office = select(Office.generation).where(Office.id == office_id).scalar_subquery()
    left = select(OfficeKey.generation).where(OfficeKey.office_id == office_id, col(OfficeKey.in_use))
    return list(session.exec(left.where(OfficeKey.generation < office).order_by(col(OfficeKey.generation))))


def lent_readings(session: Session, office_id: str, *, keyring: Keyring) -> dict[str, str]:
    """The reading key under its name, and those of earlier generations that claims still lie under, for an errand."""
    older = {
        f"reading:{generation}": keyring.reading_key(generation).hex()
        for generation in generations_left(session, office_id)
    }
    return {GENERATION: str(keyring.generation), "reading": keyring.reading.hex(), **older}


def lent_for_rotation(session: Session, office_id: str, *, keyring: Keyring) -> dict[str, str]:
    """Lent to wrap all claims anew: reading keys old and new, earlier private keys, and of the new pair the public half only."""
    older = {
        f"office:{generation}": keyring.office_key(generation).hex()
        for generation in generations_left(session, office_id)
    }
    return lent_readings(session, office_id, keyring=keyring) | older | {PUBLIC: keyring.office_public.hex()}


def generation_of(keys: Mapping[str, str]) -> int:
    """Of which generation the lent reading key is."""
    return int(keys.get(GENERATION, "1"))


def readings_of(keys: Mapping[str, str]) -> dict[int, bytes]:
    """The lent reading keys by generation."""
    return {generation_of(keys): bytes.fromhex(keys["reading"])} | _numbered(keys, "reading")


def privates_of(keys: Mapping[str, str]) -> dict[int, bytes]:
    """The lent earlier private keys by generation."""
    return _numbered(keys, "office")


def _numbered(keys: Mapping[str, str], name: str) -> dict[int, bytes]:
    named = {key.partition(":")[2]: value for key, value in keys.items() if key.startswith(f"{name}:")}
    return {int(generation): bytes.fromhex(value) for generation, value in named.items()}


def check_not_renewed(session: Session, office_id: str, *, keys: Mapping[str, str]) -> Office:
    """The office's row, locked until the deed is done. Refuses NotNow `keys_renewed` where the lent keys are of before a renewal.

    Raises Damaged `office_key` where the public half in force is not the one that was lent: nothing is wrapped to a stranger's key.
    """
    locked = select(Office).where(Office.id == office_id).with_for_update(key_share=True)
    office = session.exec(locked.execution_options(populate_existing=True)).one()
    if office.generation != generation_of(keys):
        raise NotNow("keys_renewed")
    if PUBLIC in keys and office.public_key.hex() != keys[PUBLIC]:
        raise Damaged("office_key")
    return office
