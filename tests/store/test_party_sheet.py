"""The party list as spreadsheet: the same bytes, no cell that runs."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from claims.store.court_terms import read_court_terms
from claims.store.party_sheet import COLUMNS, party_csv, party_xlsx
from claims.web.paper_words import country_words
from tests.paper_samples import TEMPLATES, sample_parties

WORDS = read_court_terms(TEMPLATES) | country_words("ko")
HOSTILE = [
    "=1+1",
    "+82 2",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "https://evil.example",
    '=cmd|" /C calc"!A0',
    "mailto:a@b",
]


def test_every_text_in_the_workbook_is_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(party_xlsx(sample_parties(*HOSTILE), words=WORDS)))
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == [WORDS[f"party_list.{column}"] for column in COLUMNS]
    names = [row[COLUMNS.index("name")] for row in sheet.iter_rows(min_row=2)]
    assert [cell.data_type for cell in names] == ["s"] * len(HOSTILE)
    assert [str(cell.value).strip() for cell in names] == [name.strip() for name in HOSTILE]
    assert all(cell.hyperlink is None for cell in names)
    assert sheet.cell(2, COLUMNS.index("amount") + 1).value == 3_000_000
    assert sheet.cell(2, COLUMNS.index("nationality_trips") + 1).value == "베트남 (VNM), 미국 (USA)"


def test_the_same_list_gives_the_same_bytes() -> None:
    parties = sample_parties("Nguyễn", "محمد")
    assert party_xlsx(parties, words=WORDS) == party_xlsx(parties, words=WORDS)
    later = replace(parties, day=parties.day.replace(day=23))
    assert party_xlsx(later, words=WORDS) != party_xlsx(parties, words=WORDS)


def test_the_csv_round_trips_and_starts_no_formula() -> None:
    text = party_csv(sample_parties(*HOSTILE, 'Nguyễn, "x"\ny'), words=WORDS).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    names = [row[WORDS["party_list.name"]] for row in rows]
    assert names[-1] == 'Nguyễn, "x"\ny'
    for given, written in zip(HOSTILE, names, strict=False):
        assert written.lstrip("'") == given
        assert written[0] not in "=+-@\t＝"
    assert text.count("\r\n") == len(rows) + 1


@pytest.mark.parametrize("amount", [None, 0, 10])
def test_amounts_are_numbers_or_blank(amount: int | None) -> None:
    parties = sample_parties("x")
    parties = replace(parties, rows=(replace(parties.rows[0], amount=amount),))
    book = openpyxl.load_workbook(io.BytesIO(party_xlsx(parties, words=WORDS)))
    sheet = book.active
    assert sheet is not None
    assert sheet.cell(2, COLUMNS.index("amount") + 1).value == amount


def test_acting_characters_are_written_out() -> None:
    assert b"A[U+202E]B" in party_csv(sample_parties("A\u202eB"), words=WORDS)
