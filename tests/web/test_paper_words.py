"""Words of a claimant's own papers: every code has some, in each language, with the blanks that the paper fills."""

from collections.abc import Callable
from string import Formatter

import pytest

from claims.model.claim_file import ConsentStatement
from claims.model.vocabulary import AgreementCode, Answer, Capacity, Channel, EvidenceKind
from claims.web.language import CLAIMANT_LANGUAGES, Language, gettext, speaking
from claims.web.paper_words import country_words, port_words, proof_words, statement_words
from tests.paper_samples import as_written

Words = dict[str, str]
PAPERS: dict[str, Callable[[Callable[..., str], str], Words]] = {
    "proof": lambda said, tag: proof_words(said),
    "statement": lambda said, tag: statement_words(said, language=tag),
}
ANSWERED = [name for name, field in ConsentStatement.model_fields.items() if "Answer" in str(field.annotation)]
CODES = [
    ("statement", "question", ANSWERED),
    ("statement", "answer", [*Answer, "blank"]),
    ("statement", "channel", Channel),
    ("statement", "capacity", Capacity),
    ("proof", "kind", EvidenceKind),
    ("proof", "agreement", AgreementCode),
    ("proof", "answer", [*Answer, "blank"]),
    ("proof", "account", ["given", "in_person", "blank"]),
]


def blanks(sentence: str) -> set[str]:
    """The names of the places in a sentence that the paper fills."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def sentences(words: Words) -> Words:
    """Without the long lists of names, where each language writes what it likes."""
    return {code: text for code, text in words.items() if not code.startswith(("country.", "port.", "language."))}


@pytest.mark.parametrize(("paper", "kind", "codes"), CODES)
def test_every_code_of_the_vocabulary_is_said(paper: str, kind: str, codes: list[str]) -> None:
    words = PAPERS[paper](as_written, "en")

    assert codes
    assert [code for code in codes if not words.get(f"{kind}.{code}", "").strip()] == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("language", CLAIMANT_LANGUAGES, ids=lambda one: one.tag)
def test_each_language_says_every_sentence_with_the_same_blanks(language: Language, paper: str) -> None:
    with speaking(language.tag):
        said = PAPERS[paper](gettext, language.tag)
    english = PAPERS[paper](as_written, "en")

    assert said.keys() == english.keys()
    assert [code for code, text in said.items() if not text.strip()] == []
    assert {code: blanks(text) for code, text in sentences(said).items()} == {
        code: blanks(text) for code, text in sentences(english).items()
    }


@pytest.mark.parametrize("language", [one for one in CLAIMANT_LANGUAGES if one.tag != "en"], ids=lambda one: one.tag)
def test_the_warnings_of_the_proof_are_in_the_claimants_language(language: Language) -> None:
    english = proof_words(as_written)
    with speaking(language.tag):
        said = proof_words(gettext)

    warnings = [code for code in english if code.startswith(("warning.", "next.")) or code == "carry"]
    assert len(warnings) == 9
    assert [code for code in warnings if said[code] == english[code]] == []


def test_the_proof_never_says_that_something_was_filed() -> None:
    said = proof_words(as_written)

    assert said["warning.not_a_lawsuit"] == "This is not a lawsuit."
    assert [code for code, text in said.items() if "filed" in text.lower()] == ["next.filed"]
    assert [code for code, text in said.items() if "photo" in text.lower() or "artificial" in text.lower()] == []


def test_countries_ports_and_languages_are_named_in_the_language_of_the_paper() -> None:
    korean, arabic = statement_words(as_written, language="ko"), statement_words(as_written, language="ar")

    assert (korean["country.VNM"], korean["language.vi"]) == ("베트남", "베트남어")
    assert arabic["country.VNM"] == "فيتنام"
    assert korean["port.ICN"] not in ("ICN", arabic["port.ICN"])
    assert {f"language.{one.tag}" for one in CLAIMANT_LANGUAGES} <= korean.keys()


def test_a_language_without_pages_names_countries_and_ports_in_english() -> None:
    assert country_words("th") == country_words("en")
    assert port_words("th") == port_words("en")
