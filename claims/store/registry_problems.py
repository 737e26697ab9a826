"""Everything wrong with the keys of a disclosure file, at once: this is where one wrong table hides no other."""

from typing import Any

from pydantic import ValidationError

from claims.store.registry_checks import problems_between
from claims.store.registry_fields import Part
from claims.store.registry_lines import KeyPath
from claims.store.registry_sentences import Problem, problems_in
from claims.store.registry_tables import DeadlineTable, FactTable, ProjectTable, SourceTable
from claims.store.registry_window_tables import WindowTable

_PARTS: dict[str, type[Part]] = {
    "source": SourceTable,
    "window": WindowTable,
    "fact": FactTable,
    "deadline": DeadlineTable,
}


def problems_of_values(values: dict[str, Any]) -> list[Problem]:
    """What each table says of itself, and what they say of one another; one wrong table hides no other."""
    try:
        ProjectTable.model_validate(values)
        found: list[Problem] = []
    except ValidationError as refusal:
        found = list(problems_in(refusal, ProjectTable))
    parts = _right_parts(values)
    between = problems_between(
        parts, sources=_named(values, "source", "key"), windows_named=_named(values, "window", "id")
    )
    return found + list(between)


def _right_parts(values: dict[str, Any]) -> dict[KeyPath, Part]:
    """Every source, window, segment, thing asked, fact and deadline that is right in itself, by its place."""
    parts: dict[KeyPath, Part] = {}
    for key, model in _PARTS.items():
        for number, one in enumerate(_listed(values, key)):
            try:
                part = model.model_validate(one)
            except ValidationError:
                continue
            parts[key, number] = part
            if isinstance(part, WindowTable):
                inner: dict[str, tuple[Part, ...]] = {"segment": part.segments, "asked": part.asked}
                parts |= {(key, number, k, n): p for k, tables in inner.items() for n, p in enumerate(tables)}
    return parts


def _listed(values: dict[str, Any], key: str) -> list[Any]:
    found = values.get(key) if isinstance(values, dict) else None
    return found if isinstance(found, list) else []


def _named(values: dict[str, Any], key: str, name: str) -> frozenset[str]:
    """The names of all tables of a list, right or wrong."""
    named = [one.get(name) for one in _listed(values, key) if isinstance(one, dict)]
    return frozenset(name for name in named if isinstance(name, str))
