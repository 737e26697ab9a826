"""The line of every key, of tricky files and of the real ones."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.store.registry_lines import lines_of
from tests.store.small_registry import DISCLOSURES

TRICKY = '''# a remark with [[window]] and key = "x"
"quoted key" = 'x # no remark'   # remark
'literal.key' = """
[not.a.table]
key = 1
""" # after
a.b.c = [ # remark ]
  1, "two ] , # {",
  { x = [1,
     2], "y" = '}' },
]
d = 1979-05-27 07:32:00
e = \'\'\'it's\'\'\'\'
f = """a\\"""b"""

[ t . "u v" ]
k = true
[[list]]
n = 1
[[list.inner]]
m = 1
[[list.inner]]
m = 2
[list.sub]
s = {}
[[list]]
n = 2
[list.sub]
s = []
'''


def test_lines_of_every_key_of_a_tricky_file():
    tomllib.loads(TRICKY)
    lines = lines_of(TRICKY)
    assert {path: line for path, line in lines.items() if path[0] in ("a", "d", "e", "f", "t", "list")} == {
        ("a",): 7,
        ("a", "b"): 7,
        ("a", "b", "c"): 7,
        ("a", "b", "c", 0): 8,
        ("a", "b", "c", 1): 8,
        ("a", "b", "c", 2): 9,
        ("a", "b", "c", 2, "x"): 9,
        ("a", "b", "c", 2, "x", 0): 9,
        ("a", "b", "c", 2, "x", 1): 10,
        ("a", "b", "c", 2, "y"): 10,
        ("d",): 12,
        ("e",): 13,
        ("f",): 14,
        ("t",): 16,
        ("t", "u v"): 16,
        ("t", "u v", "k"): 17,
        ("list",): 18,
        ("list", 0): 18,
        ("list", 0, "n"): 19,
        ("list", 0, "inner"): 20,
        ("list", 0, "inner", 0): 20,
        ("list", 0, "inner", 0, "m"): 21,
        ("list", 0, "inner", 1): 22,
        ("list", 0, "inner", 1, "m"): 23,
        ("list", 0, "sub"): 24,
        ("list", 0, "sub", "s"): 25,
        ("list", 1): 26,
        ("list", 1, "n"): 27,
        ("list", 1, "sub"): 28,
        ("list", 1, "sub", "s"): 29,
    }
    assert lines["quoted key",] == 2
    assert lines["literal.key",] == 3


def paths(value: object, path: tuple = ()) -> set[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path, *(found for key, one in inner for found in paths(one, (*path, key)))}


@pytest.mark.parametrize("file", sorted(DISCLOSURES.glob("*.toml")), ids=lambda file: file.name)
def test_every_key_of_every_disclosure_has_a_line(file: Path):
    text = file.read_text("utf-8")
    lines = lines_of(text)
    assert paths(tomllib.loads(text)) - {()} == set(lines)
    shown = text.splitlines()
    for path, line in lines.items():
        if isinstance(path[-1], str) and not shown[line - 1].startswith("["):
            assert path[-1] in shown[line - 1], (path, line)


@given(st.text(alphabet="ab.\"'[]{}=,#\n \\1", max_size=40))
def test_whatever_the_reader_accepts_is_walked_to_the_end(text: str):
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert paths(values) - {()} == set(lines_of(text))
