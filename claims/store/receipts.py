"""Receipts: a random reference, and a code from which the key to one claim follows. No digest of the code is kept.

This is where receipt codes are made and turned into keys.
"""

import secrets

from claims.rules.references import ALPHABET, CODE_LENGTH, REFERENCE_LENGTH, with_check
from claims.store.seal import derive


def new_reference() -> str:
    """35 random bits with a check character; finds a claim, opens nothing."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(REFERENCE_LENGTH - 1)))


def new_code() -> str:
    """115 random bits with a check character; opens one claim."""
    return with_check("".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH - 1)))


def key_of_code(code: str, *, claim_id: str) -> bytes:
    """The key under which a receipt's wrap of the claim key lies. The code is random, so no slow hash is needed."""
    return derive(code.encode("ascii"), purpose="receipt", salt=bytes.fromhex(claim_id))
