"""Margin spots: the places along the edges of a page where its number may stand, and which of them are empty.

The corner the court wants comes first, then the rest of that edge, then the other edge: a number never covers what is written.
This is where a page number finds its place.
"""

from collections.abc import Sequence
from typing import Literal

import pypdfium2

from claims.model.court_profile import Corner
from claims.store.page_geometry import MARGIN, Box, Matrix
from claims.store.pdf_pages import PDFIUM

Spot = Literal["top_left", "top_middle", "top_right", "bottom_left", "bottom_middle", "bottom_right"]
_SCALE = 0.5
_WHITE = 250
# A page must be so many times as high as the number, or it is laid on a larger sheet.
_LEAST_HEIGHT = 6


def spots_from(corner: Corner) -> tuple[Spot, ...]:
    """The six spots in the order they are tried.

    >>> spots_from("bottom_right")[:3]
    ('bottom_right', 'bottom_middle', 'bottom_left')
    """
    edge, side = corner.split("_")
    sides = ("right", "middle", "left") if side == "right" else ("left", "middle", "right")
    edges = ("bottom", "top") if edge == "bottom" else ("top", "bottom")
    spots: dict[str, Spot] = {
        "top_left": "top_left",
        "top_middle": "top_middle",
        "top_right": "top_right",
        "bottom_left": "bottom_left",
        "bottom_middle": "bottom_middle",
        "bottom_right": "bottom_right",
    }
    return tuple(spots[f"{one}_{other}"] for one in edges for other in sides)


def spot_place(spot: Spot, *, across: float, down: float, width: float, height: float) -> tuple[float, float]:
    """Lower left corner of a width x height form on a page shown `across` wide and `down` high: points from its lower left.

    >>> spot_place("bottom_right", across=600, down=800, width=100, height=20)
    (488.0, 12.0)
    """
    edge, side = spot.split("_")
    y = MARGIN if edge == "bottom" else down - MARGIN - height
    x = {"left": MARGIN, "middle": (across - width) / 2, "right": across - MARGIN - width}[side]
    return x, y


def spot_matrix(box: Box, *, turn: int, unit: float, spot: Spot, width: float, height: float) -> Matrix:
    """Lays a width x height form (points on paper) upright into the spot that the reader sees, whatever the page's turn."""
    s = 1.0 / unit
    across, down = shown_size(box, turn=turn, unit=unit)
    x, y = (edge * s for edge in spot_place(spot, across=across, down=down, width=width, height=height))
    if turn == 90:
        return (0, s, -s, 0, box.right - y, box.bottom + x)
    if turn == 180:
        return (-s, 0, 0, -s, box.right - x, box.top - y)
    if turn == 270:
        return (0, -s, s, 0, box.left + y, box.top - x)
    return (s, 0, 0, s, box.left + x, box.bottom + y)


def shown_size(box: Box, *, turn: int, unit: float) -> tuple[float, float]:
    """Width and height on paper, in points, as a reader sees the page."""
    across, down = (box.height, box.width) if turn in (90, 270) else (box.width, box.height)
    return across * unit, down * unit


def empty_spots(document: bytes, *, width: float, height: float, wanted: Sequence[Spot]) -> list[Spot | None]:
    """For each page the first of the wanted spots where a width x height number has room and nothing is drawn, else None.

    Raises pypdfium2.PdfiumError when a page cannot be shown.
    """
    with PDFIUM:
        reader = pypdfium2.PdfDocument(document)
        try:
            return [_empty_spot(reader[at], width, height, wanted) for at in range(len(reader))]
        finally:
            reader.close()


def _empty_spot(page: pypdfium2.PdfPage, width: float, height: float, wanted: Sequence[Spot]) -> Spot | None:
    across, down = page.get_size()
    if across < width + 2 * MARGIN or down < _LEAST_HEIGHT * height:
        return None
    return next((spot for spot in wanted if _is_empty(page, spot, across, down, width, height)), None)


def _is_empty(page: pypdfium2.PdfPage, spot: Spot, across: float, down: float, width: float, height: float) -> bool:
    x, y = spot_place(spot, across=across, down=down, width=width, height=height)
    # Half a margin around the number must be empty too, out to the edge of the page.
    room = MARGIN / 2
    left, right = max(0.0, x - room), max(0.0, across - x - width - room)
    bottom, top = max(0.0, y - room), max(0.0, down - y - height - room)
    picture = page.render(scale=_SCALE, crop=(left, bottom, right, top), grayscale=True).to_pil()
    darkest, _ = picture.convert("L").getextrema()
    return bool(darkest >= _WHITE)
