"""Missing glyphs: a character that no font draws stops its paper. This is where the engine's complaint becomes a named refusal."""

import re
from collections.abc import Iterator

import typst

from claims.errors import NotValid

_COMPLAINTS = re.compile(r'(?:the text|disallowed codepoint) `"(.*?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")


def named_refusal(error: typst.TypstError, *, paper: str, given: dict[str, object]) -> Exception:
    """NotValid `missing_glyph` with character, codepoint, field and paper; the engine's own error when it is something else."""
    found = _COMPLAINTS.search(error.message)
    if not found:
        return error
    text = _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], found[1])
    character = text[:1]
    fields = (path for path, value in _texts(given) if character and character in value)
    return NotValid(
        "missing_glyph",
        character=character,
        codepoint=f"U+{ord(character):04X}" if character else "",
        field=next(fields, ""),
        paper=paper,
    )


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _texts(inner, f"{path}[{at}]")
