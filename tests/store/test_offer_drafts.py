"""Drafts of offers and the words of signing say the same in every language: same keys, same places to fill in, own script."""

import re
import tomllib
import unicodedata
from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.model.offer import OFFER_TEXTS, SELECTION_TEXT
from claims.rules.offers import PLACEHOLDERS
from claims.store.offer_drafts import read_offer_drafts

TEMPLATES = Path(__file__).parents[2] / "templates"
SCRIPTS = {
    "ko": {"HANGUL"},
    "en": {"LATIN"},
    "zh-Hans": {"CJK"},
    "ja": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "vi": {"LATIN"},
    "ar": {"ARABIC"},
    "th": {"THAI"},
}
# A character set of one writing alone: a Chinese sign in Japanese, or a traditional one, cannot be written in it.
OWN_SIGNS = {"zh-Hans": "gb2312", "ja": "shift_jis", "ko": "euc_kr"}
PLACES = {
    "drafts": "offers/drafts/{language}.toml",
    "signing copy": "papers/words/signing_copy_{language}.toml",
    "beside": "papers/words/court_powers_{language}_beside.toml",
}
FILES = [(kind, language) for kind in PLACES for language in SCRIPTS if (kind, language) != ("beside", "ko")]


def words(kind: str, language: str) -> dict[str, str]:
    """Every text of a file by "section.key"."""
    path = TEMPLATES / PLACES[kind].format(language=language)
    sections = tomllib.loads(path.read_text(encoding="utf-8"))
    return {f"{section}.{key}": text for section, texts in sections.items() for key, text in texts.items()}


def strangers(text: str, language: str) -> list[str]:
    """Characters of a text that its language is not written in; placeholders aside."""
    plain = re.sub(r"\{\w+\}", "", text)
    letters = [sign for sign in plain if unicodedata.category(sign)[0] in "LMC" and sign != "\n"]
    own = OWN_SIGNS.get(language, "utf-8")
    return [
        sign
        for sign in letters
        if unicodedata.name(sign, "?").split()[0] not in SCRIPTS[language] or not sign.encode(own, "ignore")
    ]


@pytest.mark.parametrize(("kind", "language"), FILES)
def test_every_language_says_the_same(kind: str, language: str) -> None:
    here, english = words(kind, language), words(kind, "en")

    assert list(here) == list(english)
    for key, text in here.items():
        assert text.strip() == text != "", key
        assert sorted(re.findall(r"\{.*?\}", text)) == sorted(re.findall(r"\{.*?\}", english[key])), key
        # The same articles of the law are named.
        assert sorted(re.findall(r"\d{2,}", text)) == sorted(re.findall(r"\d{2,}", english[key])), key


@pytest.mark.parametrize(("kind", "language"), FILES)
def test_no_letter_of_another_script_slipped_in(kind: str, language: str) -> None:
    for key, text in words(kind, language).items():
        assert strangers(text, language) == [], key
        assert unicodedata.normalize("NFC", text) == text, key


def test_a_slip_would_be_seen() -> None:
    assert strangers("请求 請 の", "zh-Hans") == ["請", "の"]
    assert strangers("請求 请", "ja") == ["请"]
    assert strangers("lоser \u200f", "en") == ["о", "\u200f"]


def test_the_drafts_are_what_an_offer_needs_and_call_themselves_drafts() -> None:
    folder = TEMPLATES / "offers/drafts"
    drafts = read_offer_drafts(folder)

    assert set(drafts) == set(SCRIPTS)
    for language, texts in drafts.items():
        assert (folder / f"{language}.toml").read_text(encoding="utf-8").startswith("# ")
        assert list(texts) == [*OFFER_TEXTS, SELECTION_TEXT]
        assert {name for each in texts.values() for name in re.findall(r"\{(\w+)\}", each.text)} == PLACEHOLDERS
        assert not any("{" in each.title or each.sign_off for each in texts.values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[ngo]", "[ngos]"),
        ("{firm}", "{firma}"),
        ("title =", "titel ="),
        ('title = "If we lose"', "title = 1"),
        ("[fee]", "["),
    ],
)
def test_a_draft_that_cannot_be_used_is_named(tmp_path: Path, old: str, new: str) -> None:
    text = (TEMPLATES / "offers/drafts/en.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "en.toml").write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(StartRefused, match=r"en\.toml: (a|the) draft"):
        read_offer_drafts(tmp_path)
