"""8. Sections and documents are bookmarked with their page numbers; the outline is open by default, the view is 100 %."""

import io
from itertools import groupby

import pikepdf
import pypdfium2
import pytest

from claims.rules.volumes import page_label
from tests.volume_samples import odd_volumes, profile_of

SECTIONS = {
    "korea": {"lists": "목록", "statements": "진술서", "exhibits": "서증", "powers": "소송위임장"},
    "england-wales": {
        "lists": "Lists",
        "statements": "Statements",
        "exhibits": "Exhibits",
        "powers": "Powers of attorney",
    },
    "japan": {"lists": "目録", "statements": "陳述書", "exhibits": "書証", "powers": "訴訟委任状"},
}
WITH_PAGE = {"korea": "{} ({}쪽)", "england-wales": "{} (page {})", "japan": "{}({}頁)"}


def marks_of(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, title and page (from 0) of every bookmark."""
    reader = pypdfium2.PdfDocument(pdf)
    try:
        return [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in reader.get_toc()]
    finally:
        reader.close()


@pytest.mark.parametrize("court", SECTIONS)
def test_sections_and_documents_are_bookmarked_with_their_pages(court: str) -> None:
    for plan, volume in odd_volumes(court):
        marks = marks_of(volume.pdf)
        wanted = []
        places = list(zip(plan.documents, plan.starts(), strict=True))
        for section, held in groupby(places, key=lambda place: place[0].section):
            rows = list(held)
            wanted.append((0, SECTIONS[court][section], rows[0][1]))
            wanted += [(1, " ".join(f"{document.number} {document.title}".split()), start) for document, start in rows]
        numbered = [
            (level, WITH_PAGE[court].format(title, page_label(start, profile_of(court).pages)), start - plan.first)
            for level, title, start in wanted
        ]
        assert marks[0][2] == 0, "the index comes first"
        assert [(level, plain(title), at) for level, title, at in marks[1:]] == [
            (level, plain(title), at) for level, title, at in numbered
        ]


def plain(title: str) -> str:
    """A title as the outline says it: what acts unseen is written out."""
    return title.replace("\u202e", "[U+202E]")


def test_a_court_that_wants_no_pages_in_bookmarks_gets_none() -> None:
    pages = profile_of("korea").pages
    assert pages.bookmark_pages
    with pikepdf.open(io.BytesIO(odd_volumes("korea")[0][1].pdf)) as pdf, pdf.open_outline() as outline:
        assert all(item.title.endswith("쪽)") for item in outline.root)


@pytest.mark.parametrize("court", SECTIONS)
def test_the_outline_is_open_and_the_first_page_shown_at_its_size(court: str) -> None:
    for _, volume in odd_volumes(court):
        with pikepdf.open(io.BytesIO(volume.pdf)) as pdf:
            first, way, left, top, zoom = pdf.Root.OpenAction
            assert pdf.Root.PageMode == "/UseOutlines"
            assert first.objgen == pdf.pages[0].obj.objgen
            assert (way, float(zoom)) == ("/XYZ", 1.0)
            assert (float(left), float(top)) == (0.0, float(pdf.pages[0].mediabox[3]))
            assert pdf.Root.Outlines.Count > len(pdf.Root.Outlines.First.keys()), "sections are unfolded"
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
