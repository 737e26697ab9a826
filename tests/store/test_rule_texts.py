"""The words of the rules: those of the version that judged, and the numbers in them are the kernel's own."""

import re
from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.model.disclosure import EventRule
from claims.rules.dates import SEASONS, WIDENING
from claims.rules.matching import COLUMNS, RULE_VERSION
from claims.store.rule_texts import read_rule_text
from tests.paper_samples import TEMPLATES


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_rules_of_today_have_words(language: str) -> None:
    """A raised version without words would be a paper that does not say how it was judged."""
    text = read_rule_text(TEMPLATES, version=RULE_VERSION, language=language)
    sentences = text["sentences"]

    assert isinstance(sentences, list)
    assert len(sentences) == 6
    assert text["version"] == RULE_VERSION


def test_both_languages_say_the_same_things() -> None:
    korean, english = (read_rule_text(TEMPLATES, version=RULE_VERSION, language=tag) for tag in ("ko", "en"))

    assert korean.keys() == english.keys()
    for section in ("label", "input", "event", "population"):
        assert korean[section].keys() == english[section].keys()  # type: ignore[attr-defined]  # sections are tables


def test_every_event_and_every_input_has_a_word() -> None:
    text = read_rule_text(TEMPLATES, version=RULE_VERSION, language="ko")

    assert set(text["event"]) == set(EventRule.__args__)  # type: ignore[attr-defined,call-overload]  # a Literal's values, a table
    assert set(text["input"]) == set(COLUMNS) - {"record", "claimant"}  # type: ignore[call-overload]  # a table


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_numbers_are_those_of_the_kernel(language: str) -> None:
    """About 15 days, one month, three months of a season, one year; and Korea's seasons."""
    sentences = read_rule_text(TEMPLATES, version=RULE_VERSION, language=language)["sentences"]
    [said] = [one for one in sentences if "%" in one]  # type: ignore[attr-defined]  # a list of sentences
    numbers = [int(number) for number in re.findall(r"\d+", said)]

    assert numbers[:4] == [WIDENING.days, WIDENING.months, WIDENING.season_months, WIDENING.years]
    if language == "ko":
        # Spring, summer and autumn by first and last month; winter is January, February and December.
        assert numbers[4:10] == [month for season in (21, 22, 23) for month in SEASONS[season][0]]
        assert numbers[10:] == [1, 2, 12]
        assert SEASONS[24] == ((1, 2), (12, 12))


def test_a_version_whose_words_were_not_kept_says_nothing() -> None:
    assert read_rule_text(TEMPLATES, version=1, language="ko")["sentences"] == []


def test_another_language_reads_english() -> None:
    vietnamese = read_rule_text(TEMPLATES, version=RULE_VERSION, language="vi")

    assert vietnamese == read_rule_text(TEMPLATES, version=RULE_VERSION, language="en")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "match_rule_ko.toml").write_text("[label\n")

    with pytest.raises(StartRefused, match=r"match_rule_ko\.toml"):
        read_rule_text(tmp_path, version=2, language="ko")
