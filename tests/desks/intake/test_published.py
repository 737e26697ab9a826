"""Documents for other programs: the registry, its files and the formats, for everybody, kept by their hash."""

import json

import pytest

from claims.store.finding_json import finding_schema
from claims.store.registry_file import read_project
from claims.store.registry_json import registry_from_json, registry_json
from claims.store.registry_schema import file_schema
from tests.client import Visitor

FILE = "/registry/MOJ-AIRPORT-FACES.toml"
DOCUMENTS = {
    "/registry.json": "application/json",
    "/registry.schema.json": "application/schema+json",
    "/findings.schema.json": "application/schema+json",
    FILE: "application/toml",
}


def test_the_registry_is_the_one_in_force(visitor: Visitor, office):
    answer = visitor.fetch("/registry.json")
    assert answer.data == registry_json(office.registry)
    assert registry_from_json(answer.data).revision == office.registry.revision
    assert answer.get_etag() == (office.registry.revision, False)


def test_the_schemas_are_those_of_the_code(visitor: Visitor):
    assert visitor.fetch("/registry.schema.json").json == file_schema()
    assert visitor.fetch("/findings.schema.json").json == json.loads(json.dumps(finding_schema()))


def test_a_project_is_handed_out_as_its_file(visitor: Visitor, office):
    answer = visitor.fetch(FILE)
    assert read_project(answer.data, name="x") == office.registry.project("MOJ-AIRPORT-FACES")
    assert answer.headers["Content-Disposition"] == 'inline; filename="MOJ-AIRPORT-FACES.toml"'


@pytest.mark.parametrize("code", ["NOBODY", "..", "moj-airport-faces", "%E2%80%AE", "a" * 3000])
def test_a_project_that_is_not_there_is_not_found(visitor: Visitor, code: str):
    assert visitor.fetch(f"/registry/{code}.toml").status_code == 404


@pytest.mark.parametrize(("address", "kind"), DOCUMENTS.items())
def test_it_may_be_kept_and_is_asked_for_by_its_hash(visitor: Visitor, address: str, kind: str):
    answer = visitor.fetch(address)
    assert (answer.status_code, answer.mimetype, answer.content_type) == (200, kind, f"{kind}; charset=utf-8")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    again = visitor.fetch(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert visitor.fetch(address, headers={"If-None-Match": '"of another time"'}).data == answer.data


@pytest.mark.parametrize("address", DOCUMENTS)
def test_it_can_only_be_read_and_leaves_nothing_in_the_browser(visitor: Visitor, address: str):
    answer = visitor.fetch(f"{address}?language=ko")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert visitor.fetch(address, method="POST").status_code == 405
    assert visitor.fetch(address, method="HEAD").status_code == 200


def test_what_is_not_there_is_kept_by_nobody(visitor: Visitor):
    assert visitor.fetch("/registry/NOBODY.toml").headers["Cache-Control"] == "no-store"
