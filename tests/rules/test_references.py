"""References and receipt codes: read as people write them, and a slip is noticed before anything is looked up."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.rules.references import (
    ALPHABET,
    CODE_LENGTH,
    REFERENCE_LENGTH,
    check_text,
    cleaned,
    grouped,
    with_check,
)

CODES = st.text(ALPHABET, min_size=CODE_LENGTH - 1, max_size=CODE_LENGTH - 1).map(with_check)


def accepted(typed: str) -> bool:
    """Whether it could be a receipt's code."""
    try:
        check_text(typed, length=CODE_LENGTH)
    except NotValid:
        return False
    return True


def test_known_check_characters() -> None:
    """Fixed by paper: receipts that were printed keep being right."""
    assert with_check("0123456") == "0123456H"
    assert with_check("0123456789ABCDEFGHJKMNP") == "0123456789ABCDEFGHJKMNPG"


@given(CODES)
def test_every_single_wrong_character_is_noticed(code: str) -> None:
    """At each of 24 places, each of 31 other characters."""
    assert accepted(code)
    for place, right in enumerate(code):
        for wrong in ALPHABET:
            if wrong != right:
                assert not accepted(code[:place] + wrong + code[place + 1 :])


def test_nearly_every_swap_of_neighbours_is_noticed() -> None:
    """99 of 100, counted over thirty thousand swaps."""
    chance, missed, swaps = random.Random(7), 0, 0
    while swaps < 30_000:
        code = with_check("".join(chance.choices(ALPHABET, k=CODE_LENGTH - 1)))
        for place in range(CODE_LENGTH - 1):
            if code[place] != code[place + 1]:
                swaps += 1
                missed += accepted(code[:place] + code[place + 1] + code[place] + code[place + 2 :])

    assert missed / swaps < 0.01


@given(CODES)
def test_a_code_is_read_as_people_write_it(code: str) -> None:
    """Small letters, groups, spaces, full-width forms, letters for digits, digits of other scripts."""
    wide = "".join(chr(ord(c) + 0xFEE0) for c in code)
    arabic = code.translate({ord("0") + n: 0x660 + n for n in range(10)})

    for typed in (code.lower(), grouped(code), f"  {grouped(code)} ", code.replace("-", " "), wide, arabic):
        assert check_text(typed, length=CODE_LENGTH) == code
    assert cleaned(code.replace("0", "O").replace("1", "l")) == code


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "code_length"),
        ("7K3M", "code_length"),
        ("0" * 25, "code_length"),
        ("0123456X", "code_mistyped"),
        ("012345\u4e00H", "code_mistyped"),
        ("'; DROP", "code_length"),
    ],
)
def test_what_cannot_be_a_reference_says_why(typed: str, reason: str) -> None:
    """Refused in words that a door knows, before any look-up."""
    with pytest.raises(NotValid) as refused:
        check_text(typed, length=REFERENCE_LENGTH)
    assert refused.value.reason == reason


@given(st.text(max_size=40))
def test_nonsense_is_refused_and_nothing_else(typed: str) -> None:
    """Whatever is typed: a text of the alphabet comes back, or a NotValid."""
    try:
        text = check_text(typed, length=REFERENCE_LENGTH)
    except NotValid:
        return
    assert set(text) <= set(ALPHABET)
    assert len(text) == REFERENCE_LENGTH
