"""Texts of exhibits: what the text layer says, page by page, as plain UTF-8."""

import unicodedata
from pathlib import Path

import pytest

from claims.errors import Damaged
from claims.store.exhibit_text import text_of
from tests.outside_tools import run_tool
from tests.paper_samples import sample_press, sample_statement, set_proof, set_statement


def test_the_words_of_a_paper_are_in_its_text() -> None:
    text = text_of(set_statement(sample_statement("ko"))).decode()

    assert "저는 2018년 5월에 자동출입국심사대를 통과했습니다." in " ".join(text.split())
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text


def test_one_form_feed_ends_each_page(tmp_path: Path) -> None:
    """As many as poppler counts pages."""
    pdf = set_statement(sample_statement("en", account="A long account. " * 600))
    (tmp_path / "statement.pdf").write_bytes(pdf)
    told = run_tool("pdfinfo", tmp_path / "statement.pdf").stdout
    text = text_of(pdf).decode()

    assert f"Pages:           {text.count(chr(12))}\n" in told
    assert text.count("\f") > 1
    assert text.endswith("\f")


def test_it_agrees_with_poppler(tmp_path: Path) -> None:
    """Word for word, on a paper without hyphens."""
    pdf = set_proof()
    (tmp_path / "proof.pdf").write_bytes(pdf)
    theirs = run_tool("pdftotext", "-raw", "-enc", "UTF-8", tmp_path / "proof.pdf", "-").stdout

    assert sorted(text_of(pdf).decode().split()) == sorted(theirs.split())


def test_a_page_without_words_is_an_empty_page() -> None:
    assert text_of(sample_press().stamp("갑 제1호증의 1")).decode().replace("\n", "") == "갑 제1호증의 1\f"


def test_what_is_no_pdf_is_damage() -> None:
    with pytest.raises(Damaged, match="text_layer"):
        text_of(b"%PDF-1.7 no more")
