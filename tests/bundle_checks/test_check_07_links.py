"""7. Every link of the index and every bookmark lands on the page that holds that document."""

import io

import pikepdf
import pypdfium2
import pytest

from claims.model.made_bundle import MadeDocument
from claims.model.volume import VolumePlan
from tests.volume_samples import TITLES, Bundle, an_exhibit, mark_of, odd_volumes, pages_of


def texts(pdf: bytes) -> list[str]:
    """The text of each page, by pdfium."""
    reader = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range() for page in reader]
    finally:
        reader.close()


def landings(pdf: bytes, plan: VolumePlan) -> list[list[int]]:
    """For each page of the index the pages (from 0) its links lead to, in the order they stand in."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        places = {page.obj.objgen: at for at, page in enumerate(opened.pages)}
        return [[places[link.Dest[0].objgen] for link in opened.pages[at].Annots] for at in range(plan.index_pages)]


def holds(document: MadeDocument, text: str) -> bool:
    """Whether this is the first page of the document, by what is on it."""
    if document.section == "statements":
        return "진술서" in text
    return document.number in text if document.slip else f"{mark_of(document)}/a" in text


@pytest.mark.parametrize("court", ["korea", "united-states"])
def test_every_link_lands_on_the_first_page_of_its_document(court: str) -> None:
    for plan, volume in odd_volumes(court):
        text = texts(volume.pdf)
        landed = [at for page in landings(volume.pdf, plan) for at in page]
        starts = [start - plan.first for start in plan.starts()]
        assert sorted(set(landed)) == starts
        for document, at in zip(plan.documents, starts, strict=True):
            assert holds(document, text[at]), document.path


def test_every_bookmark_lands_on_the_first_page_of_its_document() -> None:
    for plan, volume in odd_volumes("korea"):
        reader = pypdfium2.PdfDocument(volume.pdf)
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in reader.get_toc()]
        reader.close()
        text = texts(volume.pdf)
        landed = [at for level, _, at in marks if level == 1]
        assert len(landed) == len(plan.documents)
        for document, at in zip(plan.documents, landed, strict=True):
            assert holds(document, text[at]), document.path


def test_links_are_printed_borderless_and_know_no_address() -> None:
    for plan, volume in odd_volumes("korea"):
        with pikepdf.open(io.BytesIO(volume.pdf)) as opened:
            for page in opened.pages[: plan.index_pages]:
                for link in page.Annots:
                    assert (link.Subtype, link.F, "/A" in link) == ("/Link", 4, False)
                    assert [int(edge) for edge in link.Border] == [0, 0, 0]
            assert all("/Annots" not in page.obj for page in list(opened.pages)[plan.index_pages :])
        assert b"row:" not in volume.pdf


def test_titles_of_any_length_and_script_are_linked_over_all_their_lines() -> None:
    """Peers look for the title in the text of the page and lose what is long, Chinese or Arabic."""
    documents = tuple(an_exhibit(main, title=title) for main, title in enumerate(TITLES.values(), start=1))
    bundle = Bundle(documents, {document.path: pages_of(mark_of(document)) for document in documents})
    (plan,) = bundle.plans("korea")
    volume = bundle.bound(plan, "korea")
    links = [at for page in landings(volume.pdf, plan) for at in page]
    per_document = [links.count(start - plan.first) for start in plan.starts()]
    # Number, title, claimant and page are four links at least; the long title has one on each of its lines.
    assert min(per_document) >= 4
    assert max(per_document) > 15


def test_a_thousand_links_land() -> None:
    documents = tuple(an_exhibit(main, title=f"exhibit {main}") for main in range(1, 1001))
    one = pages_of("MX")
    bundle = Bundle(documents, {document.path: one for document in documents})
    plans = bundle.plans("united-states")
    landed = 0
    for plan in plans:
        volume = bundle.bound(plan, "united-states")
        landed += len({at for page in landings(volume.pdf, plan) for at in page})
    assert landed == 1000
