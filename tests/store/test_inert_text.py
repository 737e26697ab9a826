"""Inert text: what acts unseen is written out, what belongs to honest writing stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.store.inert_text import has_unseen, inert, inert_all


@pytest.mark.parametrize(
    "honest",
    [
        "می‌خواهم\u200f سلام\u200b",
        "क्ष\u200dा",
        "\u061c١٢",
        "응우옌 티린\n\tM1234567",
        "#eval(1) *b* $x$ <l> @r {{ 7*7 }}",
    ],
)
def test_honest_writing_stays(honest: str) -> None:
    assert inert(honest) == honest
    assert not has_unseen(honest)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2015\u202e2015", "2015[U+202E]2015"),
        ("A\u2066B\u2069", "A[U+2066]B[U+2069]"),
        ("\ud800\ufeff\U000e0041", "[U+D800][U+FEFF][U+E0041]"),
        ("a\x00b\x1b[31m\x7f", "a[U+0000]b[U+001B][31m[U+007F]"),
        ("\x85x\x9b", "\nx[U+009B]"),
        ("\u202a\u202b\u202c\u202d", "[U+202A][U+202B][U+202C][U+202D]"),
        ("\u206a\u206f\ufff9\ufffb", "[U+206A][U+206F][U+FFF9][U+FFFB]"),
        ("\ufdd0\ufdef\ufffe\uffff", "[U+FDD0][U+FDEF][U+FFFE][U+FFFF]"),
        ("\U000e0001\U000e007f\udfff", "[U+E0001][U+E007F][U+DFFF]"),
    ],
)
def test_what_acts_unseen_is_shown_by_number(typed: str, shown: str) -> None:
    assert inert(typed) == shown
    assert has_unseen(typed)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_every_line_end_is_one_line_end_and_no_alarm(end: str) -> None:
    assert inert(f"a{end}b") == "a\nb"
    assert not has_unseen(f"a{end}b")


@given(st.text())
def test_nothing_unseen_is_left_and_a_second_time_changes_nothing(typed: str) -> None:
    shown = inert(typed)

    assert not has_unseen(shown)
    assert inert(shown) == shown


def test_texts_are_found_however_deep_and_nothing_else_is_touched() -> None:
    paper = {"name": "a\u202e", "rows": ({"says": ["b\x07"]}, 3), "none": None, "yes": True}

    assert inert_all(paper) == {"name": "a[U+202E]", "rows": [{"says": ["b[U+0007]"]}, 3], "none": None, "yes": True}
