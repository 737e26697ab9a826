"""Public documents for other programs: the registry, its files and the formats, without a language and without a session.

They say what the pages say to everybody. This is where the registry leaves the house, each document under its own hash.
"""

from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256

from flask import Blueprint, Response, request

from claims.errors import NotFound
from claims.model.disclosure import Registry
from claims.store.finding_json import finding_schema
from claims.store.registry_json import registry_json
from claims.store.registry_schema import file_schema, schema_json
from claims.store.registry_toml import toml_text
from claims.web.guards import Enter, guard
from claims.web.house import house

KEPT_SECONDS = 300
"""How long a copy may be kept unasked; then it is asked for again by its hash."""

JSON, SCHEMA, TOML = "application/json", "application/schema+json", "application/toml"

desk = Blueprint("published", __name__)


def registry() -> Response:
    """The registry in force as JSON; its revision is the hash to ask by."""
    here = house().registry
    return _document(_registry_json(here), kind=JSON, mark=here.revision)


def registry_schema() -> Response:
    """The format of a disclosure file as JSON Schema."""
    return _hashed(schema_json(file_schema()), kind=SCHEMA)


def findings_schema() -> Response:
    """The format of findings as JSON Schema."""
    return _hashed(schema_json(finding_schema()), kind=SCHEMA)


def disclosure_file(code: str) -> Response:
    """One disclosed project as its file. Raises NotFound."""
    found = next((project for project in house().registry.projects if project.code == code), None)
    if found is None:
        raise NotFound("project")
    answer = _hashed(toml_text(found).encode(), kind=TOML)
    answer.headers["Content-Disposition"] = f'inline; filename="{found.code}.toml"'
    return answer


@lru_cache(maxsize=4)
def _registry_json(here: Registry) -> bytes:
    """A registry is written once, not for everybody who asks."""
    return registry_json(here)


def _hashed(content: bytes, *, kind: str) -> Response:
    return _document(content, kind=kind, mark=sha256(content).hexdigest())


def _document(content: bytes, *, kind: str, mark: str) -> Response:
    """The document, or 304 where the asker has it already."""
    answer = Response(content, content_type=f"{kind}; charset=utf-8")
    answer.cache_control.public = True
    answer.cache_control.max_age = KEPT_SECONDS
    answer.set_etag(mark)
    answer.make_conditional(request)
    return answer


PAGES: dict[str, Callable[..., Response]] = {
    "/registry.json": registry,
    "/registry.schema.json": registry_schema,
    "/registry/<code>.toml": disclosure_file,
    "/findings.schema.json": findings_schema,
}

guard(desk, {view.__name__: Enter.EVERYONE for view in PAGES.values()})
for address, view in PAGES.items():
    desk.add_url_rule(address, endpoint=view.__name__, view_func=view, methods=["GET"])
