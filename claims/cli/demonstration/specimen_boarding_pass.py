"""A made-up boarding pass. This is where it is drawn and saved as HEIC, the format of many telephones."""

import io
from datetime import date

import pillow_heif
import segno
from PIL import ExifTags, Image, ImageDraw

from claims.cli.demonstration.specimen_fonts import font
from claims.cli.demonstration.specimen_photo import mark_as_specimen

_SIZE = (1080, 460)
_BLUE, _BLACK, _GREY = (24, 74, 128), (25, 27, 33), (110, 116, 128)

pillow_heif.register_heif_opener()


def boarding_pass_heic(
    *,
    name: str,
    day: date,
    flight: str = "XX 000",
    origin: str = "HAN",
    destination: str = "ICN",
    seat: str = "00A",
) -> bytes:
    """A boarding pass (HEIC, 1080 by 460 pixels, with GPS in its EXIF): name in Latin letters, airports as IATA codes."""
    card = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, _SIZE[0], 74), fill=_BLUE)
    draw.text((34, 37), "BOARDING PASS  탑승권", font=font("bold", 32), fill="white", anchor="lm")
    draw.text((1046, 37), "MADE-UP AIR", font=font("bold", 26), fill="white", anchor="rm")
    draw.line((770, 74, 770, _SIZE[1]), fill=(180, 186, 196), width=2)
    mark_as_specimen(card, ink=(196, 60, 60), size=84)
    _fields(draw, name=name, day=day, flight=flight, origin=origin, destination=destination, seat=seat)
    _code(draw, f"SPECIMEN {flight} {origin}-{destination}")
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Made-up telephone"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (37.0, 27.0, 36.0),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: (126.0, 26.0, 24.0),
        }
    )
    saved = io.BytesIO()
    card.save(saved, "HEIF", quality=70, exif=exif.tobytes())
    return saved.getvalue()


def _fields(
    draw: ImageDraw.ImageDraw, *, name: str, day: date, flight: str, origin: str, destination: str, seat: str
) -> None:
    for left, top, label, value, size in (
        (36, 100, "승객 NAME", name, 34),
        (36, 200, "출발 FROM", origin, 60),
        (300, 200, "도착 TO", destination, 60),
        (36, 340, "편명 FLIGHT", flight, 34),
        (250, 340, "날짜 DATE", f"{day:%d %b %Y}".upper(), 34),
        (570, 340, "좌석 SEAT", seat, 34),
        (800, 330, "편명 FLIGHT", flight, 26),
        (950, 330, "좌석 SEAT", seat, 26),
        (800, 395, "날짜 DATE", f"{day:%Y-%m-%d}", 26),
    ):
        draw.text((left, top), label, font=font("sans", 19), fill=_GREY)
        draw.text((left, top + 25), value, font=font("bold", size), fill=_BLACK)
    draw.line((196, 262, 272, 262), fill=_BLUE, width=5)
    draw.polygon(((272, 250), (272, 274), (290, 262)), fill=_BLUE)


def _code(draw: ImageDraw.ImageDraw, words: str) -> None:
    for row, dots in enumerate(segno.make(words, error="m", micro=False).matrix):
        for column, dot in enumerate(dots):
            if dot:
                draw.rectangle((806 + column * 8, 96 + row * 8, 813 + column * 8, 103 + row * 8), fill=_BLACK)
