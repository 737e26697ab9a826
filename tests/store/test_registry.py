"""The registry from its files: the real one holds its facts; a folder that is no registry is refused."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from claims.errors import RegistryError
from claims.model.disclosure import Registry
from claims.rules.dates import read_date
from claims.store.port_facts import read_ports
from claims.store.registry import load_registry, registry_of
from claims.store.registry_file import read_project
from tests.store.small_registry import DISCLOSURES, GOOD, load

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
    project = registry.project("MOJ-AIRPORT-FACES")
    texts = [project.title, project.summary, *(fact.text for fact in project.facts)]
    texts += [words for window in project.windows for words in (window.title, window.summary)]
    assert all(set(words) == LANGUAGES for words in texts)
    said = {
        "ko": "누구의 사진인지",
        "en": "whose photos",
        "zh-Hans": "是哪些人的照片",
        "ja": "誰の写真か",
        "vi": "ảnh của ai",
        "ar": "صور مَن هي",
    }
    for words in [project.summary, *(window.summary for window in project.collection_windows)]:
        assert all(phrase in words[language] for language, phrase in said.items())


def test_every_source_was_read_and_every_statement_has_one(registry: Registry):
    project = registry.project("MOJ-AIRPORT-FACES")
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


def test_ids_are_never_used_twice_in_whichever_file(tmp_path: Path):
    (tmp_path / "a.toml").write_text(GOOD)
    with pytest.raises(RegistryError, match=r"already used at .*a\.toml:2;"):
        load(tmp_path, GOOD, "b.toml")
    with pytest.raises(RegistryError, match=r"already used at .*a\.toml:15;") as refused:
        load(tmp_path, GOOD.replace('code = "EXAMPLE"', 'code = "OTHER"'), "b.toml")
    assert (refused.value.line, refused.value.key) == (15, "window[1].id")


def test_projects_from_elsewhere_make_a_registry_where_ids_are_used_once_too():
    project = read_project(GOOD, name="x")
    other = replace(project, code="OTHER", windows=(replace(project.windows[0], id="OTHER-1"),))
    registry = registry_of([other, project], ports=[])
    assert ([one.code for one in registry.projects], registry.ports) == (["EXAMPLE", "OTHER"], ())
    assert registry_of([project]).ports == tuple(sorted(read_ports(), key=lambda port: port.code))
    with pytest.raises(RegistryError, match=r"OTHER: window\[1\]\.id: 'EXAMPLE-1' is already used at EXAMPLE;"):
        registry_of([project, replace(project, code="OTHER")])


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
