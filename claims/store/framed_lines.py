"""Lines of JSON between a head that says what they are and an end that proves that they are all there. This is where lists are framed.

First line: an object with `format`. Then the lines. Last line: `{"end": counts, "sha256": hash of all bytes before it}`. After it
spaces, up to a size class.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import chain
from typing import Any

from claims.errors import Damaged
from claims.store.seal import padded_length

FORMAT = 1
LEAST = 64 * 1024
_BLANKS = b" " * LEAST


def line_of(value: object) -> bytes:
    """One line: JSON without spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


class Framed:
    """Head, lines, end and padding, as they are made; gone through once. `counts` is asked when the last line is through.

    `proof` is the hash that the end holds, once it was made.
    """

    def __init__(self, head: Mapping[str, object], lines: Iterable[bytes], *, counts: Callable[[], object]) -> None:
        self._head, self._lines, self._counts = head, lines, counts
        self.proof = ""

    def __iter__(self) -> Iterator[bytes]:
        digest, size = sha256(), 0
        for line in chain([line_of({"format": FORMAT, **self._head})], self._lines):
            digest.update(line)
            size += len(line)
            yield line
        self.proof = digest.hexdigest()
        last = line_of({"end": self._counts(), "sha256": self.proof})
        yield last
        size += len(last)
        for missing in range(padded_length(size, least=LEAST) - size, 0, -LEAST):
            yield _BLANKS[:missing]


class FramedReader:
    """Takes bytes in pieces of any length and hands on each line between head and end, read. Raises Damaged `framed_lines`."""

    def __init__(self, take: Callable[[Any], None], *, begin: Callable[[dict[str, Any]], None] | None = None) -> None:
        self._take, self._begin = take, begin
        self._pieces: list[bytes] = []
        self._digest = sha256()
        self._head: dict[str, Any] | None = None
        self.counts: Any = None
        self.proof = ""

    def write(self, piece: bytes) -> None:
        """Some more of it."""
        *whole, rest = piece.split(b"\n")
        for end in whole:
            self._pieces.append(end)
            self._line(b"".join(self._pieces))
            self._pieces = []
        if rest:
            self._pieces.append(rest)

    def finish(self) -> None:
        """It must have ended, with nothing but spaces after the end."""
        if not self.proof or b"".join(self._pieces).strip(b" "):
            raise Damaged("framed_lines")

    def _line(self, raw: bytes) -> None:
        if self.proof:
            raise Damaged("framed_lines")
        try:
            value = json.loads(raw)
        except ValueError:
            raise Damaged("framed_lines") from None
        if isinstance(value, dict) and "end" in value:
            self._end(value)
            return
        self._digest.update(raw + b"\n")
        if self._head is None:
            self._start(value)
        else:
            self._take(value)

    def _start(self, value: Any) -> None:
        if not isinstance(value, dict) or value.get("format") != FORMAT:
            raise Damaged("framed_format")
        self._head = value
        if self._begin is not None:
            self._begin(value)

    def _end(self, value: dict[str, Any]) -> None:
        if value.get("sha256") != self._digest.hexdigest() or self._head is None:
            raise Damaged("framed_lines")
        self.counts, self.proof = value["end"], self._digest.hexdigest()
