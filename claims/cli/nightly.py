"""What the worker does each night beside its errands: a backup, and what belongs to nobody any more goes. This is where the night begins."""

import sys
from datetime import datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

from sqlalchemy.exc import DBAPIError

from claims.actions.drop_strange_folders import drop_strange_folders
from claims.actions.end_old_periods import end_old_periods
from claims.actions.make_backup import make_backup
from claims.cli.backup import cause
from claims.cli.backup_words import sentence
from claims.errors import Damaged, StartRefused
from claims.settings import Settings
from claims.store.backup_folder import BackupFolder, hour_of_backup
from claims.store.backup_places import BackupPlaces, backup_places
from claims.store.database import Database
from claims.store.ledger import SERVICE, write_line
from claims.store.vault import Vault

NIGHT_HOUR = 3  # in the office's zone: few are awake, and a backup shows no more than that it was night
TRIED_AGAIN = timedelta(hours=1)
LOOKED_AGAIN = timedelta(minutes=5)
LONG_AGO = timedelta(days=365)


def last_night(moment: datetime, zone: ZoneInfo) -> datetime:
    """The latest time it was three at night in the office."""
    here = moment.astimezone(zone)
    night = here.replace(hour=NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night <= here else night - timedelta(days=1)


def backup_is_due(folder: BackupFolder, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether none was made since last night; one that was missed is made up for."""
    hours = [hour for backup in folder.backups() if (hour := hour_of_backup(backup))]
    return not hours or hours[-1] < last_night(moment, zone)


class Nightly:
    """Runs beside the worker's beat in a thread of its own, so that errands go on meanwhile."""

    def __init__(self, database: Database, office_id: str, *, vault: Vault, settings: Settings) -> None:
        self._database, self._office_id, self._vault, self._zone = database, office_id, vault, settings.timezone
        self._places = backup_places(settings) if settings.backups and settings.period_keys else None
        self._thread: Thread | None = None
        self._last: dict[str, datetime] = {}

    def beat(self, moment: datetime) -> None:
        """Start what is due, if nothing runs."""
        if self._thread is not None and self._thread.is_alive():
            return
        if self._is_time("look", moment, every=LOOKED_AGAIN):
            self._thread = Thread(target=self._chores, args=[moment], name="nightly")
            self._thread.start()

    def finish(self) -> None:
        """Wait for what was begun."""
        if self._thread is not None:
            self._thread.join()

    def _is_time(self, what: str, moment: datetime, *, every: timedelta) -> bool:
        due = moment - self._last.get(what, moment - LONG_AGO) >= every
        if due:
            self._last[what] = moment
        return due

    def _chores(self, moment: datetime) -> None:
        places = self._places
        try:
            if self._is_time("folders", moment, every=timedelta(days=1)):
                drop_strange_folders(self._database, vault=self._vault, now=moment)
            if places is not None:
                end_old_periods(self._database, self._office_id, places=places, now=moment)
                self._back_up(places, moment)
        except (OSError, DBAPIError) as error:
            print(f"claims work: {cause(error)}", file=sys.stderr)

    def _back_up(self, places: BackupPlaces, moment: datetime) -> None:
        """One that fails is tried again each hour; the ledger has a line of each."""
        if not backup_is_due(places.folder, moment, self._zone):
            return
        if not self._is_time("backup", moment, every=TRIED_AGAIN):
            return
        try:
            make_backup(self._database, self._office_id, vault=self._vault, places=places, now=moment)
        except Damaged as damage:
            self._failed(sentence(damage), moment)
        except StartRefused as refused:
            self._failed(str(refused), moment)
        except (OSError, DBAPIError) as error:
            self._failed(cause(error), moment)

    def _failed(self, why: str, moment: datetime) -> None:
        print(f"claims work: no backup was made. {why}", file=sys.stderr)
        with self._database.deed() as session:
            write_line(
                session, self._office_id, actor=SERVICE, action="backup_failed", details={"why": why}, now=moment
            )
