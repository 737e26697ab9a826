"""Papers: right words, right standard, same bytes, nothing acted on, nothing silently missing."""

import hashlib
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from claims.errors import NotValid, StartRefused
from claims.model.court_paper import Cover, CoverLine, ExhibitRow, SlipSheet
from claims.settings import ROOT
from claims.store.papers import Press
from claims.web.match_words import match_words
from claims.web.paper_words import country_words, proof_words, statement_words
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import (
    DAY,
    WRITERS,
    as_written,
    sample_fonts,
    sample_match,
    sample_press,
    sample_proof,
    sample_statement,
    sample_translation,
    set_exhibit_list,
    set_match,
    set_party_list,
    set_proof,
    set_statement,
)

COVER = Cover(
    matter="손해배상(국)",
    day=DAY,
    package="counsel",
    parties=2,
    contents=(CoverLine(title="당사자목록", path="data/00-lists/party-list.pdf", pages=1),),
)
EXHIBIT = ExhibitRow(number="갑 제1호증의 1", title="여권 사본", purpose="입국한 사실", remark="사본", pages=2)
SLIP = SlipSheet(
    number="갑 제1호증의 2", day=DAY, reason="encrypted", media_type="application/pdf", size=10, sha256="ab" * 32
)


def every_paper() -> dict[str, bytes]:
    press = sample_press()
    return {
        "proof": set_proof(),
        "statement": set_statement(sample_statement("ar", translation=sample_translation())),
        "match": set_match(sample_match()),
        "party_list": set_party_list(press, "Nguyễn", "محمد", words=country_words("ko")),
        "exhibit_list": set_exhibit_list(press, EXHIBIT),
        "cover": press.cover(COVER),
        "slip": press.slip_sheet(SLIP),
    }


def test_every_paper_is_an_accessible_archive_pdf_on_a4(tmp_path: Path) -> None:
    for name, paper in every_paper().items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(paper)
        checked = run_tool("qpdf", "--check", path)
        assert checked.returncode == 0, checked.stdout + checked.stderr
        with pikepdf.open(path) as pdf:
            about = bytes(pdf.Root.Metadata.read_bytes())
            assert re.search(rb"pdfaid:part>2<.*pdfaid:conformance>A<", about, re.S), name
            assert b"pdfuaid:part>1<" in about, name
            assert pikepdf.Name.StructTreeRoot in pdf.Root
            assert str(pdf.Root.Lang)
            with pdf.open_metadata() as metadata:
                assert metadata["dc:title"], name
            assert {tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


def test_equal_input_gives_equal_bytes_in_another_process(tmp_path: Path) -> None:
    here = {name: hashlib.sha256(paper).hexdigest() for name, paper in every_paper().items()}
    program = (
        "import hashlib, tests.store.test_papers as t\n"
        "for name, paper in t.every_paper().items(): print(name, hashlib.sha256(paper).hexdigest())\n"
    )
    there = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert dict(line.split() for line in there.stdout.splitlines()) == here


def test_another_day_gives_other_bytes() -> None:
    later = replace(sample_proof(), day=DAY.replace(day=23))
    assert sample_press().proof(later, words=proof_words(as_written), language="en") != set_proof()


def test_threads_share_one_press() -> None:
    alone = set_proof()
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: set_proof(), range(12))) == {alone}


def test_the_proof_says_what_it_is_not(tmp_path: Path) -> None:
    said = text_of(set_proof(), tmp_path)
    for sentence in (
        "This is not a lawsuit.",
        "Time limits keep running until a lawyer files for you.",
        "You are represented only after you and a lawyer sign a power of attorney.",
    ):
        assert sentence in said
    assert "7K3M-9Q4T" in said
    assert "Page 1 of 2" in said
    assert "2026-11-22" in said


@pytest.mark.parametrize("language", WRITERS)
def test_a_statement_in_each_script(language: str, tmp_path: Path) -> None:
    pdf = set_statement(sample_statement(language))
    said = text_of(pdf, tmp_path)
    name, account = WRITERS[language]
    assert "진술서" in said
    assert "M1234567" in said
    assert "갑 제1호증의 1" in said
    if language not in {"ar", "km"}:  # poppler gives these two in visual order
        assert name.replace(" ", "") in said.replace(" ", "")
    if language in {"en", "mn", "ru", "vi"}:
        assert account in said
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang).startswith("ko")


def test_the_translation_stands_beside_the_original_or_is_to_follow(tmp_path: Path) -> None:
    without = text_of(set_statement(sample_statement("vi")), tmp_path)
    assert "추후 제출" in without
    paired = text_of(set_statement(sample_statement("vi", translation=sample_translation())), tmp_path)
    assert "추후 제출" not in paired
    for expected in ("아무도 말하지 않았습니다.", "박번역", "이검토", "Không ai nói"):
        assert expected in paired


def test_a_korean_statement_needs_no_second_column(tmp_path: Path) -> None:
    said = text_of(set_statement(sample_statement("ko")), tmp_path)
    assert "국문 번역" not in said
    assert WRITERS["ko"][1] in said


def test_chinese_japanese_and_korean_draw_their_own_shapes() -> None:
    def faces(language: str) -> str:
        with pikepdf.open(io.BytesIO(set_statement(sample_statement(language)))) as pdf:
            fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        return " ".join(str(font.BaseFont) for font in fonts)

    assert "NotoSansCJKsc" in faces("zh-Hans")
    assert "NotoSansCJKjp" in faces("ja")
    assert "NotoSansCJKjp" not in faces("vi")
    assert "NotoSansCJKkr" in faces("vi")


def test_hostile_text_prints_as_it_is_and_does_nothing(tmp_path: Path) -> None:
    hostile = '#read("/etc/passwd") *b* $x$ <l> @r #eval("1+1") {{ 7*7 }} ../../x \u202egpj.exe \x07'
    said = text_of(set_statement(sample_statement("en", account=hostile, name="A\u2066B")), tmp_path)
    assert '#read("/etc/passwd") *b* $x$ <l> @r #eval("1+1") {{ 7*7 }} ../../x [U+202E]gpj.exe [U+0007]' in said
    assert "A[U+2066]B" in said
    assert "root:" not in said


@pytest.mark.parametrize(
    ("character", "codepoint"), [("😀", "U+1F600"), ("\ue000", "U+E000"), ("ⵣ", "U+2D63"), ("\u0378", "U+0378")]
)
def test_a_character_no_font_draws_stops_the_paper_and_is_named(character: str, codepoint: str) -> None:
    with pytest.raises(NotValid) as refusal:
        set_statement(sample_statement("vi", account=f"xin chào {character}"))
    assert refusal.value.reason == "missing_glyph"
    assert refusal.value.facts == {
        "character": character,
        "codepoint": codepoint,
        "field": "paper.account",
        "paper": "statement",
    }


def test_a_missing_glyph_deep_in_a_list_is_found() -> None:
    with pytest.raises(NotValid) as refusal:
        set_party_list(sample_press(), "fine", "bad 😀")
    assert refusal.value.facts["field"] == "paper.rows[1].name"


def seen_lines(pdf: bytes, page: int = 0) -> list[str]:
    """The characters of a page as an eye meets them: line by line from above, each from left to right."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[page].get_textpage()
        boxes = [(text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars())]
        text.close()
    finally:
        document.close()
    lines: dict[int, list[tuple[float, str]]] = {}
    for (left, bottom, _, top), character in boxes:
        if character.strip():
            lines.setdefault(round((bottom + top) / 2 / 9), []).append((left, character))
    return ["".join(c for _, c in sorted(line)) for _, line in sorted(lines.items(), reverse=True)]


ARABIC = {
    **dict.fromkeys(proof_words(as_written), "نص عربي"),
    "foot.page_of": "صفحة {page} من {pages}",
}


def test_right_to_left_papers_keep_numbers_in_order() -> None:
    # Digits, then letters: exactly what the bidirectional algorithm turns around when nobody holds them together.
    proof = replace(sample_proof(), reference="1234-ABCD", fingerprint="12345678" + "ab" * 28)
    pdf = sample_press().proof(proof, words=ARABIC, language="ar")
    seen = seen_lines(pdf) + seen_lines(pdf, page=1)
    # The label is on the right of its value.
    assert any(re.match(r"1234-ABCD[\u0600-\u06ff\ufe70-\ufeff]", line) for line in seen)
    assert any(line.startswith("12345678abababab") for line in seen)


def test_days_in_arabic_sentences_keep_their_order() -> None:
    words = statement_words(as_written, language="ar") | {"day.about": "حوالي {day}"}
    korean = statement_words(as_written, language="ko")
    pdf = sample_press().statement(sample_statement("ar"), words=words, korean=korean)
    about = [line for page in (0, 1) for line in seen_lines(pdf, page) if "2018" in line]
    assert len(about) == 2
    assert all("2018-10" in line for line in about)


def test_the_match_explanation_never_says_a_photo_was_used(tmp_path: Path) -> None:
    said = text_of(set_match(sample_match()), tmp_path)
    assert "inside a disclosed range, with a flag" in said
    assert "It has not said whose photos" in said
    assert "the day of entry + the passport shown" in said
    assert "https://example.org/answer" in said
    assert "Never file this paper" in said
    for sentence in [*match_words(as_written).values(), *proof_words(as_written).values()]:
        assert "your photo was used" not in sentence.lower()
        assert "photo of yours" not in sentence.lower()


def test_a_match_explanation_for_the_court_holds_nothing_of_counsels(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="copy for the court"):
        sample_match(for_counsel=False)
    trips = tuple(replace(trip, strength="", windows=()) for trip in sample_match().trips)
    said = text_of(set_match(sample_match(trips=trips, for_counsel=False)), tmp_path)
    assert "Never file" not in said
    assert "Strength" not in said


def test_every_sheet_of_counsels_cover_says_it_is_never_filed(tmp_path: Path) -> None:
    many = tuple(CoverLine(title=f"자료 {n}", path=f"data/{n}.pdf") for n in range(60))
    pdf = sample_press().cover(replace(COVER, contents=many))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = len(opened.pages)
    assert pages > 1
    assert text_of(pdf, tmp_path).count("법원에 제출하지 않는 자료") == pages + 1
    court = sample_press().cover(replace(COVER, package="court"))
    assert "제출하지 않는" not in text_of(court, tmp_path)


def test_words_lacking_is_an_error_not_a_blank() -> None:
    words = proof_words(as_written)
    del words["warning.not_a_lawsuit"]
    with pytest.raises(Exception, match=r"warning\.not_a_lawsuit"):
        sample_press().proof(sample_proof(), words=words, language="en")


def test_the_press_names_what_it_prints_with() -> None:
    versions = sample_press().versions()
    assert versions["typst"]
    assert versions["fonts"] == dict(sample_fonts().sha256)
    templates = versions["templates"]
    assert isinstance(templates, dict)
    assert {"layout.typ", "statement.typ", "words/court_ko.toml"} <= set(templates)


def test_unreadable_court_terms_stop_the_start(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match=r"court_ko\.toml"):
        Press(sample_fonts(), templates=tmp_path)
