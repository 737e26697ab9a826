"""Court terms: read whole, or the start is refused by the file's name."""

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
