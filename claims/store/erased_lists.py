"""Lists of claims that were destroyed, kept beside backups and beside their keys, so that no restore brings one back.

One line per claim: the week, the office, the claim and its vault folder, all of them random but the week. This is where they are kept.
"""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claims.store.clock import start_of_week

NAME = "erased"
_LINE = re.compile(r"(\d{4}-W\d{2}) ([0-9a-f]{32}) ([0-9a-f]{32}) ([0-9a-f]{32})")


@dataclass(frozen=True)
class ErasedClaim:
    """One claim that is gone: the keys of its row, its office and its vault folder, and the week it was destroyed in."""

    week: str
    office_id: str
    claim_id: str
    vault_folder: str


def lists_in(folders: Iterable[Path]) -> tuple[Path, ...]:
    """Where the lists of these folders lie, present or not."""
    return tuple(folder / NAME for folder in folders)


def append_erased(lists: Iterable[Path], erased: Sequence[ErasedClaim], *, now: datetime) -> list[Path]:
    """Put these at the end of every list; returns the lists that could not be written, such as one on a disk that is away."""
    failed = []
    for path in lists:
        try:
            _append(path, erased, time=start_of_week(now))
        except OSError:
            failed.append(path)
    return failed


def _append(path: Path, erased: Sequence[ErasedClaim], *, time: int) -> None:
    # A blank line first: the half line of a power cut must not swallow the next whole one.
    text = "".join(f"\n{each.week} {each.office_id} {each.claim_id} {each.vault_folder}\n" for each in erased)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    for shown in (path, path.parent):
        with suppress(OSError):  # a folder of somebody else's (a mounted disk's root) keeps its own time
            os.utime(shown, (time, time))


def read_erased(path: Path) -> set[ErasedClaim]:
    """What a list holds; empty where there is none. A line that is not whole says nothing."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return set()
    return {ErasedClaim(*found.groups()) for found in map(_LINE.fullmatch, lines) if found}


def bring_up_to_date(lists: Iterable[Path], erased: Iterable[ErasedClaim], *, now: datetime) -> list[Path]:
    """Add to each list what it lacks: it was away, or the power went, when a claim was destroyed. Returns those that failed.

    An office that erased nothing yet has empty lists, so that a missing one is noticed at a restore.
    """
    wanted, failed = set(erased), []
    for path in lists:
        try:
            missing = sorted(wanted - read_erased(path), key=lambda each: (each.week, each.claim_id))
        except OSError:
            failed.append(path)
            continue
        if missing or not path.exists():
            failed += append_erased([path], missing, now=now)
    return failed
