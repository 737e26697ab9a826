"""Texts that exist in some languages only: the reader's own, else English, else Korean, and which one it is."""

import pytest

from claims.web.fallbacks import spoken
from claims.web.language import speaking


@pytest.mark.parametrize(
    ("language", "words", "text", "elsewhere"),
    [
        ("vi", {"vi": "a", "en": "b", "ko": "c"}, "a", None),
        ("vi", {"en": "b", "ko": "c"}, "b", "en"),
        ("vi", {"ko": "c", "ja": "d"}, "c", "ko"),
        ("vi", {"vi": "", "ko": "c"}, "c", "ko"),
        ("ko", {"en": "b"}, "b", "en"),
        ("en", {"ko": "c"}, "c", "ko"),
        ("en", {"en": "b"}, "b", None),
        ("en", {}, "", None),
    ],
)
def test_a_text_is_found_and_its_language_named_where_it_is_another(
    language: str, words: dict[str, str], text: str, elsewhere: str | None
):
    with speaking(language):
        found = spoken(words)
    assert found.text == text
    assert (found.elsewhere.tag if found.elsewhere else None) == elsewhere
