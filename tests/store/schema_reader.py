"""A reader of the JSON Schema words that our schemas use: does a plain value fit? This is where a schema is tried.

Draft 2020-12, validation vocabulary only; a word it does not know fails, so that no rule of a schema goes untried.
`format` is an annotation there and is passed over, as are titles, descriptions and defaults.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
SAID_ONLY = {"$schema", "$id", "$defs", "title", "description", "default", "format", "examples"}


class SchemaReader:
    """One schema; `faults(value)` lists every place where a value does not fit, as (path, word)."""

    def __init__(self, schema: dict[str, Any]) -> None:
        self.schema = schema

    def faults(self, value: Any) -> list[tuple[str, str]]:
        """Where the value does not fit; empty where it does."""
        return list(self._faults(value, self.schema, "$"))

    def _fits(self, value: Any, schema: Any) -> bool:
        return not list(self._faults(value, schema, "$"))

    def _faults(self, value: Any, schema: Any, at: str) -> Iterator[tuple[str, str]]:
        if isinstance(schema, bool):
            if not schema:
                yield at, "false"
            return
        for word, wanted in schema.items():
            if word in SAID_ONLY or word in ("then", "else"):
                continue
            yield from getattr(self, f"_{word.lstrip('$')}")(value, wanted, at, schema)

    def _ref(self, value: Any, wanted: str, at: str, _: Any) -> Iterator[tuple[str, str]]:
        place: Any = self.schema
        for step in wanted.removeprefix("#/").split("/"):
            place = place[step]
        yield from self._faults(value, place, at)

    def _type(self, value: Any, wanted: str, at: str, _: Any) -> Iterator[tuple[str, str]]:
        if not TYPES[wanted](value):
            yield at, f"type {wanted}"

    def _enum(self, value: Any, wanted: list[Any], at: str, _: Any) -> Iterator[tuple[str, str]]:
        if value not in wanted:
            yield at, "enum"

    def _const(self, value: Any, wanted: Any, at: str, _: Any) -> Iterator[tuple[str, str]]:
        if value != wanted or isinstance(value, bool) != isinstance(wanted, bool):
            yield at, "const"

    def _pattern(self, value: Any, wanted: str, at: str, _: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, str) and not re.search(wanted, value):
            yield at, "pattern"

    def _minimum(self, value: Any, wanted: int, at: str, _: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, int) and value < wanted:
            yield at, "minimum"

    def _maximum(self, value: Any, wanted: int, at: str, _: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, int) and value > wanted:
            yield at, "maximum"

    def _minItems(self, value: Any, wanted: int, at: str, _: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, list) and len(value) < wanted:
            yield at, "minItems"

    def _items(self, value: Any, wanted: Any, at: str, _: Any) -> Iterator[tuple[str, str]]:
        for number, one in enumerate(value if isinstance(value, list) else ()):
            yield from self._faults(one, wanted, f"{at}[{number}]")

    def _required(self, value: Any, wanted: list[str], at: str, _: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, dict):
            yield from ((f"{at}.{key}", "required") for key in wanted if key not in value)

    def _dependentRequired(
        self, value: Any, wanted: dict[str, list[str]], at: str, _: Any
    ) -> Iterator[tuple[str, str]]:
        for key, others in wanted.items():
            if isinstance(value, dict) and key in value:
                yield from self._required(value, others, at, None)

    def _properties(self, value: Any, wanted: dict[str, Any], at: str, _: Any) -> Iterator[tuple[str, str]]:
        for key, schema in wanted.items():
            if isinstance(value, dict) and key in value:
                yield from self._faults(value[key], schema, f"{at}.{key}")

    def _patternProperties(self, value: Any, wanted: dict[str, Any], at: str, _: Any) -> Iterator[tuple[str, str]]:
        for pattern, schema in wanted.items():
            for key in value if isinstance(value, dict) else ():
                if re.search(pattern, key):
                    yield from self._faults(value[key], schema, f"{at}.{key}")

    def _additionalProperties(self, value: Any, wanted: Any, at: str, beside: Any) -> Iterator[tuple[str, str]]:
        known, patterns = beside.get("properties", {}), beside.get("patternProperties", {})
        for key in value if isinstance(value, dict) else ():
            if key not in known and not any(re.search(pattern, key) for pattern in patterns):
                yield from self._faults(value[key], wanted, f"{at}.{key}")

    def _anyOf(self, value: Any, wanted: list[Any], at: str, _: Any) -> Iterator[tuple[str, str]]:
        if not any(self._fits(value, schema) for schema in wanted):
            yield at, "anyOf"

    def _oneOf(self, value: Any, wanted: list[Any], at: str, _: Any) -> Iterator[tuple[str, str]]:
        if sum(self._fits(value, schema) for schema in wanted) != 1:
            yield at, "oneOf"

    def _allOf(self, value: Any, wanted: list[Any], at: str, _: Any) -> Iterator[tuple[str, str]]:
        for schema in wanted:
            yield from self._faults(value, schema, at)

    def _if(self, value: Any, wanted: Any, at: str, beside: Any) -> Iterator[tuple[str, str]]:
        follows = beside.get("then" if self._fits(value, wanted) else "else", True)
        yield from self._faults(value, follows, at)
