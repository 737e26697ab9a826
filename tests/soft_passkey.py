"""A passkey in software, written from the WebAuthn recommendation: makes a credential and signs challenges. This is what tests hold
the door's checks against, and it can be asked to lie.
"""

import base64
import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import encode_cbor

PRESENT, ATTESTED = 0x01, 0x40


def text_of(plain: bytes) -> str:
    """Base64url without signs at its end."""
    return base64.urlsafe_b64encode(plain).decode().rstrip("=")


@dataclass
class SoftPasskey:
    """One credential for one host."""

    host: str = "localhost"
    origin: str = "http://localhost:8000"
    count: int = 0
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, challenge: str) -> str:
        """The answer to a registration."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + encode_cbor(cose)
        told = {"fmt": "none", "attStmt": {}, "authData": self._facts(PRESENT | ATTESTED) + attested}
        client = self._client("webauthn.create", challenge)
        return self._answer({"clientDataJSON": text_of(client), "attestationObject": text_of(encode_cbor(told))})

    def use(self, challenge: str) -> str:
        """The answer at the door; each use counts."""
        self.count += 1
        facts, client = self._facts(PRESENT), self._client("webauthn.get", challenge)
        signature = self.key.sign(facts + sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": facts, "signature": signature}
        return self._answer({name: text_of(part) for name, part in parts.items()})

    def _facts(self, flags: int) -> bytes:
        return sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        named = {"id": text_of(self.credential), "rawId": text_of(self.credential), "type": "public-key"}
        return json.dumps({**named, "response": response, "clientExtensionResults": {}})
