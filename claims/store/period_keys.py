"""Period keys: one age identity per ISO week, which alone opens the backups of that week, and is destroyed 35 days after the week began.

They lie in folders of their own, one file per week, the same in each, and never among the backups. Counted from the week's
beginning: a claim erased in a week stands in backups of that week and of earlier ones only, so that 35 days later none opens it.
This is where they are made, found and destroyed.
"""

import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pyrage import IdentityError
from pyrage.x25519 import Identity

from claims.errors import Damaged, StartRefused
from claims.store.clock import week_of

PERIOD_DAYS = 35
_HALF = "half-"
_FILE = re.compile(r"(\d{4}-W\d{2})\.key")
_HEAD = re.compile(r"# claims: opens the backups of week (\d{4}-W\d{2}) of office ([0-9a-f]{32})")


@dataclass(frozen=True)
class PeriodKey:
    """The key of one week, of one office."""

    week: str
    office_id: str
    identity: Identity = field(repr=False)


def destroyed_at(week: str) -> datetime:
    """When the key of a week goes: 35 days after the week began, UTC."""
    year, number = week.split("-W")
    return datetime.fromisocalendar(int(year), int(number), 1).replace(tzinfo=UTC) + timedelta(days=PERIOD_DAYS)


def is_over(week: str, *, now: datetime) -> bool:
    """Whether the key of a week must be gone by now."""
    return now >= destroyed_at(week)


def find_period_key(folders: Sequence[Path], *, week: str) -> PeriodKey | None:
    """The key of a week from the first folder that holds it. Raises StartRefused where two folders hold different ones."""
    found: dict[Path, PeriodKey] = {}
    for folder in folders:
        key = _read(folder / f"{week}.key")
        if key is not None:
            found[folder] = key
    if len({str(key.identity) for key in found.values()}) > 1:
        raise StartRefused(
            f"The key of {week} is not the same in {' and '.join(map(str, found))}: take out the one that opens no backup."
        )
    return next(iter(found.values()), None)


def make_period_key(folders: Sequence[Path], *, office_id: str, now: datetime) -> PeriodKey:
    """The key of this week, the same in every folder: found, or made. Raises StartRefused naming a folder that is not there."""
    if not folders:
        raise StartRefused("CLAIMS_PERIOD_KEYS is empty: name at least one folder for the keys that open backups.")
    for folder in folders:
        if not folder.is_dir():
            raise StartRefused(
                f"{folder} (CLAIMS_PERIOD_KEYS) is not there: make it (mkdir -m 700), or mount its disk."
            )
    week = week_of(now)
    key = find_period_key(folders, week=week) or PeriodKey(week, office_id, Identity.generate())
    if key.office_id != office_id:
        raise StartRefused(
            f"The key of {week} belongs to another office: name folders of this office's own in CLAIMS_PERIOD_KEYS."
        )
    for folder in folders:
        if not (folder / f"{week}.key").exists():
            _write(folder / f"{week}.key", key)
    return key


def end_old_keys(folders: Sequence[Path], *, now: datetime) -> frozenset[str]:
    """Destroy the keys whose time is over, in every folder that is there; returns their weeks. Overwritten first, for what that is worth."""
    ended = set()
    for folder in folders:
        for week, path in keys_in(folder).items():
            if is_over(week, now=now):
                _destroy(path)
                ended.add(week)
        for half in folder.glob(f"{_HALF}*.key"):  # never under its own name, so nothing was ever sealed to it
            _destroy(half)
    return frozenset(ended)


def keys_in(folder: Path) -> dict[str, Path]:
    """The key files of a folder by week; empty where the folder is not there."""
    there = folder.iterdir() if folder.is_dir() else ()
    return {found[1]: path for path in sorted(there) if (found := _FILE.fullmatch(path.name))}


def key_text(key: PeriodKey) -> str:
    """A key file: age's own form, so that age alone opens a backup with it."""
    goes = destroyed_at(key.week).date().isoformat()
    return f"# claims: opens the backups of week {key.week} of office {key.office_id}\n# to be destroyed on {goes}\n{key.identity}\n"


def _read(path: Path) -> PeriodKey | None:
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise Damaged("period_key", file=str(path)) from None
    head = _HEAD.match(text)
    try:
        if head is None or f"{head[1]}.key" != path.name:
            raise ValueError
        return PeriodKey(week=head[1], office_id=head[2], identity=Identity.from_str(text.splitlines()[-1]))
    except (ValueError, IdentityError):
        raise Damaged("period_key", file=str(path)) from None


def _write(path: Path, key: PeriodKey) -> None:
    half = path.with_name(_HALF + path.name)  # renamed when whole: a power cut must not leave half a key under its name
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key_text(key).encode())
        file.flush()
        os.fsync(file.fileno())
    half.rename(path)
    shown = destroyed_at(key.week) - timedelta(days=PERIOD_DAYS)
    os.utime(path, (shown.timestamp(), shown.timestamp()))
    sync_folder(path.parent)


def _destroy(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Names made and taken away in a folder are on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
