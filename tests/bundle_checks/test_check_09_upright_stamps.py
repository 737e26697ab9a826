"""Check 9: numbers are upright, of one size, unclipped on every page there is, and never cover what stands on it.

Measured by poppler, which lays nothing of ours out: where the letters of the number are once the page is turned as a reader turns it.
"""

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Pdf, Stream
from PIL import Image, ImageChops

from claims.model.court_profile import Corner
from claims.store.page_geometry import MARGIN
from claims.store.stamping import stamp_pages
from tests.outside_tools import run_tool, text_of
from tests.paper_samples import sample_press
from tests.store.seen_pages import LABEL, SCALE, pdf_with, shown

CORNERS: tuple[Corner, ...] = ("top_right", "top_left", "bottom_right", "bottom_left")
A4, A3 = (0, 0, 595, 842), (0, 0, 842, 1191)
PAGES: dict[str, dict[str, object]] = {
    "portrait": {"media": A4},
    "landscape": {"media": (0, 0, 842, 595)},
    "turned 90": {"media": A4, "rotate": 90},
    "turned 180": {"media": A4, "rotate": 180},
    "turned 270": {"media": A4, "rotate": 270},
    "crop box": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800)},
    "crop box turned 90": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 90},
    "crop box turned 270": {"media": (-100, -50, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 270},
    "A3": {"media": A3},
    "A3 turned 90": {"media": A3, "rotate": 90},
    "passport photo, 35 x 45 mm": {"media": (0, 0, 99, 128)},
    "passport photo turned 90": {"media": (0, 0, 99, 128), "rotate": 90},
}


def stamp_size() -> tuple[float, float]:
    with pikepdf.open(io.BytesIO(sample_press().stamp(LABEL))) as pdf:
        _, _, width, height = (float(edge) for edge in pdf.pages[0].mediabox)
    return width, height


def seen_by_poppler(pdf: bytes, folder: Path) -> Image.Image:
    """The first page as poppler shows it to a reader: cropped and turned, SCALE dots a point."""
    path = folder / "page.pdf"
    path.write_bytes(pdf)
    run_tool("pdftoppm", "-cropbox", "-r", str(72 * SCALE), "-gray", "-singlefile", path, folder / "page")
    with Image.open(folder / "page.pgm") as page:
        return page.copy()


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("name", PAGES)
def test_the_number_is_upright_of_one_size_and_whole(name: str, corner: Corner, tmp_path: Path) -> None:
    """Cut out of the page where it must be, it is the stamp: frame, letters, size; a wrong turn or a cut edge is far off."""
    pdf = stamp_pages(pdf_with(**PAGES[name]), stamp=sample_press().stamp(LABEL), corner=corner)  # type: ignore[arg-type]  # the table above
    assert text_of(pdf, tmp_path) == LABEL, "the whole number can be read, in its order"
    page, stamp = seen_by_poppler(pdf, tmp_path), seen_by_poppler(sample_press().stamp(LABEL), tmp_path)
    gap = round(MARGIN * SCALE)
    x = page.width - gap - stamp.width if corner.endswith("right") else gap
    y = gap if corner.startswith("top") else page.height - gap - stamp.height
    found = page.crop((x, y, x + stamp.width, y + stamp.height))
    small = (stamp.width // 4, stamp.height // 4)
    assert ImageChops.difference(found.resize(small), stamp.resize(small)).getextrema()[1] < 90
    around = page.crop((x - 8, y - 8, x + stamp.width + 8, y + stamp.height + 8))
    # poppler draws a frame that lies between two dots a dot wider.
    assert ink(around) == pytest.approx(ink(stamp), rel=0.12), "nothing else stands there"


def filled(width: float, height: float, turn: int, marks: list[tuple[float, float]]) -> bytes:
    """A page with small black squares, each at a share of its width and height."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Rotate = turn
        squares = " ".join(f"{x * (width - 20):.2f} {y * (height - 20):.2f} 20 20 re f" for x, y in marks)
        page.contents_add(Stream(pdf, f"0 g {squares}".encode()))
        target = io.BytesIO()
        pdf.save(target)
        return target.getvalue()


def ink(page: Image.Image) -> float:
    """How much is drawn, in black dots: the same wherever a drawing lies between two dots."""
    return sum((255 - grey) * dots for grey, dots in enumerate(page.histogram())) / 255


@given(
    size=st.sampled_from([(595.0, 842.0), (842.0, 595.0), (99.0, 128.0), (400.0, 90.0), (842.0, 1191.0)]),
    turn=st.sampled_from([0, 90, 180, 270]),
    corner=st.sampled_from(CORNERS),
    marks=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=4, unique=True),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_that_stood_on_a_page_is_ever_covered(
    size: tuple[float, float], turn: int, corner: Corner, marks: list[tuple[float, float]]
) -> None:
    """All the ink of the page is still there, beside that of the stamp."""
    before, stamp = filled(*size, turn, marks), sample_press().stamp(LABEL)
    after = stamp_pages(before, stamp=stamp, corner=corner)
    expected = ink(shown(before)) + ink(shown(stamp))
    # A covered square would be 1,600 dots fewer. The reader draws one that lies between two dots with a wider rim.
    assert -60 <= ink(shown(after)) - expected <= 60 + 120 * len(marks)


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("passport photo")])
def test_numbering_never_changes_a_page_that_has_room(name: str) -> None:
    """A peer lays every page on an A4 page with the number on it, so that A3 shrinks and passports grow: ours stay as they are."""
    before = pdf_with(**PAGES[name])  # type: ignore[arg-type]  # the table above
    after = stamp_pages(before, stamp=sample_press().stamp(LABEL))
    with pikepdf.open(io.BytesIO(before)) as one, pikepdf.open(io.BytesIO(after)) as other:
        for key in ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit"):
            assert str(one.pages[0].obj.get(key)) == str(other.pages[0].obj.get(key)), key
    difference = ImageChops.difference(shown(before), shown(after)).getbbox()
    assert difference, "the number is all that differs"
    width, height = stamp_size()
    assert difference[2] - difference[0] <= (width + 2) * SCALE
    assert difference[3] - difference[1] <= (height + 2) * SCALE


def test_a_page_without_room_is_never_scaled() -> None:
    """A passport photo is laid on a sheet in its own size."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(99, 128))
        page.contents_add(Stream(pdf, b"0 g 0 0 99 128 re f"))
        target = io.BytesIO()
        pdf.save(target)
    page = shown(stamp_pages(target.getvalue(), stamp=sample_press().stamp(LABEL)))
    below = page.crop((0, 40 * SCALE, page.width, page.height)).point(lambda value: 255 if value < 128 else 0)
    left, top, right, bottom = below.getbbox() or (0, 0, 0, 0)
    assert (right - left, bottom - top) == pytest.approx((99 * SCALE, 128 * SCALE), abs=2)


def test_where_only_the_first_page_is_numbered_the_others_stay_as_they_are() -> None:
    with Pdf.new() as pdf:
        for _ in range(3):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.contents_add(Stream(pdf, b"0 g 400 780 190 60 re f"))
        target = io.BytesIO()
        pdf.save(target)
    before, stamp = target.getvalue(), sample_press().stamp(LABEL)
    after = stamp_pages(before, stamp=stamp, which="first")
    reader = pypdfium2.PdfDocument(after)
    try:
        texts = [reader[at].get_textpage().get_text_range() for at in range(3)]
    finally:
        reader.close()
    assert [text.strip() for text in texts] == [LABEL, "", ""]
    assert shown(after, 1).tobytes() == shown(before, 1).tobytes()
