"""JSON that says exactly what was said and shows nothing unseen: acting characters stand as \\u escapes. This is where it is written."""

import json
import re
from typing import Any

from claims.store.inert_text import has_unseen

# Everything that could be unseen lies outside these; a closer look is taken at what is found.
_PERHAPS = re.compile(r"[^\n -~\u00a0-\u1fff\u3000-\ud7ff]")
# Ends of lines to some readers of text, though not to JSON.
_LINE_ENDS = frozenset("\u2028\u2029")


def inert_json(value: Any, *, indent: int | None = 1) -> str:
    """The value as JSON text in which every unseen character is escaped: parsed it is equal, looked at it is inert.

    >>> inert_json("a\\u202eb")
    '"a\\\\u202eb"'
    """
    return _PERHAPS.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return json.dumps(character)[1:-1] if character in _LINE_ENDS or has_unseen(character) else character
