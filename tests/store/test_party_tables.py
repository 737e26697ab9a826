"""The party list as spreadsheet, streamed and laid out as counsel's own: the same bytes, no cell that runs, totals apart."""

import csv
import io
from dataclasses import replace

import openpyxl

from claims.model.court_paper import PartyRow
from claims.store.court_terms import read_court_terms
from claims.store.party_mapping import MappedColumn, PartyMapping, read_party_mapping
from claims.store.party_sheet import COLUMNS
from claims.store.party_tables import party_csv_stream, party_xlsx_stream
from tests.court_paper_samples import COSTS, COUNTRIES, party_rows
from tests.paper_samples import TEMPLATES

WORDS = read_court_terms(TEMPLATES) | COUNTRIES
OURS = read_party_mapping(TEMPLATES / "tables" / "party_mapping.toml")
THEIRS = PartyMapping(
    column=(
        MappedColumn(fact="name_hangul", title="성명", letter="B"),
        MappedColumn(title="전화"),
        MappedColumn(fact="amount", title="청구금액"),
        MappedColumn(fact="number", letter="A"),
    )
)
HOSTILE = ["=1+1", "+82 2", "-1", "@SUM(A1)", "\t=1", "＝1+1", '=cmd|" /C calc"!A0', "mailto:a@b", 'Nguyễn, "x"\ny']


def hostile_rows() -> list[PartyRow]:
    return [replace(row, name=name) for row, name in zip(party_rows(len(HOSTILE)), HOSTILE, strict=True)]


def as_csv(rows: list[PartyRow], mapping: PartyMapping = OURS) -> str:
    return b"".join(party_csv_stream(rows, mapping=mapping, words=WORDS)).decode("utf-8-sig")


def as_book(rows: list[PartyRow], mapping: PartyMapping = OURS) -> openpyxl.Workbook:
    made = b"".join(party_xlsx_stream(rows, mapping=mapping, words=WORDS, table=COSTS))
    return openpyxl.load_workbook(io.BytesIO(made))


def test_the_csv_round_trips_and_starts_no_formula() -> None:
    text = as_csv(hostile_rows())
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    names = [row[WORDS["party_list.name"]] for row in read]

    assert names[-1] == HOSTILE[-1]
    for given, written in zip(HOSTILE, names, strict=True):
        assert written.lstrip("'") == given
        assert written[0] not in "=+-@\t＝"
    assert text.count("\r\n") == len(read) + 1


def test_the_csv_leaves_in_pieces() -> None:
    pieces = list(party_csv_stream(party_rows(1200), mapping=OURS, words=WORDS))
    assert len(pieces) == 3
    assert b"".join(pieces).count(b"\r\n") == 1201


def test_the_workbook_has_our_columns_and_nothing_that_runs() -> None:
    sheet = as_book(hostile_rows()).worksheets[0]
    at = COLUMNS.index("name")

    assert [cell.value for cell in sheet[1]] == [WORDS[f"party_list.{column}"] for column in COLUMNS]
    assert [row[at].value for row in sheet.iter_rows(min_row=2)] == HOSTILE
    assert all(row[at].data_type in ("s", "inlineStr") for row in sheet.iter_rows(min_row=2))
    assert sheet.cell(2, COLUMNS.index("amount") + 1).value == 3_000_000
    assert sheet.cell(2, COLUMNS.index("nationality_trips") + 1).value == "베트남 (VNM), 미국 (USA)"


def test_counsels_own_layout_is_followed_in_both() -> None:
    rows = party_rows(1)
    assert as_csv(rows, THEIRS).splitlines() == ["번호,성명,전화,청구금액", "1,응우옌 티 흐엉,,3000000"]
    sheet = as_book(rows, THEIRS).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["번호", "성명", "전화", "청구금액"],
        [1, "응우옌 티 흐엉", None, 3_000_000],
    ]
    untitled = THEIRS.model_copy(update={"title_row": False})
    assert len(as_csv(rows, untitled).splitlines()) == 1


def test_totals_are_on_a_sheet_of_their_own() -> None:
    rows = party_rows(2)
    rows[1] = replace(rows[1], amount=None)
    totals = {row[0].value: row[1].value for row in as_book(rows).worksheets[1].iter_rows()}

    assert totals[WORDS["costs.value"]] == 3_000_000
    assert totals[WORDS["costs.unknown"]] == 1
    assert totals[WORDS["costs.stamp"]] == 15_000
    assert WORDS["costs.not_sure"] in totals


def test_the_same_rows_give_the_same_bytes() -> None:
    made = [b"".join(party_xlsx_stream(party_rows(3), mapping=OURS, words=WORDS, table=COSTS)) for _ in range(2)]
    assert made[0] == made[1]


def test_acting_characters_are_written_out() -> None:
    assert "A[U+202E]B" in as_csv([replace(party_rows(1)[0], name="A\u202eB")])


def test_without_a_table_of_costs_only_the_amounts_are_added_up() -> None:
    made = b"".join(party_xlsx_stream(party_rows(2), mapping=OURS, words=WORDS, table=None))
    totals = {row[0].value: row[1].value for row in openpyxl.load_workbook(io.BytesIO(made)).worksheets[1].iter_rows()}

    assert totals == {WORDS["party_list.persons"]: 2, WORDS["costs.value"]: 6_000_000, WORDS["costs.unknown"]: 0}
