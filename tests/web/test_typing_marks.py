"""What fingers, keyboards and clipboards do to an answer."""

import pytest

from claims.web.typing_marks import (
    has_bidi_override,
    has_control,
    is_no_sign,
    plain_number,
    showable,
    with_latin_digits,
)


@pytest.mark.parametrize("typed", ["٢٠١٥", "２０１５", "๒๐๑๕", "२०१५", "၂၀၁၅", "2015"])
def test_digits_of_every_script(typed: str) -> None:
    assert with_latin_digits(typed) == "2015"


@pytest.mark.parametrize("typed", [" 3 ", "3월", "3月", "3.", "\u200f٣\u200f", "３日"])
def test_a_figure_with_what_clings_to_it(typed: str) -> None:
    assert plain_number(typed) == "3"


def test_what_is_no_figure_stays() -> None:
    assert plain_number("March") == "March"
    assert plain_number("") == ""


def test_marks_that_deceive_are_seen() -> None:
    assert has_bidi_override("abc\u202egnp.exe")
    assert has_bidi_override("\u2067abc")
    assert not has_bidi_override("محمد\u200f An\u200d")
    assert has_control("a\x00b")
    assert has_control("a\nb")
    assert not has_control("a\nb", allowed="\n")
    assert not has_control("Nguyễn 王 محمد မောင်")


def test_places_that_hold_no_sign_are_known() -> None:
    assert all(is_no_sign(sign) for sign in "\ufffe\uffff\ufdd0\ufdef\U0001fffe\U0010ffff")
    assert not any(is_no_sign(sign) for sign in "a한\ufffd\ufdcf\ufdf0\ue000")


def test_what_no_page_can_carry_is_seen_and_not_shown_again() -> None:
    assert has_control("a\uffff")
    assert showable("a\x00\x1b\uffffb\r\n\tc") == "ab\r\n\tc"
