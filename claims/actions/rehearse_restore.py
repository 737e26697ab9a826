"""Rehearse a restore: the newest backup comes back in a scratch place, is looked over, and the scratch place is destroyed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import disk_usage, rmtree
from tempfile import mkdtemp
from time import perf_counter

from sqlalchemy import func, select
from sqlmodel import col

from claims.actions.restore_backup import BackupSource, Restored, restore_backup
from claims.errors import StartRefused
from claims.model.claim import Claim
from claims.store.backup_folder import read_header
from claims.store.database import Database, open_engine
from claims.store.ledger import SERVICE, write_line
from claims.store.restore_target import RestoreTarget


@dataclass(frozen=True)
class Rehearsal:
    """What came of it: what was restored, in how many seconds, and how many claims stand in which status."""

    restored: Restored
    seconds: float
    statuses: dict[str, int]


def rehearse_restore(
    database: Database, office_id: str, *, source: BackupSource, scratch: Path, now: datetime
) -> Rehearsal:
    """The backup was restored below `scratch` as on a new machine, and nothing of it is left there; a ledger line says so.

    Always into SQLite, so that a PostgreSQL office learns that it could move. Needs no key but the week's. Raises StartRefused
    where the scratch place is too small, and what restore_backup raises.
    """
    _require_room(source, scratch)
    with _scratch_folder(scratch) as folder:
        target = RestoreTarget(folder / "office", f"sqlite:///{folder / 'office' / 'office.sqlite'}")
        began = perf_counter()
        restored = restore_backup(source, target, now=now)
        took = perf_counter() - began
        statuses = _statuses(target)
    details = {
        "backup": restored.contents.manifest.backup,
        "seconds": round(took),
        "problems": len(restored.problems),
    }
    with database.deed() as session:
        write_line(session, office_id, actor=SERVICE, action="drill", details=details, now=now)
    return Rehearsal(restored, took, statuses)


@contextmanager
def _scratch_folder(scratch: Path) -> Iterator[Path]:
    folder = Path(mkdtemp(prefix="claims-drill-", dir=scratch))
    try:
        yield folder
    finally:
        rmtree(folder)


def _require_room(source: BackupSource, scratch: Path) -> None:
    """Rows take less room in a table than as lines; the write-ahead log may hold them once more."""
    copies = sum(path.stat().st_size for path in source.parts.glob("??/*"))
    need, free = 2 * read_header(source.backup).tables.size + copies, disk_usage(scratch).free
    if need > free:
        raise StartRefused(
            f"{scratch} has room for {free >> 20} MiB and the drill may need {need >> 20}: name a larger place with --scratch."
        )


def _statuses(target: RestoreTarget) -> dict[str, int]:
    engine = Database(open_engine(target.database_url)).engine
    try:
        with engine.connect() as connection:
            counted = select(col(Claim.status), func.count()).group_by(col(Claim.status)).order_by(col(Claim.status))
            return {str(status): number for status, number in connection.execute(counted)}
    finally:
        engine.dispose()
