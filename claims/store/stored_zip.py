"""Stored ZIP: a ZIP64 of any number of files of any size, written forward only, with sizes and CRC-32 in front of each file.

`zipfile` keeps a description of every entry until the end and goes back to write sizes; a bundle of 1.5 million files must do neither.
So names are asked for a second time for the table at the end, and 4 bytes of each file are kept. Nothing is compressed: papers and
photos are packed already, and stored bytes do not depend on the version of a compressor. The form is that of APPNOTE 6.3.10: ZIP64
where a number does not fit, flag 0x800 where a name is not ASCII. This is where bytes become a ZIP.
"""

import hashlib
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from claims.errors import Damaged

FULL, FEW = 0xFFFFFFFF, 0xFFFF
_PIECE = 1 << 16


class Writable(Protocol):
    """Anything that takes bytes one after the other: a file, a sealing stream."""

    def write(self, chunk: bytes, /) -> object: ...


class StoredZip:
    """`put` each file, then `finish` with the same names and sizes in the same order. `sha256` and `size` are of all that was written."""

    def __init__(self, target: Writable, *, day: date) -> None:
        self._target = target
        self._clock = (0, (day.year - 1980) << 9 | day.month << 5 | day.day)  # midnight: no hour is told
        self._crcs = array("I")
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of everything written so far."""
        return self._hash.hexdigest()

    @property
    def files(self) -> int:
        """How many were put."""
        return len(self._crcs)

    def put(self, name: str, chunks: Iterable[bytes], *, size: int, crc32: int) -> None:
        """Write one file. Raises Damaged `bundle_file` when its bytes are not of this size and CRC-32."""
        self._write(_head(name, size, crc32, self._clock))
        self._crcs.append(crc32)
        counted, found = 0, 0
        for chunk in chunks:
            self._write(chunk)
            counted += len(chunk)
            found = zlib.crc32(chunk, found)
        if (counted, found) != (size, crc32):
            raise Damaged("bundle_file", path=name)

    def finish(self, again: Iterable[tuple[str, int]]) -> None:
        """Write the table of contents: (name, size) of every file that was put, once more. Raises Damaged `bundle_list` for others."""
        start = self.size
        for piece in in_pieces(self._central(again)):
            self._write(piece)
        self._write(_tail(self.files, self.size - start, start))

    def _central(self, again: Iterable[tuple[str, int]]) -> Iterator[bytes]:
        offset, count, start = 0, 0, self.size
        for count, (name, size) in enumerate(again, start=1):
            if count > self.files:
                raise Damaged("bundle_list", path=name)
            crc32 = self._crcs[count - 1]
            yield _record(name, size, crc32, offset, self._clock)
            offset += len(_head(name, size, crc32, self._clock)) + size
        if (count, offset) != (self.files, start):
            raise Damaged("bundle_list", path="")

    def _write(self, chunk: bytes) -> None:
        self._target.write(chunk)
        self._hash.update(chunk)
        self.size += len(chunk)


def in_pieces(records: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of about 64 KiB: hashing and sealing a line at a time costs more than the line."""
    held = bytearray()
    for record in records:
        held += record
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def _flags(name: str) -> int:
    return 0 if name.isascii() else 0x800


def _head(name: str, size: int, crc32: int, clock: tuple[int, int]) -> bytes:
    """What stands before a file."""
    written, large = name.encode(), size >= FULL
    extra = struct.pack("<2H2Q", 1, 16, size, size) if large else b""
    shown = FULL if large else size
    facts = (45 if large else 20, _flags(name), 0, *clock, crc32, shown, shown, len(written), len(extra))
    return struct.pack("<4s5H3L2H", b"PK\3\4", *facts) + written + extra


def _record(name: str, size: int, crc32: int, offset: int, clock: tuple[int, int]) -> bytes:
    """What the table of contents says of a file: an ordinary one that its owner may write, made by Unix."""
    written = name.encode()
    large = ([size, size] if size >= FULL else []) + ([offset] if offset >= FULL else [])
    extra = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    version, shown = 45 if large else 20, min(size, FULL)
    facts = (version, 3, version, _flags(name), 0, *clock, crc32, shown, shown, len(written), len(extra), 0, 0, 0)
    return struct.pack("<4s2B5H3L5H2L", b"PK\1\2", *facts, 0o100644 << 16, min(offset, FULL)) + written + extra


def _tail(count: int, size: int, offset: int) -> bytes:
    """What stands at the end: how many files, where the table of contents begins, how long it is."""
    large = b""
    if count >= FEW or size >= FULL or offset >= FULL:
        large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
        large += struct.pack("<4sLQL", b"PK\6\7", 0, offset + size, 1)
    few = min(count, FEW)
    return large + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, few, few, min(size, FULL), min(offset, FULL), 0)
