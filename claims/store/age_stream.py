"""A stream of any length as one age file (age-encryption.org/v1), sealed and opened piece by piece. This is where long things are sealed."""

from collections.abc import Callable, Iterable
from typing import BinaryIO, Protocol

from pyrage import DecryptError, EncryptError, decrypt_io, encrypt_io
from pyrage.x25519 import Identity, Recipient

from claims.errors import Damaged


class Written(Protocol):
    """What is written to and told when it should hold nothing back: a file, or whoever hands pieces on."""

    def write(self, piece: bytes, /) -> object: ...
    def flush(self) -> object: ...


class _Pieces:
    """What age reads from: pieces as they are made, never all of them. Keeps what went wrong, which age would reword."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = bytearray()
        self.failed: BaseException | None = None

    def read(self, length: int) -> bytes:
        try:
            while len(self._left) < length:
                piece = next(self._pieces, None)
                if piece is None:
                    break
                self._left += piece
        except BaseException as failed:
            self.failed = failed
            raise
        taken = bytes(self._left[:length])
        del self._left[:length]
        return taken


class _Taken:
    """What age writes to: hands each piece on. Keeps what went wrong there, so that it is not taken for damage."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self.failed: BaseException | None = None

    def write(self, piece: bytes) -> int:
        try:
            self._take(piece)
        except BaseException as failed:
            self.failed = failed
            raise
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""


def seal_stream(pieces: Iterable[bytes], target: Written, *, recipient: Recipient) -> None:
    """Seal the pieces, one after the other, into `target`. What the pieces raise is raised."""
    source = _Pieces(pieces)
    try:
        encrypt_io(source, target, [recipient])
    except (EncryptError, OSError):
        if source.failed is not None:
            raise source.failed from None
        raise


def open_stream(source: BinaryIO, *, identity: Identity, take: Callable[[bytes], None]) -> None:
    """Hand the plaintext to `take`, piece by piece as it is proved. What `take` raises is raised.

    Raises Damaged `sealed_stream` when key and bytes do not belong together, or the end is missing: what was taken before
    that is genuine, but not all there was.
    """
    taken = _Taken(take)
    try:
        decrypt_io(source, taken, [identity])
    except (DecryptError, OSError):
        if taken.failed is not None:
            raise taken.failed from None
        raise Damaged("sealed_stream") from None
