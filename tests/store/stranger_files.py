"""A stranger's opener of files: an age file to one X25519 identity, by age-encryption.org/v1. This is where the vault is put to the test."""

from base64 import b64decode
from hashlib import sha256
from itertools import pairwise

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from tests.store.stranger import hkdf, hmac

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
CHUNK = 65536 + 16


def secret_of(identity: str) -> bytes:
    """The 32 bytes in an identity's text (BIP 173, whose check characters are the last six)."""
    bits = "".join(f"{LETTERS.index(letter):05b}" for letter in identity.lower().rpartition("1")[2][:-6])
    return bytes(int(bits[at : at + 8], 2) for at in range(0, 256, 8))


def unarmoured(text: bytes) -> bytes:
    """Base64 as age writes it, without the signs at the end."""
    return b64decode(text + b"=" * (-len(text) % 4), validate=True)


def file_key(header: bytes, secret: bytes) -> bytes:
    """The key of the file, from the first stanza that this secret opens."""
    mine = X25519PrivateKey.from_private_bytes(secret)
    lines = header.split(b"\n")
    for line, body in pairwise(lines):
        if line.startswith(b"-> X25519 "):
            there = unarmoured(line.split(b" ")[2])
            shared = mine.exchange(X25519PublicKey.from_public_bytes(there))
            key = hkdf(shared, salt=there + mine.public_key().public_bytes_raw(), info=b"age-encryption.org/v1/X25519")
            return ChaCha20Poly1305(key).decrypt(bytes(12), unarmoured(body), None)
    raise ValueError("no stanza for this identity")


def open_age(sealed: bytes, identity: str) -> bytes:
    """The whole plaintext of an age file, zeros at its end included."""
    header, _, rest = sealed.partition(b"\n--- ")
    mac, _, payload = rest.partition(b"\n")
    assert header.startswith(b"age-encryption.org/v1\n")
    key = file_key(header, secret_of(identity))
    assert unarmoured(mac) == hmac.digest(hkdf(key, salt=b"", info=b"header"), header + b"\n---", "sha256")
    stream, body = hkdf(key, salt=payload[:16], info=b"payload"), payload[16:]
    chunks = [body[at : at + CHUNK] for at in range(0, len(body), CHUNK)]
    nonces = [at.to_bytes(11, "big") + bytes([at == len(chunks) - 1]) for at in range(len(chunks))]
    return b"".join(
        ChaCha20Poly1305(stream).decrypt(nonce, chunk, None) for nonce, chunk in zip(nonces, chunks, strict=True)
    )


def open_part(sealed: bytes, identity: str, *, length: int, digest: str) -> bytes:
    """One part of a file, as its line in the list says."""
    plain = open_age(sealed, identity)
    assert set(plain[length:]) <= {0}
    assert sha256(plain[:length]).hexdigest() == digest
    return plain[:length]
