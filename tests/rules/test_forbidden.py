"""Numbers that may not be held: found however they are written, and nothing else called so too often."""

import json
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.kr import rrn

from claims.rules.forbidden import contains_alien_number, contains_resident_number, mask_resident_numbers

STRINGS = Path(__file__).parents[2] / "../shared/data/strings/blns.json"
ZEROS = [chr(code) for code in range(0x110000) if unicodedata.decimal(chr(code), None) == 0]
SEPARATORS = [
    "-",
    " ",
    "  ",
    " - ",
    ".",
    "‐",
    "‑",
    "–",
    "—",
    "−",
    "－",
    "ㅡ",
    "_",
    "/",
    "\u00a0",
    "\u3000",
    "\n",
    "・",
    "|",
]
INVISIBLE = ["", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]
KOREAN_ZONE = "PMKORHONG<<GILDONG<<<<<<<<<<<<<<<<<<<<<<<<<<\nM000000004KOR8501019M22040201234567<<<<<<<42"


def number(seventh: str) -> st.SearchStrategy[str]:
    """Thirteen digits that may be a resident or alien number, by their seventh digit."""
    days = st.tuples(st.integers(0, 99), st.integers(1, 12), st.integers(1, 31)).map(
        lambda day: "".join(f"{part:02d}" for part in day)
    )
    tails = st.text("0123456789", min_size=6, max_size=6)
    return st.builds(lambda day, digit, tail: day + digit + tail, days, st.sampled_from(seventh), tails)


@pytest.mark.parametrize(
    "text",
    [
        "900101-1234567",
        "9001011234567",
        "My number is 900101 1234567, thank you",
        "９００１０１－１２３４５６７",
        "٩٠٠١٠١-١٢٣٤٥٦٧",
        "9 0 0 1 0 1 - 1 2 3 4 5 6 7",
        "90-01-01-1234567",
        "90.01.01 / 1234567",
        "900101-1 234567",
        "900101-123 4567",
        "900101 : 1234567",
        "900101(1234567)",
        "900101_1234567.jpg",
        "①900101-1234567①",
        "900101-1234567²",
        "9️⃣0️⃣0️⃣1️⃣0️⃣1️⃣-1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣",
        "010-1234-5678 900101-1234567 2015-03-02",
        "830230-2123456",
        "000229-4123456",
        "991231-0123456",
        "991231-9123456",
        "19900101-1234567",
        "1990-01-01 1234567",
        "2003. 5. 5 is not enough, but 2003.05.05-3123456 is",
        "주민등록번호: 1234567",
        unicodedata.normalize("NFD", "주민등록번호 뒷자리(7자리) 2345678.jpg"),
        "주민번호 뒷자리 3123456",
        "Personal No. 1234567",
        "RRN 1234567",
        KOREAN_ZONE,
        KOREAN_ZONE.split("\n")[1].lower(),
        " ".join(KOREAN_ZONE.replace("<", "＜")),
    ],
)
def test_a_resident_number_is_found_and_masked(text: str) -> None:
    assert contains_resident_number(text)
    masked = mask_resident_numbers(text)
    assert not contains_resident_number(masked)
    assert len(masked) == len(text)
    assert masked.count("*") - text.count("*") >= 7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "900101-1******",
        "900101-*******",
        "주민등록번호 900101-******* 발급번호 1234567",
        "900101-●●●●●●●",
        "2015-03-02 2015-03-10 2016-01-01",
        "2012-1-2 2015-3-10 2012-12-30",
        "2010:03:02 10:11:12.123 2010:03:02 10:11:12",
        "IMG_20150302_123456.jpg",
        "IMG_20150302_123456789.jpg",
        "20150302123456",
        "1614672000000",
        "82 010 1234 5678",
        "+82-10-1234-5678, 02-123-4567",
        "010-1234-5678 02-345-6789",
        "ISBN 9788937460449",
        "979-11-5784-123-4",
        "302-1234-5678-91",
        "991301-1234567",
        "990132-1234567",
        "19900101-3234567",
        "20150302-1234567",
        "M12345678",
        "KOR",
        "P<USADOE<<JOHN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<\n1234567897USA8501019M22040201234567<<<<<<<42",
        KOREAN_ZONE.replace("1234567<<<<<<<", "<<<<<<<<<<<<<<"),
        "구백만 900,101 원",
    ],
)
def test_what_only_looks_long_is_left_alone(text: str) -> None:
    assert not contains_resident_number(text)
    assert mask_resident_numbers(text) == text


def test_masking_changes_the_seven_back_digits_and_nothing_else() -> None:
    assert mask_resident_numbers("번호 900101-1234567 (끝), 2015-03-02") == "번호 900101-******* (끝), 2015-03-02"
    assert mask_resident_numbers("٩٠٠١٠١−١٢٣٤٥٦٧") == "٩٠٠١٠١−*******"
    assert mask_resident_numbers(KOREAN_ZONE) == KOREAN_ZONE.replace("1234567", "*******")
    assert mask_resident_numbers("9001011234567 9001012234567") == "900101******* 900101*******"


@given(number("012349"))
def test_whatever_the_national_check_accepts_is_found(digits: str) -> None:
    valid = digits[:7] + "00" + digits[9:12]
    valid += rrn.calc_check_digit(valid)
    assert contains_resident_number(rrn.format(valid))
    assert contains_resident_number(valid)


@given(
    number("012349"),
    st.sampled_from(ZEROS),
    st.sampled_from(SEPARATORS),
    st.sampled_from(INVISIBLE),
    st.sampled_from(["", "x", "번호 ", "(", "12-34 a", "\n"]),
    st.sampled_from(["", "x", ")", " 끝", "\n12"]),
)
def test_script_separator_and_invisible_marks_hide_nothing(
    digits: str, zero: str, separator: str, invisible: str, before: str, after: str
) -> None:
    shown = [chr(ord(zero) + int(digit)) for digit in digits]
    text = before + invisible.join(shown[:6]) + invisible + separator + invisible + invisible.join(shown[6:]) + after
    assert contains_resident_number(text)
    masked = mask_resident_numbers(text)
    assert not contains_resident_number(masked)
    assert masked.startswith(before)
    assert masked.endswith(after)


@given(number("012349"), st.sampled_from(["", "-", " - "]))
def test_every_digit_apart_hides_nothing(digits: str, middle: str) -> None:
    assert contains_resident_number(" ".join(digits[:6]) + (middle or " ") + " ".join(digits[6:]))


@given(number("5678"), st.sampled_from(SEPARATORS))
def test_alien_numbers_are_another_kind(digits: str, separator: str) -> None:
    text = digits[:6] + separator + digits[6:]
    assert contains_alien_number(text)
    assert not contains_resident_number(text)
    assert mask_resident_numbers(text) == text


@pytest.mark.parametrize("text", ["19900101-5234567", "외국인등록번호 5234567", "ARN: 6234567", "2001-02-03 7234567"])
def test_alien_numbers_by_full_year_and_by_name(text: str) -> None:
    assert contains_alien_number(text)
    assert not contains_alien_number(text.replace("52", "12").replace("62", "12").replace("72", "12"))


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("0123456789-. <KORMF")))
def test_masking_any_text_keeps_its_length_and_settles(text: str) -> None:
    masked = mask_resident_numbers(text)
    assert len(masked) == len(text)
    assert contains_resident_number(text) == (masked != text)
    assert mask_resident_numbers(masked) == masked
    contains_alien_number(text)


def test_at_most_three_in_a_hundred_other_long_numbers_are_mistaken() -> None:
    chance = Random(4)
    mistaken = sum(contains_resident_number(f"{chance.randrange(10**13):013d}") for _ in range(20_000))
    assert 0.015 < mistaken / 20_000 < 0.03


def test_a_long_certificate_is_read_quickly_and_found_clean() -> None:
    assert not contains_resident_number("1 출국 2015-02-10 2 입국 2015-03-02 " * 20_000)


@pytest.mark.skipif(not STRINGS.exists(), reason="the shared sample folder is not beside this checkout")
def test_naughty_strings_are_no_numbers_and_break_nothing() -> None:
    for text in json.loads(STRINGS.read_text()):
        assert not contains_resident_number(text)
        assert mask_resident_numbers(text) == text
        assert contains_resident_number(text + " 900101-1234567")
