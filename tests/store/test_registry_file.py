"""One file in and out: text, plain table and project say the same, and everything wrong is found in one go."""

import copy
import json

import pytest
from hypothesis import given

from claims.errors import RegistryError
from claims.model.disclosure import DisclosedProject
from claims.store.registry import load_registry
from claims.store.registry_file import (
    file_form,
    problems_of,
    problems_of_text,
    project_from_file_form,
    read_project,
)
from tests.store.made_projects import FEWER, file_forms, projects
from tests.store.small_registry import DISCLOSURES, GOOD, put

SHIPPED = load_registry(DISCLOSURES).projects


@FEWER
@given(projects())
def test_a_project_written_as_a_table_reads_back_the_same(project: DisclosedProject):
    form = file_form(project)
    assert project_from_file_form(form, name="x") == project
    assert json.loads(json.dumps(form)) == form


@FEWER
@given(file_forms())
def test_a_table_is_only_read_never_changed(values: dict):
    before = copy.deepcopy(values)
    assert problems_of(values) == []
    project_from_file_form(values, name="x")
    assert values == before


@pytest.mark.parametrize("project", SHIPPED, ids=lambda project: project.code)
def test_every_shipped_file_goes_out_and_comes_back(project: DisclosedProject):
    assert project_from_file_form(file_form(project), name="x") == project


def test_what_goes_without_saying_is_left_out_and_keys_stand_in_the_order_of_the_format():
    form = file_form(read_project(GOOD, name="x"))
    assert list(form) == ["format", "code", "title", "summary", "source", "window"]
    assert list(form["window"][0]) == [
        "id", "group", "status", "population", "event", "from", "to", "sources", "title", "summary",
    ]  # fmt: skip


def test_words_stand_korean_and_english_first():
    text = put('title = { en = "An example" }', 'title = { ar = "مثال", en = "An example", ko = "보기" }')
    assert list(file_form(read_project(text, name="x"))["title"]) == ["ko", "en", "ar"]


def test_bytes_and_text_are_the_same_file():
    assert read_project(GOOD.encode(), name="x") == read_project(GOOD, name="x")


def test_every_problem_of_a_text_is_found_at_once_in_the_order_of_its_lines():
    text = GOOD.replace('"official"', '"rumour"').replace('date = "2021-12-20"', 'date = "soon"')
    text = text.replace('to = "2021-10-20"', 'to = "2009"').replace("https://", "ftp://").replace("format = 1\n", "")
    found = problems_of_text(text + '\n[[window.flag]]\ncode = "f"\n', name="x.toml")
    assert [(error.key, error.line) for error in found] == [
        ("source[1].date", 9),
        ("source[1].address", 10),
        ("window[1].status", 16),
        ("window[1].flag[1].code", 26),
        ("format", 1),
    ]


def test_one_wrong_window_hides_neither_the_days_of_another_nor_an_unknown_source():
    form = file_form(read_project(GOOD, name="x"))
    good = form["window"][0]
    form["window"] = [{**good, "status": "rumour"}, {**good, "id": "B", "to": "2009", "sources": ["nowhere"]}]
    form["deadline"] = [{"code": "D", "day": "2030", "route": "r", "sources": ["letter", "gone"], "title": {"en": "x"}}]
    assert {error.key for error in problems_of(form)} == {
        "window[1].status",
        "window[2].to",
        "window[2].sources",
        "deadline[1].sources",
    }


def test_a_problem_of_a_table_has_its_path_and_no_line():
    form = file_form(read_project(GOOD, name="x"))
    form["window"][0]["event"] = "arrival"
    (error,) = problems_of(form, name="a form")
    assert (error.path, error.line) == (("window", 0, "event"), 0)
    assert str(error).startswith("a form: window[1].event: 'arrival' is not one of: entry, exit, ")
    with pytest.raises(RegistryError, match="'arrival'"):
        project_from_file_form(form, name="a form")


@pytest.mark.parametrize(
    ("values", "key", "problem"),
    [
        ([], "-", "must be a table, not a list"),
        ({"window": [3]}, "window[1]", "must be a table, not a whole number"),
        ({"window": {}}, "window", "must be a list, not a table"),
        ({"code": None}, "code", "is null"),
        ({"title": {"en": "\ud800"}}, "title.en", "a character that cannot be written"),
        ({"title": {"\ud800": "x"}}, "title.\ufffd\ufffd\ufffd", "a character that cannot be written"),
        ({"title": {"en": "a\x00b"}}, "title.en", "a control character at character 2"),
        ({"code": 1.5}, "code", "not a date or number without quotes"),
    ],
)
def test_a_table_that_no_form_would_send_is_refused_all_the_same(values: object, key: str, problem: str):
    found = {error.key: error.problem for error in problems_of(values)}  # type: ignore[arg-type]  # that is the point
    assert problem in found[key]
    assert all(str(error).encode() for error in problems_of(values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (b"format = 1\n# \xff\n", 2, "UTF-8"),
        ("a = " + "9" * 5000, 1, "not TOML"),
        ("a = " + "[" * 3000, 1, "too deep"),
        ("a = 1\nb" + ".b" * 50_000 + " = 1", 2, "dots on one line"),
        ("", 1, "missing"),
        ("a = 1\na = 2\n", 2, "not TOML"),
    ],
    ids=["bytes", "a very long number", "very deep", "a key of very many parts", "nothing", "a key twice"],
)
def test_a_text_that_is_no_file_is_refused_at_its_line(text: str | bytes, line: int, problem: str):
    first = problems_of_text(text, name="x")[0]
    assert (first.line, problem in first.problem) == (line, True)
