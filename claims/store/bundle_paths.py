"""Bundle paths: which names a file may have inside a package, and that no two are alike. This is where an unsafe name is refused.

Hangul syllables, ASCII letters, digits, `_`, `-` and `.`: composed syllables are the same bytes on every system, and nothing else in
a name can turn round its reading, leave the package or mean something to a shell.
"""

import re
from array import array
from collections.abc import Callable, Iterable
from hashlib import blake2b

import numpy as np

from claims.errors import NotValid

MOST_LETTERS, MOST_BYTES, MOST_IN_ALL = 100, 255, 200
_STEP = re.compile(r"[A-Za-z0-9가-힣_][A-Za-z0-9가-힣_.-]*")
# What Windows keeps for itself, with any ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def check_path(path: str) -> None:
    """Raises NotValid `bundle_path` for a path that is not safe on every system."""
    if len(path) > MOST_IN_ALL or not all(_is_safe(step) for step in path.split("/")):
        raise NotValid("bundle_path", path=path)


def _is_safe(step: str) -> bool:
    short = len(step) <= MOST_LETTERS and len(step.encode()) <= MOST_BYTES
    return bool(short and _STEP.fullmatch(step) and not step.endswith(".") and not _RESERVED.fullmatch(step))


def check_paths(paths: Callable[[], Iterable[str]]) -> int:
    """Every path is safe, and no two are the same to a system that does not tell capitals apart; returns how many there are.

    `paths` is called again only to name what stands twice. 8 bytes of each path are kept, not the path.
    Raises NotValid `bundle_path`, `bundle_path_twice`.
    """
    marks = array("Q")
    for path in paths():
        check_path(path)
        marks.append(_mark(path))
    ordered = np.sort(np.frombuffer(marks, dtype=np.uint64))
    twice = set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())
    if twice:
        raise NotValid("bundle_path_twice", path=_second_of(paths(), twice))
    return len(marks)


def _mark(path: str) -> int:
    return int.from_bytes(blake2b(path.lower().encode(), digest_size=8).digest(), "little")


def _second_of(paths: Iterable[str], twice: set[int]) -> str:
    seen: set[int] = set()
    for path in paths:
        mark = _mark(path)
        if mark in twice and mark in seen:
            return path
        seen.add(mark)
    return ""
