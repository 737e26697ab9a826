"""Sealed files: a stream becomes parts of at most 4 MiB, each a complete age file to one X25519 identity, in the vault.

The list of parts (name, length, SHA-256) is kept in a sealed place and binds them. This is where files are sealed and opened.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from pyrage import DecryptError, decrypt, encrypt
from pyrage.x25519 import Identity, Recipient

from claims.errors import Damaged
from claims.model.claim_file import EvidencePart
from claims.model.tables import random_key
from claims.store.seal import padded_length
from claims.store.vault import Vault

PART_BYTES = 4 * 1024 * 1024
LEAST_BYTES = 64 * 1024


def new_identity() -> str:
    """A new age identity as its secret text; kept only in a sealed place."""
    return str(Identity.generate())


def recipient_of(identity: str) -> Recipient:
    """The public half, which is all that sealing needs."""
    return Identity.from_str(identity).to_public()


class FileSealer:
    """Takes plaintext as it comes, seals each full part at once; nothing but the current part is ever in memory."""

    def __init__(self, *, recipient: Recipient, vault: Vault, folder: str, time: int) -> None:
        self._recipient, self._vault, self._folder, self._time = recipient, vault, folder, time
        self._held: list[bytes] = []
        self._waiting = 0
        self._parts: list[EvidencePart] = []
        self.size = 0

    def write(self, chunk: bytes) -> int:
        """Take some more of the file; returns how many bytes were taken, as files do."""
        self._held.append(bytes(chunk))
        self._waiting += len(chunk)
        self.size += len(chunk)
        if self._waiting >= PART_BYTES:
            self._put_full()
        return len(chunk)

    def flush(self) -> None:
        """Nothing to do: a part is kept when it is full or the file ends."""

    def finish(self) -> tuple[EvidencePart, ...]:
        """Seal the rest and return the list of parts."""
        if self._waiting or not self._parts:
            self._put(b"".join(self._held))
            self._held, self._waiting = [], 0
        return tuple(self._parts)

    def abandon(self) -> None:
        """Destroy what was sealed so far."""
        for part in self._parts:
            self._vault.delete(self._folder, part.name)
        self._parts.clear()
        self._held, self._waiting = [], 0

    def _put_full(self) -> None:
        # Joined once and cut without moving what is left: for long files copying is as dear as sealing.
        waiting = memoryview(b"".join(self._held))
        at = 0
        while len(waiting) - at >= PART_BYTES:
            self._put(bytes(waiting[at : at + PART_BYTES]))
            at += PART_BYTES
        self._held, self._waiting = [bytes(waiting[at:])], len(waiting) - at

    def _put(self, plain: bytes) -> None:
        part = EvidencePart(name=random_key(), length=len(plain), sha256=sha256(plain).hexdigest())
        padded = plain.ljust(padded_length(len(plain), least=LEAST_BYTES), b"\0")
        self._vault.put_part(self._folder, part.name, encrypt(padded, [self._recipient]), time=self._time)
        self._parts.append(part)


class HashingSealer(FileSealer):
    """The same for a file that is to be known by its fingerprint: `sha256` (hex) of all that was taken."""

    def __init__(self, *, recipient: Recipient, vault: Vault, folder: str, time: int) -> None:
        super().__init__(recipient=recipient, vault=vault, folder=folder, time=time)
        self._whole = sha256()

    def write(self, chunk: bytes) -> int:
        """Take some more of the file."""
        self._whole.update(chunk)
        return super().write(chunk)

    @property
    def sha256(self) -> str:
        return self._whole.hexdigest()


def seal_file(
    chunks: Iterable[bytes], *, identity: str, vault: Vault, folder: str, time: int
) -> tuple[EvidencePart, ...]:
    """Seal a whole stream; on any error what was sealed is destroyed."""
    sealer = FileSealer(recipient=recipient_of(identity), vault=vault, folder=folder, time=time)
    try:
        for chunk in chunks:
            sealer.write(chunk)
        return sealer.finish()
    except BaseException:
        sealer.abandon()
        raise


def open_file(parts: Iterable[EvidencePart], *, identity: str, vault: Vault, folder: str) -> Iterator[bytes]:
    """The plaintext, part by part, each checked against the list. Raises Damaged naming the part's place."""
    opener = Identity.from_str(identity)
    for place, part in enumerate(parts, start=1):
        try:
            plain = decrypt(vault.open_part(folder, part.name), [opener])[: part.length]
        except (DecryptError, Damaged):
            raise Damaged("file_part", part=place) from None
        if sha256(plain).hexdigest() != part.sha256:
            raise Damaged("file_part", part=place)
        yield plain


def open_whole(parts: Iterable[EvidencePart], *, identity: str, vault: Vault, folder: str) -> bytes:
    """The whole plaintext in memory, for files whose size the door has limited."""
    return b"".join(open_file(parts, identity=identity, vault=vault, folder=folder))
