"""Lists of trips as CSV: bad rows go aside with line and reason, and nothing in them is ever run."""

import gzip
import re
from pathlib import Path

import pytest

from claims.store.finding_lists import harmless
from claims.store.trip_csv import LONGEST_LINE
from tests.cli.matching_files import match, rejected, rows


def test_bad_rows_go_aside_with_line_and_reason_and_the_rest_is_judged(tmp_path: Path, capsys):
    list_of_trips = (
        "record,passport,entered,channel_in,born\n"
        "1,VNM,2015-03-02,,\n"
        "2,VNM,2015-13-02,,\n"
        "3,VN,2015,,\n"
        ",VNM,2015,,\n"
        '"5,VNM,2015,,\n'
        "6,VNM,2015\n"
        "7,VNM,2015,,,,\n"
        "\n"
        "9,VNM,2015,door,\n"
        "10,VNM,[2015],,\n"
        "11,VNM,2015,,2016-05-05\n"
        '12,"VNM"x,2015,,\n'
        "13,VNM,none,,"
    )
    assert match(tmp_path, list_of_trips, "--all") == 3
    assert rejected(tmp_path) == [
        ["3", "2", "entered: '2015-13-02' is not a date; at character 6 expected 01-12, XX"],
        ["4", "3", "passport: 'VN' is not a passport code; write three letters such as KOR or VNM"],
        ["5", "", "record: is blank; give each trip a number of your own"],
        ["6", "", "a quotation mark is not closed, or stands in the middle of a field"],
        ["7", "6", "3 fields where the first line has 5"],
        ["8", "7", "7 fields where the first line has 5"],
        ["10", "9", "channel_in: 'door' is not one of: desk, gate, other"],
        ["11", "10", "entered: '[2015]' is EDTF level 2; only levels 0 and 1 are read"],
        ["12", "11", "born and entered contradict each other: born 2016-05-05, entered 2015"],
        ["13", "", "a quotation mark is not closed, or stands in the middle of a field"],
    ]
    assert {row[0] for row in rows(tmp_path / "out.csv")[1:]} == {"1", "13"}
    said = capsys.readouterr()
    assert "12 rows, 10 of them in the rejects file" in said.out
    assert said.err == f"claims: 10 rows could not be judged; see {tmp_path / 'out.csv.rejects.csv'}\n"


def test_lines_that_are_no_text_go_aside_too(tmp_path: Path):
    long = b"x" * (3 * LONGEST_LINE)
    assert match(tmp_path, b"record,entered\n1,2015\n\xff,2015\n" + long + b",2015\na\x00b,2015\n2,2015\n") == 3
    assert [(row[0], row[2]) for row in rejected(tmp_path)] == [
        ("3", "not UTF-8; save the list as CSV, UTF-8"),
        ("4", f"the line is longer than {LONGEST_LINE} characters"),
        ("5", "holds a zero byte"),
    ]
    assert {row[0] for row in rows(tmp_path / "out.csv")[1:]} == {"1", "2"}


def test_the_last_line_may_be_too_long_as_well(tmp_path: Path):
    assert match(tmp_path, b"record\n1\n" + b"x" * LONGEST_LINE) == 3
    assert [row[0] for row in rejected(tmp_path)] == ["3"]


def test_spaces_byte_order_mark_and_windows_lines_do_not_matter(tmp_path: Path):
    assert match(tmp_path, "\ufeffrecord, passport ,entered\r\n 1 , VNM , 2015-03-02 \r\n".encode()) == 0
    assert [row[:2] for row in rows(tmp_path / "out.csv")[1:]] == [["1", "MOJ-FN-FOI"], ["1", "MOJ-FN-PRESS"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_shown_never_run(tmp_path: Path, text: str):
    assert harmless(text) == "'" + text
    assert harmless("A" + text) == "A" + text
    if text.isprintable():
        assert match(tmp_path, f"record,passport,entered\n{text},VNM,2015\n{text},VNM,soon\n") == 3
        assert {row[0] for row in rows(tmp_path / "out.csv")[1:]} == {"'" + text}
        assert rejected(tmp_path)[0][1] == "'" + text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("record,colour\n", "column 2, 'colour', is unknown; known: record, claimant, passport"),
        ("record,record\n", "column 'record' stands there twice"),
        ("passport,entered\n", "the column 'record' is missing"),
        ("", "the column 'record' is missing"),
        ("record;passport\n", "divided by commas"),
        ("record\tpassport\n", "divided by commas"),
        ("Record\n", "column 1, 'Record', is unknown"),
        ("\x1b[31mrecord\n", "column 1, '\\x1b[31mrecord', is unknown"),
        ('"record\n', "is not a CSV file"),
    ],
)
def test_a_list_with_a_wrong_first_line_is_refused(tmp_path: Path, capsys, text: str, problem: str):
    assert match(tmp_path, text) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"claims: {tmp_path / 'trips.csv'}:1: ")
    assert problem in said
    assert said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["trips.csv"]


def test_the_summary_at_the_end(tmp_path: Path, capsys):
    match(tmp_path, "record,passport,entered\n1,VNM,2015\n2,VNM,2010\n3,VNM,2009\n4,KOR,2015\n")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "4 rows, 0 of them in the rejects file"
    assert lines[1] == "  MOJ-KR-FOI    inside 1, inside_flagged 0, cannot_tell 0, outside 3"
    assert lines[3] == "  MOJ-FN-FOI    inside 1, inside_flagged 0, cannot_tell 1, outside 2"
    assert "  border-KOR records say nothing about PERCEPTICS-LANES: look at border-USA records" in lines or any(
        line.startswith("  border-KOR records say nothing about ") and line.endswith(": look at border-USA records")
        for line in lines
    )
    assert re.fullmatch(r"[\d,]+ rows a second, [\d,]+ MiB of memory at most", lines[-1])


def test_a_damaged_packed_list_is_refused_by_name(tmp_path: Path, capsys):
    """Whether the damage lies in the first line or far behind it."""
    lines = "".join(f"{number},VNM,2015-03-{number % 28 + 1:02}\n" for number in range(200_000))
    packed = gzip.compress(f"record,passport,entered\n{lines}".encode(), mtime=0)
    for place in (20, len(packed) // 2):
        damaged = packed[:place] + bytes(64) + packed[place + 64 :]
        assert match(tmp_path, damaged) == 2
        assert capsys.readouterr().err.startswith(f"claims: {tmp_path / 'trips.csv'}")


def test_a_line_that_is_no_text_and_has_too_few_fields_goes_aside(tmp_path: Path):
    """The quick way would lose it and say so on standard error only."""
    assert match(tmp_path, b"record,passport,entered\n1,VNM,2015\n\xff\xfe,2015\n2,VNM,2015\n") == 3
    assert [(row[0], row[2]) for row in rejected(tmp_path)] == [("3", "not UTF-8; save the list as CSV, UTF-8")]
    assert {row[0] for row in rows(tmp_path / "out.csv")[1:]} == {"1", "2"}
