"""A signature drawn on a screen: a small PNG, checked with a real decoder. This is where an empty or cut-off drawing is told from a signature."""

import base64
import binascii
import io

from PIL import Image, UnidentifiedImageError

from claims.errors import NotValid

MOST_BYTES = 200 * 1024
WIDEST, HIGHEST = 2400, 1200
LEAST_INK = 60
LEAST_SPREAD = 12
MOST_INK = 0.5
# What Pillow raises for files that are none: a size it takes for a bomb and a crooked chunk are errors of their own.
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    EOFError,
)


def check_drawing(image: str) -> None:
    """`image` is a PNG in base64. Raises NotValid: `drawing_unreadable`, `drawing_empty` (hardly a dot), `drawing_full` (all over)."""
    drawing_of(image)


def drawing_of(image: str) -> bytes:
    """The PNG's bytes, once they are known to be a drawing. Raises NotValid as `check_drawing`."""
    try:
        content = base64.b64decode(image, validate=True)
    except (binascii.Error, ValueError):
        raise NotValid("drawing_unreadable") from None
    if not content or len(content) > MOST_BYTES:
        raise NotValid("drawing_unreadable" if content else "drawing_empty")
    ink, spread, area = _measured(content)
    if ink < LEAST_INK or spread < LEAST_SPREAD:
        raise NotValid("drawing_empty")
    if ink > MOST_INK * area:
        raise NotValid("drawing_full")
    return content


def kept_drawing(image: str) -> str:
    """The drawing as it is kept: drawn anew, its pixels and nothing else, so that every press can set it. PNG in base64; raises as `check_drawing`.

    Decoders differ: what one reads, another refuses, and a text or a second picture may hide behind the first.
    """
    made = io.BytesIO()
    with Image.open(io.BytesIO(drawing_of(image)), formats=("PNG",)) as picture:
        bare = picture.convert("RGBA")
        bare.info.clear()
        bare.save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode()


def _measured(content: bytes) -> tuple[int, int, int]:
    """(dark pixels, the longer side of the box around them, all pixels)."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.width > WIDEST or picture.height > HIGHEST:
                raise NotValid("drawing_unreadable")
            plain = Image.new("RGB", picture.size, "white")
            drawn = picture.convert("RGBA")
            plain.paste(drawn, mask=drawn.getchannel("A"))
    except UNREADABLE:
        raise NotValid("drawing_unreadable") from None
    dark = plain.convert("L").point(lambda level: 255 if level < 160 else 0)
    box = dark.getbbox()
    spread = max(box[2] - box[0], box[3] - box[1]) if box else 0
    return dark.histogram()[255], spread, plain.width * plain.height
