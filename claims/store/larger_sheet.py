"""Larger sheets: a page without an empty margin is laid unchanged on a sheet with an empty band. This is where a number gets room."""

from decimal import Decimal

from pikepdf import Array, Name, Pdf, Stream

from claims.store.margin_spots import shown_size
from claims.store.page_geometry import drawn, turn_of, unit_of, upright_matrix, visible_box


def lay_on_larger_sheet(
    pdf: Pdf, at: int, *, band: float, least_width: float, paper: tuple[float, float], below: bool
) -> None:
    """Replace page `at` (from 0) by a sheet that shows it upright in its own size, `band` points free above it, or below.

    The sheet is the court's `paper` where that is enough, else as large as it must be. What the page's boxes hid stays hidden.
    """
    page = pdf.pages[at]
    box, turn, unit = visible_box(page), turn_of(page), unit_of(page)
    width, height = shown_size(box, turn=turn, unit=unit)
    sheet = (max(width, least_width), height + band)
    if sheet[0] <= paper[0] and sheet[1] <= paper[1]:
        sheet = paper
    form = page.as_form_xobject(handle_transformations=False)
    # Only what the reader saw may show: the form is cut to the visible box.
    form.BBox = Array([Decimal(f"{edge:.4f}") for edge in (box.left, box.bottom, box.right, box.top)])
    form.Matrix = Array([1, 0, 0, 1, 0, 0])
    bottom = sheet[1] - height if below else sheet[1] - band - height
    matrix = upright_matrix(box, turn=turn, unit=unit, x=(sheet[0] - width) / 2, y=bottom)
    laid = pdf.add_blank_page(page_size=(Decimal(f"{sheet[0]:.3f}"), Decimal(f"{sheet[1]:.3f}")))
    name = laid.add_resource(form, Name.XObject, name=Name.WholePage)
    laid.contents_add(Stream(pdf, drawn(name, matrix)))
    pdf.pages[at] = pdf.pages[-1]
    del pdf.pages[-1]
