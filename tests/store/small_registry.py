"""The smallest disclosure file and the examples of windows, taken from the README of the folder, and what tests do to them."""

import re
from pathlib import Path

from claims.model.disclosure import Registry
from claims.store.registry import load_registry

DISCLOSURES = Path(__file__).parents[2] / "disclosures"
_SHOWN = re.findall(r"```toml\n(.*?)```", (DISCLOSURES / "README.md").read_text("utf-8"), re.DOTALL)
GOOD, EXAMPLES = _SHOWN[0], _SHOWN[1:]


def load(folder: Path, text: str, name: str = "example.toml") -> Registry:
    """A folder with this one file more, loaded."""
    (folder / name).write_text(text, "utf-8")
    return load_registry(folder)


def put(old: str, new: str) -> str:
    """The smallest file with one place changed."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def with_example(example: str) -> str:
    """The smallest file with a second window, which asks what one example of the README shows."""
    keys, header, below = example.partition("[")
    shown = {line.split(" = ")[0] for line in keys.splitlines()}
    window = GOOD[GOOD.index("[[window]]") :].replace("EXAMPLE", "SECOND")
    kept = [line for line in window.splitlines() if line.split(" = ")[0] not in shown]
    return "\n".join([GOOD, *kept, keys, header + below])


def line_of(text: str, mark: str | int) -> int:
    """The one line that begins with a mark, or the line itself."""
    if isinstance(mark, int):
        return mark
    (found,) = [number for number, line in enumerate(text.splitlines(), start=1) if line.startswith(mark)]
    return found
