"""Heads of the ledger, signed and put down where whoever rewrites the database does not reach: a file, a mail, a time stamp.

An outcome is a code: `kept`, or why not. This is where a head is signed, put into its file and read back.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import ValidationError

from claims.errors import StartRefused
from claims.model.ledger_head import SignedHead

KEPT = "kept"
NOT_WRITTEN = "not_written"
NOT_REACHED = "not_reached"
REFUSED = "refused"
DOES_NOT_FIT = "does_not_fit"
LONGEST_LINE = 4096


def sign_head(*, office_id: str, number: int, head: bytes, hour: str, signer: Ed25519PrivateKey) -> SignedHead:
    """The statement that line `number` has this chain value, signed."""
    key = signer.public_key().public_bytes_raw().hex()
    statement = SignedHead(office=office_id, number=number, head=head.hex(), hour=hour, key=key)
    return statement.model_copy(update={"signature": signer.sign(statement.signed_bytes()).hex()})


def signature_holds(statement: SignedHead) -> bool:
    """Whether the statement was signed by the key it names. Whose key that is, the ledger says."""
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(statement.key))
    try:
        key.verify(bytes.fromhex(statement.signature), statement.signed_bytes())
    except InvalidSignature:
        return False
    return True


def read_statement(text: bytes) -> SignedHead | None:
    """A statement out of its JSON; None where it is none."""
    try:
        return SignedHead.model_validate_json(text)
    except ValidationError:
        return None


def put_in_file(path: Path, statement: bytes) -> str:
    """Append one line and wait until the disk has it; the file is made where there is none. Returns the outcome."""
    try:
        start = b"" if _ends_whole(path) else b"\n"  # a line that was torn off must not swallow this one
        line = start + statement + b"\n"
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.write(descriptor, line) != len(line):
                return NOT_WRITTEN
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return NOT_WRITTEN
    return KEPT


def _ends_whole(path: Path) -> bool:
    """Whether the file ends with a whole line; what cannot be read (written to only) is taken as whole."""
    with suppress(OSError), path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return True
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
    return True


def read_anchor_file(path: Path) -> Iterator[tuple[int, bytes]]:
    """(line number, what stands there) of each line that begins as a statement does, one by one; a mail's other lines are passed over.

    Raises StartRefused where there is no such file.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                if line.lstrip().startswith(b"{"):
                    yield number, line.strip()
    except OSError as error:
        raise StartRefused(
            f"{path} cannot be read ({error.strerror}): name a file that anchors were written to."
        ) from None
