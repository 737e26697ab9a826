"""Blank corners: room for a stamp is asked of the page as a reader shows it."""

import io

import pypdfium2
import pytest
from pikepdf import Pdf, Stream

from claims.model.court_profile import Corner
from claims.store.blank_corners import corners_blank

WIDTH, HEIGHT = 100.0, 20.0
A4 = (595.0, 842.0)


def pages(*drawings: tuple[tuple[float, float], int, bytes]) -> bytes:
    """A PDF with one page for each size, turn and drawing."""
    with Pdf.new() as pdf:
        for size, turn, drawing in drawings:
            page = pdf.add_blank_page(page_size=size)
            page.obj.Rotate = turn
            page.contents_add(Stream(pdf, b"0 g " + drawing))
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def blank(*drawings: tuple[tuple[float, float], int, bytes]) -> list[bool]:
    return corners_blank(pages(*drawings), width=WIDTH, height=HEIGHT)


def test_each_page_is_asked_by_itself() -> None:
    assert blank((A4, 0, b""), (A4, 0, b"540 800 20 20 re f"), (A4, 0, b"10 10 400 700 re f")) == [True, False, True]


@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, b"560 810 20 20 re f"), (90, b"10 810 20 20 re f"), (180, b"10 10 20 20 re f"), (270, b"560 10 20 20 re f")],
)
def test_the_corner_is_the_one_the_reader_sees(turn: int, corner: bytes) -> None:
    others = {b"560 810 20 20 re f", b"10 810 20 20 re f", b"10 10 20 20 re f", b"560 10 20 20 re f"} - {corner}

    assert blank((A4, turn, corner)) == [False]
    assert blank((A4, turn, b" ".join(sorted(others)))) == [True]


def test_the_margin_around_the_stamp_counts_and_what_lies_beyond_does_not() -> None:
    assert blank((A4, 0, b"472 799 10 10 re f")) == [False]
    assert blank((A4, 0, b"460 799 10 10 re f")) == [True]
    assert blank((A4, 0, b"540 785 10 10 re f")) == [True]


def test_a_faint_line_is_something() -> None:
    assert blank((A4, 0, b"0.9 g 540 810 20 20 re f")) == [False]


@pytest.mark.parametrize("size", [(123.0, 842.0), (595.0, 131.0), (60.0, 40.0)])
def test_a_page_without_room_has_no_blank_corner(size: tuple[float, float]) -> None:
    assert blank((size, 0, b"")) == [False]


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        corners_blank(b"not a PDF", width=WIDTH, height=HEIGHT)


@pytest.mark.parametrize(
    ("corner", "drawing"),
    [
        ("top_right", b"560 810 20 20 re f"),
        ("top_left", b"15 810 20 20 re f"),
        ("bottom_right", b"560 15 20 20 re f"),
        ("bottom_left", b"15 15 20 20 re f"),
    ],
)
def test_only_the_corner_asked_for_is_looked_at(corner: Corner, drawing: bytes) -> None:
    every: tuple[Corner, ...] = ("top_right", "top_left", "bottom_right", "bottom_left")
    document = pages((A4, 0, drawing))
    found = {one: corners_blank(document, width=WIDTH, height=HEIGHT, corner=one)[0] for one in every}
    assert found == dict.fromkeys(every, True) | {corner: False}


def test_pages_that_get_no_stamp_are_not_looked_at() -> None:
    document = pages(*[(A4, 0, b"540 800 20 20 re f")] * 3)
    assert corners_blank(document, width=WIDTH, height=HEIGHT, most=1) == [False, True, True]
