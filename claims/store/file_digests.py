"""File digests: what is said of a file's bytes (SHA-256, SHA-512, CRC-32, size), counted in one pass. This is where bytes are measured."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """Of one file: both fingerprints (hex), CRC-32, number of bytes."""

    sha256: str
    sha512: str
    crc32: int
    size: int


class Measuring:
    """Takes bytes as they come; `result` is said of all that was taken so far."""

    def __init__(self) -> None:
        self._short, self._long = hashlib.sha256(), hashlib.sha512()
        self._crc32 = self._size = 0

    def update(self, chunk: bytes) -> None:
        """Take some more."""
        self._short.update(chunk)
        self._long.update(chunk)
        self._crc32 = zlib.crc32(chunk, self._crc32)
        self._size += len(chunk)

    def result(self) -> Measured:
        """What is to be said of the bytes."""
        return Measured(self._short.hexdigest(), self._long.hexdigest(), self._crc32, self._size)


def measured(chunks: Iterable[bytes]) -> Measured:
    """A whole file, chunk by chunk."""
    measuring = Measuring()
    for chunk in chunks:
        measuring.update(chunk)
    return measuring.result()
