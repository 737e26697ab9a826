"""Masking. This is where a number on a paper is painted over so that nothing of it is left in the copy.

Staff make the masked copy of, say, an old Korean passport's data page; once it is approved, the original is destroyed.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from PIL import Image, ImageDraw

from claims.errors import Damaged, NotValid
from claims.rules.uploads import PDF
from claims.store.pdf_pages import pages_by_resolution, pdf_of_pictures
from claims.store.picture_cleaning import encode

DOTS_PER_INCH = 200


@dataclass(frozen=True)
class Region:
    """A rectangle to paint over: the page, counted from 1, and fractions (0..1) of its width and height from top left."""

    page: int
    x: float
    y: float
    width: float
    height: float


def mask_regions(clean: bytes, media_type: str, *, regions: Sequence[Region]) -> bytes:
    """The clean copy with opaque black rectangles, encoded anew in the same media type (JPEG or PDF).

    All pages of a PDF become pictures of 200 dots an inch: no text layer remains that could still be selected. Refuses
    with NotValid `mask_empty` where nothing is marked, `mask_outside_page` where a region is not on the paper; Damaged
    if the copy cannot be read.
    """
    if not regions:
        raise NotValid("mask_empty")
    _check_shapes(regions)
    if media_type not in ("image/jpeg", PDF):
        raise ValueError(f"a clean copy is a JPEG or a PDF, not {media_type}")
    try:
        if media_type == PDF:
            return _masked_pdf(clean, regions)
        with Image.open(io.BytesIO(clean), formats=["JPEG"]) as picture:
            _check_pages(regions, pages=1)
            return encode(_painted(picture.convert("RGB"), regions))
    except NotValid:
        raise
    except Exception as trouble:
        raise Damaged("clean_copy") from trouble


def _masked_pdf(clean: bytes, regions: Sequence[Region]) -> bytes:
    pages = []
    for number, (picture, size) in enumerate(pages_by_resolution(clean, dots_per_inch=DOTS_PER_INCH), start=1):
        here = [region for region in regions if region.page == number]
        pages.append((encode(_painted(picture, here)), size))
    _check_pages(regions, pages=len(pages))
    return pdf_of_pictures(pages)


def _painted(picture: Image.Image, regions: Sequence[Region]) -> Image.Image:
    """Painted before it is encoded, so that no block of the encoding mixes the number with the black."""
    columns, rows = picture.size
    draw = ImageDraw.Draw(picture)
    for region in regions:
        left, top = floor(region.x * columns), floor(region.y * rows)
        right, bottom = ceil((region.x + region.width) * columns), ceil((region.y + region.height) * rows)
        draw.rectangle((left, top, right - 1, bottom - 1), fill="black")
    return picture


def _check_shapes(regions: Sequence[Region]) -> None:
    for region in regions:
        starts = 0 <= region.x < 1 and 0 <= region.y < 1 and region.width > 0 and region.height > 0
        # A hair over the edge is rounding by whoever drew it.
        if not (starts and region.x + region.width <= 1.001 and region.y + region.height <= 1.001):
            raise NotValid("mask_outside_page", page=region.page)


def _check_pages(regions: Sequence[Region], *, pages: int) -> None:
    for region in regions:
        if not 1 <= region.page <= pages:
            raise NotValid("mask_outside_page", page=region.page, pages=pages)
