"""Stamping: the number upright in the upper right corner of every page, and never on what stands there."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Pdf, Stream
from PIL import ImageChops

from claims.store.page_geometry import MARGIN, turn_of
from claims.store.stamping import Stamp, fits_margin, lay_stamps, saved, stamp_pages
from tests.outside_tools import text_of
from tests.paper_samples import sample_press
from tests.store.seen_pages import A4, LABEL, assert_stamped, pdf_with, shown, three_pages


def stamped(pdf: bytes) -> bytes:
    return stamp_pages(pdf, stamp=sample_press().stamp(LABEL))


GEOMETRIES: dict[str, dict[str, object]] = {
    "portrait": {"media": A4},
    "landscape": {"media": (0, 0, 842, 595)},
    "turned 90": {"media": A4, "rotate": 90},
    "turned 180": {"media": A4, "rotate": 180},
    "turned 270": {"media": A4, "rotate": 270},
    "turned -90": {"media": A4, "rotate": -90},
    "A3": {"media": (0, 0, 842, 1191)},
    "cropped": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800)},
    "cropped, turned 90": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 90},
    "cropped, turned 270": {"media": (0, 0, 700, 1000), "crop": (50, 80, 550, 800), "rotate": 270},
    "origin elsewhere": {"media": (-300, -400, 295, 442)},
    "crop beyond media": {"media": A4, "crop": (-50, -50, 700, 900)},
    "user unit": {"media": (0, 0, 300, 420), "UserUnit": 2},
    "passport photo": {"media": (0, 0, 99, 128)},
    "tiny, turned 90": {"media": (0, 0, 60, 40), "rotate": 90},
    "small, trimmed for print": {"media": (0, 0, 99, 128), "TrimBox": [0, 0, 10, 10]},
    "wide and low": {"media": (0, 0, 900, 50)},
}


@pytest.mark.parametrize("name", GEOMETRIES)
def test_the_stamp_is_upright_uncut_and_of_one_size(name: str) -> None:
    pdf = stamped(pdf_with(**GEOMETRIES[name]))  # type: ignore[arg-type]  # the table above
    if name == "user unit":
        # pdfium shows user units as points: the stamp is half as large in its picture, and so right on paper.
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert b"0.5000 0.0000 0.0000 0.5000" in opened.pages[0].Contents[-1].read_bytes()
        return
    picture = shown(pdf)
    assert_stamped(picture)
    # The page's own content is still there: a grey cross, nothing covered.
    assert any(100 < value < 160 for value in picture.crop((0, 80, picture.width, picture.height)).tobytes())


def test_a_turn_inherited_from_the_page_tree_counts() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=A4))) as pdf:
        pdf.Root.Pages.Rotate = 90
        target = io.BytesIO()
        pdf.save(target)
    with pikepdf.open(target) as pdf:
        assert turn_of(pdf.pages[0]) == 90
    picture = shown(stamped(target.getvalue()))
    assert picture.width > picture.height
    assert_stamped(picture)


def test_what_stands_in_the_corner_is_never_covered() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=A4)), allow_overwriting_input=False) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q 1 0 0 rg 480 800 100 30 re f Q\n"), prepend=True)
        target = io.BytesIO()
        pdf.save(target)
    before, after = shown(target.getvalue()), shown(stamped(target.getvalue()))
    assert_stamped(after)
    assert after.height > before.height
    left = (after.width - before.width) // 2
    kept = after.crop((left, after.height - before.height, left + before.width, after.height))
    assert ImageChops.difference(kept, before).resize((60, 80)).getextrema()[1] < 40


def test_what_was_cropped_away_does_not_come_back() -> None:
    with pikepdf.open(io.BytesIO(pdf_with(media=(0, 0, 300, 300), crop=(100, 100, 160, 140)))) as pdf:
        pdf.pages[0].contents_add(Stream(pdf, b"q 0 g 0 0 90 90 re f Q\n"), prepend=True)
        target = io.BytesIO()
        pdf.save(target)
    picture = shown(stamped(target.getvalue()))
    below = picture.crop((0, 100, picture.width, picture.height))
    assert below.getextrema()[0] > 60, "only the grey cross may show, not the black square"


def test_every_page_is_stamped_once_and_its_size_kept() -> None:
    pdf = stamped(three_pages())
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert [tuple(int(edge) for edge in page.mediabox) for page in opened.pages] == [A4] * 3
        assert [page.Contents[-1].read_bytes().count(b" Do ") for page in opened.pages] == [1, 1, 1]
    for page in range(3):
        assert_stamped(shown(pdf, page))


def test_a_second_stamp_takes_another_name_and_another_place() -> None:
    """A stamp is something that stands in the corner, so the next one lays the page on a larger sheet."""
    once = stamped(three_pages())
    twice = stamped(once)
    assert shown(twice).height > shown(once).height
    assert_stamped(shown(twice))


def test_the_same_pages_give_the_same_bytes() -> None:
    assert stamped(three_pages()) == stamped(three_pages())
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 200))
        assert saved(pdf) == saved(pdf)


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.7", b"not a PDF"])
def test_what_is_no_pdf_is_refused(damaged: bytes) -> None:
    with pytest.raises(pikepdf.PdfError):
        stamped(damaged)


def test_a_stamp_is_taken_from_its_place_on_a_sheet(tmp_path: Path) -> None:
    labels = ["갑 제1호증", "갑 제2호증의 1", LABEL]
    sheet = sample_press().stamps(labels)
    for at, label in enumerate(labels):
        assert text_of(stamp_pages(pdf_with(media=A4), stamp=sheet, page=at), tmp_path) == label
    assert_stamped(shown(stamp_pages(pdf_with(media=A4), stamp=sheet, page=2)))


def test_two_sheets_are_never_mixed_up(tmp_path: Path) -> None:
    """The sheet last used is kept open: another one of the same length is another one."""
    first, second = sample_press().stamps(["갑 제1호증"]), sample_press().stamps(["갑 제2호증"])
    for sheet, label in ((first, "갑 제1호증"), (second, "갑 제2호증"), (first, "갑 제1호증")):
        assert text_of(stamp_pages(pdf_with(media=A4), stamp=sheet), tmp_path) == label


def test_threads_have_each_their_own_open_sheet() -> None:
    sheet = sample_press().stamps([f"갑 제{n}호증" for n in range(1, 9)])
    alone = [stamp_pages(pdf_with(media=A4), stamp=sheet, page=at) for at in range(8)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda at: stamp_pages(pdf_with(media=A4), stamp=sheet, page=at), [*range(8)] * 4))
    assert found == alone * 4


def test_a_stamp_fits_a_margin_with_its_own_margins_around_it() -> None:
    stamp = Stamp(sample_press().stamp(LABEL))
    with pikepdf.open(io.BytesIO(stamp.sheet)) as pdf:
        needed = float(pdf.pages[0].mediabox[3]) + 2 * MARGIN
    assert fits_margin(stamp, top=needed, bottom=0)
    assert not fits_margin(stamp, top=needed - 0.1, bottom=500)
    below = Stamp(stamp.sheet, corner="bottom_left")
    assert fits_margin(below, top=0, bottom=needed)
    assert not fits_margin(below, top=500, bottom=needed - 0.1)


def test_a_page_without_room_is_laid_on_the_courts_paper() -> None:
    letter = Stamp(sample_press().stamp(LABEL), paper=(612, 792))
    with pikepdf.open(io.BytesIO(pdf_with(media=(0, 0, 99, 128)))) as pdf:
        lay_stamps(pdf, stamp=letter, shown=pdf_with(media=(0, 0, 99, 128)))
        assert [int(edge) for edge in pdf.pages[0].mediabox] == [0, 0, 612, 792]
