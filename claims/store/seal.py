"""Seal and open: the composition of kept libraries that everything rests on. No primitive of our own.

A sealed part is `format byte 1 | nonce (12) | AES-256-GCM(padded plaintext)`, its context as associated data, so that a
blob moved to another claim, part or version does not open. A wrap to a public key is `format byte 1 | HPKE base mode
(X25519, HKDF-SHA256, AES-256-GCM)` with the context as info. docs/formats.md lets a stranger write the opener.

This is where bytes become sealed bytes.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from claims.errors import Damaged

FORMAT = b"\x01"
KEY_BYTES = 32
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def context(*words: str | int) -> bytes:
    """The place a blob belongs to, unambiguous: each word with its length in front."""
    return b"claims" + b"".join(f"|{len(str(w).encode())}:{w}".encode() for w in words)


def padded_length(length: int, *, least: int = 512) -> int:
    """The size class of a length: Padmé (Nikitin and others, PETS 2019), at most 12 % more, and at least `least` bytes."""
    if length <= least:
        return least
    exponent = length.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << (exponent - kept)) - 1
    return (length + mask) & ~mask


def seal(key: bytes, plaintext: bytes, *, context: bytes, least: int = 512) -> bytes:
    """Seal bytes under a 32-byte key for one context; length shows only its class."""
    framed = len(plaintext).to_bytes(8, "big") + plaintext
    framed = framed.ljust(padded_length(len(framed), least=least), b"\0")
    nonce = secrets.token_bytes(12)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, framed, context)


def open_sealed(key: bytes, sealed: bytes, *, context: bytes) -> bytes:
    """The plaintext. Raises Damaged when key, context or bytes do not belong together."""
    if sealed[:1] != FORMAT or len(sealed) < 37:
        raise Damaged("sealed_format")
    try:
        framed = AESGCM(key).decrypt(sealed[1:13], sealed[13:], context)
    except InvalidTag:
        raise Damaged("sealed_part") from None
    return framed[8 : 8 + int.from_bytes(framed[:8], "big")]


def new_pair() -> tuple[bytes, bytes]:
    """A new X25519 pair: (private, public), 32 raw bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_half(private_key: bytes) -> bytes:
    """The public half of an X25519 private key, 32 raw bytes."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def wrap_to(public_key: bytes, secret: bytes, *, context: bytes) -> bytes:
    """Wrap a secret to a public key for one context; only the private half opens it."""
    return FORMAT + _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public_key), context)


def open_wrap(private_key: bytes, wrapped: bytes, *, context: bytes) -> bytes:
    """The wrapped secret. Raises Damaged when key, context or bytes do not belong together."""
    if wrapped[:1] != FORMAT:
        raise Damaged("wrap_format")
    try:
        return bytes(_SUITE.decrypt(wrapped[1:], X25519PrivateKey.from_private_bytes(private_key), context))
    except (InvalidTag, ValueError):
        raise Damaged("wrap") from None


def derive(secret: bytes, *, purpose: str, salt: bytes = b"", length: int = KEY_BYTES) -> bytes:
    """HKDF-SHA256 of a secret that is already random, for one named purpose."""
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt or None, info=context("derive", purpose)).derive(
        secret
    )
