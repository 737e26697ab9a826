"""One disclosure file as it was written: this is where its text becomes keys with lines, and every problem gets its place."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from claims.errors import RegistryError
from claims.model.disclosure import DisclosedProject
from claims.store.registry_lines import KeyPath, lines_of
from claims.store.registry_problems import problems_of_values
from claims.store.registry_sentences import dotted
from claims.store.registry_tables import ProjectTable

FileForm = dict[str, Any]
"""The keys of a disclosure file with their values, as `tomllib` or `json` give them."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_AT_END = "(at end of document)"
# A key of many parts costs its reader the square of them in memory: one of 50,000 would take ten gigabytes.
MOST_DOTS = 64


@dataclass(frozen=True)
class WrittenProject:
    """A file as it was written: its name, its keys and the line of each (none where it never was a text)."""

    name: str
    values: FileForm
    lines: Mapping[KeyPath, int] | None = None

    def line(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest table around it; 0 where there never was a text."""
        lines = self.lines
        if lines is None:
            return 0
        return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 1)

    def place(self, path: KeyPath) -> str:
        """File and line of a key."""
        return f"{self.name}:{self.line(path)}" if self.lines is not None else self.name

    def error(self, path: KeyPath, problem: str) -> RegistryError:
        """A refusal at a key."""
        return RegistryError(file=self.name, line=self.line(path), key=dotted(path) or "-", problem=problem, path=path)

    def errors(self) -> list[RegistryError]:
        """Everything wrong with it: what is there in the order of the lines, then what is not there."""
        found = [self.error(path, problem) for path, problem in problems_of_values(self.values)]
        return sorted(found, key=lambda error: (self.lines is not None and error.path not in self.lines, error.line))

    def project(self) -> DisclosedProject:
        """The project it holds. Raises RegistryError at the first thing wrong."""
        for error in self.errors():
            raise error
        return ProjectTable.model_validate(self.values).value


def read_written(text: str | bytes, *, name: str) -> WrittenProject:
    """The keys of a file and their lines. Raises RegistryError where it is no TOML."""
    text = text if isinstance(text, str) else _decoded(text, name)
    for number, written in enumerate(text.split("\n"), start=1):
        if written.count(".") > MOST_DOTS:
            raise RegistryError(file=name, line=number, key="-", problem=f"more than {MOST_DOTS} dots on one line")
    try:
        return WrittenProject(name, tomllib.loads(text), lines_of(text))
    except RecursionError:
        raise RegistryError(file=name, line=1, key="-", problem="tables lie too deep within one another") from None
    except ValueError as broken:
        said = str(broken)
        found = _AT_LINE.search(said)
        line = int(found.group(1)) if found else text.count("\n") + 1 if _AT_END in said else 1
        problem = f"not TOML: {_AT_LINE.sub('', said).strip()}"
        raise RegistryError(file=name, line=line, key=_key_on(text, line), problem=problem) from None


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as broken:
        line = raw.count(b"\n", 0, broken.start) + 1
        raise RegistryError(file=name, line=line, key="-", problem="not UTF-8; save the file as UTF-8") from None


def _key_on(text: str, line: int) -> str:
    """What stands before the equals sign of a line that could not be read."""
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    return written.partition("=")[0].strip()[:64] or "-"
