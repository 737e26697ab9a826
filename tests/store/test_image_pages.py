"""Image pages: a picture upright on one page, uncut, no pixel changed, nothing of the camera."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageOps

from claims.store.image_pages import TooManyPixels, image_page, without_camera_notes
from tests.store.seen_pages import SCALE, drawn_picture, encoded, jpeg, shown


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_lie_upright_as_their_camera_meant(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    content = jpeg(exif=exif.tobytes())
    with Image.open(io.BytesIO(content)) as opened:
        meant = ImageOps.exif_transpose(opened).convert("L")
    found = drawn_picture(image_page(content, media_type="image/jpeg")).resize(meant.size)
    assert ImageChops.difference(found.resize((8, 8)), meant.resize((8, 8))).getextrema()[1] < 40
    assert (found.width > found.height) == (meant.width > meant.height)


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
    assert b"SECRET" not in made(content, "image/jpeg").pdf
