"""Pages become text and pictures, one thread at a time in PDFium, and pictures become pages."""

import io
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from claims.store.pdf_pages import PDFIUM, page_texts, pages_by_resolution, pages_by_width, pdf_of_pictures


def jpeg(colour: str, size: tuple[int, int] = (60, 40)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


def test_pictures_become_pages_of_their_size_and_come_back() -> None:
    paper = pdf_of_pictures([(jpeg("red"), (300.0, 200.0)), (jpeg("blue"), (72.0, 144.0))])
    assert paper == pdf_of_pictures([(jpeg("red"), (300.0, 200.0)), (jpeg("blue"), (72.0, 144.0))])
    assert page_texts(paper) == ["", ""]
    (red, red_size), (blue, blue_size) = pages_by_resolution(paper, dots_per_inch=144)
    assert (red_size, blue_size) == ((300.0, 200.0), (72.0, 144.0))
    assert (red.size, blue.size) == ((600, 400), (144, 288))
    assert red.getpixel((300, 200))[0] > 240
    assert blue.getpixel((70, 140))[2] > 240
    with pikepdf.open(io.BytesIO(paper)) as document:
        assert "/Info" not in document.trailer


def test_pages_come_by_width_and_no_more_than_asked() -> None:
    paper = pdf_of_pictures([(jpeg("red"), (300.0, 200.0))] * 3)
    assert [picture.size for picture in pages_by_width(paper, width=150, most=2)] == [(150, 100)] * 2
    assert list(pages_by_width(paper, width=150, most=0)) == []
    assert len(list(pages_by_width(paper, width=150, most=9))) == 3


def test_a_page_of_absurd_proportions_stays_small() -> None:
    paper = pdf_of_pictures([(jpeg("red"), (3.0, 14_000.0))])
    (picture,) = pages_by_width(paper, width=1000, most=1)
    assert picture.width * picture.height < 45_000_000


def test_taking_few_pages_frees_the_engine() -> None:
    paper = pdf_of_pictures([(jpeg("red"), (30.0, 20.0))] * 3)
    pages = pages_by_width(paper, width=10, most=3)
    next(pages)
    assert not PDFIUM.locked()
    assert page_texts(paper) == [""] * 3
    pages.close()
    assert not PDFIUM.locked()


def test_a_damaged_file_is_an_error_and_frees_the_engine() -> None:
    for use in (page_texts, lambda content: list(pages_by_width(content, width=10, most=1))):
        with pytest.raises(pypdfium2.PdfiumError):
            use(b"%PDF-1.4 nothing")
        assert not PDFIUM.locked()


def test_many_threads_may_ask_at_once() -> None:
    paper = pdf_of_pictures([(jpeg("red"), (300.0, 200.0))] * 4)
    with ThreadPoolExecutor(8) as threads:
        sizes = list(threads.map(lambda _: [page.size for page in pages_by_width(paper, width=90, most=4)], range(24)))
    assert sizes == [[(90, 60)] * 4] * 24
