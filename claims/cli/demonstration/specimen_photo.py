"""Photos of papers. This is where a drawn page comes to look as if somebody had laid it on a table and photographed it."""

import io
from datetime import datetime
from hashlib import shake_256
from math import pi, sin

from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageFilter

from claims.cli.demonstration.specimen_fonts import font

Ink = tuple[int, int, int]


def security_paper(size: tuple[int, int], *, paper: Ink, line: Ink, other: Ink) -> Image.Image:
    """A blank page with woven lines in two pale inks, as passports have."""
    page = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(page)
    width, height = size
    for row in range(-60, height + 60, 11):
        for ink, turn in ((line, 0.0), (other, pi / 2)):
            swing = 26 * sin(row / 90 + turn)
            points = [
                (x, row + swing * sin(x / 61 + turn) + 7 * sin(x / 17 + row / 40)) for x in range(0, width + 8, 8)
            ]
            draw.line(points, fill=ink, width=1)
    return page


def mark_as_specimen(page: Image.Image, *, ink: Ink, size: int = 104) -> None:
    """Writes SPECIMEN 견본 across the page, large and see-through."""
    words = "SPECIMEN  견본"
    letters = font("bold", size)
    left, top, right, bottom = letters.getbbox(words)
    stencil = Image.new("L", (int(right - left) + 20, int(bottom - top) + 20), 0)
    ImageDraw.Draw(stencil).text((10 - left, 10 - top), words, font=letters, fill=70)
    stencil = stencil.rotate(18, expand=True, resample=Image.Resampling.BICUBIC)
    place = ((page.width - stencil.width) // 2, (page.height - stencil.height) // 2)
    page.paste(Image.new("RGB", stencil.size, ink), place, stencil)


def photographed(page: Image.Image, *, tilt: float, table: Ink, seed: str) -> Image.Image:
    """The page on a table: turned by `tilt` degrees, with shadow, uneven light, softness and grain."""
    margin = 90
    size = (page.width + 2 * margin, page.height + 2 * margin)
    ground = _wood(size, table)
    sheet = Image.new("RGB", size)
    sheet.paste(page, (margin, margin))
    edge = Image.new("L", size, 0)
    ImageDraw.Draw(edge).rounded_rectangle((margin, margin, size[0] - margin, size[1] - margin), radius=22, fill=255)
    sheet = sheet.rotate(tilt, resample=Image.Resampling.BICUBIC)
    edge = edge.rotate(tilt, resample=Image.Resampling.BICUBIC)
    shadow = ImageChops.offset(edge, 12, 16).filter(ImageFilter.GaussianBlur(14)).point(lambda value: value * 0.55)
    ground.paste((20, 16, 12), (0, 0), shadow)
    ground.paste(sheet, (0, 0), edge)
    return _grain(_lit(ground), seed).filter(ImageFilter.GaussianBlur(0.6))


def grain(size: tuple[int, int], seed: str) -> Image.Image:
    """Grey noise that is the same each time."""
    return Image.frombytes("L", size, shake_256(seed.encode()).digest(size[0] * size[1]))


def photo_bytes(photo: Image.Image, *, taken: datetime, latitude: float, longitude: float) -> bytes:
    """The photo as a telephone would save it: lying on its side with an orientation tag, time, camera and coordinates."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Specimen"
    exif[ExifTags.Base.Model] = "Made-up telephone"
    exif[ExifTags.Base.Artist] = "Nobody"
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.DateTime] = f"{taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
            ExifTags.GPS.GPSLatitude: _degrees(abs(latitude)),
            ExifTags.GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
            ExifTags.GPS.GPSLongitude: _degrees(abs(longitude)),
        }
    )
    saved = io.BytesIO()
    photo.transpose(Image.Transpose.ROTATE_90).save(saved, "JPEG", quality=84, exif=exif)
    return saved.getvalue()


def _degrees(angle: float) -> tuple[float, float, float]:
    minutes = (angle % 1) * 60
    return float(int(angle)), float(int(minutes)), round((minutes % 1) * 60, 3)


def _wood(size: tuple[int, int], table: Ink) -> Image.Image:
    ground = Image.new("RGB", size, table)
    draw = ImageDraw.Draw(ground)
    for row in range(0, size[1], 3):
        shade = int(9 * sin(row / 23) + 6 * sin(row / 7))
        points = [(x, row + 9 * sin(x / 240 + row / 160)) for x in range(0, size[0] + 24, 24)]
        draw.line(points, fill=(table[0] + shade, table[1] + shade, table[2] + shade), width=3)
    return ground


def _lit(photo: Image.Image) -> Image.Image:
    light = Image.linear_gradient("L").rotate(90).resize(photo.size).point(lambda value: 205 + value * 50 / 255)
    return ImageChops.multiply(photo, Image.merge("RGB", (light, light, light)))


def _grain(photo: Image.Image, seed: str) -> Image.Image:
    noise = (
        grain(photo.size, seed).filter(ImageFilter.GaussianBlur(0.7)).point(lambda value: 128 + (value - 128) * 0.16)
    )
    return ImageChops.add(photo, Image.merge("RGB", (noise, noise, noise)), scale=1.0, offset=-128)
