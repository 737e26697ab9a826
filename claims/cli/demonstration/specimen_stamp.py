"""A made-up entry stamp. This is where a visa page is drawn with the stamp a foreigner gets at the immigration desk."""

from datetime import date, datetime, time

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from claims.cli.demonstration.specimen_fonts import font
from claims.cli.demonstration.specimen_photo import grain, mark_as_specimen, photo_bytes, photographed, security_paper

_PORTS = {
    "ICN": ("인천공항", "INCHEON AIRPORT"),
    "GMP": ("김포공항", "GIMPO AIRPORT"),
    "PUS": ("김해공항", "GIMHAE AIRPORT"),
    "CJU": ("제주공항", "JEJU AIRPORT"),
    "KRINC": ("인천항", "INCHEON PORT"),
    "KRPUS": ("부산항", "BUSAN PORT"),
}
_INK = (58, 52, 148)
_PAGE = (1240, 880)


def entry_stamp_jpeg(
    *,
    day: date,
    port: str = "ICN",
    status: str = "E-9",
    latitude: float = 37.3219,
    longitude: float = 126.8309,
) -> bytes:
    """A photo (JPEG) of a visa page with a Korean entry stamp of `day` at `port` (IATA or UN/LOCODE), with GPS in its EXIF.

    The photo lies on its side with orientation 6, taken three years after the entry; the coordinates are degrees.
    """
    page = security_paper(_PAGE, paper=(238, 240, 228), line=(205, 219, 205), other=(226, 212, 210))
    draw = ImageDraw.Draw(page)
    draw.text((_PAGE[0] // 2, 52), "사증  VISAS", font=font("serif", 34), fill=(120, 130, 120), anchor="mm")
    draw.text((_PAGE[0] - 70, _PAGE[1] - 50), "12", font=font("mono", 30), fill=(120, 130, 120), anchor="mm")
    mark_as_specimen(page, ink=(150, 90, 90))
    stamp = _stamp(day, port, status).rotate(-6, expand=True, resample=Image.Resampling.BICUBIC)
    page.paste(Image.new("RGB", stamp.size, _INK), (300, 190), stamp)
    photo = photographed(page, tilt=1.8, table=(112, 84, 60), seed=f"stamp {day} {port}")
    taken = datetime.combine(day.replace(year=day.year + 3, day=min(day.day, 28)), time(20, 14, 9))
    return photo_bytes(photo, taken=taken, latitude=latitude, longitude=longitude)


def _stamp(day: date, port: str, status: str) -> Image.Image:
    """The stamp as a stencil: 255 where there is ink, worn by grain."""
    korean, english = _PORTS.get(port, (port, port))
    stencil = Image.new("L", (660, 470), 0)
    draw = ImageDraw.Draw(stencil)
    draw.rounded_rectangle((8, 8, 652, 462), radius=34, outline=230, width=7)
    draw.rounded_rectangle((22, 22, 638, 448), radius=24, outline=200, width=2)
    for text, height, face in (
        ("대한민국  REPUBLIC OF KOREA", 62, font("bold", 32)),
        ("입국  ENTRY", 124, font("bold", 48)),
        (f"{day:%Y. %m. %d.}", 206, font("mono", 68)),
        (f"체류자격 STATUS  {status}", 284, font("sans", 30)),
        (f"{korean}  {english}", 340, font("bold", 34)),
        ("입국심사 IMMIGRATION  견본 SPECIMEN 0000", 402, font("sans", 24)),
    ):
        draw.text((330, height), text, font=face, fill=235, anchor="mm")
    draw.line((60, 250, 600, 250), fill=200, width=3)
    worn = grain(stencil.size, f"ink {day}").filter(ImageFilter.GaussianBlur(2.2)).point(lambda value: (value - 96) * 7)
    return ImageChops.multiply(stencil.filter(ImageFilter.GaussianBlur(0.8)), worn)
