"""As much of JSON Schema (draft 2020-12) as our own schemas use. This is where a document is held against one.

An unknown keyword fails, so that nothing in a schema goes unchecked because nobody taught it here.
"""

import re
from collections.abc import Iterator
from typing import Any

_SAID_ONLY = {"$schema", "$defs", "$id", "title", "description", "default", "format", "examples"}
_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    """Everything in which a value does not fit, each with its place; empty where it fits."""
    return list(_faults(schema, value, root=schema, place="$"))


def _faults(schema: Any, value: Any, *, root: dict[str, Any], place: str) -> Iterator[str]:
    if schema is True:
        return
    if schema is False:
        yield f"{place}: nothing may stand here"
        return
    for keyword, wanted in schema.items():
        if keyword in _SAID_ONLY:
            continue
        if keyword == "$ref":
            yield from _faults(root["$defs"][wanted.rsplit("/", 1)[1]], value, root=root, place=place)
        elif keyword in ("anyOf", "oneOf", "allOf"):
            fitting = sum(not list(_faults(one, value, root=root, place=place)) for one in wanted)
            if not {"anyOf": fitting >= 1, "oneOf": fitting == 1, "allOf": fitting == len(wanted)}[keyword]:
                yield f"{place}: {keyword}: fits {fitting}"
        elif keyword == "if":
            branch = "else" if list(_faults(wanted, value, root=root, place=place)) else "then"
            yield from _faults(schema.get(branch, True), value, root=root, place=place)
        elif keyword not in ("then", "else"):
            yield from _one(keyword, wanted, schema, value, root=root, place=place)


def _one(keyword: str, wanted: Any, schema: Any, value: Any, *, root: dict[str, Any], place: str) -> Iterator[str]:
    if keyword == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        fits = any(isinstance(value, _KINDS[k]) and (k == "boolean" or not isinstance(value, bool)) for k in kinds)
    elif keyword in ("enum", "const"):
        fits = value in (wanted if keyword == "enum" else [wanted])
    elif keyword == "required":
        fits = not isinstance(value, dict) or set(wanted) <= value.keys()
    elif keyword == "dependentRequired":
        fits = not isinstance(value, dict) or all(
            set(more) <= value.keys() for key, more in wanted.items() if key in value
        )
    elif keyword == "pattern":
        fits = not isinstance(value, str) or bool(re.search(wanted, value))
    elif keyword in ("minimum", "maximum"):
        fits = not isinstance(value, int) or (value >= wanted if keyword == "minimum" else value <= wanted)
    elif keyword in ("minItems", "maxItems"):
        fits = not isinstance(value, list) or (len(value) >= wanted if keyword == "minItems" else len(value) <= wanted)
    else:
        yield from _inside(keyword, wanted, schema, value, root=root, place=place)
        return
    if not fits:
        yield f"{place}: {keyword}: {wanted!r}"


def _inside(keyword: str, wanted: Any, schema: Any, value: Any, *, root: dict[str, Any], place: str) -> Iterator[str]:
    """Keywords that look into a table or a list."""
    tables = value if isinstance(value, dict) else {}
    rows = value if isinstance(value, list) else []
    known, first = schema.get("properties", {}), len(schema.get("prefixItems", []))
    if keyword == "properties":
        inner = [(wanted[key], one, f"{place}.{key}") for key, one in tables.items() if key in wanted]
    elif keyword == "patternProperties":
        inner = [
            (s, one, f"{place}.{key}") for key, one in tables.items() for p, s in wanted.items() if re.search(p, key)
        ]
    elif keyword == "additionalProperties":
        patterns = schema.get("patternProperties", {})
        free = {key for key in tables if key not in known and not any(re.search(p, key) for p in patterns)}
        inner = [(wanted, tables[key], f"{place}.{key}") for key in sorted(free)]
    elif keyword == "propertyNames":
        inner = [(wanted, key, f"{place}.{key}") for key in tables]
    elif keyword == "prefixItems":
        inner = [(one, row, f"{place}[{n}]") for n, (one, row) in enumerate(zip(wanted, rows, strict=False))]
    elif keyword == "items":
        inner = [(wanted, row, f"{place}[{n}]") for n, row in enumerate(rows) if n >= first]
    else:
        raise AssertionError(f"{keyword} is not known here; teach it to tests/json_schema.py")
    for one, part, where in inner:
        yield from _faults(one, part, root=root, place=where)
