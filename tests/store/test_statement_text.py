"""A statement as text and JSON: all of it, equal to what is stored, harmless to look at."""

import json
import unicodedata
from dataclasses import fields, replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from claims.model.paper import Statement, StatementTrip
from claims.store.inert_text import has_unseen
from claims.store.statement_text import statement_json, statement_text
from claims.web.paper_voice import PAPER_VOICE
from tests.paper_samples import WRITERS, sample_statement, sample_translation

FULL = sample_statement(
    "vi",
    harm="Tôi sợ.",
    helped_by="Ann",
    representative="Bà Hoa",
    relation="parent",
    translation=sample_translation(),
    party_number=7,
)


def text(statement: Statement, language: str = "") -> str:
    """The text with the catalogues that are offered."""
    words = PAPER_VOICE.statement(language or statement.language)
    return statement_text(statement, words=words, korean=PAPER_VOICE.statement("ko")).decode()


def read_back(raw: bytes) -> Statement:
    """The statement out of its JSON."""
    facts = json.loads(raw)
    assert facts.pop("format") == 1
    return TypeAdapter(Statement).validate_python(facts)


@pytest.mark.parametrize("language", WRITERS)
def test_the_account_stands_verbatim_in_every_script(language: str) -> None:
    statement = sample_statement(language)
    said = text(statement)

    assert unicodedata.normalize("NFC", statement.account) in said
    assert unicodedata.normalize("NFC", statement.name) in said
    assert unicodedata.is_normalized("NFC", said)
    assert read_back(statement_json(statement)) == statement


def test_every_fact_is_in_both() -> None:
    said, facts = text(FULL), json.loads(statement_json(FULL))
    told = FULL.translation
    assert told is not None

    assert set(facts) == {"format", *(one.name for one in fields(Statement))}
    for fact in (FULL.reference, FULL.name_latin, FULL.name_hangul, FULL.born, FULL.passport_number, FULL.address):
        assert fact in said
    for fact in (FULL.harm, FULL.helped_by, FULL.representative, told.account, told.translator, told.reviewer):
        assert fact in said
    assert "2026-11-20" in said
    assert "2026-11-22" in said
    assert "베트남" in said
    assert "갑 제1호증의 1" in said
    assert read_back(statement_json(FULL)) == FULL


def test_labels_are_said_in_korean_and_in_the_claimants_language() -> None:
    lines = text(FULL).splitlines()

    assert lines[0].startswith("진술서 / ")
    assert any(line.startswith("출입국 1 / ") for line in lines)
    assert text(sample_statement("ko")).splitlines()[0] == "진술서"


def test_a_missing_translation_is_said_to_follow() -> None:
    assert "추후" in text(sample_statement("vi"))
    assert "추후" not in text(sample_statement("ko"))
    assert "추후" not in text(replace(FULL, harm=""))


def test_what_a_representative_is_to_them_is_said_in_both_languages() -> None:
    assert "Bà Hoa (어머니 또는 아버지 / Mẹ hoặc cha)" in text(FULL)


def test_what_is_translated_in_part_says_of_the_rest_that_it_follows() -> None:
    (line,) = (line for line in text(FULL).splitlines() if "추후" in line)

    assert FULL.harm
    assert "영향" in line


def test_channels_that_differ_are_both_said() -> None:
    trip = StatementTrip(number=1, entered="none", exited="2015-03-02", channel_in="desk", channel_out="gate")
    said = text(replace(FULL, trips=(trip,)), "en")

    assert "an officer's desk → " in said
    assert "did not happen" in said
    assert "No trip was named." in text(replace(FULL, trips=()), "en")


def test_what_acts_unseen_is_written_out_and_flagged() -> None:
    hostile = replace(FULL, account="pay \u202e5102\u202c \x07 {{7*7}} <b>=1</b>", name="A\u2066B", harm="e\u0301")
    said, raw = text(hostile), statement_json(hostile).decode()

    assert "pay [U+202E]5102[U+202C] [U+0007] {{7*7}} <b>=1</b>" in said
    assert "A[U+2066]B" in said
    assert "é" in said
    assert "[U+XXXX]" in said
    assert "[U+XXXX]" not in text(FULL)
    assert not has_unseen(said)
    assert not has_unseen(raw)
    assert read_back(raw.encode()) == hostile


def test_nobody_answered_or_wrote() -> None:
    blank = Statement(reference="R", day=date(2026, 1, 1), sent=date(2026, 1, 2), language="en", name="")

    assert "Left blank" in text(blank)
    assert "in person" in text(replace(blank, in_person=True))
    assert read_back(statement_json(blank)) == blank


def test_the_same_statement_gives_the_same_bytes() -> None:
    assert statement_json(FULL) == statement_json(replace(FULL))
    assert text(FULL) == text(replace(FULL))
