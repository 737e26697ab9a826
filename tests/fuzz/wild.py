"""Samples made wild, always the same way. This is where a seed is cut, stretched, flipped and mixed without any fuzzer."""

from collections.abc import Iterator, Sequence
from random import Random

TELLING = (
    b"\0", b"\xff", b"\x7f", b"\n", b'"', b"'", b"/", b"..", b"{", b"[" * 600, b"}", b"%", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80",
    b"\xe2\x80\xae", b"9" * 5000, b"-1", b"1e999", b"NaN", b"null", b"true", b"\xff\xff\xff\xff", b"\x80\x00\x00\x00", b"X",
)  # fmt: skip


def made_wild(seeds: Sequence[bytes], *, count: int, longest: int) -> Iterator[bytes]:
    """Each seed as it is, then `count` of them bent, the same ones at every run."""
    chance = Random(20_261_122)
    yield b""
    yield from seeds
    for _ in range(count):
        content = bytearray(chance.choice(seeds) if seeds else b"")
        for _ in range(chance.randint(1, 4)):
            _bend(content, chance, seeds)
        yield bytes(content[:longest])


def _bend(content: bytearray, chance: Random, seeds: Sequence[bytes]) -> None:
    at = chance.randint(0, len(content))
    way = chance.randrange(6)
    if way == 0 and content:
        content[at % len(content)] ^= 1 << chance.randrange(8)
    elif way == 1:
        content[at:at] = chance.choice(TELLING)
    elif way == 2:
        del content[at : at + chance.randint(1, 64)]
    elif way == 3:
        content[at : at + 8] = chance.randbytes(chance.randint(1, 8))
    elif way == 4 and seeds:
        other = chance.choice(seeds)
        content[at:] = other[chance.randint(0, len(other)) :]
    else:
        piece = content[at : at + chance.randint(1, 128)]
        content[at:at] = piece * chance.randint(1, 4)
