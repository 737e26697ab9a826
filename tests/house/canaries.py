"""Words that occur nowhere else, and the search for them in every form in which a disk could betray them.

A canary is CORE and a number, so one search finds them all; a digest tells only of a whole word, so those are made of each.
This is where whatever lies on disks is looked through.
"""

import base64
import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

CORE = "Qvanthelm"
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_MOST_INFLATED = 4_000_000
AT_A_TIME = 1_000_000


def canary(number: int) -> str:
    """The word of that number."""
    return f"{CORE}{number:03d}"


def written_forms(text: str) -> dict[str, bytes]:
    """How a text may stand in bytes without being encrypted; base64 in each of its three places."""
    plain = text.encode()
    forms = {
        "plain": plain,
        "small letters": text.lower().encode(),
        "hex": plain.hex().encode(),
        "HEX": plain.hex().upper().encode(),
        "UTF-16 LE": text.encode("utf-16-le"),
        "UTF-16 BE": text.encode("utf-16-be"),
        "backwards": plain[::-1],
    }
    if not text.isascii():
        forms["JSON"] = text.encode("ascii", "backslashreplace")
    return forms | base64_forms(plain)


def base64_forms(plain: bytes) -> dict[str, bytes]:
    """The characters that stay the same whatever stands before and after, at each of three places."""
    forms = {}
    for before in range(3):
        whole = base64.b64encode(bytes(before) + plain)
        first = -(-before * 8 // 6)
        forms[f"base64 at {before}"] = whole[first : (before + len(plain)) * 8 // 6]
        forms[f"base64url at {before}"] = forms[f"base64 at {before}"].replace(b"+", b"-").replace(b"/", b"_")
    return forms


def digest_forms(text: str) -> dict[str, bytes]:
    """Unsalted digests of a whole word: who has a list of words finds it by them."""
    made = {name: hashlib.new(name, text.encode(), usedforsecurity=False) for name in ("sha256", "sha1", "md5")}
    return {f"{name} raw": each.digest() for name, each in made.items()} | {
        f"{name} hex": each.hexdigest().encode() for name, each in made.items()
    }


def patterns(words: Iterable[str], *, others: Iterable[str] = (), keys: Iterable[bytes] = ()) -> dict[str, bytes]:
    """What to look for: CORE in every form, digests of whole words, other texts as text, keys and texts in hex and base64."""
    wanted = {f"core {form}": found for form, found in written_forms(CORE).items()}
    for word in words:
        wanted |= {f"{word} {form}": found for form, found in digest_forms(word).items()}
    for number, key in enumerate([*keys, *(text.encode() for text in others)]):
        raw = {"raw": key, "hex": key.hex().encode()} | base64_forms(key)
        wanted |= {f"key {number} {form}": found for form, found in raw.items()}
    return wanted


def hits(place: Path, wanted: dict[str, bytes]) -> list[str]:
    """Every pattern found in the files below a place, in their names, and in what they hold packed."""
    found, seek = [], Search(wanted)
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        found += [f"{form} in the name {path}" for form, sought in wanted.items() if sought in str(path.name).encode()]
        if path.is_file() and not path.is_symlink():
            for layer, content in layers(bytes_of(path).rstrip(b"\0")):
                found += [f"{form} in {path}{layer}" for form in seek.forms_in(content)]
    return found


class Search:
    """All patterns at once: one pass marks where the first three bytes of any of them stand, and only there it is compared.

    What `sought in content` finds for each of a thousand patterns, a thousand times over, in minutes.
    """

    def __init__(self, wanted: dict[str, bytes]) -> None:
        self.wanted, self.begins = wanted, np.zeros(1 << 24, dtype=bool)
        self.by_begin: defaultdict[bytes, set[bytes]] = defaultdict(set)
        for sought in wanted.values():
            assert len(sought) >= 3, "a pattern that short is everywhere"
            self.by_begin[sought[:3]].add(sought)
            self.begins[int.from_bytes(sought[:3], "little")] = True

    def forms_in(self, content: bytes) -> list[str]:
        """The names of those that stand anywhere in it."""
        there: set[bytes] = set()
        for start in range(0, len(content) - 2, AT_A_TIME):
            each = np.frombuffer(content[start : start + AT_A_TIME + 2], dtype=np.uint8).astype(np.uint32)
            threes = each[:-2] | each[1:-1] << 8 | each[2:] << 16
            for place in (np.flatnonzero(self.begins[threes]) + start).tolist():
                sought = self.by_begin[content[place : place + 3]]
                there |= {one for one in sought if content.startswith(one, place)}
        return [form for form, sought in self.wanted.items() if sought in there]


def bytes_of(path: Path) -> bytes:
    """A file's bytes; none where it went meanwhile, as a server's old log does."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def layers(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, and every zlib or gzip stream in them, unpacked."""
    yield "", content
    whole = memoryview(content)  # a slice of it is no copy, and there are thousands of starts in sealed bytes
    for start in _ZLIB.finditer(content):
        unpacker = zlib.decompressobj(wbits=47)  # zlib or gzip, by its head
        try:
            inner = unpacker.decompress(whole[start.start() : start.start() + _MOST_INFLATED], _MOST_INFLATED)
        except zlib.error:
            continue
        if len(inner) > 8:
            yield f", unpacked at {start.start()}", inner
