"""Image pages: a picture becomes one page of the court's paper, uncut, upright, never drawn larger than 96 dots an inch would.

A JPEG goes in as it is, pixel for pixel, without the places and devices that cameras write into it. This is where photos
become pages.
"""

import io
import re
from dataclasses import dataclass

from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image
from pillow_heif import open_heif

from claims.model.court_profile import Sheet
from claims.store.page_geometry import MILLIMETRE, Matrix, drawn, sheet_size
from claims.store.stamping import saved

MOST_PIXELS = 120_000_000
_LARGEST_PIXEL = 72 / 96
_HEIF_QUALITY = 92
# Within a scan, FF is stuffed with 00 or is a restart mark; anything else ends it.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


class TooManyPixels(ValueError):
    """The picture is larger than can be laid on a page safely."""


@dataclass(frozen=True)
class _Raster:
    """Pixels as the PDF keeps them: encoded bytes, filter and colour space, size in pixels, EXIF orientation 1 to 8."""

    encoded: bytes
    filter: Name | None
    colour: Name
    width: int
    height: int
    orientation: int = 1


def image_page(content: bytes, *, media_type: str, paper: Sheet | None = None) -> bytes:
    """A PDF of one page with the picture. Raises as `add_image_page`."""
    with Pdf.new() as pdf:
        add_image_page(pdf, content, media_type=media_type, paper=paper or Sheet())
        return saved(pdf)


def add_image_page(pdf: Pdf, content: bytes, *, media_type: str, paper: Sheet) -> None:
    """One more page, with the picture within the margins of the court's paper, which stay empty: the stamp has them to itself.

    Raises OSError, SyntaxError or ValueError when the picture cannot be decoded whole, before a page is added.
    """
    raster = _raster(content, media_type)
    turned = raster.orientation >= 5
    wide, high = (raster.height, raster.width) if turned else (raster.width, raster.height)
    sheet = sheet_size(paper)
    sheet = (sheet[1], sheet[0]) if wide > high else sheet
    top, side = paper.top * MILLIMETRE, max(paper.left, paper.right) * MILLIMETRE
    room = (sheet[0] - 2 * side, sheet[1] - top - paper.bottom * MILLIMETRE)
    scale = min(room[0] / wide, room[1] / high, _LARGEST_PIXEL)
    width, height = wide * scale, high * scale
    x, y = (sheet[0] - width) / 2, sheet[1] - top - height
    page = pdf.add_blank_page(page_size=sheet)
    name = page.add_resource(_image_object(pdf, raster), Name.XObject, name=Name.Picture)
    matrix = oriented_matrix(raster.orientation, x=x, y=y, width=width, height=height)
    page.contents_add(Stream(pdf, drawn(name, matrix)))


def oriented_matrix(orientation: int, *, x: float, y: float, width: float, height: float) -> Matrix:
    """Lays the unit square of an image upright, by its EXIF orientation, into the rectangle at x, y."""
    w, h = width, height
    a, b, c, d, e, f = {
        2: (-w, 0, 0, h, w, 0),
        3: (-w, 0, 0, -h, w, h),
        4: (w, 0, 0, -h, 0, h),
        5: (0, -h, -w, 0, w, h),
        6: (0, -h, w, 0, 0, h),
        7: (0, h, w, 0, 0, 0),
        8: (0, h, -w, 0, w, 0),
    }.get(orientation, (w, 0, 0, h, 0, 0))
    return (a, b, c, d, e + x, f + y)


def without_camera_notes(jpeg: bytes) -> bytes:
    """The same pixels without EXIF, XMP, comments and whatever follows the picture; tables and colour marks stay."""
    kept, at = bytearray(jpeg[:2]), 2
    while at + 4 <= len(jpeg):
        if jpeg[at] != 0xFF:
            raise ValueError("not a JPEG segment")
        mark = jpeg[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark == 0xD9:
            break
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if mark == 0xDA:
            end = _end_of_scan(jpeg, end)
        if not (0xE1 <= mark <= 0xED or mark in {0xEF, 0xFE}):
            kept += jpeg[at:end]
        at = end
    return bytes(kept) + b"\xff\xd9"


def _end_of_scan(jpeg: bytes, at: int) -> int:
    found = _AFTER_SCAN.search(jpeg, at)
    return found.start() if found else len(jpeg)


def _raster(content: bytes, media_type: str) -> _Raster:
    if media_type in {"image/heic", "image/heif"}:
        picture: Image.Image = open_heif(content, convert_hdr_to_8bit=True).to_pillow()
        _check_size(picture)
        encoded = io.BytesIO()
        picture.convert("RGB").save(encoded, "JPEG", quality=_HEIF_QUALITY, subsampling=0)
        return _Raster(encoded.getvalue(), Name.DCTDecode, Name.DeviceRGB, picture.width, picture.height)
    with Image.open(io.BytesIO(content)) as picture:
        _check_size(picture)
        if picture.format not in {"JPEG", "MPO"} and getattr(picture, "n_frames", 1) > 1:
            raise ValueError("a picture of several frames is more than one page")
        orientation = int(picture.getexif().get(0x0112, 1))
        if picture.format in {"JPEG", "MPO"} and picture.mode in {"L", "RGB"}:
            colour = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
            width, height = picture.size
            # All of it is read, to see that it is whole; at an eighth of the size, because nobody looks at it here.
            picture.draft("L", (1, 1))
            picture.load()
            return _Raster(without_camera_notes(content), Name.DCTDecode, colour, width, height, orientation)
        picture.load()
        plain = _on_white(picture)
        colour = Name.DeviceGray if plain.mode == "L" else Name.DeviceRGB
        return _Raster(plain.tobytes(), None, colour, plain.width, plain.height, orientation)


def _check_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise TooManyPixels("too many pixels")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def _image_object(pdf: Pdf, raster: _Raster) -> Stream:
    stream = Stream(pdf, raster.encoded)
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=raster.width,
        Height=raster.height,
        ColorSpace=raster.colour,
        BitsPerComponent=8,
    )
    if raster.filter is not None:
        stream.write(raster.encoded, filter=raster.filter)
    return stream
