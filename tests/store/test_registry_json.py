"""The registry as one JSON document: what is read back has the same revision; anything else is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import Damaged, RegistryError
from claims.model.disclosure import DisclosedProject, Port
from claims.store.registry import load_registry, registry_of
from claims.store.registry_json import registry_from_json, registry_json
from tests.store.made_projects import FEWER, projects, texts
from tests.store.small_registry import DISCLOSURES

SHIPPED = load_registry(DISCLOSURES)
PORTS = st.lists(
    st.builds(
        Port, st.sampled_from(["ICN", "PUS", "X-A"]), texts, st.just("KOR"), st.sampled_from(["air", "sea", "land"])
    ),
    max_size=3,
    unique_by=lambda port: port.code,
)


@FEWER
@given(projects("A"), projects("B"), PORTS)
def test_a_registry_comes_back_with_its_revision(one: DisclosedProject, other: DisclosedProject, ports: list[Port]):
    registry = registry_of([one, other], ports=ports)
    back = registry_from_json(registry_json(registry))
    assert back.revision == registry.revision
    assert (back.projects, back.ports) == (registry.projects, registry.ports)


def test_the_shipped_registry_comes_back_with_its_revision():
    assert registry_from_json(registry_json(SHIPPED)).revision == SHIPPED.revision


def test_the_document_names_its_format_and_its_revision():
    document = json.loads(registry_json(SHIPPED))
    assert list(document) == ["format", "revision", "projects", "ports"]
    assert (document["format"], document["revision"]) == (1, SHIPPED.revision)
    assert {"code": "GMP", "city": "Seoul", "country": "KOR", "mode": "air"} in document["ports"]
    assert [project["code"] for project in document["projects"]] == sorted(p.code for p in SHIPPED.projects)


def changed(key: str, value: object) -> bytes:
    return json.dumps({**json.loads(registry_json(SHIPPED)), key: value}).encode()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", "registry.json: -: not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff", "not JSON"),
        (b"[]", "format: this program reads format = 1"),
        (changed("format", 2), "this program reads format = 1"),
        (changed("projects", {}), "projects: must be a list"),
        (changed("projects", [3]), "project 1: -: must be a table"),
        (changed("ports", [{"code": "ICN"}]), "port 1: city: missing"),
        (changed("ports", [{"code": "A", "city": "B", "country": "C", "mode": "rail"}]), "mode: 'rail' is not one of"),
    ],
)
def test_what_is_no_registry_is_refused(content: bytes, problem: str):
    with pytest.raises(RegistryError) as refused:
        registry_from_json(content)
    assert problem in str(refused.value)


def test_a_document_that_was_changed_is_damaged():
    with pytest.raises(Damaged):
        registry_from_json(changed("ports", []))
