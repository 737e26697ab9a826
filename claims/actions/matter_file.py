"""What only counsel of a matter know: read it, change it. It lies sealed under a key that only the matter's private half gives."""

from collections.abc import Callable

from pydantic import ValidationError
from sqlmodel import Session, select

from claims.errors import Damaged
from claims.model.matter import Matter, MatterFile
from claims.store.keyring import Keyring, matter_key
from claims.store.seal import context, derive, new_key, open_sealed, seal
from claims.store.sealed_files import new_identity

PURPOSE = "matter file"
LEAST = 8 * 1024


def read_matter_file(matter: Matter, *, keyring: Keyring) -> MatterFile:
    """The file; an empty one where nothing was kept yet. Raises NotAllowed for all but its counsel, Damaged."""
    if matter.counsel_file is None:
        return MatterFile(identity=new_identity())
    plain = open_sealed(_key(matter, keyring=keyring), matter.counsel_file, context=_place(matter))
    try:
        return MatterFile.model_validate_json(plain)
    except ValidationError:
        raise Damaged("matter_file") from None


def change_matter_file(
    session: Session, matter_id: str, *, change: Callable[[MatterFile], MatterFile], keyring: Keyring
) -> MatterFile:
    """The file as `change` makes it of the one that is there now, sealed and kept. Raises NotAllowed, Damaged, and what `change` refuses."""
    rows = select(Matter).where(Matter.id == matter_id).with_for_update(key_share=True)
    matter = session.exec(rows.execution_options(populate_existing=True)).one()
    file = change(read_matter_file(matter, keyring=keyring))
    plain = file.model_dump_json().encode()
    matter.counsel_file = seal(_key(matter, keyring=keyring), plain, context=_place(matter), least=LEAST)
    session.add(matter)
    session.flush()
    return file


def with_told_key(session: Session, matter_id: str, *, keyring: Keyring) -> MatterFile:
    """The file with the key that the matter's claimants will hold; made once, with the first thing they are told. Raises NotAllowed, Damaged."""
    return change_matter_file(
        session,
        matter_id,
        change=lambda file: file if file.told_key else file.model_copy(update={"told_key": new_key().hex()}),
        keyring=keyring,
    )


def _key(matter: Matter, *, keyring: Keyring) -> bytes:
    return derive(matter_key(matter.id, keyring=keyring), purpose=PURPOSE)


def _place(matter: Matter) -> bytes:
    return context(PURPOSE, matter.office_id, matter.id)
