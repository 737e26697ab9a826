"""Make a backup: one moment of every table under the key of this week, and a copy of every sealed part. The service runs on meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree

from sqlalchemy import Connection, select
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from claims.actions.end_old_periods import end_old_periods
from claims.errors import Damaged, StartRefused
from claims.model.claim import Erasure
from claims.model.staff import Office
from claims.model.tables import random_key
from claims.store.backup_folder import check_files, read_header, write_header
from claims.store.backup_places import BackupPlaces
from claims.store.backup_reading import (
    Contents,
    ListedPart,
    Manifest,
    missing_parts,
    read_contents,
    read_listed,
)
from claims.store.backup_writing import write_listed, write_tables
from claims.store.clock import hour_of, start_of_week
from claims.store.database import Database, known_revisions, revision_of
from claims.store.database_copy import snapshot
from claims.store.erased_lists import ErasedClaim, bring_up_to_date
from claims.store.ledger import SERVICE, write_line
from claims.store.part_copies import PartCopies
from claims.store.period_keys import PeriodKey, make_period_key
from claims.store.vault import Vault
from claims.store.vault_folders import named_folders

Place = tuple[str, str]  # vault folder and part name


@dataclass(frozen=True)
class BackupMade:
    """What was made, as it was read back; how many parts were copied now, and how many copies nobody lists any more went.

    `lists_behind`: lists of erased claims that could not be written.
    """

    backup: Path
    contents: Contents
    copied: int
    dropped: int
    lists_behind: tuple[Path, ...]


def make_backup(database: Database, office_id: str, *, vault: Vault, places: BackupPlaces, now: datetime) -> BackupMade:
    """A whole, verified backup is in its folder, with a ledger line; backups and keys whose time is over are gone.

    What was made is read back: every row decrypted and counted, every listed part there. Raises StartRefused naming a folder
    or a database that is not ready, Damaged when what was written does not read back; then nothing of it is left.
    """
    with places.folder.alone():
        end_old_periods(database, office_id, places=places, now=now)
        half = places.folder.begin()
        try:
            copies = places.copies()
            copies.drop_half_made()
            behind = _lists_up_to_date(database, places=places, now=now)
            key = make_period_key(places.keys, office_id=office_id, now=now)
            copied = _write(half, database, office_id, vault=vault, copies=copies, key=key, now=now)
            contents = _read_back(half, key=key, copies=copies)
            final = places.folder.finish(half, now=now)
        except BaseException:
            rmtree(half, ignore_errors=True)
            raise
        dropped = _drop_unlisted(places, copies, now=now)
    _note(database, office_id, contents, now=now)
    return BackupMade(final, contents, copied=copied, dropped=dropped, lists_behind=tuple(behind))


def _write(
    half: Path, database: Database, office_id: str, *, vault: Vault, copies: PartCopies, key: PeriodKey, now: datetime
) -> int:
    """Most parts are copied before the moment of the snapshot, so that it is short; what came since then, in it."""
    copier = _Copier(vault, copies, time=start_of_week(now))
    copier.copy(_places(vault, _folders_now(database)))
    before = _places(vault, _folders_now(database))
    with snapshot(database) as connection:
        office = connection.execute(select(col(Office.name), col(Office.kind)).where(col(Office.id) == office_id)).one()
        revision = _current_revision(connection)
        folders = set(named_folders(connection))
        wanted = {place for place in before if place[0] in folders} | set(_places(vault, sorted(folders)))
        listed = copier.copy(sorted(wanted))
        backup = random_key()
        proof = write_listed(half, listed, backup=backup, identity=key.identity)
        manifest = Manifest(
            backup=backup,
            office_id=office_id,
            office=office.name,
            kind=office.kind,
            hour=hour_of(now),
            week=key.week,
            revision=revision,
            parts=len(listed),
            gone=len(wanted) - len(listed),
            proof=proof,
        )
        write_tables(half, connection, manifest=manifest, identity=key.identity)
    copies.sync()
    write_header(half, week=key.week, office_id=office_id)
    return copier.copied


class _Copier:
    """Copies parts that have no copy yet, and counts them. One that was destroyed meanwhile is left out."""

    def __init__(self, vault: Vault, copies: PartCopies, *, time: int) -> None:
        self._vault, self._copies, self._time = vault, copies, time
        self._sizes: dict[str, int] = {}
        self.copied = 0

    def copy(self, places: list[Place]) -> list[ListedPart]:
        """The parts that have a copy now."""
        return [part for folder, name in places if (part := self._copied(folder, name))]

    def _copied(self, folder: str, name: str) -> ListedPart | None:
        digest = self._copies.known.get(name)
        if digest is None:
            try:
                sealed = self._vault.open_part(folder, name)
            except Damaged:
                return None
            digest = self._copies.put(name, sealed, time=self._time)
            self.copied += 1
        size = self._copies.path_of(name, digest).stat().st_size
        return ListedPart(folder, name, size, digest)


def _folders_now(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return named_folders(connection)


def _places(vault: Vault, folders: list[str]) -> list[Place]:
    return [(folder, name) for folder in folders for name in vault.list(folder)]


def _current_revision(connection: Connection) -> str:
    revision = revision_of(connection)
    if revision != known_revisions()[0]:
        raise StartRefused(
            "The database is of another version of this service: run `claims upgrade`, then make the backup."
        )
    return revision


def _read_back(half: Path, *, key: PeriodKey, copies: PartCopies) -> Contents:
    header = read_header(half)
    check_files(half, header)
    contents = read_contents(half, header=header, key=key)
    for damage in missing_parts(contents.parts, copies):
        raise damage
    return contents


def _lists_up_to_date(database: Database, *, places: BackupPlaces, now: datetime) -> list[Path]:
    with database.question() as session:
        return bring_up_to_date(places.erased_lists, _erased(session), now=now)


def _erased(session: Session) -> Iterator[ErasedClaim]:
    for row in session.exec(select_rows(Erasure)):
        yield ErasedClaim(row.week, row.office_id, row.claim_id, row.vault_folder)


def _drop_unlisted(places: BackupPlaces, copies: PartCopies, *, now: datetime) -> int:
    """Copies that no backup lists go. Where a list does not open, nobody knows what it lists, and all copies stay."""
    listed: set[str] = set()
    for backup in places.folder.backups():
        try:
            key = places.key_of(read_header(backup))
            listed.update(part.name for part in read_listed(backup, key=key))
        except (Damaged, StartRefused):
            return 0
    return copies.drop_unlisted(listed, time=start_of_week(now))


def _note(database: Database, office_id: str, contents: Contents, *, now: datetime) -> None:
    details = {"backup": contents.manifest.backup, "week": contents.manifest.week, "parts": contents.manifest.parts}
    with database.deed() as session:
        write_line(session, office_id, actor=SERVICE, action="backup", details=details, now=now)
    database.forget()
