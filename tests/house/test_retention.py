"""What the office's texts promise about keeping is what the rules do: a promise in words is kept by a number in code."""

import pytest

from claims.model.vocabulary import AgreementCode
from claims.rules.retention import CLAIM_WEEKS
from claims.store.agreement_texts import load_agreements
from claims.store.office_texts import OfficeTexts, load_office_texts
from claims.web.language import CLAIMANT_LANGUAGES
from tests.house.files import ROOT

WEEKS_A_YEAR = 52


def broken_promises(texts: OfficeTexts, *, weeks: int) -> list[str]:
    """Languages whose facts name another time than the rules keep."""
    return [tag for tag, facts in texts.facts_files.items() if facts.retention_years * WEEKS_A_YEAR != weeks]


@pytest.fixture(scope="module")
def texts() -> OfficeTexts:
    return load_office_texts(ROOT / "templates" / "office")


def test_every_language_promises_the_years_that_the_rules_keep(texts: OfficeTexts) -> None:
    assert set(texts.facts_files) == {language.tag for language in CLAIMANT_LANGUAGES}
    assert broken_promises(texts, weeks=CLAIM_WEEKS) == []


def test_another_promise_is_found(texts: OfficeTexts) -> None:
    facts = texts.facts_files["vi"].model_copy(update={"retention_years": 3})
    changed = OfficeTexts(texts=texts.texts, facts_files={**texts.facts_files, "vi": facts})

    assert broken_promises(changed, weeks=CLAIM_WEEKS) == ["vi"]
    assert set(broken_promises(texts, weeks=CLAIM_WEEKS + 1)) == set(texts.facts_files)


@pytest.mark.parametrize("language", [language.tag for language in CLAIMANT_LANGUAGES])
def test_whoever_agrees_reads_those_years(texts: OfficeTexts, language: str) -> None:
    """The first agreement, which nobody sends a claim without, says the number itself."""
    asked = load_agreements(ROOT / "templates" / "agreements").get(AgreementCode.C1, language)
    shown = asked.filled(texts.facts(language, office="Office", contact="office@example.org"))

    assert "{retention_years}" in asked.retention
    assert shown.retention == asked.retention.replace("{retention_years}", str(CLAIM_WEEKS // WEEKS_A_YEAR))
