"""The made-up evidence is what it pretends to be, says that it is made up, and is the same each time."""

import io
from datetime import date

import pytest
from PIL import ExifTags, Image

from claims.cli.demonstration.evidence import (
    Movement,
    boarding_pass_heic,
    certificate_pdf,
    entry_stamp_jpeg,
    old_korean_passport_jpeg,
    old_korean_passport_png,
)
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
