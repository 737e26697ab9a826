"""What a package is packed from: files already made, listed with their fingerprints and streamed from where they lie sealed, and papers
made at packing. This is where whoever packs says what goes in.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol


class ListedFile(Protocol):
    """What the lists say of a file: path below data/, what it is in words, size, fingerprints (hex); `crc32` None where it was not counted."""

    @property
    def path(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...
    @property
    def sha512(self) -> str: ...
    @property
    def crc32(self) -> int | None: ...


@dataclass(frozen=True)
class BagFile:
    """A paper made at packing: its path below data/, its bytes (or the chunks of them, held in memory until it is packed), what it is."""

    path: str
    content: bytes | Iterable[bytes]
    what: str


def _nothing() -> Iterator[BagFile]:
    return iter(())


def _none_listed() -> Iterator[ListedFile]:
    return iter(())


def _none_streamed() -> Iterator[tuple[ListedFile, Iterable[bytes]]]:
    return iter(())


@dataclass(frozen=True)
class PackageContents:
    """What one package holds, papers first.

    `papers` is walked once; only what the lists say of each paper is kept. `listed` and `files` give the same files in the same order:
    `listed` without bytes, walked five times (nothing of it is kept), `files` with their bytes, walked once, one file after the other.
    """

    papers: Callable[[], Iterable[BagFile]] = _nothing
    listed: Callable[[], Iterable[ListedFile]] = _none_listed
    files: Callable[[], Iterable[tuple[ListedFile, Iterable[bytes]]]] = _none_streamed
