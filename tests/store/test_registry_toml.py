"""TOML as we write it is read by the standard reader, and says the same."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model.disclosure import DisclosedProject
from claims.store.registry_file import read_project
from claims.store.registry_toml import toml_text, written
from tests.store.made_projects import FEWER, projects
from tests.store.small_registry import GOOD
from tests.store.test_registry_file import SHIPPED

SCALARS = st.text(st.characters(codec="utf-8"), max_size=30) | st.integers(-(2**63), 2**63 - 1) | st.booleans()
KEYS = st.text(st.characters(codec="utf-8"), max_size=8)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_any_table_reads_back_the_same(table: dict):
    assert tomllib.loads(written(table)) == table


@FEWER
@given(projects())
def test_any_project_reads_back_the_same(project: DisclosedProject):
    assert read_project(toml_text(project), name="x") == project


@pytest.mark.parametrize("project", SHIPPED, ids=lambda project: project.code)
def test_every_shipped_project_reads_back_the_same(project: DisclosedProject):
    assert read_project(toml_text(project).encode(), name="x") == project


def test_the_smallest_file_is_written_as_the_readme_shows_it():
    assert toml_text(read_project(GOOD, name="x")) == GOOD


def test_a_short_table_stands_on_one_line_and_a_long_one_under_a_header():
    long = "x" * 120
    assert written({"a": {"b": 1}, "c": {"d": long}, "e": [{"f": True}], "g": []}) == (
        f'a = {{ b = 1 }}\ng = []\n\n[c]\nd = "{long}"\n\n[[e]]\nf = true\n'
    )


@pytest.mark.parametrize("value", [None, 1.5, object()])
def test_what_toml_here_does_not_hold_is_refused(value: object):
    with pytest.raises(TypeError, match="no TOML for"):
        written({"a": [value]})
