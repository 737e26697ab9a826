"""A made-up old Korean passport. This is where its data page is drawn, with the number that may not be held still on it.

Korean passports issued before 2020-12-21 show the seven back digits of the resident registration number, in the field
"personal number" and in the machine-readable zone. Person and number are invented.
"""

import io
from datetime import date, datetime, time
from typing import Literal

from PIL import Image, ImageDraw

from claims.cli.demonstration.specimen_fonts import font
from claims.cli.demonstration.specimen_photo import mark_as_specimen, photo_bytes, photographed, security_paper

_PAGE = (1360, 940)
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_BLACK, _LABEL = (28, 28, 34), (96, 92, 120)

Sex = Literal["F", "M"]


def old_korean_passport_jpeg(
    *,
    name_hangul: str = "홍길동",
    surname: str = "HONG",
    given_names: str = "GILDONG",
    born: date = date(1985, 1, 1),
    sex: Sex = "M",
    back_digits: str = "1234567",
    number: str = "M00000000",
    issued: date = date(2012, 4, 2),
) -> bytes:
    """A photo (JPEG, with GPS) of the data page; `back_digits` are the invented back digits, shown twice."""
    page = _data_page(name_hangul, surname, given_names, born, sex, back_digits, number, issued)
    photo = photographed(page, tilt=-1.4, table=(70, 76, 84), seed=f"passport {number}")
    return photo_bytes(photo, taken=datetime.combine(issued, time(9, 30)), latitude=37.5665, longitude=126.978)


def old_korean_passport_png(
    *,
    name_hangul: str = "홍길동",
    surname: str = "HONG",
    given_names: str = "GILDONG",
    born: date = date(1985, 1, 1),
    sex: Sex = "M",
    back_digits: str = "1234567",
    number: str = "M00000000",
    issued: date = date(2012, 4, 2),
) -> bytes:
    """The same data page as a flat scan (PNG)."""
    saved = io.BytesIO()
    _data_page(name_hangul, surname, given_names, born, sex, back_digits, number, issued).save(saved, "PNG")
    return saved.getvalue()


def machine_readable_zone(
    *, surname: str, given_names: str, born: date, sex: Sex, back_digits: str, number: str, expires: date
) -> tuple[str, str]:
    """The two lines of 44 characters (ICAO 9303 part 4), the back digits in the personal-number field."""
    first = f"PMKOR{surname}<<{given_names.replace(' ', '<')}".ljust(44, "<")[:44]
    document = number.ljust(9, "<") + check_digit(number.ljust(9, "<"))
    birth, expiry = (f"{day:%y%m%d}" + check_digit(f"{day:%y%m%d}") for day in (born, expires))
    personal = back_digits.ljust(14, "<")
    personal += check_digit(personal)
    return first, f"{document}KOR{birth}{sex}{expiry}{personal}{check_digit(document + birth + expiry + personal)}"


def check_digit(field: str) -> str:
    """ICAO 9303 part 3: weights 7, 3, 1; digits as they are, letters from A=10, filler 0."""
    values = (0 if letter == "<" else int(letter, 36) for letter in field)
    return str(sum(value * (7, 3, 1)[at % 3] for at, value in enumerate(values)) % 10)


def _data_page(
    name_hangul: str,
    surname: str,
    given_names: str,
    born: date,
    sex: Sex,
    back_digits: str,
    number: str,
    issued: date,
) -> Image.Image:
    expires = issued.replace(year=issued.year + 10, day=min(issued.day, 28))
    page = security_paper(_PAGE, paper=(240, 236, 242), line=(214, 205, 226), other=(206, 222, 222))
    draw = ImageDraw.Draw(page)
    draw.text((70, 52), "대한민국  REPUBLIC OF KOREA", font=font("bold", 36), fill=(70, 60, 120))
    draw.text((930, 56), "여권  PASSPORT", font=font("bold", 34), fill=(70, 60, 120))
    _portrait(page)
    fields = (
        (480, 130, "종류 / Type", "PM"),
        (690, 130, "발행국 / Issuing country", "KOR"),
        (990, 130, "여권번호 / Passport No.", number),
        (480, 222, "성 / Surname", surname),
        (480, 306, "이름 / Given names", given_names),
        (990, 306, "한글성명", name_hangul),
        (480, 390, "국적 / Nationality", "REPUBLIC OF KOREA"),
        (480, 474, "생년월일 / Date of birth", _spoken(born)),
        (760, 474, "성별 / Sex", sex),
        (990, 474, "주민등록번호 / Personal No.", back_digits),
        (480, 558, "발급일 / Date of issue", _spoken(issued)),
        (990, 558, "발행관청 / Authority", "견본  SPECIMEN"),
        (480, 642, "기간만료일 / Date of expiry", _spoken(expires)),
    )
    for left, top, label, value in fields:
        draw.text((left, top), label, font=font("sans", 20), fill=_LABEL)
        draw.text((left, top + 27), value, font=font("bold", 32), fill=_BLACK)
    mark_as_specimen(page, ink=(190, 40, 60), size=120)
    draw.rectangle((0, 760, *_PAGE), fill=(250, 249, 250))
    zone = machine_readable_zone(
        surname=surname,
        given_names=given_names,
        born=born,
        sex=sex,
        back_digits=back_digits,
        number=number,
        expires=expires,
    )
    for line, top in zip(zone, (786, 852), strict=True):
        for column, letter in enumerate(line):
            draw.text((52 + column * 28.6, top), letter, font=font("mono", 44), fill=_BLACK)
    return page


def _portrait(page: Image.Image) -> None:
    """A grey shape with a head and shoulders: nobody's face."""
    portrait = Image.new("RGB", (348, 450), (222, 226, 232))
    draw = ImageDraw.Draw(portrait)
    draw.ellipse((94, 70, 254, 270), fill=(168, 172, 182))
    draw.pieslice((20, 290, 328, 650), 180, 360, fill=(140, 146, 160))
    draw.rectangle((0, 0, 347, 449), outline=(150, 150, 165), width=2)
    draw.text((174, 425), "얼굴 없음  NO FACE", font=font("sans", 22), fill=(244, 244, 248), anchor="mm")
    page.paste(portrait, (72, 140))


def _spoken(day: date) -> str:
    return f"{day:%d} {_MONTHS[day.month - 1]} {day:%Y}"
