"""Margin spots: the corner the court wants first, and never where something stands."""

import io

import pytest
from pikepdf import Pdf, Stream

from claims.model.court_profile import Corner
from claims.store.margin_spots import Spot, empty_spots, shown_size, spot_matrix, spot_place, spots_from
from claims.store.page_geometry import Box, corner_matrix
from tests.store.seen_pages import A4, pdf_with

CORNERS: tuple[Corner, ...] = ("top_left", "top_right", "bottom_left", "bottom_right")
SIZE = {"width": 60.0, "height": 14.0}


@pytest.mark.parametrize("corner", CORNERS)
def test_all_six_places_are_tried_the_wanted_one_first(corner: Corner) -> None:
    spots = spots_from(corner)
    edge = corner.split("_")[0]
    assert spots[0] == corner
    assert len(set(spots)) == 6
    assert all(spot.startswith(edge) for spot in spots[:3])


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("unit", [1.0, 2.0])
@pytest.mark.parametrize("corner", CORNERS)
def test_a_corner_is_where_stamps_find_it(corner: Corner, turn: int, unit: float) -> None:
    box = Box(50, 80, 550, 800)
    mine = spot_matrix(box, turn=turn, unit=unit, spot=corner, **SIZE)
    assert mine == pytest.approx(corner_matrix(box, turn=turn, unit=unit, corner=corner, **SIZE))


def test_the_middle_is_the_middle_of_what_is_shown() -> None:
    assert spot_place("bottom_middle", across=600, down=800, width=60, height=14) == (270, 12)
    assert spot_place("top_middle", across=600, down=800, width=60, height=14) == (270, 774)
    assert shown_size(Box(0, 0, 300, 400), turn=90, unit=2) == (800, 600)


def drawn_on(*rectangles: str) -> bytes:
    """An A4 page with black rectangles."""
    content = " ".join(f"0 g {each} re f" for each in rectangles)
    with Pdf.open(io.BytesIO(pdf_with(media=A4))) as opened:
        opened.pages[0].contents_add(Stream(opened, f"q {content} Q\n".encode()), prepend=True)
        target = io.BytesIO()
        opened.save(target)
        return target.getvalue()


TAKEN: dict[Spot, str] = {
    "bottom_right": "560 20 5 5",
    "bottom_middle": "297 20 5 5",
    "bottom_left": "40 20 5 5",
    "top_right": "560 815 5 5",
    "top_middle": "297 815 5 5",
    "top_left": "40 815 5 5",
}


@pytest.mark.parametrize("taken", range(7))
def test_the_first_empty_place_is_taken(taken: int) -> None:
    wanted = spots_from("bottom_right")
    pdf = drawn_on(*(TAKEN[spot] for spot in wanted[:taken]))
    assert empty_spots(pdf, wanted=wanted, **SIZE) == [wanted[taken] if taken < 6 else None]


@pytest.mark.parametrize("media", [(0, 0, 70, 400), (0, 0, 400, 60)])
def test_a_page_too_small_has_no_place(media: tuple[float, ...]) -> None:
    assert empty_spots(pdf_with(media=media), wanted=spots_from("bottom_right"), **SIZE) == [None]
