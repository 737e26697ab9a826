"""The titles, authors and purposes of exhibits by kind, in the language of a court, as data. This is where they are read."""

import tomllib
from pathlib import Path

from claims.errors import StartRefused


def read_exhibit_titles(templates: Path, *, terms: str = "ko") -> dict[str, str]:
    """`words/exhibit_titles_<terms>.toml` as one mapping: `stamp.title`, `remark.copy`, …

    Raises StartRefused naming the file when it cannot be read.
    """
    path = templates / "words" / f"exhibit_titles_{terms}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the titles of exhibits cannot be read ({error}). Write them there.") from error
    return {f"{table}.{key}": text for table, words in tables.items() for key, text in words.items()}
