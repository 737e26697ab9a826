"""JSON that hides nothing: equal when parsed, inert when looked at."""

import json

from hypothesis import given
from hypothesis import strategies as st

from claims.store.inert_json import inert_json
from claims.store.inert_text import has_unseen

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_it_says_exactly_what_was_said(value: object) -> None:
    """Every value comes back, and the text itself holds nothing unseen and can be encoded, lone surrogates too."""
    written = inert_json(value)

    assert json.loads(written.encode()) == value
    assert not has_unseen(written)
    assert "\u2028" not in written


@given(st.integers(0, 0x10FFFF))
def test_every_character(number: int) -> None:
    written = inert_json(f"a{chr(number)}b")

    assert json.loads(written) == f"a{chr(number)}b"
    assert not has_unseen(written)


def test_honest_writing_stays_readable() -> None:
    for text in ("홍길동", "محمد عبد الله", "အောင်ဆန်း", "直骨门角", "👩‍⚖️", "சிறப்பு", "a\u200cb\u200fc"):
        assert inert_json(text) == f'"{text}"'
    assert inert_json("\u202e\u007f\U000e0041") == r'"\u202e\u007f\udb40\udc41"'
