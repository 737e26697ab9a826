"""What `claims doctor` says of backups: where they and their keys lie, how old the last one is. This is where a missing one is noticed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from claims.errors import Damaged, StartRefused
from claims.settings import Settings
from claims.store.backup_folder import BackupFolder, hour_of_backup, read_header
from claims.store.period_keys import find_period_key, is_over, keys_in

Check = tuple[str, str, str]
LATE = timedelta(days=2)


def backup_checks(settings: Settings, *, now: datetime) -> Iterator[Check]:
    """(ok, warn or FAIL; what was looked at; what to do)."""
    if settings.backups is None:
        yield (
            "warn",
            "no backups are made",
            "name two folders in CLAIMS_BACKUPS and CLAIMS_PERIOD_KEYS (docs/backups.md)",
        )
        return
    if not settings.period_keys:
        yield "FAIL", "keys of backups", "name one or two folders, apart from the backups, in CLAIMS_PERIOD_KEYS"
        return
    away = [folder for folder in (settings.backups, *settings.period_keys) if not folder.is_dir()]
    for folder in away:
        yield "FAIL", f"{folder} is not there", f"mount its disk, or make it: mkdir -m 700 {folder}"
    if not away:
        yield from _places(settings, settings.backups)
        yield from _keys(settings.period_keys, now=now)
        yield _age(settings.backups, now=now)


def _places(settings: Settings, backups: Path) -> Iterator[Check]:
    if len(settings.period_keys) == 1:
        yield "warn", "one folder of period keys", "name a second one on another disk: without its key no backup opens"
    for folder in settings.period_keys:
        if folder.stat().st_dev == backups.stat().st_dev:
            yield (
                "warn",
                f"{folder} lies on the disk of the backups",
                "put the keys on another: who takes both opens both",
            )
    if settings.folder.exists() and settings.folder.stat().st_dev == backups.stat().st_dev:
        yield (
            "warn",
            "backups lie on the disk of the office",
            "put CLAIMS_BACKUPS on another disk, best on another machine",
        )
    for folder in (backups, *settings.period_keys):
        if folder.stat().st_mode & 0o077:
            yield "warn", f"{folder} is open to others", f"chmod 700 {folder}"


def _keys(folders: tuple[Path, ...], *, now: datetime) -> Iterator[Check]:
    for folder in folders:
        for week, path in keys_in(folder).items():
            if is_over(week, now=now):
                yield "FAIL", f"{path} should have been destroyed", "start the worker, or run `claims backup`"
            if path.stat().st_mode & 0o077:
                yield "FAIL", f"{path} is open to others", f"chmod 600 {path}"
    for week in sorted({week for folder in folders for week in keys_in(folder)}):
        try:
            find_period_key(folders, week=week)
        except (Damaged, StartRefused) as refused:
            yield (
                "FAIL",
                f"the key of {week}",
                str(refused) if isinstance(refused, StartRefused) else "it is damaged in one folder",
            )


def _age(backups: Path, *, now: datetime) -> Check:
    made = BackupFolder(backups).backups()
    if not made:
        return "warn", "no backup yet", "run `claims backup`; the worker makes one each night"
    newest = made[-1]
    try:
        week = read_header(newest).week
    except Damaged:
        return "FAIL", f"the backup {newest.name} cannot be read", "run `claims backup`, then `claims backup verify`"
    hour = hour_of_backup(newest)
    if hour is None or now - hour > LATE:
        return "warn", f"the last good backup is of {newest.name[:14]}", "is the worker running? run `claims backup`"
    return "ok", f"the last good backup is of {newest.name[:14]}, week {week}", ""
