"""Image pages: a picture upright on one page, uncut, no pixel changed, nothing of the camera."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps

from claims.model.court_profile import Sheet
from claims.store.image_pages import TooManyPixels, image_page, without_camera_notes
from tests.store.seen_pages import SCALE, drawn_picture, encoded, jpeg, shown


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_lie_upright_as_their_camera_meant(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = jpeg(exif=exif.tobytes())
    with Image.open(io.BytesIO(content)) as opened:
        meant = ImageOps.exif_transpose(opened).convert("L")
    found = drawn_picture(image_page(content, media_type="image/jpeg"))
    assert (found.width > found.height) == (meant.width > meant.height)
    assert ImageChops.difference(found.resize((8, 8)), meant.resize((8, 8))).getextrema()[1] < 40


def test_clear_parts_become_white() -> None:
    page = shown(image_page(encoded("PNG", Image.new("RGBA", (60, 60), (0, 0, 0, 0))), media_type="image/png"))
    assert page.getextrema() == (255, 255)


def test_a_photo_loses_what_the_camera_wrote_but_no_pixel() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    content = jpeg(exif=exif.tobytes(), comment=b"SECRETCOMMENT", progressive=True) + b"SECRETTAIL"
    plain = without_camera_notes(content)
    assert b"SECRET" not in plain
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(plain)) as after:
        assert before.tobytes() == after.tobytes()
    assert b"SECRET" not in image_page(content, media_type="image/jpeg")


def test_a_jpeg_goes_in_as_it_is() -> None:
    content = jpeg()
    with pikepdf.open(io.BytesIO(image_page(content, media_type="image/jpeg"))) as pdf:
        [picture] = pdf.pages[0].resources.XObject.values()
        assert picture.Filter == pikepdf.Name.DCTDecode
        assert picture.read_raw_bytes() == without_camera_notes(content)


@pytest.mark.parametrize(("size", "sheet"), [((400, 300), "wide"), ((300, 400), "high"), ((300, 300), "high")])
def test_the_sheet_is_a4_and_lies_as_the_picture_does(size: tuple[int, int], sheet: str) -> None:
    with pikepdf.open(io.BytesIO(image_page(jpeg(*size), media_type="image/jpeg"))) as pdf:
        edges = tuple(round(float(edge)) for edge in pdf.pages[0].mediabox[2:])
    assert edges == ((842, 595) if sheet == "wide" else (595, 842))


@pytest.mark.parametrize("size", [(40, 40), (3000, 2000), (500, 4000)])
def test_a_picture_is_uncut_within_the_margins_and_never_blown_up(size: tuple[int, int]) -> None:
    """At least 45 mm above, 30 below and 20 beside; at most 96 dots an inch, so 40 dots are 30 points."""
    page = shown(image_page(encoded("PNG", Image.new("RGB", size, "black")), media_type="image/png"))
    left, top, right, bottom = ImageOps.invert(page).getbbox() or (0, 0, 0, 0)
    a_millimetre = 72 / 25.4 * SCALE
    assert top >= 45 * a_millimetre - 2
    assert page.height - bottom >= 30 * a_millimetre - 2
    assert min(left, page.width - right) >= 20 * a_millimetre - 2
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.03)
    assert right - left <= size[0] * 0.75 * SCALE + 2


def test_a_page_is_of_the_courts_paper_within_its_margins() -> None:
    paper = Sheet(size="us-letter", top=50, left=10, right=30, bottom=60)
    page = shown(
        image_page(encoded("PNG", Image.new("RGB", (2000, 3000), "black")), media_type="image/png", paper=paper)
    )
    left, top, right, bottom = ImageOps.invert(page).getbbox() or (0, 0, 0, 0)
    a_millimetre = 72 / 25.4 * SCALE
    assert page.size == (612 * SCALE, 792 * SCALE)
    assert top == pytest.approx(50 * a_millimetre, abs=2)
    assert page.height - bottom >= 60 * a_millimetre - 2
    assert min(left, page.width - right) >= 30 * a_millimetre - 2


def test_a_picture_larger_than_can_be_laid_safely_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.store.image_pages.MOST_PIXELS", 100)
    with pytest.raises(TooManyPixels):
        image_page(jpeg(), media_type="image/jpeg")


def test_several_frames_are_no_page() -> None:
    target = io.BytesIO()
    first, second = Image.new("L", (9, 9), 0), Image.new("L", (9, 9), 255)
    first.save(target, "GIF", save_all=True, append_images=[second])
    with pytest.raises(ValueError, match="several frames"):
        image_page(target.getvalue(), media_type="image/gif")


@pytest.mark.parametrize("content", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0", b"\xff\xd8junk junk junk"])
def test_what_is_no_jpeg_stays_none(content: bytes) -> None:
    with pytest.raises((OSError, SyntaxError, ValueError)):
        image_page(content, media_type="image/jpeg")


def test_bytes_between_segments_are_refused() -> None:
    with pytest.raises(ValueError, match="not a JPEG segment"):
        without_camera_notes(b"\xff\xd8junk junk")
