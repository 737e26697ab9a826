"""Copies of sealed parts, shared by all backups: `parts/ab/<name>.<SHA-256>`. Parts never change, so each is copied once.

Which claim a part belongs to stands only in the sealed list of a backup. This is where copies of parts lie.
"""

import os
import re
from collections.abc import Container
from hashlib import sha256
from pathlib import Path

from claims.errors import Damaged
from claims.store.period_keys import sync_folder

_COPY = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")
_HALF = "half-"


class PartCopies:
    """The copies below one folder. `known` maps each part's name to its SHA-256, as the names of the files say."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.known: dict[str, str] = dict(self._names())

    def _names(self) -> list[tuple[str, str]]:
        found = (_COPY.fullmatch(path.name) for path in self.root.glob("??/*"))
        return [(each[1], each[2]) for each in found if each]

    def path_of(self, name: str, digest: str) -> Path:
        """Where the copy of a part lies, present or not."""
        return self.root / name[:2] / f"{name}.{digest}"

    def put(self, name: str, sealed: bytes, *, time: int) -> str:
        """Keep a part, wait for the disk, read it back; returns its SHA-256. `time` (UTC seconds) is what is shown as its age."""
        digest = sha256(sealed).hexdigest()
        path = self.path_of(name, digest)
        half = path.with_name(_HALF + path.name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half.unlink(missing_ok=True)
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        if half.read_bytes() != sealed:
            raise Damaged("part_copy", part=name)
        half.rename(path)
        for shown in (path, path.parent, self.root):
            os.utime(shown, (time, time))
        self.known[name] = digest
        return digest

    def read(self, name: str, digest: str) -> bytes:
        """A part, proved. Raises Damaged `part_missing` or `part_changed` naming it."""
        try:
            sealed = self.path_of(name, digest).read_bytes()
        except FileNotFoundError:
            raise Damaged("part_missing", part=name) from None
        if sha256(sealed).hexdigest() != digest:
            raise Damaged("part_changed", part=name)
        return sealed

    def sync(self) -> None:
        """Every name is on the disk when this returns."""
        for folder in (*self.root.glob("??"), *([self.root] if self.root.is_dir() else [])):
            sync_folder(folder)

    def drop_half_made(self) -> None:
        """Take away what a killed run left."""
        for path in self.root.glob(f"??/{_HALF}*"):
            path.unlink()

    def drop_unlisted(self, listed: Container[str], *, time: int) -> int:
        """Take away copies whose part is on no list; returns how many."""
        gone = [(name, digest) for name, digest in self.known.items() if name not in listed]
        for name, digest in gone:
            path = self.path_of(name, digest)
            path.unlink(missing_ok=True)
            del self.known[name]
            os.utime(path.parent, (time, time))
        return len(gone)
