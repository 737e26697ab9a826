"""The folder of backups: one folder per backup, named by the hour it was made in; copies of parts; the list of erased claims.

    2026-11-22T18Z-1/header.json tables.age parts.age     parts/ab/…     erased

One is made under another name and renamed when it is whole. Names and times show the hour. This is where backups lie.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from claims.errors import Damaged, StartRefused
from claims.store.clock import hour_of
from claims.store.period_keys import sync_folder
from claims.store.vault import is_vault_name

FORMAT = 1
HEADER, TABLES, PARTS = "header.json", "tables.age", "parts.age"
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}Z)-(\d{1,4})")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_HALF = "half-"


@dataclass(frozen=True)
class SealedFile:
    """One sealed file of a backup as its header names it; `size` in bytes, of a size class."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Header:
    """All that a backup says without a key: which office's key of which week opens it, and whether its files are as they were written."""

    week: str
    office_id: str
    tables: SealedFile
    parts: SealedFile


class BackupFolder:
    """CLAIMS_BACKUPS."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def parts(self) -> Path:
        return self.root / "parts"

    def backups(self) -> list[Path]:
        """The whole backups, oldest first."""
        there = [(found, path) for path in self._inside() if (found := _NAME.fullmatch(path.name))]
        return [path for _, path in sorted(there, key=lambda each: (each[0][1], int(each[0][2])))]

    def _inside(self) -> list[Path]:
        return list(self.root.iterdir()) if self.root.is_dir() else []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else makes a backup here until the block ends. Raises StartRefused where somebody does, or the folder is not there."""
        if not self.root.is_dir():
            raise StartRefused(f"{self.root} (CLAIMS_BACKUPS) is not there: make it (mkdir -m 700), or mount its disk.")
        descriptor = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise StartRefused(f"Another backup is being made in {self.root}: wait until it is done.") from None
        try:
            yield
        finally:
            os.close(descriptor)

    def begin(self) -> Path:
        """A place for a new one. What killed runs left is taken away first."""
        for path in self._inside():
            if path.name.startswith(_HALF):
                shutil.rmtree(path)
        half = self.root / f"{_HALF}{os.getpid()}"
        half.mkdir(mode=0o700)
        return half

    def finish(self, half: Path, *, now: datetime) -> Path:
        """The new one is whole: it has its name, and is on the disk."""
        hour = hour_of(now)
        taken = {int(found[2]) for path in self._inside() if (found := _NAME.fullmatch(path.name)) and found[1] == hour}
        final = self.root / f"{hour}-{max(taken, default=0) + 1}"
        self._show_hour(half, now=now)
        sync_folder(half)
        half.rename(final)
        self._show_hour(final, now=now)
        sync_folder(self.root)
        return final

    def drop(self, backup: Path, *, now: datetime) -> None:
        """Take a backup away."""
        shutil.rmtree(backup)
        self._show_hour(self.root, now=now)

    def _show_hour(self, place: Path, *, now: datetime) -> None:
        hour = int(now.replace(minute=0, second=0, microsecond=0).timestamp())
        files = [path for path in place.iterdir() if path.is_file() and place != self.root]
        for path in (*files, place, self.root):
            os.utime(path, (hour, hour))


def hour_of_backup(backup: Path) -> datetime | None:
    """The hour a backup was made in, by its name."""
    found = _NAME.fullmatch(backup.name)
    return datetime.strptime(found[1], "%Y-%m-%dT%HZ").replace(tzinfo=UTC) if found else None


def write_header(folder: Path, *, week: str, office_id: str) -> Header:
    """Sum the two sealed files of a backup up; they were written before."""
    header = Header(week, office_id, tables=_summed(folder / TABLES), parts=_summed(folder / PARTS))
    with open(folder / HEADER, "x", encoding="utf-8") as file:
        json.dump({"format": FORMAT, **asdict(header)}, file)
        file.flush()
        os.fsync(file.fileno())
    return header


def read_header(backup: Path) -> Header:
    """Raises Damaged: `backup_missing`, `backup_header`, `backup_format`."""
    try:
        given = json.loads((backup / HEADER).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise Damaged("backup_missing", backup=str(backup)) from None
    except (OSError, ValueError):
        raise Damaged("backup_header", backup=str(backup)) from None
    if not isinstance(given, dict) or given.get("format") != FORMAT:
        raise Damaged("backup_format", backup=str(backup))
    try:
        tables, parts = (
            SealedFile(size=given[name]["size"], sha256=given[name]["sha256"]) for name in ("tables", "parts")
        )
        header = Header(given["week"], given["office_id"], tables=tables, parts=parts)
        fine = _WEEK.fullmatch(header.week) and is_vault_name(header.office_id)
    except (KeyError, TypeError):
        fine = None
    if not fine:
        raise Damaged("backup_header", backup=str(backup))
    return header


def check_files(backup: Path, header: Header) -> None:
    """Both sealed files are as they were written. Raises Damaged `backup_file` naming the one that is not."""
    for name, promised in ((TABLES, header.tables), (PARTS, header.parts)):
        try:
            found = _summed(backup / name)
        except OSError:
            found = None
        if found != promised:
            raise Damaged("backup_file", file=name, backup=str(backup))


def _summed(path: Path) -> SealedFile:
    with path.open("rb") as file:
        return SealedFile(size=path.stat().st_size, sha256=file_digest(file, "sha256").hexdigest())
