"""Blank corners: whether a corner of a page is empty as a reader shows it. This is where a stamp asks for room."""

import pypdfium2

from claims.model.court_profile import Corner
from claims.store.page_geometry import MARGIN
from claims.store.pdf_pages import PDFIUM

_SCALE = 0.5
_WHITE = 250


def corners_blank(
    document: bytes, *, width: float, height: float, corner: Corner = "top_right", most: int | None = None
) -> list[bool]:
    """For each page: is there room for a width x height stamp with its margin, and nothing drawn there?

    Pages after the first `most` are not looked at and count as blank. Raises pypdfium2.PdfiumError when a page cannot be shown.
    """
    with PDFIUM:
        reader = pypdfium2.PdfDocument(document)
        try:
            across, down = width + 2 * MARGIN, height + 2 * MARGIN
            looked_at = len(reader) if most is None else most
            return [at >= looked_at or _is_blank(reader[at], across, down, corner) for at in range(len(reader))]
        finally:
            reader.close()


def _is_blank(page: pypdfium2.PdfPage, across: float, down: float, corner: Corner) -> bool:
    width, height = page.get_size()
    if width < across or height < 3 * down:
        return False
    left, right = (width - across, 0) if corner.endswith("right") else (0, width - across)
    bottom, top = (height - down, 0) if corner.startswith("top") else (0, height - down)
    picture = page.render(scale=_SCALE, crop=(left, bottom, right, top), grayscale=True).to_pil()
    darkest, _ = picture.convert("L").getextrema()
    return bool(darkest >= _WHITE)
