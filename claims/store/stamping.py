"""Stamping: the number of an exhibit in the upper right corner of every page, upright, uncut and of one size.

The stamp is a small form laid by one matrix from the visible box and turn of the page. Where something already stands in that
corner, or the page is too small, the page is laid unchanged on a larger sheet with an empty band above: a stamp never hides
evidence. This is where numbers meet pages.
"""

import io
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from claims.store.blank_corners import corners_blank
from claims.store.page_geometry import MARGIN, Box, corner_matrix, drawn, turn_of, unit_of, upright_matrix, visible_box

A4 = (595.276, 841.89)


def stamp_pages(document: bytes, *, stamp: bytes) -> bytes:
    """The document with the stamp (a one-page PDF) on each page; the same bytes for the same input.

    Raises pikepdf.PdfError or pypdfium2.PdfiumError when a page cannot be read, ValueError when the two readers differ in
    the number of pages.
    """
    with Pdf.open(io.BytesIO(document)) as pdf, Pdf.open(io.BytesIO(stamp)) as small:
        box = visible_box(small.pages[0])
        blank = corners_blank(document, width=box.width, height=box.height)
        if len(blank) != len(pdf.pages):
            raise ValueError("two readers find different numbers of pages")
        for at, is_blank in enumerate(blank):
            if not is_blank:
                _lay_on_sheet(pdf, at, stamp=box)
        form = pdf.copy_foreign(small.pages[0].as_form_xobject())
        for page in pdf.pages:
            _stamp(pdf, page, form, stamp=box)
        return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """The bytes of a PDF, the same for the same content."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _stamp(pdf: Pdf, page: Page, form: Object, *, stamp: Box) -> None:
    name = page.add_resource(form, Name.XObject, name=_free_name(page))
    matrix = corner_matrix(
        visible_box(page), turn=turn_of(page), width=stamp.width, height=stamp.height, unit=unit_of(page)
    )
    # The page's own drawing is closed in q … Q first: what it leaves behind must not turn or cut the stamp.
    page.contents_add(Stream(pdf, b"q\n"), prepend=True)
    page.contents_add(Stream(pdf, b"\nQ\n" + drawn(name, matrix)))


def _free_name(page: Page) -> Name:
    held = page.resources.get(Name.XObject, Dictionary())
    count = 0
    while Name(f"/ExhibitStamp{count}") in held:
        count += 1
    return Name(f"/ExhibitStamp{count}")


def _lay_on_sheet(pdf: Pdf, at: int, *, stamp: Box) -> None:
    page = pdf.pages[at]
    box, turn, unit = visible_box(page), turn_of(page), unit_of(page)
    width, height = (box.height, box.width) if turn in (90, 270) else (box.width, box.height)
    width, height = width * unit, height * unit
    band = stamp.height + 2 * MARGIN
    sheet = (max(width, stamp.width + 2 * MARGIN), height + band)
    if sheet[0] <= A4[0] and sheet[1] <= A4[1]:
        sheet = A4
    form = page.as_form_xobject(handle_transformations=False)
    # Only what the reader saw may show: the form is cut to the visible box.
    form.BBox = Array([Decimal(f"{edge:.4f}") for edge in (box.left, box.bottom, box.right, box.top)])
    form.Matrix = Array([1, 0, 0, 1, 0, 0])
    matrix = upright_matrix(box, turn=turn, unit=unit, x=(sheet[0] - width) / 2, y=sheet[1] - band - height)
    laid = pdf.add_blank_page(page_size=(Decimal(f"{sheet[0]:.3f}"), Decimal(f"{sheet[1]:.3f}")))
    name = laid.add_resource(form, Name.XObject, name=Name.ExhibitPage)
    laid.contents_add(Stream(pdf, drawn(name, matrix)))
    pdf.pages[at] = pdf.pages[-1]
    del pdf.pages[-1]
