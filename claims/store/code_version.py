"""Which program judged: one fingerprint over the files of rules and nouns. This is where a report's code version comes from."""

import hashlib
from functools import cache
from pathlib import Path

from claims import model, rules

JUDGING = (model, rules)
"""What a judgement depends on: rules import nouns and nothing else of the house."""


@cache
def code_version() -> str:
    """SHA-256 (hex) over name and content of every file in claims/model and claims/rules, in order of name; the same on every machine.

    A stranger computes it from the source: for each file its path from the project's root, a zero byte, its SHA-256, a line end.
    """
    whole = hashlib.sha256()
    for path in _files():
        name = path.relative_to(path.parents[2]).as_posix()
        whole.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def _files() -> list[Path]:
    folders = [Path(folder) for room in JUDGING for folder in room.__path__]
    return sorted(path for folder in folders for path in folder.glob("*.py"))
