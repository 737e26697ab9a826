"""A drawing is a signature, or it is not: empty, a dot, all over, not a picture, too large."""

import base64
import io

import pytest
from PIL import Image, ImageDraw

from claims.errors import NotValid
from claims.store.signature_image import drawing_of
from tests.make_appointments import drawing


def png(*, size: tuple[int, int] = (600, 200), fill: tuple[int, ...] = (0, 0, 0, 0), dot: int = 0) -> str:
    """A picture with a dot of that size."""
    made, picture = io.BytesIO(), Image.new("RGBA", size, fill)
    if dot:
        ImageDraw.Draw(picture).rectangle((10, 10, 9 + dot, 9 + dot), fill=(0, 0, 0))
    picture.save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()


def test_a_drawing_passes_as_it_is() -> None:
    assert drawing_of(drawing()) == base64.b64decode(drawing())
    assert drawing_of(png(fill=(255, 255, 255, 255), dot=30))


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        ("", "drawing_empty"),
        (png(), "drawing_empty"),
        (png(dot=8), "drawing_empty"),
        (png(fill=(0, 0, 0, 255)), "drawing_full"),
        (png(size=(2401, 10), dot=9), "drawing_unreadable"),
        ("not base64!", "drawing_unreadable"),
        (base64.b64encode(b"GIF89a" + bytes(40)).decode(), "drawing_unreadable"),
        (base64.b64encode(base64.b64decode(drawing())[:300]).decode(), "drawing_unreadable"),
        (base64.b64encode(bytes(200 * 1024 + 1)).decode(), "drawing_unreadable"),
    ],
)
def test_what_is_no_signature_is_refused(image: str, reason: str) -> None:
    with pytest.raises(NotValid, match=reason):
        drawing_of(image)
