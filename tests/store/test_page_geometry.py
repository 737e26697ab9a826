"""Page geometry: what a reader shows of a page, and where a form lands on it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Name, Pdf

from claims.model.court_profile import Corner, Sheet
from claims.store.page_geometry import (
    MARGIN,
    Box,
    Matrix,
    corner_matrix,
    drawn,
    sheet_size,
    turn_of,
    unit_of,
    upright_matrix,
    visible_box,
)

TURNS = (0, 90, 180, 270)
BOX = Box(left=-30, bottom=50, right=570, top=850)


def landed(matrix: Matrix, *, width: float, height: float) -> Box:
    """The rectangle that a width x height form covers."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, width) for y in (0, height)]
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(across), min(up), max(across), max(up))


def seen(matrix: Matrix, turn: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the form's right and its up point once the reader has turned the page clockwise."""

    def turned(x: float, y: float) -> tuple[float, float]:
        for _ in range(turn // 90):
            x, y = y, -x
        return round(x, 6) + 0.0, round(y, 6) + 0.0

    a, b, c, d, _, _ = matrix
    return turned(a, b), turned(c, d)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("unit", [1.0, 2.0])
def test_a_stamp_stands_upright_in_the_corner_the_reader_sees(turn: int, unit: float) -> None:
    matrix = corner_matrix(BOX, turn=turn, width=100, height=20, unit=unit)
    form = landed(matrix, width=100, height=20)
    margin, size = MARGIN / unit, {100 / unit, 20 / unit}

    right, up = seen(matrix, turn)
    assert (right, up) == ((1 / unit, 0), (0, 1 / unit))
    assert {form.width, form.height} == size
    gaps = {0: ("right", "top"), 90: ("left", "top"), 180: ("left", "bottom"), 270: ("right", "bottom")}[turn]
    for side in gaps:
        assert abs(getattr(BOX, side) - getattr(form, side)) == pytest.approx(margin)


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("unit", [1.0, 0.5])
def test_a_page_laid_on_a_sheet_stands_as_the_reader_saw_it(turn: int, unit: float) -> None:
    matrix = upright_matrix(BOX, turn=turn, unit=unit, x=7, y=9)
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (BOX.left, BOX.right) for y in (BOX.bottom, BOX.top)]
    width, height = (BOX.width, BOX.height) if turn in (0, 180) else (BOX.height, BOX.width)

    assert min(x for x, _ in corners) == pytest.approx(7)
    assert min(y for _, y in corners) == pytest.approx(9)
    assert max(x for x, _ in corners) == pytest.approx(7 + width * unit)
    assert max(y for _, y in corners) == pytest.approx(9 + height * unit)
    # The sheet has no turn, so the page's own is done here: what points right on the page points as the reader saw it.
    assert seen((unit, 0, 0, unit, 0, 0), turn) == ((a, b), (c, d))


@given(
    st.sampled_from(TURNS),
    st.floats(-5000, 5000),
    st.floats(-5000, 5000),
    st.floats(200, 3000),
    st.floats(200, 3000),
)
def test_wherever_a_page_lies_its_stamp_lies_within(turn: int, x: float, y: float, width: float, height: float) -> None:
    box = Box(x, y, x + width, y + height)
    form = landed(corner_matrix(box, turn=turn, width=100, height=20), width=100, height=20)

    assert box.left < form.left
    assert form.right < box.right
    assert box.bottom < form.bottom
    assert form.top < box.top


@contextmanager
def page_with(**entries: object) -> Iterator[pikepdf.Page]:
    """A page of 600 x 800 points with these entries, those that are None left out."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        for key, value in entries.items():
            if value is not None:
                page.obj[Name(f"/{key}")] = value
        yield page


@pytest.mark.parametrize(
    ("crop", "box"),
    [
        (None, Box(0, 0, 600, 800)),
        ([100, 200, 300, 400], Box(100, 200, 300, 400)),
        ([300, 400, 100, 200], Box(100, 200, 300, 400)),
        ([-50, -50, 700, 900], Box(0, 0, 600, 800)),
        ([700, 900, 800, 1000], Box(0, 0, 600, 800)),
    ],
)
def test_a_reader_shows_the_crop_box_within_the_media_box(crop: list[int] | None, box: Box) -> None:
    with page_with(CropBox=Array(crop) if crop else None) as page:
        assert visible_box(page) == box


@pytest.mark.parametrize(("given", "turn"), [(None, 0), (90, 90), (-90, 270), (450, 90), (720, 0), (95, 90)])
def test_turns_are_quarters_clockwise(given: int | None, turn: int) -> None:
    with page_with(Rotate=given) as page:
        assert turn_of(page) == turn


@pytest.mark.parametrize(("given", "unit"), [(None, 1.0), (2, 2.0), (0, 1.0)])
def test_a_unit_is_a_point_unless_the_page_says_more(given: int | None, unit: float) -> None:
    with page_with(UserUnit=given) as page:
        assert unit_of(page) == unit


def test_a_drawing_is_closed_in_itself() -> None:
    content = drawn(Name.Stamp, (1, 0, 0, 1, 488, 768.12345))

    assert content == b"q 1.0000 0.0000 0.0000 1.0000 488.0000 768.1235 cm /Stamp Do Q\n"
    with Pdf.new() as pdf:
        page = pdf.add_blank_page()
        page.contents_add(pikepdf.Stream(pdf, content))
        pdf.save(io.BytesIO())
        assert [str(order) for _, order in pikepdf.parse_content_stream(page)] == ["q", "cm", "Do", "Q"]


CORNERS: tuple[Corner, ...] = ("top_right", "top_left", "bottom_right", "bottom_left")


@pytest.mark.parametrize("corner", CORNERS)
@pytest.mark.parametrize("turn", TURNS)
def test_a_stamp_stands_in_the_corner_asked_for(turn: int, corner: Corner) -> None:
    """Laid by the page's own turn and looked at through it: the margin to both sides of that corner is kept."""
    matrix = corner_matrix(BOX, turn=turn, width=100, height=20, corner=corner)
    assert seen(matrix, turn) == ((1, 0), (0, 1))
    form = landed(matrix, width=100, height=20)
    clockwise = ("left", "top", "right", "bottom")
    for side in corner.split("_"):
        # What the reader sees as a side lay, before the turn, one side back for each quarter.
        before = clockwise[(clockwise.index(side) - turn // 90) % 4]
        assert abs(getattr(BOX, before) - getattr(form, before)) == pytest.approx(MARGIN)


@pytest.mark.parametrize(
    ("sheet", "size"),
    [(Sheet(), (595, 842)), (Sheet(size="us-letter"), (612, 792)), (Sheet(size="us-legal"), (612, 1008))],
)
def test_a_courts_paper_has_its_size(sheet: Sheet, size: tuple[int, int]) -> None:
    assert tuple(round(edge) for edge in sheet_size(sheet)) == size
