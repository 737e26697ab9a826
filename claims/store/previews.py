"""Previews. This is where the pages of a clean copy become small pictures for the staff page."""

import io
from collections.abc import Iterator

from PIL import Image

from claims.errors import Damaged
from claims.rules.uploads import PDF
from claims.store.pdf_pages import pages_by_width
from claims.store.picture_cleaning import encode


def preview_pages(clean: bytes, media_type: str, *, width: int, most: int) -> list[bytes]:
    """The first `most` pages as JPEGs of `width` pixels; a picture has one page and is never enlarged.

    Damaged if it cannot be read.
    """
    if media_type not in ("image/jpeg", PDF):
        raise ValueError(f"a clean copy is a JPEG or a PDF, not {media_type}")
    if width < 1:
        raise ValueError("a preview is at least one pixel wide")
    try:
        return [encode(page) for page in _pages(clean, media_type, width=width, most=most)]
    except Exception as trouble:
        raise Damaged("clean_copy") from trouble


def _pages(clean: bytes, media_type: str, *, width: int, most: int) -> Iterator[Image.Image]:
    if media_type == PDF:
        yield from pages_by_width(clean, width=width, most=most)
    elif most > 0:
        with Image.open(io.BytesIO(clean), formats=["JPEG"]) as picture:
            picture.thumbnail((width, picture.height), Image.Resampling.LANCZOS, reducing_gap=2.0)
            yield picture.convert("RGB")
