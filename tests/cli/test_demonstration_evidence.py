"""The made-up evidence is what it pretends to be, says that it is made up, and is the same each time."""

import io
from datetime import date

import pytest
from PIL import ExifTags, Image

from claims.cli.demonstration import specimen_fonts
from claims.cli.demonstration.evidence import (
    Movement,
    boarding_pass_heic,
    certificate_pdf,
    entry_stamp_jpeg,
    old_korean_passport_jpeg,
    old_korean_passport_png,
)
from claims.cli.demonstration.specimen_passport import check_digit, machine_readable_zone
from claims.errors import StartRefused
from claims.rules.forbidden import contains_resident_number, mask_resident_numbers
from claims.store.evidence_reading import read_evidence

DAY = date(2015, 3, 2)


def certificate(**changes: object) -> bytes:
    facts: dict[str, object] = {
        "name": "NGUYỄN THỊ HOA",
        "born": date(1988, 5, 4),
        "nationality": "베트남 VIETNAM",
        "passport_number": "C0000000",
        "movements": [Movement("exit", date(2015, 2, 10)), Movement("entry", DAY)],
        "period": (date(2010, 1, 1), date(2021, 12, 31)),
        "issued": date(2026, 10, 1),
    }
    return certificate_pdf(**(facts | changes))  # type: ignore[arg-type]


MADE = {
    "stamp.jpg": lambda: entry_stamp_jpeg(day=DAY),
    "passport.jpg": old_korean_passport_jpeg,
    "passport.png": old_korean_passport_png,
    "pass.heic": lambda: boarding_pass_heic(name="NGUYEN/THI HOA", day=DAY),
    "certificate.pdf": certificate,
}


@pytest.mark.parametrize("name", MADE)
def test_the_same_each_time_and_taken_by_the_real_door(name: str) -> None:
    content = MADE[name]()
    assert content == MADE[name]()
    assert 20_000 < len(content) < 600_000
    read = read_evidence(content, declared_name=name)
    assert read.pages == 1


@pytest.mark.parametrize("name", ["stamp.jpg", "passport.jpg", "pass.heic"])
def test_photos_carry_coordinates_and_lose_them(name: str) -> None:
    content = MADE[name]()
    with Image.open(io.BytesIO(content)) as photo:
        place = photo.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert place[ExifTags.GPS.GPSLatitudeRef] == "N"
    assert 33 < place[ExifTags.GPS.GPSLatitude][0] < 39
    with Image.open(io.BytesIO(read_evidence(content, declared_name=name).clean)) as clean:
        assert dict(clean.getexif()) == {}


def test_a_stamp_lies_on_its_side_and_is_cleaned_upright() -> None:
    with Image.open(io.BytesIO(entry_stamp_jpeg(day=DAY))) as photo:
        assert photo.height > photo.width
    with Image.open(io.BytesIO(read_evidence(entry_stamp_jpeg(day=DAY), declared_name="").clean)) as clean:
        assert clean.width > clean.height


def test_day_and_port_change_the_stamp() -> None:
    stamps = {
        entry_stamp_jpeg(day=DAY),
        entry_stamp_jpeg(day=date(2012, 2, 29)),
        entry_stamp_jpeg(day=DAY, port="KRPUS"),
    }
    assert len(stamps) == 3


def test_the_certificate_tells_its_movements_and_that_it_is_made_up() -> None:
    text = read_evidence(certificate(), declared_name="").text
    for words in (
        "출입국에 관한 사실증명",
        "입국 ENTRY",
        "2015-03-02",
        "출국 EXIT",
        "2015-02-10",
        "NGUYỄN THỊ HOA",
        "견본",
        "SPECIMEN",
    ):
        assert words in text
    assert text.index("2015-02-10") < text.index("2015-03-02")


def test_a_long_certificate_has_more_pages() -> None:
    rows = [Movement("entry" if number % 2 else "exit", date(2010 + number % 10, 1, 1)) for number in range(90)]
    assert read_evidence(certificate(movements=rows), declared_name="").pages > 1


def test_words_of_the_certificate_cannot_become_instructions() -> None:
    text = read_evidence(certificate(name='#panic("x") $1$ *bold* \\ "'), declared_name="").text
    assert '#panic("x") $1$ *bold* \\ "' in text


def test_the_zone_of_the_old_passport_has_the_number_and_right_check_digits() -> None:
    first, second = machine_readable_zone(
        surname="HONG",
        given_names="GILDONG",
        born=date(1985, 1, 1),
        sex="M",
        back_digits="1234567",
        number="M00000000",
        expires=date(2022, 4, 2),
    )
    assert (len(first), len(second)) == (44, 44)
    assert contains_resident_number(f"{first}\n{second}")
    assert "1234567" not in mask_resident_numbers(second)
    assert second[9] == check_digit(second[:9])
    assert second[43] == check_digit(second[:10] + second[13:20] + second[21:43])


def test_check_digits_are_those_of_the_standard() -> None:
    # The specimen of ICAO 9303 part 4.
    assert [check_digit(field) for field in ("L898902C3", "740812", "120415", "ZE184226B<<<<<")] == ["6", "2", "9", "1"]


def test_without_a_font_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(specimen_fonts, "_FOLDERS", ())
    with pytest.raises(StartRefused, match="fonts-noto-cjk"):
        specimen_fonts.font_file.__wrapped__("bold")
