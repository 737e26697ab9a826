"""What is wrong with a disclosure file, said plainly: this is where a refusal of a table becomes a place and a sentence."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from claims.store.registry_fields import SENTENCES
from claims.store.registry_lines import KeyPath

Problem = tuple[KeyPath, str]

_TEXT, _WHOLE, _TRUTH, _LIST, _TABLE = "text in quotes", "a whole number", "true or false", "a list", "a table"
_KINDS: dict[type, str] = {bool: _TRUTH, str: _TEXT, int: _WHOLE, list: _LIST, tuple: _LIST, dict: _TABLE}
_WANTED = {
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "bool_type": _TRUTH,
    "tuple_type": _LIST,
    "dict_type": _TABLE,
    "model_type": _TABLE,
    "model_attributes_type": _TABLE,
    "literal_error": _TEXT,
}
_MISSING = {
    "format": "missing; this program reads format = 1",
    "source": "missing; give at least one [[source]]",
    "window": "missing; give at least one [[window]]",
    "title": f"missing; give {_TABLE}",
    "summary": f"missing; give {_TABLE}",
    "text": f"missing; give {_TABLE}",
    "sources": f"missing; give {_LIST}",
    "is": f"missing; give {_LIST}",
}


def problems_in(refusal: ValidationError, model: type[BaseModel]) -> Iterator[Problem]:
    """Every problem of a table, with its place in the file, in the order of the table's keys."""
    for error in refusal.errors(include_url=False):
        path, key = tuple(step for step in error["loc"] if step != "[key]"), error.get("ctx", {}).get("key", "")
        yield (*path, key) if key else path, _sentence(error, path, model)


def _sentence(error: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> str:
    kind, value, facts = error["type"], error["input"], error.get("ctx", {})
    if kind == "disclosure":
        return str(facts["problem"])
    if kind == "missing":
        return _missing(path, model)
    if kind == "extra_forbidden":
        known = sorted(field.alias or name for name, field in _table_at(path[:-1], model).model_fields.items())
        return f"unknown key; here only these are known: {', '.join(known)}"
    if kind == "string_pattern_mismatch":
        return SENTENCES["\\S" if value == "" else facts["pattern"]].format(value=value)
    return _of_its_kind(kind, value, facts, path)


def _missing(path: KeyPath, model: type[BaseModel]) -> str:
    annotation = _table_at(path[:-1], model).model_fields
    of_table = {field.alias or name: field.annotation for name, field in annotation.items()}
    wanted = _WHOLE if of_table.get(str(path[-1])) is int else _TEXT
    return _MISSING.get(str(path[-1]), f"missing; give {wanted}")


def _of_its_kind(kind: str, value: object, facts: Mapping[str, Any], path: KeyPath) -> str:
    if kind in ("literal_error", "enum") and isinstance(value, str):
        return f"{value!r} is not one of: {_listed(facts['expected'])}"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"must be at {'least' if 'ge' in facts else 'most'} {facts.get('ge', facts.get('le'))}"
    if kind == "string_unicode":
        return "has a character that cannot be written; type it again"
    wanted = _WANTED.get(kind, _TEXT)
    if wanted == _TEXT and path and isinstance(path[-1], int):
        return f"must be a list of texts; element {path[-1] + 1} is {_shown(value)}"
    return f"must be {wanted}, not {_shown(value)}"


def _listed(expected: str) -> str:
    """`'a', 'b' or 'c'` as `a, b, c`."""
    return ", ".join(word.strip("'") for word in expected.replace(" or ", ", ").split(", "))


def _shown(value: object) -> str:
    """What stands there, in a few words."""
    return next((words for kind, words in _KINDS.items() if isinstance(value, kind)), "a date or number without quotes")


def _table_at(path: KeyPath, model: type[BaseModel]) -> type[BaseModel]:
    """The table that a path leads to; where it leads into words or texts, the table that holds them."""
    for step in path:
        for name, field in model.model_fields.items():
            if step == (field.alias or name):
                model = next(_tables_of(field.annotation), model)
    return model


def _tables_of(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _tables_of(inner)


def dotted(path: KeyPath) -> str:
    """A path as a person writes it: `window[1].from` (counted from 1)."""
    shown = ""
    for step in path:
        shown += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if shown else step
    return shown
