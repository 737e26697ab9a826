"""A drawing is a signature, or it is not: empty, a dot, all over, not a picture, too large."""

import base64
import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from claims.errors import NotValid
from claims.store.signature_image import drawing_of, kept_drawing
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


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    whole = kind + content
    return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))


def with_chunk(made: bytes, *, at: int = 33) -> str:
    """The drawing with a chunk more, by default right after its size."""
    good = base64.b64decode(drawing())
    return base64.b64encode(good[:at] + made + good[at:]).decode()


@pytest.mark.parametrize(
    "image",
    [
        base64.b64encode(
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"0"))
        ).decode(),
        with_chunk(chunk(b"iCCP", b""), at=-12),
        with_chunk(chunk(b"zTXt", b"k\0\0" + zlib.compress(bytes(3_000_000)))),
    ],
    ids=["of a size that is a bomb", "with a crooked chunk", "with a text that is a bomb"],
)
def test_what_no_decoder_reads_is_refused_in_words(image: str) -> None:
    with pytest.raises(NotValid, match="drawing_unreadable"):
        drawing_of(image)


def test_what_is_kept_is_the_picture_alone() -> None:
    whole = base64.b64decode(drawing())
    assert kept_drawing(drawing()) == drawing()
    assert kept_drawing(with_chunk(chunk(b"tEXt", b"k\0<script>"))) == drawing()
    assert kept_drawing(base64.b64encode(whole + b"PK").decode()) == drawing()
    cut_off_at_its_end = base64.b64encode(whole[:-12]).decode()
    assert kept_drawing(cut_off_at_its_end) == drawing(), "the press does not read what Pillow does"
