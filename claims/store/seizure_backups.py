"""What a seizure shows of backups, and of the folders their keys lie in. This is where every file of theirs is listed."""

import re
from collections.abc import Iterator
from pathlib import Path

from claims.settings import Settings

_BACKUP = r"\d{4}-\d\d-\d\dT\d\dZ-\d{1,4}"

# Pattern of the path, class, what it reveals; first for the folder of backups, then for each folder of period keys.
BACKUP_FILES: tuple[tuple[str, str, str], ...] = (
    (rf"{_BACKUP}/header\.json", "public", "in which hour a backup was made, and its size classes"),
    (
        rf"{_BACKUP}/(tables|parts)\.age",
        "sealed",
        "its size class; opens with the week's period key, to what lies in the tables",
    ),
    (
        r"parts/([0-9a-f]{2})/\1[0-9a-f]{30}\.[0-9a-f]{64}",
        "sealed",
        "number and size classes of sealed files, not whose",
    ),
    (r"erased", "random", "nothing: random keys of claims that are gone, and in which week"),
)
KEY_FILES: tuple[tuple[str, str, str], ...] = (
    (r"\d{4}-W\d\d\.key", "key material", "opens the backups of its week, sealed as they are, until it is destroyed"),
    (r"erased", "random", "nothing: random keys of claims that are gone, and in which week"),
)


def unlisted_backup_files(settings: Settings) -> list[str]:
    """Files among backups and period keys that fit no pattern; names begin with the folder."""
    return [str(path) for root, files in _places(settings) for path in _files(root) if _line(root, path, files) is None]


def backup_lines(settings: Settings) -> Iterator[str]:
    """The report as text: each kind of file that is there, with number and bytes."""
    for root, files in _places(settings):
        for pattern, kind, reveals in files:
            found = [path for path in _files(root) if re.fullmatch(pattern, path.relative_to(root).as_posix())]
            if found:
                size = sum(path.lstat().st_size for path in found)
                yield f"{kind:<13} {root}: {reveals} ({len(found)} files, {size:,} bytes)"


def _places(settings: Settings) -> Iterator[tuple[Path, tuple[tuple[str, str, str], ...]]]:
    if settings.backups is not None:
        yield settings.backups, BACKUP_FILES
    for folder in settings.period_keys:
        yield folder, KEY_FILES


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_symlink() or not path.is_dir())


def _line(root: Path, path: Path, files: tuple[tuple[str, str, str], ...]) -> str | None:
    if path.is_symlink():
        return None
    name = path.relative_to(root).as_posix()
    return next((reveals for pattern, _, reveals in files if re.fullmatch(pattern, name)), None)
