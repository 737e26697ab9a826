"""Court terms: the fixed words of court papers by the court's language, kept as data beside the papers. This is where they are read."""

import tomllib
from pathlib import Path

from claims.errors import StartRefused


def read_court_terms(templates: Path, *, terms: str = "ko") -> dict[str, str]:
    """Every term by "section.name", out of words/court_<terms>.toml and words/court_<paper>_<terms>.toml.

    A paper that has no terms in this language is said in English, else in Korean: a power of attorney under Korean law is Korean
    wherever it is used. Raises StartRefused naming the file when one cannot be read, or says a term twice.
    """
    found: dict[str, str] = {}
    for path in (templates / "words" / f"court_{terms}.toml", *_papers(templates, terms)):
        try:
            sections = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise StartRefused(f"{path}: the fixed terms of court papers cannot be read ({error}).") from error
        for section, words in sections.items():
            for name, text in words.items():
                if f"{section}.{name}" in found:
                    raise StartRefused(f"{path}: the term {section}.{name} is said twice.")
                found[f"{section}.{name}"] = text
    return found


def _papers(templates: Path, terms: str) -> list[Path]:
    chosen: dict[str, Path] = {}
    for language in ("ko", "en", terms):
        for path in templates.glob(f"words/court_*_{language}.toml"):
            chosen[path.name.removesuffix(f"_{language}.toml")] = path
    return [path for _, path in sorted(chosen.items())]
