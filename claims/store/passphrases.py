"""Staff passphrases: seven words made by the service, 77 bits, from a standard list in the person's language.

Nobody chooses their own. Argon2id is a margin, not the defence. This is where words become a key.
"""

import secrets
import unicodedata
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from mnemonic import Mnemonic

WORDS = 7
LISTS = {"ko": "korean", "en": "english", "ja": "japanese", "zh-Hans": "chinese_simplified"}
SALT_BYTES = 16


@dataclass(frozen=True)
class NewWords:
    """Words that were just made, and the key that follows from them: shown once, kept nowhere."""

    passphrase: str = field(repr=False)
    salt: bytes
    key: bytes = field(repr=False)


def make_words(*, language: str, salt: bytes = b"") -> NewWords:
    """New words with their key. Slow on purpose: never in a transaction that writes."""
    passphrase, salt = new_passphrase(language=language), salt or secrets.token_bytes(SALT_BYTES)
    return NewWords(passphrase=passphrase, salt=salt, key=key_of_passphrase(passphrase, salt=salt))


def new_passphrase(*, language: str) -> str:
    """Seven words of the 2,048-word list of a language (English where there is none)."""
    words = Mnemonic(LISTS.get(language, "english")).wordlist
    return unicodedata.normalize("NFC", " ".join(secrets.choice(words) for _ in range(WORDS)))


def key_of_passphrase(passphrase: str, *, salt: bytes) -> bytes:
    """The 32-byte key of a passphrase: Argon2id, 64 MiB, 3 passes, 4 lanes. Spaces and letter forms do not matter."""
    plain = " ".join(unicodedata.normalize("NFKD", passphrase).casefold().split())
    return hash_secret_raw(
        plain.encode(), salt, time_cost=3, memory_cost=64 * 1024, parallelism=4, hash_len=32, type=Type.ID
    )
