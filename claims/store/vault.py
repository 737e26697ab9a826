"""The vault: sealed parts of files under random names. No rename, no append, so that a folder and S3 are alike.

Plaintext never comes here. This is where sealed bytes of evidence and bundles lie.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Protocol

from claims.errors import Damaged

_NAME = re.compile(r"[0-9a-f]{32}")
_KEEP_TIME = getattr(os, "O_NOATIME", 0)  # reading leaves no time either


def is_vault_name(name: str) -> bool:
    """Whether it can name a folder or a part of a vault."""
    return bool(_NAME.fullmatch(name))


class Vault(Protocol):
    """What every store of sealed parts can do. Folder and part names are 32 hexadecimal digits."""

    def put_part(self, folder: str, name: str, sealed: bytes, *, time: int) -> None:
        """Keep a part under a new name; an existing name is refused. `time` (UTC seconds) is what the store shows as its age."""

    def open_part(self, folder: str, name: str) -> bytes:
        """The sealed bytes of a part. Raises Damaged when it is not there."""

    def delete(self, folder: str, name: str) -> None:
        """Destroy a part; a missing one is no error."""

    def delete_folder(self, folder: str) -> None:
        """Destroy all parts of a folder."""

    def list(self, folder: str) -> Iterator[str]:
        """The names in a folder."""

    def folders(self) -> Iterator[tuple[str, int]]:
        """Every folder, and the time (UTC seconds) that was given with its latest part."""


class FolderVault:
    """A vault in a local folder, 0700, fanned out by the first two digits. Nothing done here leaves its moment in a time shown."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _folder(self, folder: str) -> Path:
        if not _NAME.fullmatch(folder):
            raise ValueError("not a vault folder")
        return self.root / folder[:2] / folder

    def _path(self, folder: str, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError("not a vault part")
        return self._folder(folder) / name

    def put_part(self, folder: str, name: str, sealed: bytes, *, time: int) -> None:
        path = self._path(folder, name)
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        for level in (path.parent.parent, path.parent):
            level.mkdir(exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink()  # a disk that is full keeps no half part
            raise
        for shown in (path, path.parent, path.parent.parent, self.root):
            os.utime(shown, (time, time))

    def open_part(self, folder: str, name: str) -> bytes:
        try:
            descriptor = os.open(self._path(folder, name), os.O_RDONLY | _KEEP_TIME)
        except FileNotFoundError:
            raise Damaged("part_missing") from None
        with os.fdopen(descriptor, "rb") as file:
            return file.read()

    def delete(self, folder: str, name: str) -> None:
        path = self._path(folder, name)
        with _time_kept(path.parent):
            path.unlink(missing_ok=True)

    def delete_folder(self, folder: str) -> None:
        place = self._folder(folder)
        with _time_kept(place.parent):
            if place.exists():
                rmtree(place)

    def list(self, folder: str) -> Iterator[str]:
        place = self._folder(folder)
        yield from sorted(p.name for p in place.iterdir()) if place.is_dir() else ()

    def folders(self) -> Iterator[tuple[str, int]]:
        for place in sorted(self.root.glob("??/*")):
            if _NAME.fullmatch(place.name) and place.is_dir():
                yield place.name, int(place.stat().st_mtime)


@contextmanager
def _time_kept(folder: Path) -> Iterator[None]:
    """What is taken out of a folder must not show when: the folder's time stays what it was."""
    before = folder.stat() if folder.is_dir() else None
    yield
    if before is not None:
        os.utime(folder, ns=(before.st_atime_ns, before.st_mtime_ns))
