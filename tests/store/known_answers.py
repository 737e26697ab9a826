"""Known answers of every stored format: tests/golden/formats.json, one entry for each kind of row in docs/formats.md.

A wrap stands there whole. Of a sealed part stand key, nonce, content and the SHA-256 of what they make, for most of its bytes
are padding: `sealed_by_hand` makes them again by the page alone. Whoever changes a format finds out here. To add an entry, give
`name`, `form`, `key` (for a wrap the private half), `context` and `content`; for a sealed part also `least` and `nonce`; the
test says what `sha256` must be, and a wrap is made once by `claims.store.seal.wrap_to`. This is where they are read.
"""

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.store import stranger

GOLDEN = Path(__file__).parents[1] / "golden/formats.json"
PAGE = Path(__file__).parents[2] / "docs/formats.md"


@dataclass(frozen=True)
class KnownAnswer:
    """One row as it is stored. `stored` are its bytes, `content` what lies in them, `words` its place."""

    name: str
    form: str
    key: bytes
    words: tuple[str | int, ...]
    content: bytes
    stored: bytes
    sha256: str

    @property
    def bound(self) -> bytes:
        """The place as bytes, by the page."""
        return stranger.context(*self.words)

    def opened_by_a_stranger(self) -> bytes:
        """The content, by the page."""
        opening = stranger.open_sealed if self.form == "sealed" else stranger.open_wrap
        return opening(self.key, self.stored, self.bound)


def sealed_by_hand(key: bytes, content: bytes, bound: bytes, *, least: int, nonce: bytes) -> bytes:
    """Format 1 of a sealed part, as the page says."""
    framed = len(content).to_bytes(8, "big") + content
    framed = framed.ljust(stranger.size_class(len(framed), least), b"\0")
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, framed, bound)


def known_answers() -> dict[str, KnownAnswer]:
    """All of them, by name."""
    return {entry["name"]: _read(entry) for entry in json.loads(GOLDEN.read_text(encoding="utf-8"))}


def _read(entry: dict) -> KnownAnswer:
    key, words = bytes.fromhex(entry["key"]), tuple(entry["context"])
    content = bytes.fromhex(entry["content"]) if entry.get("as") == "hex" else entry["content"].encode()
    if entry["form"] == "sealed":
        bound, nonce = stranger.context(*words), bytes.fromhex(entry["nonce"])
        stored = sealed_by_hand(key, content, bound, least=entry["least"], nonce=nonce)
    else:
        stored = bytes.fromhex(entry["stored"])
    return KnownAnswer(
        entry["name"], entry["form"], key, words, content, stored, entry.get("sha256", sha256(stored).hexdigest())
    )


def columns_on_the_page() -> set[str]:
    """What the table of docs/formats.md says is sealed: `claim_wrap.wrapped receipt`, `claim_part.sealed` …"""
    found, column = set(), ""
    table = PAGE.read_text(encoding="utf-8").partition("| column |")[2].partition("\n\n")[0]
    for row in table.splitlines()[2:]:
        first = row.split("|")[1]
        names = re.findall(r"`([^`]+)`", first)
        recipient = names.pop() if "recipient" in first else ""
        if names:
            column = names[0]
        owner = column.partition(".")[0]
        every = [name if "." in name else f"{owner}.{name}" for name in names or [column]]
        found |= {f"{name} {recipient}".strip() for name in every}
    return found
