"""The zone of the made-up passport is built as the standard says, the number in it where old passports had it."""

import io
from datetime import date

from PIL import Image

from claims.cli.demonstration.specimen_passport import check_digit, machine_readable_zone, old_korean_passport_png
from claims.rules.forbidden import contains_resident_number, mask_resident_numbers


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


def test_the_back_digits_are_seen_on_the_page() -> None:
    pages = [Image.open(io.BytesIO(old_korean_passport_png(back_digits=digits))) for digits in ("1234567", "2765432")]
    field = (985, 500, 1300, 545)
    assert pages[0].crop(field).tobytes() != pages[1].crop(field).tobytes()
    assert pages[0].crop((0, 0, 1360, 470)).tobytes() == pages[1].crop((0, 0, 1360, 470)).tobytes()
