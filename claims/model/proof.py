"""Proof of receipt: the signed paper that says what was received. This is where its facts are named; nothing the claimant typed is among them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class ProvenFile(BaseModel):
    """One file as received: what it was said to be, its size in bytes and SHA-256."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    kind: str
    size: int
    sha256: str


class SignedProof(BaseModel):
    """What was received, when and by whom, signed with Ed25519 by the key whose public half is `key` (both hex).

    `fingerprint` is the SHA-256 of the claim file as received. The signature covers `signed_bytes`.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    office: str
    reference: str
    day: str
    trips: int
    account_characters: int
    agreements: tuple[tuple[str, int, str], ...] = ()
    files: tuple[ProvenFile, ...] = ()
    fingerprint: str
    key: str
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """The canonical JSON under the signature: every field but the signature, keys sorted by the model's order."""
        return self.model_dump_json(exclude={"signature"}).encode()
