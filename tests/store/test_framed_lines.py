"""Lines between head and end: all of them come back, in pieces of any length, and one that is missing is noticed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import Damaged
from claims.store.framed_lines import LEAST, Framed, FramedReader, line_of
from claims.store.seal import padded_length

ROWS: list[Any] = [["a", 1], {"table": "x"}, ["ㄱ\n", None], [True]]


def written(rows: list[Any]) -> bytes:
    """Everything from head to padding."""
    return b"".join(Framed({"backup": "b"}, map(line_of, rows), counts=lambda: len(rows)))


def read(content: bytes, *, at_once: int = 997) -> tuple[list[Any], FramedReader]:
    """The lines between, taken in pieces."""
    taken: list[Any] = []
    reader = FramedReader(taken.append)
    for start in range(0, len(content), at_once):
        reader.write(content[start : start + at_once])
    reader.finish()
    return taken, reader


values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=5)


@given(st.lists(st.lists(values)), st.integers(1, 5000))
def test_every_line_comes_back(rows: list[Any], at_once: int) -> None:
    taken, reader = read(written(rows), at_once=at_once)
    assert taken == rows
    assert reader.counts == len(rows)


def test_the_length_is_of_a_class() -> None:
    """Nobody counts rows by the bytes."""
    for number in (0, 1, 50_000, 51_000):
        length = len(written([["x" * 10]] * number))
        assert length == padded_length(length, least=LEAST)
    assert len(written([])) == len(written(ROWS)) == LEAST


def test_writer_and_reader_agree_on_the_proof() -> None:
    frame = Framed({"backup": "b"}, map(line_of, ROWS), counts=lambda: 4)
    content = b"".join(frame)
    assert read(content)[1].proof == frame.proof
    assert json.loads(content.splitlines()[-2])["sha256"] == frame.proof


@pytest.mark.parametrize(
    "spoiled", ["row gone", "end gone", "two ends", "after the end", "no JSON", "empty", "changed", "only an end"]
)
def test_what_is_not_whole_is_damage(spoiled: str) -> None:
    content = written(ROWS)
    lines = content.split(b"\n")
    given_bytes = {
        "row gone": b"\n".join([lines[0], *lines[2:]]),
        "end gone": b"\n".join(lines[:-2]) + b"\n",
        "two ends": b"\n".join([*lines[:-1], lines[-2], lines[-1]]),
        "after the end": content + b"x",
        "no JSON": b"\n".join([lines[0], b"[", *lines[2:]]),
        "empty": b"",
        "changed": content.replace(b'"a"', b'"b"'),
        "only an end": b"\n".join(lines[-2:]),
    }[spoiled]
    with pytest.raises(Damaged, match="framed_lines"):
        read(given_bytes)


def test_another_format_is_named() -> None:
    with pytest.raises(Damaged, match="framed_format"):
        read(written(ROWS).replace(b'"format":1', b'"format":2'))


def test_the_head_is_handed_on_before_any_line() -> None:
    """Who wants no more than the head may stop there."""
    heads: list[dict[str, Any]] = []
    reader = FramedReader(lambda _: heads.append({}), begin=heads.append)
    reader.write(written(ROWS)[:60])
    assert heads[0] == {"format": 1, "backup": "b"}
