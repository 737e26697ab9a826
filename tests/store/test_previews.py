"""Previews are small JPEGs, never larger than asked, never more than asked."""

import io

import pytest
from PIL import Image

from claims.errors import Damaged
from claims.store.pdf_pages import pdf_of_pictures
from claims.store.previews import preview_pages


def photo(size: tuple[int, int] = (1200, 800)) -> bytes:
    written = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def sizes(previews: list[bytes]) -> list[tuple[int, int]]:
    found = []
    for preview in previews:
        with Image.open(io.BytesIO(preview)) as picture:
            assert picture.format == "JPEG"
            found.append(picture.size)
    return found


def test_a_picture_has_one_page_and_is_never_enlarged() -> None:
    assert sizes(preview_pages(photo(), "image/jpeg", width=300, most=5)) == [(300, 200)]
    assert sizes(preview_pages(photo((90, 60)), "image/jpeg", width=300, most=5)) == [(90, 60)]
    assert preview_pages(photo(), "image/jpeg", width=300, most=0) == []


def test_a_tall_picture_keeps_its_proportions() -> None:
    assert sizes(preview_pages(photo((100, 3000)), "image/jpeg", width=50, most=1)) == [(50, 1500)]


def test_the_first_pages_of_a_paper() -> None:
    paper = pdf_of_pictures([(photo(), (600.0, 400.0))] * 4)
    assert sizes(preview_pages(paper, "application/pdf", width=240, most=3)) == [(240, 160)] * 3


def test_what_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="text/html"):
        preview_pages(photo(), "text/html", width=300, most=1)
    with pytest.raises(ValueError, match="one pixel"):
        preview_pages(photo(), "image/jpeg", width=0, most=1)
    for media_type in ("image/jpeg", "application/pdf"):
        with pytest.raises(Damaged, match="clean_copy"):
            preview_pages(b"junk", media_type, width=300, most=1)
