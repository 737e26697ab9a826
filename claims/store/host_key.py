"""The host key: 32 random bytes in memory-backed storage, made anew at each service start, shared by the processes of one host.

It is in no environment, disk, backup or database; after a restart the cookies and errands of before open nothing. This is where it lives.
"""

import hmac
import os
import re
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from claims.errors import StartRefused
from claims.store.seal import KEY_BYTES, context, derive, new_key

MEMORY_BACKED = {"tmpfs", "ramfs"}


class HostKey:
    """The key of this start, and the keys that follow from it, each for one purpose."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def for_purpose(self, purpose: str, *, salt: bytes = b"") -> bytes:
        """A 32-byte key derived for one named purpose."""
        return derive(self._secret, purpose=purpose, salt=salt)

    def vouch(self, what: bytes) -> bytes:
        """HMAC-SHA256 that only a process of this host and this start can make."""
        return hmac.new(self.for_purpose("vouch"), what, sha256).digest()

    def vouched(self, what: bytes, mac: bytes) -> bool:
        return hmac.compare_digest(self.vouch(what), mac)

    def proof_signer(self) -> Ed25519PrivateKey:
        """The key that signs proofs of receipt while this start lasts; its public half is kept in `proof_key`."""
        return Ed25519PrivateKey.from_private_bytes(self.for_purpose("proof"))


def vouch_context(*words: str | int) -> bytes:
    """What is vouched for, unambiguous."""
    return context("vouch", *words)


def make_host_key(runtime: Path) -> HostKey:
    """Make a new key for this service start; the one of before is gone. Refuses a folder that is not memory-backed."""
    _require_memory(runtime)
    secret, half = new_key(), runtime / f"host.{os.getpid()}.new"
    half.unlink(missing_ok=True)
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secret)
    half.replace(runtime / "host.key")  # whole or not there: a process that reads meanwhile must not find half a key
    return HostKey(secret)


def read_host_key(runtime: Path, *, make: bool = False) -> HostKey:
    """The key of the running start. With `make`, one is made where none is (a single process on its own)."""
    path = runtime / "host.key"
    try:
        found = path.lstat()
        if found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077 or not stat.S_ISREG(found.st_mode):
            raise StartRefused(f"{path} is open to others: stop the service, remove it and start again.")
        secret = path.read_bytes()
    except FileNotFoundError:
        if make:
            return make_host_key(runtime)
        raise StartRefused(f"No service is running for this folder ({path} is missing): start the web first.") from None
    if len(secret) != KEY_BYTES:
        raise StartRefused(f"{path} does not hold a key: stop the service, remove it and start again.")
    return HostKey(secret)


def destroy_host_key(runtime: Path) -> None:
    """End this start: from now on its sessions and errands open nothing."""
    for name in ("host.key", "attempts"):  # the counts of store/attempts.py go with the key they are kept under
        (runtime / name).unlink(missing_ok=True)
    with suppress(OSError):  # something else may lie there, or it was never made
        runtime.rmdir()


def _require_memory(runtime: Path) -> None:
    runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = runtime.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid != os.getuid():
        raise StartRefused(f"CLAIMS_RUNTIME is '{runtime}', which belongs to somebody else: name a folder of your own.")
    runtime.chmod(0o700)
    if filesystem_of(runtime) not in MEMORY_BACKED:
        raise StartRefused(
            f"CLAIMS_RUNTIME is '{runtime}', which is not memory-backed: name a folder on tmpfs, such as one below /dev/shm."
        )


def filesystem_of(path: Path) -> str:
    """The kind of file system a path lies on, read from /proc/self/mounts; empty where that cannot be read."""
    try:
        lines = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return ""
    resolved = path.resolve()
    mounts = [(_unescaped(place), kind) for place, kind in (line.split()[1:3] for line in lines)]
    fitting = [
        (len(place), order, kind) for order, (place, kind) in enumerate(mounts) if resolved.is_relative_to(place)
    ]
    return max(fitting)[2] if fitting else ""  # of two mounts on one place the later one covers the other


def _unescaped(place: str) -> str:
    """A place as /proc/self/mounts writes it: a space is \\040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)
