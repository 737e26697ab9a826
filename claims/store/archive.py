"""Archive: a court package and a counsel package as two BagIt 1.0 bags (RFC 8493) in one ZIP, the same bytes for the same order.

Everything is stored, not compressed: papers and photos are packed already, and stored bytes do not depend on the version of a
compressor. One file at a time is in memory. This is where a bundle becomes one file that proves itself.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from claims.errors import NotValid
from claims.store import verify_bundle
from claims.store.verify_words import HOW_TO_VERIFY
from claims.store.zip_target import EntrywiseTarget

COURT, COUNSEL = "court", "counsel"
FORMAT = 1
_LONGEST_PATH = 100
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


class Writable(Protocol):
    """Anything that takes bytes one after the other: a file, a sealing stream."""

    def write(self, chunk: bytes, /) -> object: ...


@dataclass(frozen=True)
class BagFile:
    """One file of a package: its path below data/, its bytes (or the chunks of them), and in words what it is."""

    path: str
    content: bytes | Iterable[bytes]
    what: str


@dataclass(frozen=True)
class Written:
    """What was written: SHA-256 and size of the ZIP, number of payload files, fingerprint of each package.

    A fingerprint is the SHA-256 of the package's tagmanifest-sha256.txt, which covers everything in it.
    """

    sha256: str
    size: int
    files: int
    fingerprints: Mapping[str, str]


@dataclass(frozen=True)
class _Entry:
    path: str
    size: int
    sha256: str
    sha512: str
    what: str = ""


@dataclass
class BagWriter:
    """Writes one bag into an open ZIP: `add` each payload file, then `close`, which writes manifests and companions."""

    archive: ZipFile
    target: EntrywiseTarget
    package: str
    day: date
    facts: Mapping[str, object]
    beside: tuple[str, ...] = ()
    _payload: list[_Entry] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def add(self, path: str, content: bytes | Iterable[bytes], *, what: str) -> None:
        """Write one payload file. Raises NotValid `bundle_path` for an unsafe name, `bundle_path_twice` for a second of one name."""
        _check_path(path)
        if path.lower() in self._taken:
            raise NotValid("bundle_path_twice", path=path)
        self._taken.add(path.lower())
        self._payload.append(self._write(f"data/{path}", content, what=what))

    def close(self) -> str:
        """Write what surrounds the payload; the fingerprint of the package comes back."""
        size, count = sum(entry.size for entry in self._payload), len(self._payload)
        listed = sorted(self._payload, key=lambda entry: entry.path)
        tags = [
            self._write("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
            self._write("bag-info.txt", self._bag_info(size, count)),
            self._write("manifest.json", self._manifest(listed)),
            self._write("VERIFY.txt", HOW_TO_VERIFY.encode()),
            self._write("verify.py", Path(verify_bundle.__file__).read_bytes()),
            self._write("manifest-sha256.txt", _lines((one.sha256, one.path) for one in listed)),
            self._write("manifest-sha512.txt", _lines((one.sha512, one.path) for one in listed)),
        ]
        tags.sort(key=lambda entry: entry.path)
        sealing = self._write("tagmanifest-sha256.txt", _lines((one.sha256, one.path) for one in tags))
        self._write("tagmanifest-sha512.txt", _lines((one.sha512, one.path) for one in tags))
        return sealing.sha256

    def _bag_info(self, size: int, count: int) -> bytes:
        lines = {
            "Bagging-Date": self.day.isoformat(),
            "External-Description": f"{self.package} package",
            "Payload-Oxum": f"{size}.{count}",
        }
        return "".join(f"{name}: {value}\n" for name, value in lines.items()).encode()

    def _manifest(self, listed: list[_Entry]) -> bytes:
        manifest = {
            "format": FORMAT,
            "package": self.package,
            "packages": sorted(self.beside),
            "day": self.day.isoformat(),
            "facts": self.facts,
            "files": [
                {"path": e.path, "size": e.size, "sha256": e.sha256, "sha512": e.sha512, "what": e.what} for e in listed
            ],
        }
        return (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

    def _write(self, path: str, content: bytes | Iterable[bytes], *, what: str = "") -> _Entry:
        chunks = (content,) if isinstance(content, bytes) else tuple(content)
        entry = _measured(path, chunks, what)
        day = (self.day.year, self.day.month, self.day.day, 0, 0, 0)
        about = ZipInfo(f"{self.package}/{path}", date_time=day)
        about.compress_type, about.create_system, about.external_attr = ZIP_STORED, 3, 0o100644 << 16
        about.file_size = entry.size
        with self.archive.open(about, "w") as file:
            for chunk in chunks:
                file.write(chunk)
        self.target.release()
        return entry


def write_bundle(
    target: Writable, *, court: Iterable[BagFile], counsel: Iterable[BagFile], day: date, facts: Mapping[str, object]
) -> Written:
    """Write both packages as one ZIP into `target`; the same files, day and facts give the same bytes.

    `facts` stand in both manifests (versions of tools, fonts and templates, what was ordered), so nothing that only counsel
    may see may be in them. Each iterable is walked once, one file in memory at a time. `day` not before 1980.
    """
    sink = EntrywiseTarget(target)
    fingerprints: dict[str, str] = {}
    files = 0
    with ZipFile(sink, "w", ZIP_STORED, allowZip64=True) as archive:
        for package, contents in ((COURT, court), (COUNSEL, counsel)):
            bag = BagWriter(archive, sink, package, day, facts, beside=(COURT, COUNSEL))
            for one in contents:
                bag.add(one.path, one.content, what=one.what)
                files += 1
            fingerprints[package] = bag.close()
    sink.release()
    return Written(sha256=sink.sha256, size=sink.size, files=files, fingerprints=fingerprints)


def _check_path(path: str) -> None:
    steps = path.split("/")
    safe = _PATH.fullmatch(path) and len(path) <= _LONGEST_PATH
    if not safe or any(step.endswith(".") or _RESERVED.fullmatch(step) for step in steps):
        raise NotValid("bundle_path", path=path)


def _measured(path: str, chunks: tuple[bytes, ...], what: str) -> _Entry:
    short, long, size = hashlib.sha256(), hashlib.sha512(), 0
    for chunk in chunks:
        short.update(chunk)
        long.update(chunk)
        size += len(chunk)
    return _Entry(path=path, size=size, sha256=short.hexdigest(), sha512=long.hexdigest(), what=what)


def _lines(pairs: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    yield "".join(f"{digest}  {path}\n" for digest, path in pairs).encode()
