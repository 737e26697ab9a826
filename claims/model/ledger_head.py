"""A head of the ledger as it goes outside. This is where the signed statement is a noun; nothing in it is about a claimant."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

HEX_KEY = r"[0-9a-f]{64}"


class SignedHead(BaseModel):
    """At this hour the ledger's line `number` had the chain value `head`; signed with Ed25519 by `key` (hex, as head).

    The signature covers `signed_bytes`. A head that is not at its number any more says that lines were changed or cut off.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    office: str = Field(max_length=32)
    number: int = Field(ge=1)
    head: str = Field(pattern=f"^{HEX_KEY}$")
    hour: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}Z$")
    key: str = Field(pattern=f"^{HEX_KEY}$")
    signature: str = Field(default="", pattern=r"^([0-9a-f]{128})?$")

    @field_validator("hour")
    @classmethod
    def _is_an_hour(cls, hour: str) -> str:
        datetime.strptime(hour, "%Y-%m-%dT%HZ")
        return hour

    def signed_bytes(self) -> bytes:
        """The canonical JSON under the signature: every field but the signature, in the model's order, no spaces."""
        return self.model_dump_json(exclude={"signature"}).encode()

    def statement(self) -> bytes:
        """What goes outside: one line of JSON, signature and all, without a line end."""
        return self.model_dump_json().encode()

    @property
    def key_mark(self) -> str:
        """How the ledger names the key, in the line of the start that made it."""
        return key_mark(self.key)


def key_mark(key: str) -> str:
    """The first 32 hexadecimal digits of a key's public half: 128 bits, as much as a reference holds."""
    return key[:32]
