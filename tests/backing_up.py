"""Backups of an office of tests/make.py, and restores of them. This is where tests of backups get what they stand on.

kept = Kept(office, tmp_path)
made = kept.back_up()
back = kept.restore(made, tmp_path / "new")
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from claims.actions.make_backup import BackupMade, make_backup
from claims.actions.restore_backup import BackupSource, Restored, restore_backup
from claims.model.claim import Claim
from claims.store.backup_folder import BackupFolder
from claims.store.backup_places import BackupPlaces
from claims.store.database import Database, open_engine
from claims.store.restore_target import RestoreTarget
from tests.make import MadeOffice


class Kept:
    """The places of an office's backups, below a folder: one for backups, two for keys. Its lists are written by its deeds."""

    def __init__(self, office: MadeOffice, folder: Path) -> None:
        self.office, self.root, self.keys = office, folder / "backups", (folder / "keys-one", folder / "keys-two")
        for each in (self.root, *self.keys):
            each.mkdir()
        self.places = BackupPlaces(BackupFolder(self.root), self.keys)
        office.database.erased_lists = self.places.erased_lists

    def back_up(self, *, now: datetime | None = None) -> BackupMade:
        """Made and verified."""
        office = self.office
        return make_backup(
            office.database, office.office.id, vault=office.vault, places=self.places, now=now or office.now
        )

    def source(self, backup: Path) -> BackupSource:
        """A backup with all that lies beside it."""
        return BackupSource(backup, self.places.folder.parts, self.keys, self.places.erased_lists)

    def restore(
        self, backup: Path, folder: Path, *, url: str = "", now: datetime | None = None, leave_out_damaged: bool = False
    ) -> Restored:
        """Into a folder, by default with a SQLite database in it."""
        return restore_backup(
            self.source(backup),
            target(folder, url=url),
            now=now or self.office.now,
            leave_out_damaged=leave_out_damaged,
        )


def target(folder: Path, *, url: str = "") -> RestoreTarget:
    """An empty place."""
    return RestoreTarget(folder, url or f"sqlite:///{folder / 'office.sqlite'}")


@contextmanager
def opened(place: RestoreTarget) -> Iterator[Database]:
    """The database of a restored office."""
    database = Database(open_engine(place.database_url))
    try:
        yield database
    finally:
        database.engine.dispose()


def claim_ids(database: Database) -> set[str]:
    """The claims that have a row."""
    with database.question() as session:
        return {claim.id for claim in session.exec(select(Claim))}
