"""Sealing behind: a long stream is sealed and put by a thread of its own while more of it is made. This is where bundles are written fast."""

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from pyrage.x25519 import Recipient

from claims.model.claim_file import EvidencePart
from claims.store.sealed_files import FileSealer
from claims.store.vault import Vault


class SealerBehind(FileSealer):
    """A FileSealer to be used in a `with`: one part is sealed while the next is taken, so two parts are in memory.

    What goes wrong with a part is raised by the next one, or by `finish`. Once the `with` is left, for whatever reason, nothing is put
    any more: whoever destroys the folder then leaves nothing behind.
    """

    def __init__(self, *, recipient: Recipient, vault: Vault, folder: str, time: int) -> None:
        super().__init__(recipient=recipient, vault=vault, folder=folder, time=time)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="parts")
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.shutdown(wait=True)

    def finish(self) -> tuple[EvidencePart, ...]:
        """Seal the rest and return the list of parts. Raises what went wrong with one of them."""
        self._until_put()
        super().finish()
        self._until_put()
        return tuple(self._parts)

    def _put(self, plain: bytes) -> None:
        self._until_put()
        self._last = self._thread.submit(super()._put, plain)

    def _until_put(self) -> None:
        last, self._last = self._last, None
        if last is not None:
            last.result()
