"""A photo inside a PDF keeps its pixels and loses its words."""

import io
import zlib
from random import Random

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import ExifTags, Image

from claims.store.pdf_images import strip_image, without_words


def photo(kind: str = "JPEG", **saving: object) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "SOMEBODY"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    written = io.BytesIO()
    picture = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    picture.save(written, kind, **({"exif": exif, "comment": b"SOMEBODY"} if kind == "JPEG" else {}), **saving)
    return written.getvalue()


def pixels(encoded: bytes) -> bytes:
    with Image.open(io.BytesIO(encoded)) as picture:
        return picture.convert("RGB").tobytes()


@pytest.mark.parametrize(
    "saving",
    [{}, {"progressive": True}, {"icc_profile": b"profile" * 20}, {"quality": 30, "optimize": True}, {"dpi": (72, 72)}],
)
def test_words_go_and_each_pixel_stays(saving: dict[str, object]) -> None:
    given = photo(**saving)
    bare = without_words(given)
    assert b"SOMEBODY" in given
    assert b"SOMEBODY" not in bare
    assert b"Exif" not in bare
    assert pixels(bare) == pixels(given)
    assert (b"ICC_PROFILE" in bare) == ("icc_profile" in saving)


def test_what_follows_the_end_goes() -> None:
    bare = without_words(photo())
    assert without_words(photo() + b"PK\x03\x04" + photo()) == bare
    assert bare.endswith(b"\xff\xd9")


def test_adobe_colours_stay_right() -> None:
    written = io.BytesIO()
    Image.new("CMYK", (16, 16), (0, 200, 200, 0)).save(written, "JPEG")
    assert b"Adobe" in without_words(written.getvalue())
    assert pixels(without_words(written.getvalue())) == pixels(written.getvalue())


def stripped(content: bytes, filters: pikepdf.Object, **keys: object) -> tuple[bytes, pikepdf.Object]:
    with pikepdf.new() as document:
        stream = pikepdf.Stream(document, content, Subtype=Name.Image, Width=64, Height=48, **keys)
        stream.ColorSpace, stream.BitsPerComponent, stream.Filter = Name.DeviceRGB, 8, filters
        strip_image(stream)
        return stream.read_raw_bytes(), str(stream.get("/Filter", "none"))


def test_a_photo_stream_is_stripped_plain_and_wrapped() -> None:
    given = photo()
    assert stripped(given, Name.DCTDecode) == (without_words(given), "/DCTDecode")
    assert stripped(given, Array([Name.DCTDecode])) == (without_words(given), "/DCTDecode")
    wrapped = Array([Name.FlateDecode, Name.DCTDecode])
    parameters = Array([Dictionary(), Dictionary(ColorTransform=1)])
    assert stripped(zlib.compress(given), wrapped, DecodeParms=parameters) == (without_words(given), "/DCTDecode")


def test_a_photo_wrapped_in_an_uncommon_way_becomes_bare_pixels() -> None:
    given = photo()
    content, _filter = stripped(given.hex().encode() + b">", Array([Name.ASCIIHexDecode, Name.DCTDecode]))
    assert content == pixels(given)


def test_jpeg_2000_loses_its_boxes_of_words() -> None:
    written = io.BytesIO()
    Image.new("RGB", (32, 32), "red").save(written, "JPEG2000")
    given = written.getvalue()
    words = b"uuid" + bytes(16) + b"SOMEBODY"
    with_words = given + (len(words) + 4).to_bytes(4, "big") + words
    assert stripped(with_words, Name.JPXDecode) == (given, "/JPXDecode")


def test_other_streams_are_left_alone() -> None:
    content = zlib.compress(b"pixels")
    assert stripped(content, Name.FlateDecode) == (content, "/FlateDecode")


def test_damaged_photos_are_stripped_or_refused_by_the_reader() -> None:
    chance, given = Random(7), photo()
    for _ in range(300):
        damaged = bytearray(given)
        for _ in range(chance.choice((1, 4, 20))):
            damaged[chance.randrange(2, len(damaged))] = chance.randrange(256)
        try:
            content, _filter = stripped(
                bytes(damaged[: chance.choice((None, chance.randrange(2, len(damaged))))]), Name.DCTDecode
            )
        except (pikepdf.PdfError, RuntimeError):
            continue
        assert len(content) <= max(len(given), 64 * 48 * 4)
