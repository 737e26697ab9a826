"""Wrong disclosure files, each refused with file, line and key."""

import re
from pathlib import Path

import pytest

from claims.errors import RegistryError
from tests.store.small_registry import GOOD, line_of, load, put

BROKEN = {
    "unknown key at the top": (put("format = 1", "format = 1\ncolour = 'red'"), "colour = ", "colour", "unknown key"),
    "unknown key in a window": (
        put('to = "2021-10-20"', 'to = "2021-10-20"\ntill = "x"'),
        "till",
        "window[1].till",
        "unknown key",
    ),
    "format missing": (put("format = 1\n", ""), "code", "format", "missing"),
    "format of another time": (put("format = 1", "format = 2"), "format", "format", "reads format = 1"),
    "format as text": (put("format = 1", 'format = "1"'), "format", "format", "must be a whole number"),
    "format as truth": (put("format = 1", "format = true"), "format", "format", "must be a whole number"),
    "code missing": (put('code = "EXAMPLE"\n', ""), "format", "code", "missing"),
    "code with spaces": (put('code = "EXAMPLE"', 'code = "an example"'), "code", "code", "only letters"),
    "code empty": (put('code = "EXAMPLE"', 'code = ""'), "code", "code", "is empty"),
    "title as text": (
        put('title = { en = "An example" }', 'title = "An example"'),
        3,
        "title",
        "must be a table",
    ),
    "title in no common language": (put('{ en = "An example" }', '{ vi = "Ví dụ" }'), 3, "title", "needs Korean"),
    "title in a strange tag": (
        put('{ en = "An example" }', '{ en = "x", English = "y" }'),
        3,
        "title.English",
        "language tag",
    ),
    "no source": (re.sub(r"\[\[source\]\].*?\n\n", "", GOOD, flags=re.DOTALL), "format", "source", "missing"),
    "source without title": (put('title = "Letter of the ministry"\n', ""), "[[source]]", "source[1].title", "missing"),
    "source of no day": (
        put('date = "2021-12-20"', 'date = "yesterday"'),
        'date = "y',
        "source[1].date",
        "at character 1",
    ),
    "source read in a month": (put('"2026-11-21"', '"2026-11"'), "read_on", "source[1].read_on", "must be one day"),
    "date without quotes": (
        put('date = "2021-12-20"', "date = 2021-12-20"),
        "date = 2",
        "source[1].date",
        "without quotes",
    ),
    "source elsewhere": (put("https://", "ftp://"), "address", "source[1].address", "must begin with"),
    "source key twice": (
        GOOD.replace("[[window]]", GOOD[GOOD.index("[[source]]") : GOOD.index("[[window]]")] + "[[window]]"),
        15,
        "source[2].key",
        "used twice",
    ),
    "no window": (GOOD[: GOOD.index("[[window]]")], "format", "window", "missing"),
    "window as text": (
        GOOD[: GOOD.index("[[window]]")].replace("format", 'window = "x"\nformat'),
        "window",
        "window",
        "must be a list",
    ),
    "window as a list of texts": (
        GOOD[: GOOD.index("[[window]]")].replace("format", 'window = ["x"]\nformat'),
        "window",
        "window[1]",
        "must be a table",
    ),
    "unknown source": (
        put('sources = ["letter"]', 'sources = ["leter"]'),
        "sources",
        "window[1].sources",
        "known: letter",
    ),
    "no source named": (put('sources = ["letter"]', "sources = []"), "sources", "window[1].sources", "empty list"),
    "sources not texts": (
        put('sources = ["letter"]', 'sources = [\n"letter",\n7]'),
        "7]",
        "window[1].sources[2]",
        "element 2",
    ),
    "unknown status": (put('"official"', '"rumour"'), "status", "window[1].status", "official, court, press, disputed"),
    "unknown event": (put('"entry"', '"arrival"'), "event", "window[1].event", "entry, exit, entry_or_exit"),
    "unknown role": (
        put('group = "EXAMPLE"', 'group = "EXAMPLE"\nrole = "main"'),
        "role",
        "window[1].role",
        "collection, context",
    ),
    "bad day": (put('"2010-08-23"', '"2010-08-32"'), "from", "window[1].from", "at character 9 expected 01-31"),
    "level two": (put('"2010-08-23"', '"2010-3X"'), "from", "window[1].from", "level 2"),
    "ends before it begins": (put('to = "2021-10-20"', 'to = "2010-08-22"'), "to = ", "window[1].to", "before from"),
    "population of nobody": (put('{ passport_not = ["KOR"] }', "{ }"), "population", "window[1].population", "either"),
    "population of a slip": (put('["KOR"]', '["KRO"]'), "population", "window[1].population.passport_not[1]", "'KRO'"),
    "population of both": (
        put('passport_not = ["KOR"]', 'passport_not = ["KOR"], passport = ["VNM"]'),
        "population",
        "window[1].population",
        "either",
    ),
    "not TOML": (put('code = "EXAMPLE"', 'code = "EXAMPLE'), "code", "code", "not TOML"),
    "not TOML at the end": (GOOD + "code = [\n", len(GOOD.splitlines()) + 2, "-", "not TOML"),
    "a key twice": (put('code = "EXAMPLE"', 'code = "A"\ncode = "B"'), 'code = "B"', "code", "not TOML"),
}


@pytest.mark.parametrize(("text", "mark", "key", "problem"), BROKEN.values(), ids=BROKEN.keys())
def test_a_wrong_file_is_refused_with_its_line_and_key(
    tmp_path: Path, text: str, mark: str | int, key: str, problem: str
):
    with pytest.raises(RegistryError) as refused:
        load(tmp_path, text)
    error = refused.value
    assert error.file == str(tmp_path / "example.toml")
    assert error.key == key
    assert problem in error.problem
    assert error.line == line_of(text, mark)
    assert str(error).startswith(f"{error.file}:{error.line}: {error.key}: ")
