"""The pages of a paper that was signed by hand, as they were photographed or scanned: one PDF, nothing drawn over them.

This is where the uploads of a signature become pages.
"""

from collections.abc import Iterable
from contextlib import ExitStack

from pikepdf import Pdf

from claims.errors import NotValid
from claims.model.court_profile import Sheet
from claims.store.exhibit_pages import NotPages, add_pages
from claims.store.stamping import saved

Scan = tuple[bytes, str]
"""The bytes of a copy without metadata, and its media type."""


def scan_pages(scans: Iterable[Scan], *, sheet: Sheet, cover: bytes = b"") -> bytes:
    """All pages in the order they were given, a photo upright on a sheet of the court's size; `cover` is a PDF that goes before them.

    Raises NotValid `scan_unreadable` with the number of the file (from 1) and why: never a paper with a page missing.
    """
    with Pdf.new() as pdf, ExitStack() as kept_open:
        if cover:
            add_pages(pdf, cover, "application/pdf", paper=sheet, kept_open=kept_open)
        for number, (content, media_type) in enumerate(scans, start=1):
            try:
                add_pages(pdf, content, media_type, paper=sheet, kept_open=kept_open)
            except NotPages as refusal:
                raise NotValid("scan_unreadable", scan=number, why=refusal.reason) from refusal
        return saved(pdf)
