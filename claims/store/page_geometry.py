"""Page geometry: what a reader shows of a PDF page, and the matrices that lay a form upright into it.

Points, y upwards, before the turn of the page. This is where boxes and turns are worked out.
"""

from dataclasses import dataclass

from pikepdf import Array, Name, Page

from claims.model.court_profile import Corner, Sheet

Matrix = tuple[float, float, float, float, float, float]
MARGIN = 12.0
MILLIMETRE = 72 / 25.4
_SHEETS = {"a4": (595.276, 841.89), "us-letter": (612.0, 792.0), "us-legal": (612.0, 1008.0)}


@dataclass(frozen=True)
class Box:
    """A rectangle in points: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom


def sheet_size(sheet: Sheet) -> tuple[float, float]:
    """Width and height of a court's paper, upright."""
    return _SHEETS[sheet.size]


def visible_box(page: Page) -> Box:
    """What a reader shows of the page: the crop box within the media box, before any turn."""
    media, crop = _box(page.mediabox), _box(page.cropbox)
    left, bottom = max(media.left, crop.left), max(media.bottom, crop.bottom)
    box = Box(left, bottom, min(media.right, crop.right), min(media.top, crop.top))
    return box if box.width > 0 and box.height > 0 else media


def turn_of(page: Page) -> int:
    """Degrees clockwise, 0, 90, 180 or 270, that a reader turns the page by (pikepdf hands inherited turns down to pages)."""
    return int(page.obj.get(Name.Rotate, 0)) % 360 // 90 * 90


def unit_of(page: Page) -> float:
    """How many points one unit of the page is (UserUnit)."""
    return float(page.obj.get(Name.UserUnit, 1)) or 1.0


def corner_matrix(
    box: Box, *, turn: int, width: float, height: float, unit: float = 1.0, corner: Corner = "top_right"
) -> Matrix:
    """Lays a width x height form (points on paper) upright into the corner that the reader sees.

    >>> corner_matrix(Box(0, 0, 600, 800), turn=0, width=100, height=20)
    (1.0, 0, 0, 1.0, 488.0, 768.0)
    """
    s = 1.0 / unit
    across, up = (box.height, box.width) if turn in (90, 270) else (box.width, box.height)
    # Where the form's lower left corner lies, as the reader sees the page from its own lower left corner.
    x = across - (MARGIN + width) * s if corner.endswith("right") else MARGIN * s
    y = up - (MARGIN + height) * s if corner.startswith("top") else MARGIN * s
    if turn == 90:
        return (0, s, -s, 0, box.right - y, box.bottom + x)
    if turn == 180:
        return (-s, 0, 0, -s, box.right - x, box.top - y)
    if turn == 270:
        return (0, -s, s, 0, box.left + y, box.top - x)
    return (s, 0, 0, s, box.left + x, box.bottom + y)


def upright_matrix(box: Box, *, turn: int, unit: float, x: float, y: float) -> Matrix:
    """Lays a whole page, as the reader sees it, with its lower left corner at x, y of a sheet that has no turn."""
    u = unit
    if turn == 90:
        return (0, -u, u, 0, x - box.bottom * u, y + box.right * u)
    if turn == 180:
        return (-u, 0, 0, -u, x + box.right * u, y + box.top * u)
    if turn == 270:
        return (0, u, -u, 0, x + box.top * u, y - box.left * u)
    return (u, 0, 0, u, x - box.left * u, y - box.bottom * u)


def drawn(name: Name, matrix: Matrix) -> bytes:
    """The page content that draws a form by a matrix."""
    numbers = " ".join(f"{number:.4f}" for number in matrix)
    return f"q {numbers} cm {name} Do Q\n".encode()


def _box(array: Array) -> Box:
    a, b, c, d = (float(number) for number in array)
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))
