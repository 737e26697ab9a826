"""The registry as JSON: this is where all projects become one document for other programs, and are read back from it."""

import json
from dataclasses import asdict
from typing import Any

from pydantic import Field, ValidationError

from claims.errors import Damaged, RegistryError
from claims.model.disclosure import Mode, Port, Registry
from claims.store.registry import registry_of
from claims.store.registry_fields import Code, Part, Text
from claims.store.registry_file import file_form, project_from_file_form
from claims.store.registry_sentences import problems_in
from claims.store.registry_tables import FORMAT
from claims.store.registry_written import WrittenProject

NAME = "registry.json"


class PortTable(Part):
    """Where a place of passport control lies."""

    code: Code = Field(description="Its code as records give it.")
    city: Text = Field(description="The city or county in English.")
    country: Code = Field(description="The country, ICAO 9303.")
    mode: Mode = Field(description="air, sea or land.")


def registry_json(registry: Registry) -> bytes:
    """The registry as one JSON document, UTF-8.

    `format`; `revision` (SHA-256 of the content); `projects`, each with the keys of its file; `ports`, each with `code`,
    `city`, `country`, `mode`.
    """
    document = {
        "format": FORMAT,
        "revision": registry.revision,
        "projects": [file_form(project) for project in registry.projects],
        "ports": [asdict(port) for port in registry.ports],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def registry_from_json(content: bytes) -> Registry:
    """The registry a document holds. Raises RegistryError where it is none, Damaged where it is not of its revision."""
    document = _document(content)
    projects = [
        project_from_file_form(values, name=f"{NAME}, project {number}")
        for number, values in enumerate(_list(document, "projects"), start=1)
    ]
    ports = [_port(values, number) for number, values in enumerate(_list(document, "ports"), start=1)]
    registry = registry_of(projects, ports=ports)
    if registry.revision != document.get("revision"):
        raise Damaged("registry", found=registry.revision)
    return registry


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as broken:
        raise RegistryError(file=NAME, line=0, key="-", problem=f"not JSON: {broken}") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise RegistryError(file=NAME, line=0, key="format", problem=f"this program reads format = {FORMAT}")
    return document


def _list(document: dict[str, Any], key: str) -> list[Any]:
    found = document.get(key)
    if not isinstance(found, list):
        raise RegistryError(file=NAME, line=0, key=key, problem="must be a list")
    return found


def _port(values: Any, number: int) -> Port:
    try:
        return Port(**dict(PortTable.model_validate(values)))
    except ValidationError as refusal:
        path, problem = next(problems_in(refusal, PortTable))
        raise WrittenProject(f"{NAME}, port {number}", {}).error(path, problem) from None
