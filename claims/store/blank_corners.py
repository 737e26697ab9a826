"""Blank corners: whether the upper right corner of a page is empty as a reader shows it. This is where a stamp asks for room."""

import pypdfium2

from claims.store.page_geometry import MARGIN
from claims.store.pdf_pages import PDFIUM

_SCALE = 0.5
_WHITE = 250


def corners_blank(document: bytes, *, width: float, height: float) -> list[bool]:
    """For each page: is there room for a width x height stamp with its margin, and nothing drawn there?

    Raises pypdfium2.PdfiumError when a page cannot be shown.
    """
    with PDFIUM:
        reader = pypdfium2.PdfDocument(document)
        try:
            return [_is_blank(reader[at], width + 2 * MARGIN, height + 2 * MARGIN) for at in range(len(reader))]
        finally:
            reader.close()


def _is_blank(page: pypdfium2.PdfPage, across: float, down: float) -> bool:
    width, height = page.get_size()
    if width < across or height < 3 * down:
        return False
    picture = page.render(scale=_SCALE, crop=(width - across, height - down, 0, 0), grayscale=True).to_pil()
    darkest, _ = picture.convert("L").getextrema()
    return bool(darkest >= _WHITE)
