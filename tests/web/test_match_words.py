"""Words of the match explanation: every code has some, and none says that a photo was used."""

from enum import StrEnum
from string import Formatter

import pytest

from claims.model.vocabulary import Result, Strength
from claims.store.paper_days import day_in_words
from claims.web.language import OFFICE_LANGUAGES, Language, gettext, speaking
from claims.web.match_words import match_words
from tests.paper_samples import as_written

ENGLISH = match_words(as_written)
# Codes that stand in the registry and in the kernel's answers have their words proven in tests/house/test_wording.py.


def blanks(sentence: str) -> set[str]:
    """The names of the places in a sentence that the paper fills."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize(("kind", "codes"), [("result", Result), ("strength", Strength)])
def test_every_result_and_strength_is_said(kind: str, codes: type[StrEnum]) -> None:
    assert [code for code in codes if not ENGLISH.get(f"{kind}.{code}", "").strip()] == []


@pytest.mark.parametrize("language", OFFICE_LANGUAGES, ids=lambda one: one.tag)
def test_each_language_of_the_office_says_every_sentence_with_the_same_blanks(language: Language) -> None:
    with speaking(language.tag):
        said = match_words(gettext)

    assert said.keys() == ENGLISH.keys()
    assert {code: blanks(text) for code, text in said.items()} == {code: blanks(text) for code, text in ENGLISH.items()}
    assert [code for code, text in said.items() if not text.strip()] == []


def test_counsel_in_korea_reads_korean() -> None:
    with speaking("ko"):
        said = match_words(gettext)

    assert [code for code in ("title", "for_counsel", "verdict.meaning", "result.inside") if said[code].isascii()] == []


def test_it_says_ranges_and_never_that_a_photo_was_used() -> None:
    assert "has not said whose photos" in ENGLISH["verdict.meaning"]
    assert "Never file" in ENGLISH["for_counsel"]
    assert [text for text in ENGLISH.values() if "your photo" in text.lower() or "was used" in text.lower()] == []


def test_partly_known_days_have_their_words_here_too() -> None:
    """The same paper names days, so it brings every word that a day may need."""
    for edtf in (None, "none", "2010?", "2010~", "2010%", "2010/2011", "2011-21", "2011-22", "2011-23", "2011-24"):
        assert day_in_words(edtf, ENGLISH) != day_in_words(edtf, {})
