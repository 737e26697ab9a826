"""TOML written: this is where a project becomes the text of its file, which reads back as the same project.

For tables as `tomllib` gives them without dates and fractions: texts, whole numbers, true and false, lists, tables. A short
table stands on one line, a longer one under a header of its own. No kept library writes TOML here; a test reads all back.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from claims.model.disclosure import DisclosedProject
from claims.store.registry_file import file_form

WIDTH = 120

_BARE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def toml_text(project: DisclosedProject) -> str:
    """A project as the text of its disclosure file."""
    return written(file_form(project))


def written(table: Mapping[str, Any]) -> str:
    """A table as TOML. Raises TypeError for what TOML here does not hold."""
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def _lines(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """First what stands on one line, then the tables with headers: a key after a header would belong to it."""
    below: list[tuple[str, Any]] = []
    for key, value in table.items():
        line = f"{_key(key)} = {_value(value)}"
        if _has_headers(value) or (isinstance(value, dict) and len(line) > WIDTH):
            below.append((key, value))
        else:
            yield line
    for key, value in below:
        many = isinstance(value, list)
        header = ".".join(_key(step) for step in (*path, key))
        for one in value if many else [value]:
            yield ""
            yield f"[[{header}]]" if many else f"[{header}]"
            yield from _lines(one, (*path, key))


def _has_headers(value: Any) -> bool:
    """A list of tables stands under headers."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    raise TypeError(f"no TOML for {type(value).__name__}")


def _key(key: str) -> str:
    return key if key and set(key) <= _BARE else _text(key)


def _text(text: str) -> str:
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04x}" if character < " " or character == "\x7f" else character
