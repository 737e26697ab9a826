"""The folder of disclosure files as a whole: every project in it and a mark of what each file says.

This is where it is seen that a file has changed since it was last taken. Comments and layout do not change the mark.
"""

import json
import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claims.model.disclosure import Registry
from claims.store.registry import load_registry


@dataclass(frozen=True)
class DisclosureFiles:
    """What the folder holds: the registry its files make, and per project code the mark of its file."""

    registry: Registry
    marks: dict[str, str]


def read_disclosure_files(directory: Path) -> DisclosureFiles:
    """The folder, every file of it acceptable. Raises RegistryError (file, line, key, problem) at the first thing wrong."""
    registry = load_registry(directory)
    marks = {}
    for file in sorted(directory.glob("*.toml")):
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        marks[said["code"]] = mark_of(said)
    return DisclosureFiles(registry=registry, marks=marks)


def mark_of(said: dict[str, object]) -> str:
    """SHA-256 over what a file says, whatever its layout; independent of the program's version."""
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(plain.encode()).hexdigest()
