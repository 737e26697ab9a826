"""Court terms: read whole, or the start is refused by the file's name."""

import re
import tomllib
from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store.court_terms import read_court_terms
from tests.paper_samples import TEMPLATES


def terms_of(folder: Path, content: bytes) -> dict[str, str]:
    """The terms of a folder whose file holds these bytes."""
    (folder / "words").mkdir()
    (folder / "words/court_ko.toml").write_bytes(content)
    return read_court_terms(folder)


def test_the_terms_of_this_house_are_korean_and_none_is_blank() -> None:
    terms = read_court_terms(TEMPLATES)

    assert terms["party_list.title"] == "당사자목록"
    assert terms["power.to_follow"] == "추후 제출"
    assert [code for code, text in terms.items() if not text.strip()] == []


def test_a_term_is_found_by_section_and_name(tmp_path: Path) -> None:
    assert terms_of(tmp_path, b'[a]\nb = "c"\n[d]\ne = "f"\n') == {"a.b": "c", "d.e": "f"}


@pytest.mark.parametrize("content", [b"[a\n", b"\xff\xfe", b'[a]\nb = "c"\nb = "d"\n'])
def test_terms_that_cannot_be_read_name_their_file(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(StartRefused, match=r"court_ko\.toml: the fixed terms of court papers cannot be read"):
        terms_of(tmp_path, content)


def test_absent_terms_name_their_file(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=r"words/court_ko\.toml"):
        read_court_terms(tmp_path)


@pytest.mark.parametrize("terms", ["en", "ja"])
def test_every_court_has_the_same_terms(terms: str) -> None:
    """Beside the English that a slip sheet says too where the court's language is another, and what has a file of its own."""

    def main_terms(language: str) -> dict[str, str]:
        sections = tomllib.loads((TEMPLATES / f"words/court_{language}.toml").read_text())
        found = {f"{section}.{name}": text for section, names in sections.items() for name, text in names.items()}
        return {code: text for code, text in found.items() if not code.endswith("_en")}

    korean, here = main_terms("ko"), main_terms(terms)
    assert set(here) == set(korean)
    assert all(text.strip() for text in here.values())
    # The same places to fill in.
    assert {code: set(re.findall(r"{\w+}", text)) for code, text in here.items()} == {
        code: set(re.findall(r"{\w+}", text)) for code, text in korean.items()
    }


def test_a_paper_without_terms_in_this_language_is_in_english_else_in_korean(tmp_path: Path) -> None:
    """What only Korean law knows stays Korean; nothing is lost and no paper stops for it."""
    words = tmp_path / "words"
    words.mkdir()
    said = {
        "court_da": "[a]\nb = 'da'",
        "court_power_ko": "[power]\nb = 'ko'",
        "court_index_ko": "[index]\nb = 'ko'",
        "court_index_en": "[index]\nb = 'en'",
        "court_list_ko": "[list]\nb = 'ko'",
        "court_list_da": "[list]\nb = 'da'",
    }
    for name, text in said.items():
        (words / f"{name}.toml").write_text(text)
    assert read_court_terms(tmp_path, terms="da") == {"a.b": "da", "power.b": "ko", "index.b": "en", "list.b": "da"}


@pytest.mark.parametrize("terms", ["en", "ja"])
def test_every_term_of_a_korean_paper_is_there_for_every_court(terms: str) -> None:
    korean = {code for code in read_court_terms(TEMPLATES) if not code.endswith("_en")}
    assert korean - set(read_court_terms(TEMPLATES, terms=terms)) == set()
