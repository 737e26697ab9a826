"""Pages of a PDF as text and as pictures. This is where PDFium is called, by one thread at a time.

PDFium keeps global state and is not thread-safe, so every call is made under `PDFIUM`, and every object is closed there.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from threading import Lock

import pikepdf
import pypdfium2
from PIL import Image

PDFIUM = Lock()
POINTS_PER_INCH = 72
# A page may be thousands of times longer than wide; no picture of it becomes larger than this.
_MOST_PIXELS = 40_000_000

Size = tuple[float, float]


def page_texts(pdf: bytes) -> list[str]:
    """The text layer of each page, hidden text included; raises pypdfium2.PdfiumError for a damaged file."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_text(document[number]) for number in range(len(document))]
        finally:
            document.close()


def pages_by_width(pdf: bytes, *, width: int, most: int) -> Iterator[Image.Image]:
    """The first `most` pages as RGB pictures, `width` pixels wide (less for a page of absurd proportions)."""
    yield from (picture for picture, _size in _pictures(pdf, most=most, scale=lambda size: width / size[0]))


def pages_by_resolution(pdf: bytes, *, dots_per_inch: int) -> Iterator[tuple[Image.Image, Size]]:
    """Every page as an RGB picture, with the page's width and height in points."""
    yield from _pictures(pdf, most=None, scale=lambda _size: dots_per_inch / POINTS_PER_INCH)


def pdf_of_pictures(pictures: Iterable[tuple[bytes, Size]]) -> bytes:
    """A PDF that is nothing but pictures: one RGB JPEG a page, with the page's size in points. Same pictures, same bytes."""
    written = io.BytesIO()
    with pikepdf.new() as document:
        for jpeg, size in pictures:
            _add_picture_page(document, jpeg, size)
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _text(page: pypdfium2.PdfPage) -> str:
    layer = page.get_textpage()
    try:
        return layer.get_text_range(errors="replace") if layer.count_chars() else ""
    finally:
        layer.close()
        page.close()


def _pictures(pdf: bytes, *, most: int | None, scale: Callable[[Size], float]) -> Iterator[tuple[Image.Image, Size]]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document))[:most]:
            # Never held across a yield: whoever takes the pages may take their time.
            with PDFIUM:
                drawn = _draw(document[number], scale)
            yield drawn
    finally:
        with PDFIUM:
            document.close()


def _draw(page: pypdfium2.PdfPage, scale: Callable[[Size], float]) -> tuple[Image.Image, Size]:
    width, height = size = page.get_size()
    bitmap = page.render(scale=min(scale(size), (_MOST_PIXELS / (width * height)) ** 0.5), rev_byteorder=True)
    try:
        # The picture shares its memory with the bitmap until it is copied.
        return bitmap.to_pil().convert("RGB").copy(), size
    finally:
        bitmap.close()
        page.close()


def _add_picture_page(document: pikepdf.Pdf, jpeg: bytes, size: Size) -> None:
    width, height = size
    with Image.open(io.BytesIO(jpeg)) as picture:
        columns, rows = picture.size
    placed = pikepdf.Stream(
        document,
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=columns,
        Height=rows,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = document.add_blank_page(page_size=size)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=placed))
    page.obj.Contents = pikepdf.Stream(document, f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Page Do Q".encode())
