"""Which language is spoken, and how a word is said in it."""

from gettext import NullTranslations

import pytest
from flask import Flask

from claims.web import language
from claims.web.language import (
    CLAIMANT_LANGUAGES,
    ENGLISH,
    current_language,
    gettext,
    guessed_language,
    language_of,
    lazy_gettext,
    ngettext,
    speaking,
)


class Shouting(NullTranslations):
    """A catalogue that can be heard: the locale before every message."""

    def __init__(self, locale: str) -> None:
        super().__init__()
        self.locale = locale

    def gettext(self, message: str) -> str:
        return f"{self.locale}:{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{self.locale}:{msgid1 if n == 1 else msgid2}"


@pytest.fixture
def shouting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every language answers with its own name in front."""
    monkeypatch.setattr(language, "words_of", Shouting)


def test_tags_and_directions_of_the_offered_languages() -> None:
    assert [one.tag for one in CLAIMANT_LANGUAGES] == ["ko", "en", "zh-Hans", "ja", "vi", "ar"]
    assert {one.tag for one in CLAIMANT_LANGUAGES if one.direction == "rtl"} == {"ar"}
    assert [str(one.cldr) for one in CLAIMANT_LANGUAGES] == ["ko", "en_GB", "zh_Hans", "ja", "vi", "ar"]
    assert all(one.cldr.text_direction == one.direction for one in CLAIMANT_LANGUAGES)


def test_only_the_exact_tag_is_a_language() -> None:
    assert language_of("zh-Hans") is CLAIMANT_LANGUAGES[2]
    assert language_of("zh-hans") is None
    assert language_of("") is None


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("vi", "vi"),
        ("zh-CN,zh;q=0.9", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("ar-EG", "ar"),
        ("xx, ja;q=0.5, en;q=0.4", "ja"),
        ("en;q=0, ar;q=0.1", "ar"),
        ("xx", "ko"),
        ("", "ko"),
        ("*", "ko"),
    ],
)
def test_guess_from_what_the_browser_asks_for(house: Flask, asked: str, tag: str) -> None:
    with house.test_request_context("/", headers={"Accept-Language": asked}):
        assert guessed_language().tag == tag


def test_outside_a_page_english_is_spoken_unless_told(shouting: None) -> None:
    assert current_language() is ENGLISH
    with speaking("vi") as spoken:
        assert spoken.tag == "vi"
        assert gettext("Hello %(name)s", name="An") == "vi:Hello An"
        with speaking("ar"):
            assert gettext("Hello") == "ar:Hello"
        assert gettext("Hello") == "vi:Hello"
    assert gettext("Hello") == "en:Hello"


def test_unknown_tag_speaks_english() -> None:
    with speaking("tlh") as spoken:
        assert spoken is ENGLISH


def test_numbers_choose_the_form(shouting: None) -> None:
    with speaking("ja"):
        assert ngettext("%(num)s file", "%(num)s files", 1) == "ja:1 file"
        assert ngettext("%(num)s file of %(all)s", "%(num)s files of %(all)s", 3, all=9) == "ja:3 files of 9"


def test_a_lazy_word_is_said_anew_each_time(shouting: None) -> None:
    word = lazy_gettext("Trip of %(year)s", year=2015)
    with speaking("ko"):
        assert str(word) == "ko:Trip of 2015"
    with speaking("ar"):
        assert str(word) == "ar:Trip of 2015"


def test_the_empty_message_is_not_the_head_of_a_catalogue() -> None:
    assert gettext("") == ""
