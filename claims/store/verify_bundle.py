#!/usr/bin/env python3
"""Says whether a bundle is unchanged, and if not, what was changed. Needs Python 3.9 or later and nothing else.

    python -I verify.py                     checks the package this file lies in
    python -I verify.py BUNDLE.zip          checks a bundle as it was collected
    python -I verify.py FOLDER              checks an unpacked bundle or one package of it
    python -I verify.py ... --expect HEX    also compares with a fingerprint you were given separately

Ends with 0 when nothing was changed, 1 when something was, 2 when there is no bundle. This file travels inside every package
(BagIt 1.0, RFC 8493) and uses no network. This is where tampering is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import struct
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

UNCHANGED, CHANGED, NO_BUNDLE = 0, 1, 2
_MANIFESTS = ("manifest-sha256.txt", "manifest-sha512.txt")
_TAGMANIFESTS = ("tagmanifest-sha256.txt", "tagmanifest-sha512.txt")
_MARKS = ("bag-info.txt", "bagit.txt", "manifest.json", *_MANIFESTS, *_TAGMANIFESTS)
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ZIP_LIMIT = (1 << 31) - 1
# All that reading hostile bytes may raise.
_UNREADABLE = (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, struct.error, ValueError)

Measured = tuple[str, str, int]  # SHA-256, SHA-512, size


@dataclass
class Report:
    """What was found: a sentence for each change, and fingerprint, count and size of each package that was looked at."""

    changes: list[str] = field(default_factory=list)
    packages: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    whole: str = ""
    is_bundle: bool = True

    @property
    def outcome(self) -> int:
        """The exit code."""
        return NO_BUNDLE if not self.is_bundle else CHANGED if self.changes else UNCHANGED


@dataclass
class Tree:
    """Names of the files of a bundle, what is strange about them, and how their bytes are reached."""

    names: list[str]
    strange: list[str]
    open: Callable[[str], IO[bytes]]


def verify(path: Path) -> Report:
    """Check a ZIP, an unpacked bundle or one package. Never raises, whatever the files hold."""
    report = Report()
    if path.is_dir():
        _check_tree(_folder(path), report)
        return report
    try:
        with path.open("rb") as file:
            report.whole = _digests(file)[0]
        with zipfile.ZipFile(path) as archive:
            _check_tree(_zipped(archive), report)
            if not report.is_bundle and _names_a_bag(path):
                report.is_bundle = True
                report.changes.append("The ZIP was changed in its table of contents: no package can be found in it.")
            elif report.is_bundle:
                report.changes += _container_changes(path, archive.infolist())
    except _UNREADABLE as error:
        report.is_bundle = _looks_zipped(path)
        report.changes.append(f"The ZIP itself is damaged: {error}.")
    return report


def _folder(root: Path) -> Tree:
    found = {p.relative_to(root).as_posix(): p for p in sorted(root.rglob("*")) if p.is_symlink() or not p.is_dir()}
    strange = [f"{name} is a link, not a file." for name, path in found.items() if path.is_symlink()]
    return Tree(list(found), strange, lambda name: found[name].open("rb"))


def _zipped(archive: zipfile.ZipFile) -> Tree:
    files = [info for info in archive.infolist() if not info.is_dir()]
    first: dict[str, zipfile.ZipInfo] = {}
    strange = []
    for info in files:
        if info.filename in first:
            strange.append(f"{info.filename} is in the ZIP more than once.")
        first.setdefault(info.filename, info)

    def stored(name: str) -> IO[bytes]:
        # Never unpack: what is written stored and comes packed is foreign, and may be made to fill the memory.
        if first[name].compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile("it is packed")
        return archive.open(first[name])

    return Tree(list(first), strange, stored)


def _check_tree(tree: Tree, report: Report) -> None:
    tops = sorted({name.split("/", 1)[0] for name in tree.names if "/" in name})
    bags = [top for top in tops if any(f"{top}/{mark}" in tree.names for mark in _MARKS)]
    report.changes += tree.strange
    if any(mark in tree.names for mark in _MARKS):
        _Bag(tree, "", report).check()
        return
    report.is_bundle = bool(bags)
    together: set[str] = set()
    for bag in bags:
        together |= _Bag(tree, bag + "/", report).check()
    if bags:
        added = [name for name in tree.names if "/" not in name or name.split("/", 1)[0] not in bags]
        report.changes += [f"{name} was added beside the packages." for name in added]
    for absent in sorted(together - set(bags)):
        report.changes.append(
            f"The package {absent} was written together with the others and is missing. "
            "To check one package alone, unpack it and check its folder."
        )


class _Bag:
    """One package: what lies in it, what its lists say, and what differs."""

    def __init__(self, tree: Tree, prefix: str, report: Report) -> None:
        self._tree, self._prefix, self._report = tree, prefix, report
        self._present = {name[len(prefix) :] for name in tree.names if name.startswith(prefix)}
        self._measured = {name: found for name in sorted(self._present) if (found := self._measure(name))}
        self._lists = {name: self._read_list(name) for name in (*_MANIFESTS, *_TAGMANIFESTS)}

    def check(self) -> set[str]:
        """Report every change; comes back with the names of the packages written together with this one."""
        for name in (*_MARKS, "VERIFY.txt", "verify.py"):
            if name not in self._present and name not in self._lists[_TAGMANIFESTS[0]]:
                self._say(f"{name} is missing.")
        self._check_presence()
        self._check_contents()
        if self._bytes("bagit.txt") not in {b"", _BAGIT}:
            self._say("bagit.txt does not say BagIt 1.0 in UTF-8.")
        payload = [found for name, found in self._measured.items() if name.startswith("data/")]
        size, count = sum(one[2] for one in payload), len(payload)
        if "bag-info.txt" in self._present and f"Payload-Oxum: {size}.{count}\n".encode() not in self._bytes(
            "bag-info.txt"
        ):
            self._say("bag-info.txt names another number or size of files than there are.")
        manifest = self._read_manifest()
        self._check_manifest(manifest)
        sealing = self._measured.get(_TAGMANIFESTS[0], ("", "", 0))[0]
        name = self._prefix.rstrip("/") or str(manifest.get("package", "package"))
        self._report.packages[name] = (sealing, count, size)
        together = manifest.get("packages")
        return {str(one) for one in together} if isinstance(together, list) else set()

    def _say(self, sentence: str) -> None:
        self._report.changes.append(self._prefix + sentence)

    def _check_presence(self) -> None:
        expected = {path for lines in self._lists.values() for path in lines}
        added = self._present - expected - set(_TAGMANIFESTS)
        for path in sorted(expected - self._present):
            twin = next(
                (one for one in sorted(added) if one in self._measured and self._matches(path, self._measured[one])), ""
            )
            added.discard(twin)
            self._say(f"{path} was renamed to {self._prefix}{twin}." if twin else f"{path} is missing.")
        for path in sorted(added):
            self._say(f"{path} was added: no list names it.")

    def _check_contents(self) -> None:
        for path in sorted(self._present - set(_TAGMANIFESTS)):
            right = _MANIFESTS if path.startswith("data/") else _TAGMANIFESTS
            naming = [name for name, lines in self._lists.items() if path in lines]
            for name in sorted(set(naming) ^ set(right)) if naming else ():
                self._say(f"{path} is {'wrongly ' if name in naming else 'not '}named in {name}.")
            if path in self._measured and not self._matches(path, self._measured[path]):
                self._say(f"{path} was changed: its bytes do not match its fingerprint.")

    def _matches(self, path: str, found: Measured) -> bool:
        digests = [
            (lines[path], found[0 if "256" in name else 1]) for name, lines in self._lists.items() if path in lines
        ]
        return all(listed == is_now for listed, is_now in digests)

    def _read_list(self, name: str) -> dict[str, str]:
        form = re.compile(rf"([0-9a-f]{{{64 if '256' in name else 128}}})  ([A-Za-z0-9_./-]+)")
        text = self._bytes(name).decode("ascii", errors="replace")
        found: dict[str, str] = {}
        for number, line in enumerate(text.split("\n")[:-1], start=1):
            read = form.fullmatch(line)
            if not read or ".." in read[2].split("/") or read[2].startswith("/"):
                self._say(f"{name} was changed: line {number} is no fingerprint and path.")
            elif read[2] in found:
                self._say(f"{name} was changed: {read[2]} is named twice.")
            else:
                found[read[2]] = read[1]
        if name in self._present and not text.endswith("\n") and found:
            self._say(f"{name} was changed: its end is cut off.")
        return found

    def _read_manifest(self) -> dict[str, Any]:
        if "manifest.json" not in self._present:
            return {}
        try:
            manifest = json.loads(self._bytes("manifest.json").decode("utf-8"))
        except (ValueError, RecursionError):
            manifest = None
        if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), list):
            self._say("manifest.json was changed: it cannot be read.")
            return {}
        return manifest

    def _check_manifest(self, manifest: dict[str, Any]) -> None:
        if not manifest:
            return
        if manifest.get("format") != 1:
            self._say(f"manifest.json has format {manifest.get('format')!r}; this program knows format 1.")
        if self._prefix and manifest.get("package") != self._prefix.rstrip("/"):
            self._say(f"manifest.json belongs to the package {manifest.get('package')!r}.")
        rows = {str(row.get("path")): row for row in manifest["files"] if isinstance(row, dict)}
        for path in sorted(set(rows) ^ set(self._lists[_MANIFESTS[0]])):
            self._say(f"{path} is named in only one of manifest.json and manifest-sha256.txt.")
        for path, row in sorted(rows.items()):
            found = self._measured.get(path)
            if found and (row.get("sha256"), row.get("sha512"), row.get("size")) != found:
                self._say(f"{path} is not the file that manifest.json describes.")

    def _measure(self, name: str) -> Measured | None:
        try:
            with self._tree.open(self._prefix + name) as file:
                return _digests(file)
        except _UNREADABLE as error:
            self._say(f"{name} was changed: it cannot be read ({error}).")
            return None

    def _bytes(self, name: str) -> bytes:
        if name not in self._measured:
            return b""
        with self._tree.open(self._prefix + name) as file:
            return file.read()


def _digests(file: IO[bytes]) -> Measured:
    short, long, size = hashlib.sha256(), hashlib.sha512(), 0
    while chunk := file.read(1 << 20):
        short.update(chunk)
        long.update(chunk)
        size += len(chunk)
    return short.hexdigest(), long.hexdigest(), size


def _names_a_bag(path: Path) -> bool:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            if b"/bagit.txt" in before + chunk:
                return True
            before = chunk[-16:]
    return False


def _looks_zipped(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == b"PK" or zipfile.is_zipfile(path)
    except OSError:
        return False


def _container_changes(path: Path, entries: list[zipfile.ZipInfo]) -> list[str]:
    """Whether the ZIP around the files is byte for byte as it was written: nothing before, between, after or in its heads."""
    at = 0
    with path.open("rb") as file:
        for info in entries:
            head = _head(info, entries[0])
            file.seek(at)
            read = file.read(len(head))
            # Near 2 GiB and above a head has other forms; there only its place is compared.
            large = info.file_size * 1.05 > _ZIP_LIMIT
            if info.header_offset != at or (not large and read != head):
                return [f"The ZIP was changed around {info.filename}; what is inside the files was checked separately."]
            at += len(head) + (struct.unpack("<H", read[28:30])[0] if large else 0) + info.compress_size
        central = b"".join(_central(info, entries[0]) for info in entries)
        file.seek(at)
        if file.read() != central + _tail(len(entries), len(central), at):
            return ["The ZIP was changed in its table of contents; what is inside the files was checked separately."]
    return []


def _clock(first: zipfile.ZipInfo) -> tuple[int, int]:
    year, month, day = first.date_time[:3]  # every entry carries the day of the bundle, at midnight
    return 0, (year - 1980) << 9 | month << 5 | day


def _head(info: zipfile.ZipInfo, first: zipfile.ZipInfo) -> bytes:
    name, size = info.filename.encode(), info.file_size & 0xFFFFFFFF
    return struct.pack("<4s2B4H3L2H", b"PK\3\4", 20, 0, 0, 0, *_clock(first), info.CRC, size, size, len(name), 0) + name


def _central(info: zipfile.ZipInfo, first: zipfile.ZipInfo) -> bytes:
    name, size, offset = info.filename.encode(), info.file_size, info.header_offset
    large = ([size, size] if size > _ZIP_LIMIT else []) + ([offset] if offset > _ZIP_LIMIT else [])
    extra = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    needs = 45 if large or (size * 1.05 > _ZIP_LIMIT and info.extract_version == 45) else 20
    size, offset = (0xFFFFFFFF if number > _ZIP_LIMIT else number for number in (size, offset))
    facts = (needs, 3, needs, 0, 0, 0, *_clock(first), info.CRC, size, size, len(name), len(extra), 0, 0, 0)
    return struct.pack("<4s4B4H3L5H2L", b"PK\1\2", *facts, 0o100644 << 16, offset) + name + extra


def _tail(count: int, size: int, offset: int) -> bytes:
    large = b""
    if count > 0xFFFF or size > _ZIP_LIMIT or offset > _ZIP_LIMIT:
        large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
        large += struct.pack("<4sLQL", b"PK\6\7", 0, offset + size, 1)
    few, size, offset = min(count, 0xFFFF), min(size, 0xFFFFFFFF), min(offset, 0xFFFFFFFF)
    return large + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, few, few, size, offset, 0)


def say_report(report: Report, *, expected: str = "") -> int:
    """Write the report in plain sentences; the outcome comes back as exit code."""
    write = sys.stdout.write
    if not report.is_bundle:
        write("This is no bundle: neither a ZIP nor a folder with packages of this kind.\n")
        return NO_BUNDLE
    wanted = "".join(expected.split()).lower()
    if wanted and wanted not in {report.whole, *(one[0] for one in report.packages.values())}:
        report.changes.append("The fingerprint is not the one you were given.")
    for name, (fingerprint, count, size) in report.packages.items():
        write(f"{name}: {count} files, {size} bytes, fingerprint {fingerprint or 'none'}\n")
    write(f"ZIP: fingerprint {report.whole}\n" if report.whole else "")
    for sentence in report.changes:
        write("CHANGED  " + sentence.encode("unicode_escape").decode() + "\n")
    write(f"Result: {len(report.changes)} changes.\n" if report.changes else "Result: unchanged.\n")
    return report.outcome


def main(arguments: list[str] | None = None) -> int:
    """The command line of verify.py."""
    parser = argparse.ArgumentParser(description="Says whether a bundle is unchanged, and if not, what was changed.")
    parser.add_argument(
        "bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent, help="a ZIP or a folder"
    )
    parser.add_argument("--expect", default="", metavar="HEX", help="a fingerprint that you were given separately")
    given = parser.parse_args(arguments)
    return say_report(verify(given.bundle), expected=given.expect)


if __name__ == "__main__":
    sys.exit(main())
