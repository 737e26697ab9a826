"""Pages of a paper signed by hand: all of them, in order, a cover before them, and never one too few."""

import io

import pytest
from pikepdf import Pdf

from claims.errors import NotValid
from claims.model.court_profile import Sheet
from claims.store.scan_pages import scan_pages
from tests.make_bundles import picture


def blank(pages: int) -> bytes:
    """A PDF of so many empty pages, each of another width."""
    made = io.BytesIO()
    with Pdf.new() as pdf:
        for page in range(pages):
            pdf.add_blank_page(page_size=(300 + page, 400))
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def widths(pdf: bytes) -> list[int]:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return [int(page.mediabox[2]) for page in opened.pages]


def test_photos_and_papers_become_pages_in_their_order() -> None:
    scans = [(blank(2), "application/pdf"), (picture(), "image/jpeg")]
    made = scan_pages(scans, sheet=Sheet(), cover=blank(1))

    assert widths(made)[:3] == [300, 300, 301]
    assert len(widths(made)) == 4
    assert made == scan_pages(scans, sheet=Sheet(), cover=blank(1))


@pytest.mark.parametrize(
    ("content", "media_type", "why"),
    [
        (b"", "image/jpeg", "empty"),
        (picture()[:200], "image/jpeg", "unreadable"),
        (b"%PDF-1.7 cut", "application/pdf", "unreadable"),
        (b"words", "text/plain", "not_pages"),
    ],
)
def test_a_page_that_cannot_be_read_is_named(content: bytes, media_type: str, why: str) -> None:
    with pytest.raises(NotValid) as refusal:
        scan_pages([(blank(1), "application/pdf"), (content, media_type)], sheet=Sheet())
    assert (refusal.value.reason, refusal.value.facts) == ("scan_unreadable", {"scan": 2, "why": why})
