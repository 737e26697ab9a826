"""Age wrap: a bundle once more as one age file to somebody's own key (age-encryption.org/v1), pulled piece by piece for a download.

age pushes what it has sealed and a download pulls, so the sealing runs in a thread that waits whenever a few pieces lie ready. This is
where a bundle is wrapped for its recipient.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread

from pyrage import RecipientError
from pyrage.x25519 import Recipient

from claims.errors import NotValid
from claims.store.age_stream import seal_stream

READY = 8
_LOOK = 0.2


class _Left(Exception):
    """Nobody takes any more."""


def read_recipient(given: str) -> Recipient:
    """An age public key as its owner hands it out (age1…). Raises NotValid `age_recipient`."""
    try:
        return Recipient.from_str(given.strip())
    except (RecipientError, UnicodeEncodeError):
        raise NotValid("age_recipient") from None


def age_wrapped(pieces: Iterable[bytes], *, recipient: str) -> Iterator[bytes]:
    """The pieces as one age file, with a few of them in memory. What the pieces raise is raised where it is pulled.

    Raises NotValid `age_recipient` at once, before anything is pulled. Whoever stops pulling closes it, which ends the thread.
    """
    return _pulled(pieces, read_recipient(recipient))


class _Handed:
    """What age writes to: each piece lies ready until it is taken, or whoever pulls has left. Last comes None, or what went wrong."""

    def __init__(self) -> None:
        self.ready: Queue[bytes | BaseException | None] = Queue(READY)
        self.left = Event()

    def write(self, piece: bytes) -> int:
        self._hand_on(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing is held back."""

    def seal(self, pieces: Iterable[bytes], recipient: Recipient) -> None:
        """All of it, in the thread."""
        last: BaseException | None = None
        try:
            seal_stream(pieces, self, recipient=recipient)
        except BaseException as failed:
            last = failed
        with suppress(_Left):
            self._hand_on(last)

    def _hand_on(self, item: bytes | BaseException | None) -> None:
        while not self.left.is_set():
            with suppress(Full):
                return self.ready.put(item, timeout=_LOOK)
        raise _Left


def _pulled(pieces: Iterable[bytes], recipient: Recipient) -> Iterator[bytes]:
    handed = _Handed()
    sealing = Thread(target=handed.seal, args=(pieces, recipient), daemon=True)
    sealing.start()
    try:
        while (item := handed.ready.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        handed.left.set()
        sealing.join()
