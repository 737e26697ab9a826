"""The table of shown reciprocity, as data that counsel can edit. This is where it is read."""

import re
import tomllib
from pathlib import Path

from claims.errors import StartRefused
from claims.rules.filing_groups import ShownReciprocity

_CODE = re.compile(r"[A-Z]{1,3}")


def read_reciprocity(templates: Path) -> dict[str, ShownReciprocity]:
    """`tables/reciprocity.toml` by ICAO code. Raises StartRefused naming file and table where a source or its day is missing."""
    path = templates / "tables" / "reciprocity.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the table of shown reciprocity cannot be read ({error}).") from error
    return {code: _shown(code, facts, path) for code, facts in tables.items()}


def _shown(code: str, facts: object, path: Path) -> ShownReciprocity:
    given = facts if isinstance(facts, dict) else {}
    texts = [given.get(name) for name in ("source", "checked")]
    if not _CODE.fullmatch(code) or set(given) != {"source", "checked"}:
        raise StartRefused(f"{path}: [{code}] is an ICAO code with `source` and `checked`, nothing else.")
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise StartRefused(f"{path}: [{code}] says `source` and `checked` as texts.")
    return ShownReciprocity(country=code, source=str(texts[0]), checked=str(texts[1]))
