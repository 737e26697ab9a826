"""The firms that C4 names, by the hash of the words as shown: today's list, and the list before the last firm was added."""

from claims.model.vocabulary import AgreementCode
from claims.settings import ROOT
from claims.store.agreement_texts import AgreementTexts, load_agreements
from claims.store.named_firms import named_firms
from claims.store.office_texts import OfficeTexts, load_office_texts

TEXTS: AgreementTexts = load_agreements(ROOT / "templates" / "agreements")
OFFICES: OfficeTexts = load_office_texts(ROOT / "templates" / "office")
OFFICE = {"office": "Clinic", "contact": "clinic@example.org"}


def shown(language: str, *, firms: str, code: AgreementCode = AgreementCode.C4) -> str:
    """The hash that a claim keeps when these words were on its page."""
    facts = OFFICES.facts(language, firms=firms, **OFFICE)
    return TEXTS.get(code, language).filled(facts).shown_sha256


def test_the_words_of_every_language_name_the_firms() -> None:
    named = named_firms(TEXTS, OFFICES, firms="Firm One; Firm Two", **OFFICE)

    assert {named[shown(language, firms="Firm One; Firm Two")] for language in ("ko", "en", "vi", "ar")} == {
        "Firm One; Firm Two"
    }


def test_words_from_before_a_firm_was_added_name_the_firms_of_then() -> None:
    """Nobody who agreed to Firm One is asked again before Firm One may have the claim; Firm Two is not named to them."""
    named = named_firms(TEXTS, OFFICES, firms="Firm One; Firm Two", **OFFICE)

    assert named[shown("vi", firms="Firm One")] == "Firm One"
    assert shown("vi", firms="Firm Two") not in named
    assert shown("vi", firms="Firm One; Firm Three") not in named


def test_words_of_another_agreement_or_office_name_nobody() -> None:
    named = named_firms(TEXTS, OFFICES, firms="Firm One", **OFFICE)

    assert shown("vi", firms="Firm One", code=AgreementCode.C8) not in named
    other = named_firms(TEXTS, OFFICES, office="Another", contact="x@example.org", firms="Firm One")
    assert not named.keys() & other.keys()
