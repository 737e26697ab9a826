"""6. The stamped number is the page label, the index's number and the bookmark's, for every page."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from claims.model.volume import VolumePlan
from claims.rules.volumes import page_label
from tests.volume_samples import (
    Bundle,
    ShownPage,
    Word,
    a_statement,
    mark_of,
    odd_volumes,
    pages_of,
    profile_of,
    read_words,
)

COURTS = ("korea", "england-wales", "united-states", "japan")


def labels(pdf: bytes) -> list[str]:
    """The page labels as a reader shows them."""
    reader = pypdfium2.PdfDocument(pdf)
    try:
        return [reader.get_page_label(at) for at in range(len(reader))]
    finally:
        reader.close()


def index_numbers(pdf: bytes, shown: list[ShownPage], plan: VolumePlan) -> dict[int, list[str]]:
    """What is printed within the links of the index's last column, by the page (from 0) each leads to."""
    found: dict[int, list[str]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        places = {page.obj.objgen: at for at, page in enumerate(opened.pages)}
        for at in range(plan.index_pages):
            links = list(opened.pages[at].get("/Annots", []))
            edge = max(float(link.Rect[2]) for link in links)
            for link in links:
                if float(link.Rect[2]) < edge - 1 or float(link.Rect[0]) < shown[at].width / 2:
                    continue
                found.setdefault(places[link.Dest[0].objgen], []).extend(words_within(link.Rect, shown[at]))
    return found


def words_within(rectangle: pikepdf.Array, page: ShownPage) -> list[str]:
    left, bottom, right, top = (float(edge) for edge in rectangle)

    def holds(word: Word) -> bool:
        x, y = (word.left + word.right) / 2, page.height - (word.top + word.bottom) / 2
        return left <= x <= right and bottom <= y <= top

    return [word.text for word in page.words if holds(word)]


def bookmark_numbers(pdf: bytes) -> dict[int, set[str]]:
    """The page numbers in the titles of the bookmarks, by the page (from 0) each leads to."""
    reader = pypdfium2.PdfDocument(pdf)
    try:
        found: dict[int, set[str]] = {}
        for mark in reader.get_toc():
            number = re.search(r"\((?:page )?([A-Z-]*[0-9]+)(?:쪽|頁)?\)$", mark.get_title())
            assert number, mark.get_title()
            found.setdefault(mark.get_dest().get_index(), set()).add(number[1])
        return found
    finally:
        reader.close()


@pytest.mark.parametrize("court", COURTS)
def test_stamp_label_index_and_bookmark_are_one_number(court: str, tmp_path: Path) -> None:
    wanted = 1
    for plan, volume in odd_volumes(court):
        shown, written = read_words(volume.pdf, tmp_path), labels(volume.pdf)
        numbers = [page_label(number, profile_of(court).pages) for number in range(plan.first, plan.last + 1)]
        assert plan.first == wanted, "the numbers run on from volume to volume, and no number is left out"
        assert written == numbers
        for page, number in zip(shown, numbers, strict=True):
            assert page.at_edge().count(number) == 1
        starts = {start - plan.first: numbers[start - plan.first] for start in plan.starts()}
        indexed = index_numbers(volume.pdf, shown, plan)
        assert indexed == {at: [number] for at, number in starts.items()}
        marked = bookmark_numbers(volume.pdf)
        assert marked == {at: {numbers[at]} for at in {0, *starts}}
        wanted = plan.last + 1


def test_the_printed_number_is_the_page_of_the_first_pdf_the_index_counted_in(tmp_path: Path) -> None:
    """England: 1 on the very first page. Peers forget the sheets in front in "x of y"."""
    plan, volume = odd_volumes("england-wales")[0]
    shown = read_words(volume.pdf, tmp_path)
    assert (plan.first, len(shown)) == (1, volume.pages)
    for at, page in enumerate(shown, start=1):
        assert str(at) in page.at_edge()


def test_an_index_of_many_sheets_still_names_the_right_pages(tmp_path: Path) -> None:
    """Peers took the length of the index for granted: here it is 8 sheets or more, and every page is where it says."""
    documents = tuple(a_statement(party, title=f"진술서 {party}", pages=1) for party in range(1, 201))
    bundle = Bundle(documents, {document.path: pages_of(mark_of(document)) for document in documents})
    (plan,) = bundle.plans("korea")
    volume = bundle.bound(plan, "korea")
    assert plan.index_pages >= 8
    shown = read_words(volume.pdf, tmp_path)
    for document, start in zip(documents, plan.starts(), strict=True):
        page = shown[start - plan.first]
        assert [f"{mark_of(document)}/a", str(start)] == [word.text for word in page.words]
