"""The voice of papers: whoever makes papers without a page speaks each offered language, and English where none is."""

import pytest

from claims.web.language import CLAIMANT_LANGUAGES, Language, gettext, speaking
from claims.web.match_words import match_words
from claims.web.paper_voice import PAPER_VOICE, PaperVoice
from claims.web.paper_words import proof_words, statement_words


@pytest.mark.parametrize("language", CLAIMANT_LANGUAGES, ids=lambda one: one.tag)
def test_each_offered_language_is_spoken(language: Language) -> None:
    voice = PaperVoice()
    with speaking(language.tag):
        statement, proof = statement_words(gettext, language=language.tag), proof_words(gettext)
        match = match_words(gettext)

    assert dict(voice.statement(language.tag)) == statement
    assert dict(voice.proof(language.tag)) == proof
    assert dict(voice.match(language.tag)) == match
    assert (voice.proof(language.tag) == voice.proof("en")) == (language.tag == "en")


@pytest.mark.parametrize("unknown", ["th", "tlh", "", "zh-hans", "zh_Hans", "../ko"])
def test_a_language_that_is_not_offered_speaks_english(unknown: str) -> None:
    voice = PaperVoice()

    assert voice.statement(unknown) is voice.statement("en")
    assert voice.match(unknown) is voice.match("en")
    assert voice.proof(unknown) is voice.proof("en")
    assert voice.proof(unknown)["title"] == "Proof of receipt"


def test_the_language_of_the_moment_neither_colours_a_paper_nor_is_changed_by_one() -> None:
    voice = PaperVoice()
    with speaking("ar"):
        here = gettext("Proof of receipt")
        korean = voice.proof("ko")["title"]
        assert gettext("Proof of receipt") == here
    with speaking("ko"):
        assert gettext("Proof of receipt") == korean != here


def test_words_are_made_once_for_each_paper_and_language() -> None:
    voice = PaperVoice()

    assert voice.statement("vi") is voice.statement("vi")
    assert voice.statement("vi") is not voice.statement("ko")
    assert voice.statement("vi").keys() != voice.match("vi").keys()
    assert isinstance(PAPER_VOICE, PaperVoice)
