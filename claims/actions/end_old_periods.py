"""End periods: 35 days after a week began its key is destroyed everywhere, and its backups, which nothing opens any more, are removed."""

from datetime import datetime

from claims.errors import Damaged
from claims.store.backup_folder import read_header
from claims.store.backup_places import BackupPlaces
from claims.store.database import Database
from claims.store.ledger import SERVICE, Happened, write_lines
from claims.store.period_keys import end_old_keys, is_over


def end_old_periods(database: Database, office_id: str, *, places: BackupPlaces, now: datetime) -> frozenset[str]:
    """No key is left of a week that is over, in any folder that is there, and no backup of it; a ledger line names each week.

    A folder that is away keeps its old keys until it is back: `claims doctor` says so.
    """
    ended = end_old_keys(places.keys, now=now)
    for backup in places.folder.backups():
        try:
            over = is_over(read_header(backup).week, now=now)
        except Damaged:  # what cannot be read is for a person to look at
            continue
        if over:
            places.folder.drop(backup, now=now)
    if ended:
        happened = [Happened("end_period", details={"week": week}) for week in sorted(ended)]
        with database.deed() as session:
            write_lines(session, office_id, actor=SERVICE, happened=happened, now=now)
    return ended
