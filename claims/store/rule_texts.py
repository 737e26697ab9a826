"""The words of the rules that judged, by version of the rules and language. This is where a match explanation gets its conventions.

words/match_rule_<language>.toml holds labels and, for each version of the rules, its sentences; older versions stay in it.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from claims.errors import StartRefused

OTHERWISE = "en"


@lru_cache(maxsize=64)
def read_rule_text(templates: Path, *, version: int, language: str) -> dict[str, object]:
    """Labels by section, and `sentences` in order, empty for a version whose words were not kept. Other languages read English.

    Raises StartRefused naming the file when it cannot be read.
    """
    path = templates / "words" / f"match_rule_{language}.toml"
    if not path.is_file():
        path = templates / "words" / f"match_rule_{OTHERWISE}.toml"
    try:
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StartRefused(f"{path}: the words of the rules cannot be read ({error}).") from error
    labels = {name: words for name, words in sections.items() if not name.startswith("version_")}
    sentences = sections.get(f"version_{version}", {})
    return labels | {"version": version, "sentences": list(sentences.values())}
