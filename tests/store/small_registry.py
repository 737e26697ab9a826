"""The smallest disclosure file, taken from the README of the folder, and what the tests do to it."""

import re
from pathlib import Path

from claims.model.disclosure import Registry
from claims.store.registry import load_registry

DISCLOSURES = Path(__file__).parents[2] / "disclosures"
_SHOWN = re.search(r"```toml\n(.*?)```", (DISCLOSURES / "README.md").read_text("utf-8"), re.DOTALL)
GOOD = _SHOWN.group(1) if _SHOWN else ""


def load(folder: Path, text: str, name: str = "example.toml") -> Registry:
    """A folder with this one file more, loaded."""
    (folder / name).write_text(text, "utf-8")
    return load_registry(folder)


def put(old: str, new: str) -> str:
    """The smallest file with one place changed."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def line_of(text: str, mark: str | int) -> int:
    """The one line that begins with a mark, or the line itself."""
    if isinstance(mark, int):
        return mark
    (found,) = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(mark)]
    return found
