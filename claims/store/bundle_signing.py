"""Bundle signing: the Ed25519 key of a matter and its signature under a package's list of lists. This is where bundles are signed.

The key comes out of the matter's private key, so whoever packs for a matter signs as that matter, today and in ten years, and nothing
more is to be kept. What is signed is tagmanifest-sha256.txt, which covers every byte of its package. An Ed25519 signature is the
same each time (RFC 8032).
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from claims.store.seal import derive

SIGNED = "tagmanifest-sha256.txt"
SIGNATURE, SIGNER = f"signature/{SIGNED}.sig", "signature/signer.pem"


def signing_key(matter_private: bytes) -> Ed25519PrivateKey:
    """The key that a matter's bundles are signed with."""
    return Ed25519PrivateKey.from_private_bytes(derive(matter_private, purpose="bundle signing"))


def public_hex(signer: Ed25519PrivateKey) -> str:
    """Its public half: 32 bytes as 64 hexadecimal digits, short enough to be its own fingerprint."""
    return signer.public_key().public_bytes_raw().hex()


def signature_files(statement: bytes, *, signer: Ed25519PrivateKey) -> dict[str, bytes]:
    """The two files that a signed package carries beside its lists: 64 bytes of signature, and the public key (SubjectPublicKeyInfo, PEM)."""
    pem = signer.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return {SIGNATURE: signer.sign(statement), SIGNER: pem}
