"""A stranger's opener: written from docs/formats.md alone, with nothing of the house. This is where the page is put to the test."""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def context(*words: str | int) -> bytes:
    """Each word with the number of its bytes in front."""
    parts = [str(word).encode("utf-8") for word in words]
    return b"claims" + b"".join(b"|" + str(len(part)).encode() + b":" + part for part in parts)


def hkdf(secret: bytes, *, salt: bytes, info: bytes, length: int = 32) -> bytes:
    """RFC 5869 with SHA-256."""
    return expand(hmac.digest(salt or bytes(32), secret, "sha256"), info, length)


def expand(key: bytes, info: bytes, length: int) -> bytes:
    """The second half of RFC 5869."""
    made, block = b"", b""
    for number in range(1, 256):
        block = hmac.digest(key, block + info + bytes([number]), "sha256")
        made += block
        if len(made) >= length:
            break
    return made[:length]


def derive(secret: bytes, purpose: str, *, salt: bytes = b"", length: int = 32) -> bytes:
    """A key for one purpose."""
    return hkdf(secret, salt=salt, info=context("derive", purpose), length=length)


def open_sealed(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Format 1 of a sealed part."""
    assert sealed[0] == 1
    framed = AESGCM(key).decrypt(sealed[1:13], sealed[13:], bound)
    length = int.from_bytes(framed[:8], "big")
    assert set(framed[8 + length :]) <= {0}
    return framed[8 : 8 + length]


def size_class(length: int, least: int) -> int:
    """Padmé, counted bit by bit: keep the leading bits, round the rest up."""
    if length <= least:
        return least
    exponent = 0
    while 2 ** (exponent + 1) <= length:
        exponent += 1
    kept = 0
    while 2**kept <= exponent:
        kept += 1
    step = 2 ** (exponent - kept)
    return -(-length // step) * step


SUITE = b"HPKE" + (0x0020).to_bytes(2, "big") + (0x0001).to_bytes(2, "big") + (0x0002).to_bytes(2, "big")
KEM = b"KEM" + (0x0020).to_bytes(2, "big")


def labeled(salt: bytes, label: bytes, secret: bytes, suite: bytes) -> bytes:
    """LabeledExtract of RFC 9180."""
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, "sha256")


def labeled_expand(key: bytes, label: bytes, info: bytes, length: int, suite: bytes) -> bytes:
    """LabeledExpand of RFC 9180."""
    return expand(key, length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info, length)


def open_wrap(private: bytes, wrapped: bytes, bound: bytes) -> bytes:
    """Format 1 of a wrap: HPKE base mode, one message, the context as info, no associated data."""
    assert wrapped[0] == 1
    there, text = wrapped[1:33], wrapped[33:]
    mine = X25519PrivateKey.from_private_bytes(private)
    shared = mine.exchange(X25519PublicKey.from_public_bytes(there))
    both = there + mine.public_key().public_bytes_raw()
    shared = labeled_expand(labeled(b"", b"eae_prk", shared, KEM), b"shared_secret", both, 32, KEM)
    schedule = b"\0" + labeled(b"", b"psk_id_hash", b"", SUITE) + labeled(b"", b"info_hash", bound, SUITE)
    secret = labeled(shared, b"secret", b"", SUITE)
    key = labeled_expand(secret, b"key", schedule, 32, SUITE)
    return AESGCM(key).decrypt(labeled_expand(secret, b"base_nonce", schedule, 12, SUITE), text, b"")


def chain_link(previous: bytes, words: tuple[str | int, ...], details: bytes) -> bytes:
    """One link of the ledger's chain."""
    return hashlib.sha256(previous + context("line", *words) + hashlib.sha256(details).digest()).digest()
