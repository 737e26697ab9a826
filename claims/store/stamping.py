"""Stamping: the number of an exhibit in one corner of its pages, upright, uncut and of one size.

The stamp is a small form laid by one matrix from the visible box and turn of the page. Where something already stands in that
corner, or the page is too small, the page is laid unchanged on a larger sheet with an empty band beside it: a stamp never hides
evidence. This is where numbers meet pages.
"""

import io
import threading
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from claims.model.court_profile import Corner
from claims.store.blank_corners import corners_blank
from claims.store.page_geometry import MARGIN, Box, corner_matrix, drawn, turn_of, unit_of, upright_matrix, visible_box

A4 = (595.276, 841.89)
_OPEN = threading.local()


@dataclass(frozen=True)
class Stamp:
    """One stamp of a sheet of stamps (`Press.stamps`), the corner it goes into, on which pages, on which paper if one must be laid."""

    sheet: bytes
    page: int = 0
    corner: Corner = "top_right"
    which: Literal["each", "first"] = "each"
    paper: tuple[float, float] = A4


def stamp_pages(
    document: bytes,
    *,
    stamp: bytes,
    page: int = 0,
    corner: Corner = "top_right",
    which: Literal["each", "first"] = "each",
) -> bytes:
    """The document with a stamp (`page` of a sheet of stamps) on its pages; the same bytes for the same input.

    Raises pikepdf.PdfError or pypdfium2.PdfiumError when a page cannot be read, ValueError when the two readers differ in
    the number of pages.
    """
    with Pdf.open(io.BytesIO(document)) as pdf:
        lay_stamps(pdf, stamp=Stamp(stamp, page, corner, which), shown=document)
        return saved(pdf)


def lay_stamps(pdf: Pdf, *, stamp: Stamp, shown: bytes | None) -> None:
    """Stamp the pages of an open PDF. `shown` are its bytes, to look at its corners; None where they are blank by how it was made.

    Raises as `stamp_pages`.
    """
    small = _stamp_page(stamp)
    box = visible_box(small)
    most = len(pdf.pages) if stamp.which == "each" else 1
    if shown is not None:
        blank = corners_blank(shown, width=box.width, height=box.height, corner=stamp.corner, most=most)
        if len(blank) != len(pdf.pages):
            raise ValueError("two readers find different numbers of pages")
        for at, is_blank in enumerate(blank):
            if not is_blank:
                _lay_on_sheet(pdf, at, size=box, stamp=stamp)
    form = pdf.copy_foreign(small.as_form_xobject())
    for at in range(most):
        _lay(pdf, pdf.pages[at], form, size=box, corner=stamp.corner)


def fits_margin(stamp: Stamp, *, top: float, bottom: float) -> bool:
    """Whether the stamp with its own margins lies wholly within an empty margin (points) of the page: nothing can be beneath it."""
    room = top if stamp.corner.startswith("top") else bottom
    return visible_box(_stamp_page(stamp)).height + 2 * MARGIN <= room


def saved(pdf: Pdf) -> bytes:
    """The bytes of a PDF, the same for the same content."""
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True)
    return target.getvalue()


def _stamp_page(stamp: Stamp) -> Page:
    # A share has hundreds of exhibits and one sheet of stamps: it is opened once. Not shared by threads, as no PDF may be.
    held: tuple[bytes, list[Page], Pdf] | None = getattr(_OPEN, "sheet", None)
    if held is None or held[0] != stamp.sheet:
        pdf = Pdf.open(io.BytesIO(stamp.sheet))
        held = _OPEN.sheet = (stamp.sheet, list(pdf.pages), pdf)
    return held[1][stamp.page]


def _lay(pdf: Pdf, page: Page, form: Object, *, size: Box, corner: Corner) -> None:
    name = page.add_resource(form, Name.XObject, name=_free_name(page))
    matrix = corner_matrix(
        visible_box(page), turn=turn_of(page), width=size.width, height=size.height, unit=unit_of(page), corner=corner
    )
    # The page's own drawing is closed in q … Q first: what it leaves behind must not turn or cut the stamp.
    page.contents_add(Stream(pdf, b"q\n"), prepend=True)
    # An artifact: a slip sheet is tagged, and what is in no tag has to say that it is none of the text (ISO 14289-1, 7.1).
    page.contents_add(Stream(pdf, b"\nQ\n/Artifact BMC\n" + drawn(name, matrix) + b"EMC\n"))


def _free_name(page: Page) -> Name:
    held = page.resources.get(Name.XObject, Dictionary())
    count = 0
    while Name(f"/ExhibitStamp{count}") in held:
        count += 1
    return Name(f"/ExhibitStamp{count}")


def _lay_on_sheet(pdf: Pdf, at: int, *, size: Box, stamp: Stamp) -> None:
    page = pdf.pages[at]
    box, turn, unit = visible_box(page), turn_of(page), unit_of(page)
    width, height = (box.height, box.width) if turn in (90, 270) else (box.width, box.height)
    width, height = width * unit, height * unit
    band = size.height + 2 * MARGIN
    sheet = (max(width, size.width + 2 * MARGIN), height + band)
    if sheet[0] <= stamp.paper[0] and sheet[1] <= stamp.paper[1]:
        sheet = stamp.paper
    # Below the stamp, or above it: never scaled.
    up = sheet[1] - band - height if stamp.corner.startswith("top") else max(band, sheet[1] - band - height)
    form = page.as_form_xobject(handle_transformations=False)
    # Only what the reader saw may show: the form is cut to the visible box.
    form.BBox = Array([Decimal(f"{edge:.4f}") for edge in (box.left, box.bottom, box.right, box.top)])
    form.Matrix = Array([1, 0, 0, 1, 0, 0])
    matrix = upright_matrix(box, turn=turn, unit=unit, x=(sheet[0] - width) / 2, y=up)
    laid = pdf.add_blank_page(page_size=(Decimal(f"{sheet[0]:.3f}"), Decimal(f"{sheet[1]:.3f}")))
    name = laid.add_resource(form, Name.XObject, name=Name.ExhibitPage)
    laid.contents_add(Stream(pdf, drawn(name, matrix)))
    pdf.pages[at] = pdf.pages[-1]
    del pdf.pages[-1]
