#!/usr/bin/env python3
"""Says whether a bundle is unchanged, and if not, what was changed. Needs Python 3.9 or later and nothing else.

    python -I verify.py                     checks the package this file lies in
    python -I verify.py BUNDLE.zip          checks a bundle as it was collected
    python -I verify.py FOLDER              checks an unpacked bundle or one package of it
    ... --expect HEX                        also compares with a fingerprint you were given separately
    ... --signer KEY                        also compares with the signer's public key (64 digits, or a PEM file)
    ... --stamp FILE.tsr --chain chain.pem  also checks a time stamp

Ends with 0 when nothing was changed, 1 when something was, 2 when there is no bundle. It travels inside every package (BagIt 1.0,
RFC 8493) and uses no network; openssl, where installed, checks signatures and stamps. This is where tampering is named.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

UNCHANGED, CHANGED, NO_BUNDLE = 0, 1, 2
_SIGNED = "tagmanifest-sha256.txt"
_LISTS = ("manifest-sha256.txt", "manifest-sha512.txt", _SIGNED, "tagmanifest-sha512.txt")
_TAGS = ("bagit.txt", "bag-info.txt", "manifest.json", "VERIFY.txt", "verify.py", *_LISTS)
_SIGNATURE = (f"signature/{_SIGNED}.sig", "signature/signer.pem")
_BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_STEP = "[A-Za-z0-9가-힣_][A-Za-z0-9가-힣_.-]*"
_ED25519 = "302a300506032b6570032100"  # what stands before the 32 bytes of a key (RFC 8410)
_FULL, _FEW, _MOST, _BAGS = 0xFFFFFFFF, 0xFFFF, 1 << 24, 99  # no line is longer; no more packages are looked at
_UNREADABLE = (OSError, EOFError, RuntimeError, struct.error, ValueError, OverflowError, TypeError, sqlite3.Error)
_COLUMNS = ("m256", "m512", "t256", "t512")  # what each list says of a path
_TABLE = f"""PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE TABLE path (bag TEXT, path TEXT, number INTEGER, at INTEGER,
    size INTEGER, short TEXT, long TEXT, m256 TEXT, m512 TEXT, t256 TEXT, t512 TEXT, line INTEGER, PRIMARY KEY (bag, path))
    WITHOUT ROWID; CREATE VIEW here AS SELECT * FROM path WHERE number > 0; BEGIN;
    CREATE VIEW bags AS SELECT DISTINCT bag FROM here WHERE path IN {_TAGS}"""  # noqa: S608 -- names of our own
_NOTE = "INSERT INTO path (bag, path, {0}) VALUES (?, ?, {1}) ON CONFLICT DO UPDATE SET {2} WHERE path.{3} IS NULL"


@dataclass
class Report:
    """What was found: a sentence for each change, notes, and fingerprint, count and size of each package that was looked at."""

    changes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    packages: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    statements: dict[str, bytes] = field(default_factory=dict)
    whole: str = ""
    is_bundle: bool = True

    @property
    def outcome(self) -> int:
        """The exit code."""
        return NO_BUNDLE if not self.is_bundle else CHANGED if self.changes else UNCHANGED


class _Names:
    """Every name of the bundle with what is said of it, in a database of its own that goes when it is closed."""

    def __init__(self, report: Report, path: Path) -> None:
        self._database = sqlite3.connect("", isolation_level=None)  # "": a temporary file
        self._database.executescript(_TABLE)
        self.ask, self.close, self.report, self.path = self._database.execute, self._database.close, report, path
        self.is_zip, self.count, self.around = not os.path.isdir(path), 0, list[str]()

    def note(self, bag: str, path: str, **said: object) -> bool:
        update = ", ".join(f"{column} = excluded.{column}" for column in said)
        words = _NOTE.format(", ".join(said), ", ".join("?" * len(said)), update, next(iter(said)))
        return self._database.execute(words, (bag, path, *said.values())).rowcount > 0

    def read(self, bag: str, path: str) -> Iterator[bytes]:
        there = "SELECT at, size FROM here WHERE bag = ? AND path = ? AND short <> ''"
        for at, size in self.ask(there, (bag, path)).fetchall():
            yield from _from(self.path, at, size) if self.is_zip else _from(self.path / bag / path)

    def measure(self, name: str, chunks: Iterable[bytes], at: int = 0, strange: str = "") -> int:
        shown = name.encode("utf-8", "backslashreplace").decode()  # what is no character is spelt out
        short, long, size, crc = "", "", 0, 0
        try:
            short, long, size, crc = _digests(() if strange else chunks)
        except _UNREADABLE as error:
            strange = str(error)
        self.report.changes += [f"{shown} was changed: it cannot be read ({strange})."] if strange else []
        bag, path = shown.split("/", 1) if "/" in shown else ("", shown)
        self.count += 1
        if not self.note(bag, path, number=self.count, at=at, size=size, short="" if strange else short, long=long):
            self.report.changes.append(f"{shown} is there more than once.")
        return crc

    def measure_folder(self) -> None:
        for folder, inside, files in os.walk(self.path):
            inside.sort()
            for name in [*(one for one in inside if os.path.islink(os.path.join(folder, one))), *sorted(files)]:
                place = Path(folder, name)
                shown = unicodedata.normalize("NFC", place.relative_to(self.path).as_posix())
                strange = "it is a link or a device" if place.is_symlink() or not place.is_file() else ""
                self.measure(shown, _from(place), strange=strange)

    def measure_zip(self) -> None:
        self.report.whole = _digests(_from(self.path))[0]
        contents, length, at, clock = hashlib.sha256(), 0, 0, b""
        with self.path.open("rb") as file:
            while (head := file.read(30))[:4] == b"PK\3\4" and len(head) == 30:
                flags, method, when, crc, packed, size, name_size, extra_size = struct.unpack("<2H4s3L2H", head[6:])
                name, extra, clock = file.read(name_size), file.read(extra_size), clock or when
                size = struct.unpack("<Q", extra[4:12])[0] if size == _FULL and len(extra) == 20 else size
                expected, record = _heads(name, size, crc, at, clock)
                # Never unpack: what is written stored and comes packed is foreign, and may be made to fill the memory.
                foreign = "it is packed" if method or flags & 1 else ""
                begins, shown = at + 30 + name_size + extra_size, name.decode("utf-8", "surrogateescape")
                found = self.measure(shown, _from(self.path, begins, size), begins, foreign)
                self.around += [] if head + name + extra == expected and found == crc else [shown]
                contents.update(record)
                length, at = length + len(record), begins + (packed if method else size)
                file.seek(at)
        beyond, few = (self.count, length, at), min(self.count, _FEW)
        if self.count >= _FEW or length >= _FULL or at >= _FULL:
            contents.update(struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, self.count, *beyond))
            contents.update(struct.pack("<4sLQL", b"PK\6\7", 0, at + length, 1))
        contents.update(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, few, few, min(length, _FULL), min(at, _FULL), 0))
        self.around += [] if _digests(_from(self.path, at))[0] == contents.hexdigest() else ["its table of contents"]
        more = "what is inside the files was checked separately"
        self.around = [f"The ZIP was changed around {name}; {more}." for name in self.around[:1]]


def verify(path: Path, *, signer: str = "", stamp: Path | None = None, chain: Path | None = None) -> Report:
    """Check a ZIP, an unpacked bundle or one package. Never raises, whatever the files hold."""
    names = _Names(report := Report(), path)
    try:
        names.measure_zip() if names.is_zip else names.measure_folder()
        _check(names, signer)
        report.changes += names.around
        if stamp and report.statements:
            _check_stamp(report, stamp, chain)
    except _UNREADABLE as error:
        report.changes.append(f"The bundle is damaged: {error}.")
    finally:
        names.close()
    report.is_bundle = bool(report.packages)
    with suppress(*_UNREADABLE):
        report.is_bundle = report.is_bundle or any(re.search(rb"/bagit\.txt|/data/", chunk) for chunk in _from(path))
    return report


def _heads(name: bytes, size: int, crc: int, offset: int, clock: bytes) -> tuple[bytes, bytes]:
    flags, shown, large = 0 if name.isascii() else 0x800, min(size, _FULL), [size, size] if size >= _FULL else []
    said = []
    for beyond in (large, large + [offset] * (offset >= _FULL)):
        extra = struct.pack(f"<2H{len(beyond)}Q", 1, 8 * len(beyond), *beyond) if beyond else b""
        facts = (45 if beyond else 20, flags, 0, clock, crc, shown, shown, len(name), len(extra))
        said.append((struct.pack("<3H4s3L2H", *facts), name + extra))
    (facts_here, rest_here), (facts_there, rest) = said
    more = struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, min(offset, _FULL))
    return b"PK\3\4" + facts_here + rest_here, b"PK\1\2" + facts_there[:1] + b"\3" + facts_there + more + rest


def _check(names: _Names, signer: str) -> None:
    report, together = names.report, list[str]()
    if names.ask("SELECT 1 FROM bags WHERE bag = ''").fetchone():  # one package alone
        names.ask("UPDATE path SET path = bag || '/' || path, bag = '' WHERE bag <> ''")
    bags = [bag for (bag,) in names.ask("SELECT bag FROM bags ORDER BY bag")]
    report.changes += [f"There are {len(bags)} packages: only {_BAGS} were looked at."] * (len(bags) > _BAGS)
    for bag in (bags := bags[:_BAGS]):
        together = _Bag(names, bag, signer).check() or together
    beside = "SELECT bag || '/' || path FROM here WHERE bag NOT IN (SELECT bag FROM bags)"
    for (name,) in names.ask(beside) if bags else ():
        report.changes.append(f"{name.lstrip('/')} was added beside the packages.")
    for absent in (one for one in together if bags != [""] and one not in bags):
        report.changes.append(f"The package {absent} was written together with the others and is missing.")
    placed = [bag for (bag,) in names.ask("SELECT bag FROM here GROUP BY bag ORDER BY min(number)") if bag in together]
    if names.is_zip and placed != [one for one in together if one in bags]:
        report.changes.append("The packages lie in another order in the ZIP than they were written.")


class _Bag:
    """One package: what lies in it, what its lists say, and what differs."""

    def __init__(self, names: _Names, bag: str, signer: str) -> None:
        self._names, self._bag, self._report, self._signer = names, bag, names.report, signer
        self._prefix = f"{bag}/" if bag else ""

    def check(self) -> list[str]:
        manifest = self._read_manifest()
        for name, column in zip(_LISTS, _COLUMNS):  # noqa: B905 -- Python 3.9 knows no strict
            self._read_list(name, column)
        signed = manifest.get("signed") is True or (not manifest and bool(self._whole(_SIGNATURE[0])))
        size, count = self._check_files((*_TAGS, *(_SIGNATURE if signed else ())))
        about, statement = self._whole("bag-info.txt"), self._whole(_SIGNED)
        name = self._bag or str(manifest.get("package", "package"))
        self._report.packages[name] = (hashlib.sha256(statement).hexdigest() if statement else "", count, size)
        self._report.statements[name] = statement
        self._say("bagit.txt does not say BagIt 1.0 in UTF-8.", self._whole("bagit.txt") not in {b"", _BAGIT})
        miscounts = about and f"\nPayload-Oxum: {size}.{count}\n".encode() not in about
        self._say("bag-info.txt names another number or size of files than there are.", miscounts)
        self._say(f"manifest.json has format {manifest.get('format')!r}, not 2.", manifest.get("format", 2) != 2)
        other = manifest.get("package", name)
        self._say(f"manifest.json belongs to the package {other!r}.", other != name)
        self._check_signer(name, manifest.get("signer"), statement, signed=signed)
        together = manifest.get("packages")
        return [str(one) for one in together[:_BAGS]] if isinstance(together, list) else []

    def _say(self, sentence: str, when: object = True) -> None:
        self._report.changes += [self._prefix + sentence] if when else []

    def _lines(self, path: str) -> Iterator[bytes]:
        rest = b""
        for chunk in self._names.read(self._bag, path):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from (line + b"\n" for line in lines)
            if len(rest) > _MOST:
                raise ValueError(f"{self._prefix}{path} has a line without end")
        yield from [rest] if rest else []

    def _whole(self, path: str) -> bytes:
        return b"".join(islice(self._lines(path), 99))

    def _read_list(self, name: str, column: str) -> None:
        form = re.compile(rf"([0-9a-f]{{{64 if '256' in name else 128}}})  ({_STEP}(?:/{_STEP})*)\n?")
        for number, line in enumerate(self._lines(name), start=1):
            read = form.fullmatch(line.decode("utf-8", "replace"))
            if not read:
                self._say(f"{name} was changed: line {number} is no fingerprint and path.")
            elif not self._names.note(self._bag, read[2], **{column: read[1]}):
                self._say(f"{name} was changed: {read[2]} is named twice.")
            elif column == _COLUMNS[0]:
                self._names.note(self._bag, read[2], line=number)
            self._say(f"{name} was changed: its end is cut off.", not line.endswith(b"\n"))

    def _read_manifest(self) -> dict[str, Any]:
        try:
            lines = takewhile(lambda line: line != b' "files": [\n', self._lines("manifest.json"))
            about = b"".join(islice(lines, 1 << 16)).rstrip(b",\n") or b"{"
            return dict(json.loads(about + b"}"))
        except (ValueError, RecursionError, TypeError):
            self._say("manifest.json was changed: it cannot be read.")
            return {}

    def _check_files(self, own: tuple[str, ...]) -> tuple[int, int]:
        total, count, added, missing = 0, 0, {}, dict.fromkeys(own, ("", ""))
        rows = "SELECT path, number, size, short, long, m256, m512, t256, t512 FROM path WHERE bag = ? ORDER BY path"
        for path, number, size, short, long, *listed in self._names.ask(rows, (self._bag,)):
            is_payload = path.startswith("data/")
            if not number:
                missing[path] = (listed[0] or listed[2], listed[1] or listed[3])
                continue
            missing.pop(path, "")
            total, count = total + size * is_payload, count + is_payload
            if not any(listed):
                added.update({} if path in own else {path: (short, long)})
                continue
            for name, digest, right in zip(_LISTS, listed, [is_payload] * 2 + [not is_payload] * 2):  # noqa: B905 -- as above
                self._say(f"{path} is {'wrongly ' if digest else 'not '}named in {name}.", bool(digest) != right)
            is_other = short and any(digest not in (None, short, long) for digest in listed)
            self._say(f"{path} was changed: its bytes do not match its fingerprint.", is_other)
        twins = {digests: path for path, digests in added.items()}
        for path, digests in missing.items():
            twin = twins.pop(digests, "")
            self._say(f"{path} was renamed to {self._prefix}{twin}." if twin else f"{path} is missing.")
            added.pop(twin, "")
        self._report.changes += [f"{self._prefix}{path} was added: no list names it." for path in added]
        for number, path in enumerate(own, start=1 << 60):
            self._names.note(self._bag, path, line=number)
        # A ZIP holds the payload as manifest-sha256.txt lists it, then what surrounds it.
        rows = "SELECT path, line, lag(line) OVER (ORDER BY number) FROM here WHERE bag = ? AND line > 0"
        for path, line, before in self._names.ask(rows, (self._bag,)) if self._names.is_zip else ():
            self._say(f"{path} lies at another place in the ZIP than it was written.", line < (before or 0))
        return total, count

    def _check_signer(self, name: str, promised: object, statement: bytes, *, signed: bool) -> None:
        signature, pem = (self._whole(path) if signed else b"" for path in _SIGNATURE)
        key = key_in(pem.decode("ascii", "replace"))
        self._report.notes.append(f"{name}: signed by {key or 'nobody'}." if signed else f"{name}: not signed.")
        if self._signer not in ("", key):
            self._report.changes.append(f"{name} is not signed by the key that you were given.")
        changed = pem and (pem != _pem(key) or promised not in (None, key))
        self._say(f"{_SIGNATURE[1]} was changed: it is not the key that manifest.json names.", changed)
        if not (signature and key and statement) or changed:
            return
        files = {"statement": statement, "signature": signature, "signer": pem}
        said = _openssl("pkeyutl -verify -pubin -inkey signer -rawin -in statement -sigfile signature", files)
        fails = len(signature) != 64 or "Verification Failure" in said
        self._say(f"{_SIGNATURE[0]} does not fit: it was changed, or what it signs, or who signs.", fails)
        why = "this openssl cannot do it" if said else "openssl was not found"
        words = "right" if "Signature Verified Successfully" in said else f"not checked: {why}; see VERIFY.txt"
        self._report.notes += [] if fails else [f"{name}: signature {words}."]


def _check_stamp(report: Report, stamp: Path, chain: Path | None) -> None:
    files = {"stamp": b"".join(_from(stamp)), "chain": b"".join(_from(chain or stamp))}
    shown = _openssl("ts -reply -in stamp -text", files)
    moment = re.search(r"^Time stamp: (\w+ +\d+ [\d:]+)(?:\.\d+)? (\d+) GMT", shown, re.MULTILINE)
    if not shown:
        return report.notes.append("time stamp not checked: openssl was not found; see VERIFY.txt.")
    said = f"{moment[1]} {moment[2]} +0000" if moment else "Jan 1 00:00:00 1970 +0000"
    when = int(datetime.strptime(said, "%b %d %H:%M:%S %Y %z").timestamp())
    for name, statement in report.statements.items():
        words = f"ts -verify -data statement -in stamp -CAfile chain -attime {when}"
        if "Verification: OK" in _openssl(words, {**files, "statement": statement}):
            return report.notes.append(f"{name}: existed by {said}, says the time stamp.")
    report.changes.append("The time stamp does not fit: not these packages, or not these certificates.")


def _openssl(words: str, files: dict[str, bytes]) -> str:
    program = shutil.which("openssl") or ""
    if not os.path.isabs(program) or Path(program).parent == Path.cwd():
        return ""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        environment = {**os.environ, "OPENSSL_CONF": os.devnull}
        done = subprocess.run([program, *words.split()], cwd=folder, env=environment, capture_output=True)  # noqa: S603
    return (done.stdout + done.stderr).decode(errors="replace") or "nothing"


def _pem(key: str) -> bytes:
    body = base64.b64encode(bytes.fromhex(_ED25519 + key)).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{body}\n-----END PUBLIC KEY-----\n".encode()


def key_in(text: str) -> str:
    """The Ed25519 public key (hex) that a PEM file holds, or 64 hexadecimal digits say; "" where it is neither."""
    body = re.fullmatch("-----BEGIN PUBLIC KEY-----\\s+([A-Za-z0-9+/]{59}=)\\s+-----END PUBLIC KEY-----\\s*", text)
    key = base64.b64decode(body[1]).hex() if body else _ED25519 + re.sub(r"[\s:]", "", text).lower()
    return key[len(_ED25519) :] if re.fullmatch(_ED25519 + "[0-9a-f]{64}", key) else ""


def _from(path: Path, at: int = 0, size: int = sys.maxsize) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(at)
        while size > 0 and (chunk := file.read(min(1 << 20, size))):
            size -= len(chunk)
            yield chunk


def _digests(chunks: Iterable[bytes]) -> tuple[str, str, int, int]:
    short, long, size, crc = hashlib.sha256(), hashlib.sha512(), 0, 0
    for chunk in chunks:
        short.update(chunk)
        long.update(chunk)
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    return short.hexdigest(), long.hexdigest(), size, crc


def say_report(report: Report, *, expected: str = "") -> int:
    """Write the report in plain sentences; the outcome comes back as exit code."""
    said = [f"{n}: {p[1]} files, {p[2]} bytes, fingerprint {p[0] or 'none'}" for n, p in report.packages.items()]
    wanted = "".join(expected.split()).lower()
    if wanted and wanted not in {report.whole, *(one[0] for one in report.packages.values())}:
        report.changes.append("The fingerprint is not the one you were given.")
    said += [f"ZIP: fingerprint {report.whole}"] * bool(report.whole)
    said += [*report.notes, *(f"CHANGED  {sentence}" for sentence in report.changes)]
    said += [f"Result: {len(report.changes)} changes." if report.changes else "Result: unchanged."]
    if not report.is_bundle:
        said = ["This is no bundle: neither a ZIP nor a folder with packages of this kind."]
    foreign = "[^ -~가-힣]" if "utf" in (sys.stdout.encoding or "utf-8").lower() else "[^ -~]"
    for line in said:
        sys.stdout.write(re.sub(foreign, lambda one: one[0].encode("unicode_escape").decode(), line) + "\n")
    return report.outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be given: a bundle, and what it is compared with."""
    here = Path(__file__).resolve().parent
    parser.add_argument("bundle", nargs="?", type=Path, default=here, help="BUNDLE.zip, a folder, or one package of it")
    parser.add_argument("--expect", default="", metavar="HEX", help="a fingerprint that you were given separately")
    parser.add_argument("--signer", default="", metavar="KEY", help="the signer's public key: 64 digits, or a PEM file")
    parser.add_argument("--stamp", type=Path, metavar="FILE", help="a time stamp (.tsr); needs --chain")
    parser.add_argument("--chain", type=Path, metavar="PEM", help="the certificates of the authority that stamped")


def run(given: argparse.Namespace) -> int:
    """Check and say what was found."""
    held = b"".join(_from(Path(given.signer))).decode("utf-8", "replace") if os.path.isfile(given.signer) else ""
    wanted = given.signer and (key_in(held or given.signer) or "no key")
    report = verify(given.bundle, signer=wanted, stamp=given.stamp, chain=given.chain)
    return say_report(report, expected=given.expect)


if __name__ == "__main__":
    program = argparse.ArgumentParser(description="Says whether a bundle is unchanged, and if not, what was changed.")
    add_arguments(program)
    sys.exit(run(program.parse_args()))
