"""One party in words: countries by name, each once for all trips; amounts readable or blank; what acts unseen written out."""

from dataclasses import replace

import pytest

from claims.store.court_terms import read_court_terms
from claims.store.party_sheet import COLUMNS, row_in_words
from claims.web.paper_words import country_words
from tests.paper_samples import TEMPLATES, sample_parties

WORDS = read_court_terms(TEMPLATES) | country_words("ko")
[ROW] = sample_parties("Nguyễn")


def test_every_column_is_said() -> None:
    assert tuple(row_in_words(ROW, words=WORDS)) == COLUMNS


def test_countries_are_named_once_with_their_code() -> None:
    said = row_in_words(replace(ROW, nationality_during="", nationality_now="QQQ"), words=WORDS)

    assert said["nationality_trips"] == "베트남 (VNM), 미국 (USA)"
    assert (said["nationality_during"], said["nationality_now"]) == ("", "QQQ")


@pytest.mark.parametrize(("amount", "said"), [(None, ""), (0, "0"), (3_000_000, "3,000,000")])
def test_amounts_are_readable_or_blank(amount: int | None, said: str) -> None:
    assert row_in_words(replace(ROW, amount=amount), words=WORDS)["amount"] == said


def test_the_power_is_said_in_words() -> None:
    assert row_in_words(ROW, words=WORDS)["power"] == "추후 제출"
    assert row_in_words(replace(ROW, power="signed"), words=WORDS)["power"] == "제출"


def test_acting_characters_are_written_out() -> None:
    assert row_in_words(replace(ROW, name="A\u202eB"), words=WORDS)["name"] == "A[U+202E]B"
