"""The registry from its files: the real one holds its facts, and each wrong one is refused with file, line and key."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import RegistryError
from claims.model.disclosure import Registry
from claims.rules.dates import read_date
from claims.store.registry import load_registry
from claims.store.registry_lines import lines_of

DISCLOSURES = Path(__file__).parents[2] / "disclosures"
LANGUAGES = {"ko", "en", "zh-Hans", "ja", "vi", "ar"}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(DISCLOSURES)


def test_the_ministrys_project_holds_its_facts(registry: Registry):
    project = registry.project("MOJ-AIRPORT-FACES")
    facts = {
        window.id: (window.role, window.status, window.event, window.from_, window.to, window.group)
        for window in project.windows
    }
    assert facts == {
        "MOJ-KR-FOI": ("collection", "official", "entry_or_exit", "2005-02-03", "2021-10-20", "MOJ-KR"),
        "MOJ-KR-PRESS": ("collection", "press", "entry_or_exit", "2005-03", "2021-10", "MOJ-KR"),
        "MOJ-FN-FOI": ("collection", "official", "entry", "2010-08-23", "2021-10-20", "MOJ-FN"),
        "MOJ-FN-PRESS": ("collection", "press", "entry", "2010-08", "2021-10", "MOJ-FN"),
        "MOJ-USE": ("context", "official", "entry_or_exit", "2019-04-30", "2021-10-20/2021-12-31", "MOJ-USE"),
        "MOJ-CCTV": ("context", "official", "entry_or_exit", "2020", "2021-10", "MOJ-CCTV"),
    }
    assert {deadline.code: deadline.day for deadline in project.deadlines}["STATE-5Y-PROJECT-END"] == "2026-12-31"


def test_titles_and_summaries_stand_in_six_languages_and_say_that_nobody_is_named(registry: Registry):
    (project,) = registry.projects
    texts = [project.title, project.summary, *(fact.text for fact in project.facts)]
    texts += [words for window in project.windows for words in (window.title, window.summary)]
    assert all(set(words) == LANGUAGES for words in texts)
    said = {
        "ko": "누구의 사진인지",
        "en": "whose photos",
        "zh-Hans": "是谁的照片",
        "ja": "誰の写真か",
        "vi": "ảnh của ai",
        "ar": "صور مَن هي",
    }
    for words in [project.summary, *(window.summary for window in project.collection_windows)]:
        assert all(phrase in words[language] for language, phrase in said.items())


def test_every_source_was_read_and_every_statement_has_one(registry: Registry):
    (project,) = registry.projects
    assert {source.read_on for source in project.sources} == {"2026-11-21"}
    used = {key for window in project.windows for key in window.sources}
    assert project.source("minbyun-52096").date == "2022-05-17"
    assert all(project.source(key).address.startswith("http") for key in used)
    with pytest.raises(KeyError):
        project.source("nowhere")


def test_segments_follow_one_another_without_a_gap(registry: Registry):
    for name in ("MOJ-KR-FOI", "MOJ-FN-FOI"):
        window = registry.window(name)
        edges = [(read_date(part.from_).earliest, read_date(part.to).latest) for part in window.segments]
        assert edges[0][0] == read_date(window.from_).earliest
        assert edges[-1][1] == read_date(window.to).latest
        assert all(after[0] == before[1] + 1 for before, after in pairwise(edges))


def test_looking_things_up(registry: Registry):
    assert registry.window("MOJ-USE").role == "context"
    assert registry.only(frozenset({"MOJ-AIRPORT-FACES"})).revision == registry.revision
    assert registry.only(frozenset()).projects == ()
    for look in (registry.project, registry.window):
        with pytest.raises(KeyError):
            look("NO-SUCH")


SMALL = re.search(r"```toml\n(.*?)```", (DISCLOSURES / "README.md").read_text("utf-8"), re.DOTALL)
assert SMALL is not None
GOOD = SMALL.group(1)


def load(folder: Path, text: str, name: str = "example.toml") -> Registry:
    (folder / name).write_text(text, "utf-8")
    return load_registry(folder)


def test_the_smallest_file_of_the_readme_loads(tmp_path: Path):
    registry = load(tmp_path, GOOD)
    assert [window.id for window in registry.projects[0].windows] == ["EXAMPLE-1"]


def test_the_revision_is_of_the_content_not_of_the_layout(tmp_path: Path):
    one, other, third = tmp_path / "one", tmp_path / "other", tmp_path / "third"
    for folder in (one, other, third):
        folder.mkdir()
    first = load(one, GOOD).revision
    assert len(first) == 64
    assert load(other, "# a remark\n" + GOOD.replace(" = ", "   =  "), "renamed.toml").revision == first
    assert load(third, GOOD.replace("2021-10-20", "2021-10-21")).revision != first


def put(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


BROKEN = {
    "unknown key at the top": (put("format = 1", "format = 1\ncolour = 'red'"), "colour = ", "colour", "unknown key"),
    "unknown key in a window": (
        put('to = "2021-10-20"', 'to = "2021-10-20"\ntill = "x"'),
        "till",
        "window[1].till",
        "unknown key",
    ),
    "format missing": (put("format = 1\n", ""), "code", "format", "missing"),
    "format of another time": (put("format = 1", "format = 2"), "format", "format", "between 1 and 1"),
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
    "population of a slip": (put('["KOR"]', '["KRO"]'), "population", "window[1].population.passport_not", "'KRO'"),
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
PARTS = {
    "segment beyond the window": ("segment", 'id = "S"\nfrom = "2010-08-22"\nto = "2011"\nstrength = "weak"', 'from = "2010-08-22"', "from", "beyond its window"),
    "segment ends too late": ("segment", 'id = "S"\nfrom = "2011"\nto = "2022"\nstrength = "weak"', 'to = "2022"', "to", "beyond its window"),
    "segment backwards": ("segment", 'id = "S"\nfrom = "2012"\nto = "2011"\nstrength = "weak"', 'to = "2011"', "to", "before from"),
    "segment of no strength": ("segment", 'id = "S"\nfrom = "2011"\nto = "2012"\nstrength = "good"', "strength", "strength", "not one of"),
    "segment of an odd age": ("segment", 'id = "S"\nfrom = "2011"\nto = "2012"\nstrength = "weak"\nage_at_least = 0', "age", "age_at_least", "between"),
    "flag of nothing": ("flag", 'code = "f"', 'code = "f"', "code", "either fact and is, or age_below"),
    "flag of two things": ("flag", 'code = "f"\nage_below = 17\nfact = "capacity"\nis = ["crew"]', 'code = "f"', "code", "either"),
    "flag by an unknown fact": ("flag", 'code = "f"\nfact = "shoe"\nis = ["big"]', "fact", "fact", "not one of"),
    "flag by an unknown value": ("flag", 'code = "f"\nfact = "capacity"\nis = ["crew", "captain"]', "is", "is", "'captain'"),
    "flag by a blank": ("flag", 'code = "f"\nfact = "channel"\nis = ["blank"]', "is", "is", "never raises"),
    "note without values": ("note", 'code = "n"\nfact = "registered"\nis = []', "is", "is", "empty list"),
    "exclusion into the range": ("exclusion", 'fact = "capacity"\nis = ["crew"]\nresult = "inside"\nreason = "r"', "result", "result", "outside, cannot_tell"),
    "exclusion without reason": ("exclusion", 'fact = "capacity"\nis = ["crew"]\nresult = "outside"', "[[window.exclusion]]", "reason", "missing"),
}  # fmt: skip


def line_of(text: str, mark: str | int) -> int:
    """The one line that begins with a mark, or the line itself."""
    if isinstance(mark, int):
        return mark
    (found,) = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(mark)]
    return found


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


@pytest.mark.parametrize(("part", "body", "mark", "key", "problem"), PARTS.values(), ids=PARTS.keys())
def test_a_wrong_part_of_a_window_likewise(tmp_path: Path, part: str, body: str, mark: str, key: str, problem: str):
    extra = 'title = { en = "x" }\nsources = ["letter"]\n' if part == "segment" else ""
    text = f"{GOOD}\n[[window.{part}]]\n{extra}{body}\n"
    with pytest.raises(RegistryError) as refused:
        load(tmp_path, text)
    error = refused.value
    assert error.key == f"window[1].{part}[1].{key}"
    assert problem in error.problem
    assert error.line == line_of(text, mark)


def test_ids_are_never_used_twice_in_whichever_file(tmp_path: Path):
    (tmp_path / "a.toml").write_text(GOOD)
    with pytest.raises(RegistryError, match=r"already used at .*a\.toml:2;"):
        load(tmp_path, GOOD, "b.toml")
    with pytest.raises(RegistryError, match=r"already used at .*a\.toml:15;") as refused:
        load(tmp_path, GOOD.replace('code = "EXAMPLE"', 'code = "OTHER"'), "b.toml")
    assert (refused.value.line, refused.value.key) == (15, "window[1].id")


def test_segment_ids_are_used_once_in_a_window(tmp_path: Path):
    part = '\n[[window.segment]]\nid = "S"\nfrom = "2011"\nto = "2012"\nstrength = "weak"\ntitle = { en = "x" }\nsources = ["letter"]\n'
    with pytest.raises(RegistryError, match="used twice in this window") as refused:
        load(tmp_path, GOOD + part + part)
    assert refused.value.key == "window[1].segment[2].id"


def test_reports_of_one_fact_are_about_the_same_people(tmp_path: Path):
    other = GOOD[GOOD.index("[[window]]") :].replace("EXAMPLE-1", "EXAMPLE-2").replace("passport_not", "passport")
    with pytest.raises(RegistryError, match="about other people") as refused:
        load(tmp_path, GOOD + "\n" + other)
    assert refused.value.key == "window[2].group"


@pytest.mark.parametrize("name", ["", "nowhere", "empty"])
def test_a_folder_without_files_is_refused(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    with pytest.raises(RegistryError, match="name the folder of disclosures"):
        load_registry(tmp_path / name)


def test_a_file_that_is_not_utf8_is_refused_at_its_line(tmp_path: Path):
    (tmp_path / "x.toml").write_bytes(b"format = 1\n# \xff\n")
    with pytest.raises(RegistryError, match="UTF-8") as refused:
        load_registry(tmp_path)
    assert refused.value.line == 2


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path):
    (tmp_path / "x.toml").mkdir()
    with pytest.raises(RegistryError, match="cannot be read"):
        load_registry(tmp_path)


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
