"""Court terms: the fixed Korean words of court papers, kept as data beside the papers. This is where they are read."""

import tomllib
from pathlib import Path

from claims.errors import StartRefused


def read_court_terms(templates: Path) -> dict[str, str]:
    """Every term by "section.name". Raises StartRefused naming the file when it cannot be read."""
    path = templates / "words" / "court_ko.toml"
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the fixed terms of court papers cannot be read ({error}).") from error
    return {f"{section}.{name}": text for section, terms in sections.items() for name, text in terms.items()}
