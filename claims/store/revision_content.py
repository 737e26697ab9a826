"""The content of a revision: this is where a registry becomes the bytes its id is the hash of, and is read back from them.

The bytes are `Registry.canonical()`: what a page shows as the revision's hash can be checked with `sha256sum` alone.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from claims.errors import Damaged
from claims.model.disclosure import DisclosedProject, Port, Registry


def content_of(registry: Registry) -> bytes:
    """The whole registry as one line of JSON."""
    return registry.canonical()


def read_content(content: bytes, *, revision: str) -> Registry:
    """The registry that was published under this id. Raises Damaged where the bytes are not those of the id, or no registry."""
    if sha256(content).hexdigest() != revision:
        raise Damaged("registry")
    try:
        plain = json.loads(content)
        projects, ports = (plain, []) if isinstance(plain, list) else (plain["projects"], plain["ports"])
        return Registry(
            projects=tuple(_made(DisclosedProject, one) for one in projects),
            ports=tuple(_made(Port, one) for one in ports),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Damaged("registry") from None


def _made(kind: Any, plain: Any) -> Any:
    """A value of the kind that a field of the model declares, from what JSON holds of it."""
    if isinstance(kind, type) and is_dataclass(kind):
        kinds = get_type_hints(kind)
        return kind(
            **{each.name: _made(kinds[each.name], plain[each.name]) for each in fields(kind) if each.name in plain}
        )
    origin, inner = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_made(inner[0], one) for one in plain)
    if origin in (Union, UnionType):
        return None if plain is None else _made(next(one for one in inner if one is not type(None)), plain)
    if origin is not None and _is_a(origin, Mapping):
        return dict(plain)
    return kind(plain) if _is_a(kind, Enum) else plain


def _is_a(kind: Any, parent: type) -> bool:
    """Whether a type is of a kind; a special form such as Literal is none."""
    return isinstance(kind, type) and issubclass(kind, parent)
