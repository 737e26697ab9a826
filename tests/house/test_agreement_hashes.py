"""Agreement texts never change, say the same in every language, and leave no English behind."""

import hashlib
import re
import unicodedata
from pathlib import Path

import pytest

from claims.model.vocabulary import AgreementCode as C
from claims.store.agreement_texts import AgreementText, load_agreements
from claims.store.office_texts import OFFICE_PAGES, load_office_texts
from claims.store.placeholders import placeholders_in

ROOT = Path(__file__).parents[2]
AGREEMENTS = ROOT / "templates" / "agreements"
PINNED = Path(__file__).with_name("agreement_hashes.txt")
LANGUAGES = ["ko", "zh-Hans", "ja", "vi", "ar"]
SCRIPTS = {
    "ko": "[가-힣]",
    "zh-Hans": "[一-鿿]",
    "ja": "[ぁ-ヿ一-鿿]",
    "vi": "[àáãăâđèéêìíĩòóõôơùúũưýạảấầẩậắặẻẽếềểễệỉịọỏốồổộớờởợụủứừửựỳỵỷỹ]",
    "ar": "[ء-ي]",
}
LOANS = {"cookie", "internet"}
ENGLISH = {
    "the",
    "and",
    "of",
    "you",
    "your",
    "with",
    "for",
    "will",
    "not",
    "claim",
    "claims",
    "lawyer",
    "lawyers",
    "law",
    "yes",
}

texts = load_agreements(AGREEMENTS, languages=["en", *LANGUAGES])
office = load_office_texts(ROOT / "templates" / "office", languages=["en", *LANGUAGES])


def by_key(text: AgreementText) -> dict[str, str]:
    """Every word of a text by its key, lists joined line by line."""
    return {key: words if isinstance(words, str) else "\n".join(words) for key, words in text.words().items()}


def without_names(words: str) -> str:
    """The words without what is in braces."""
    return re.sub(r"\{[a-z_]+\}", " ", words)


def check_language(words: str, *, language: str) -> None:
    """The words are in the script of the language, and no English word stands among them."""
    bare = without_names(words)
    if bare.strip():
        assert re.search(SCRIPTS[language], bare.lower()), f"not in {language}: {bare}"
    latin = {word.lower() for word in re.findall(r"[A-Za-z]{2,}", bare)} - LOANS
    assert not (latin & ENGLISH if language == "vi" else latin), f"English left in {language}: {bare}"


def test_no_text_that_was_shown_has_changed():
    pinned = dict(reversed(line.split("  ", 1)) for line in PINNED.read_text(encoding="ascii").splitlines())
    there = {
        path.relative_to(AGREEMENTS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in AGREEMENTS.glob("*/*/*.toml")
    }
    assert there == pinned, "an agreement was edited: make a new version instead, see templates/agreements/README.md"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", list(C))
def test_a_translation_states_the_same_keys_names_and_number_of_lines(code, language):
    english, other = texts.get(code, "en"), texts.get(code, language)
    assert other.important == english.important
    assert by_key(other).keys() == by_key(english).keys()
    for key, words in by_key(english).items():
        translated = by_key(other)[key]
        assert placeholders_in(translated) == placeholders_in(words), key
        assert translated.count("\n") == words.count("\n"), key
        assert translated != words or not without_names(words).strip(), key
        for line in translated.split("\n"):
            check_language(line, language=language)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_letters_are_composed_and_no_invisible_sign_hides_among_them(language):
    words = "".join("".join(by_key(texts.get(code, language)).values()) for code in C)
    words += "".join("".join(office.get(page, language).words()) for page in OFFICE_PAGES)
    assert unicodedata.is_normalized("NFC", words)
    assert not [sign for sign in words if unicodedata.category(sign) in {"Cf", "Co", "Cn"}]


@pytest.mark.parametrize("code", list(C))
def test_japanese_and_chinese_are_not_mixed_up(code):
    assert re.search("[ぁ-ヿ]", texts.get(code, "ja").plain)
    assert not re.search("[ぁ-ヿ]", "".join(by_key(texts.get(code, "zh-Hans")).values()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", OFFICE_PAGES)
def test_an_office_page_has_the_same_sections_and_no_english(page, language):
    english, other = office.get(page, "en"), office.get(page, language)
    assert [len(s.paragraphs) for s in other.sections] == [len(s.paragraphs) for s in english.sections]
    for words, translated in zip(english.words(), other.words(), strict=True):
        assert placeholders_in(translated) == placeholders_in(words)
        check_language(translated, language=language)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_clocks_years_and_telephone_numbers_are_the_same_everywhere(language):
    needed = {"about": "2021 2022 2026", "privacy": "29 20 35 10 72 118 1833-6972 14", "matching": "17 30"}
    for page, numbers in needed.items():
        shown = set(re.findall(r"\d+(?:-\d+)?", " ".join(office.get(page, language).words())))
        assert set(numbers.split()) <= shown, page


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_pages_that_an_agreement_names_carry_that_title(language):
    for page, code in [("about", C.C4), ("privacy", C.C1)]:
        quoted = re.search("[“「«](.+)[”」»]", texts.get(code, language).recipients[0])
        assert quoted is not None
        assert quoted[1] == office.get(page, language).title


@pytest.mark.parametrize("code", list(C))
def test_what_the_decree_wants_larger_is_marked(code):
    marked = set(texts.get(code, "ko").important)
    assert "retention" in marked, "Decree art. 17(3)3"
    if code in {C.C2, C.C3}:
        assert {"items", "recipients"} <= marked, (
            "Decree art. 17(3)2: sensitive information, passport and alien registration numbers"
        )
    if code in {C.C4, C.C5, C.C7, C.C8}:
        assert {"recipients", "purpose"} <= marked, "Decree art. 17(3)4"
    if code == C.C6:
        assert "purpose" in marked, "Decree art. 17(3)1: contact to promote"


def test_the_sentences_that_were_agreed_word_by_word_stand():
    assert texts.get(C.C8, "en").plain == (
        "If lawyers file for you, the Ministry of Justice will see your name, nationality, date of birth, trips and the "
        "address given to the court. You can say no and keep your claim here. If your stay in Korea is not settled, "
        "speak to us first."
    )
    about = " ".join(office.get("about", "en").words())
    assert (
        "In 2022 the privacy commission found this use lawful and fined the Ministry only for not publishing its "
        "contractors. In 2026 the Constitutional Court dismissed two complaints without deciding them. Nobody can "
        "promise money."
    ) in about
    assert "It has not said whose photos." in " ".join(office.get("matching", "en").words())
    assert "It is unaudited." in " ".join(office.get("sealing", "en").words())


@pytest.mark.parametrize("page", OFFICE_PAGES)
def test_an_office_page_stays_short(page):
    assert len(" ".join(office.get(page, "en").words()).split()) < 500
