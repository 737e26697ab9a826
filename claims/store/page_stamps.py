"""Page stamps: the running number on every page of a volume, upright, of one size, never on what is written there.

All numbers of a volume are set in one run with one embedded font and laid by one matrix each; the page's own size, turn and boxes
stay. Only a page without an empty margin is laid on a larger sheet. This is where page numbers meet pages.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream

from claims.model.court_profile import Corner
from claims.store.larger_sheet import lay_on_larger_sheet
from claims.store.margin_spots import Spot, empty_spots, spot_matrix, spots_from
from claims.store.page_geometry import MARGIN, Box, drawn, turn_of, unit_of, visible_box
from claims.store.papers import ARCHIVED, Press

_DAY = date(2000, 1, 1)


@dataclass(frozen=True)
class PageStamps:
    """Numbers as small pages of one open PDF, and the room the widest of them takes, in points."""

    pdf: Pdf
    width: float
    height: float

    def places(self, document: bytes, *, corner: Corner) -> list[Spot | None]:
        """Where the number of each page of a document can stand; None where the page has to be laid on a larger sheet."""
        return empty_spots(document, width=self.width, height=self.height, wanted=spots_from(corner))


@contextmanager
def page_stamps(labels: Sequence[str], *, press: Press) -> Iterator[PageStamps]:
    """The stamps of these labels, open as long as they are used. Raises NotValid `missing_glyph` for a prefix no font draws."""
    made = press.set_paper("page_stamps", {"day": _DAY, "labels": list(labels)}, words={}, standards=ARCHIVED)
    press.let_go()
    with Pdf.open(io.BytesIO(made)) as pdf:
        boxes = [visible_box(page) for page in pdf.pages]
        yield PageStamps(pdf, max(box.width for box in boxes), max(box.height for box in boxes))


def lay_stamps(
    pdf: Pdf, *, stamps: PageStamps, places: Sequence[Spot | None], corner: Corner, paper: tuple[float, float]
) -> None:
    """Lay the first stamp on the first page, and so on. `places` are those of `PageStamps.places`, in the order of the pages.

    `paper` is the court's sheet, in points, for pages that have to be laid on one.
    """
    for at, (small, place) in enumerate(zip(stamps.pdf.pages, places, strict=True)):
        if place is None:
            band, least = stamps.height + 2 * MARGIN, stamps.width + 2 * MARGIN
            below = corner.startswith("bottom")
            lay_on_larger_sheet(pdf, at, band=band, least_width=least, paper=paper, below=below)
        form = pdf.copy_foreign(small.as_form_xobject())
        _lay(pdf, pdf.pages[at], form, box=visible_box(small), spot=place or corner)


def _lay(pdf: Pdf, page: Page, form: Object, *, box: Box, spot: Spot) -> None:
    name = _free_name(page)
    _own_drawings(page)[name] = form
    matrix = spot_matrix(
        visible_box(page), turn=turn_of(page), unit=unit_of(page), spot=spot, width=box.width, height=box.height
    )
    # The page's own drawing is closed in q … Q first: what it leaves behind must not turn or cut the number.
    page.contents_add(Stream(pdf, b"q\n"), prepend=True)
    page.contents_add(Stream(pdf, b"\nQ\n" + drawn(name, matrix)))


def _own_drawings(page: Page) -> Object:
    # Pages may share one table of what they draw with: a number put there would be put into all of them.
    page.obj.Resources = _copied(page.resources)
    page.obj.Resources.XObject = _copied(page.resources.get(Name.XObject))
    return page.obj.Resources.XObject


def _copied(table: Object | None) -> Dictionary:
    return Dictionary({} if table is None else dict(table.items()))


def _free_name(page: Page) -> Name:
    held = page.resources.get(Name.XObject, Dictionary())
    count = 0
    while Name(f"/PageNumber{count}") in held:
        count += 1
    return Name(f"/PageNumber{count}")
