"""The Korean titles, authors and purposes of exhibits by kind, as data. This is where they are read."""

import tomllib
from pathlib import Path


def read_exhibit_titles(templates: Path) -> dict[str, str]:
    """`words/exhibit_titles_ko.toml` as one mapping: `stamp.title`, `remark.copy`, …"""
    tables = tomllib.loads((templates / "words" / "exhibit_titles_ko.toml").read_text())
    return {f"{table}.{key}": text for table, words in tables.items() for key, text in words.items()}
