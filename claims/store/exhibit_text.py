"""The text of a document of pages, as plain UTF-8: what review programs search. This is where a text layer becomes a file."""

import unicodedata

import pypdfium2

from claims.errors import Damaged
from claims.store.inert_text import inert
from claims.store.pdf_pages import page_texts

PAGE_END = "\f"
# How PDFium writes a hyphen at the end of a line, now and formerly.
_HYPHENS = ("\ufffe", "\x02")


def text_of(pdf: bytes) -> bytes:
    """The text layer of a PDF: UTF-8 without byte order mark, NFC, LF, a form feed at the end of each page as pdftotext has it.

    Unseen acting characters are written out by number. A picture without text gives its stamp alone. The text of scripts whose letters
    join is only as good as the layer the PDF carries. Raises Damaged `text_layer`.
    """
    try:
        pages = page_texts(pdf)
    except pypdfium2.PdfiumError as error:
        raise Damaged("text_layer") from error
    return "".join(_page(page) + PAGE_END for page in pages).encode()


def _page(text: str) -> str:
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "-")
    lines = unicodedata.normalize("NFC", inert(text)).rstrip("\n")
    return lines + "\n" if lines else ""
