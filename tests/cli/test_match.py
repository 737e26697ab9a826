"""`claims match`: a file in, findings out, bad rows aside, and one clear line where nothing can be done."""

import csv
import os
import re
from pathlib import Path

import pytest

from claims.cli import main
from claims.cli.match import EPILOG
from claims.cli.match_rows import LONGEST_LINE, harmless
from claims.rules.matching import COLUMNS, Record, judge_record
from claims.store.registry import load_registry
from tests.sixteen import SIXTEEN

DISCLOSURES = Path(__file__).parents[2] / "disclosures"
HEADER = ["record", "window", "segment", "result", "strength", "flags", "notes", "reasons"]


def match(folder: Path, text: str | bytes, *more: str, out: str = "out.csv") -> int:
    """The exit code of the command on a list of trips."""
    list_of_trips = folder / "trips.csv"
    list_of_trips.write_bytes(text if isinstance(text, bytes) else text.encode())
    return main(["match", str(list_of_trips), "--registry", str(DISCLOSURES), "--out", str(folder / out), *more])


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def rejected(folder: Path) -> list[list[str]]:
    return rows(folder / "out.csv.rejects.csv")[1:]


def test_one_row_per_trip_and_window_that_is_not_outside(tmp_path: Path):
    assert match(tmp_path, "record,passport,entered\nA,VNM,2015-03-02\nB,VNM,2010-08-22\nC,KOR,2005-02-03\n") == 0
    assert rows(tmp_path / "out.csv") == [
        HEADER,
        ["A", "MOJ-FN-FOI", "F4", "inside", "strong", "", "", "entry_inside"],
        ["A", "MOJ-FN-PRESS", "", "inside_flagged", "unrated", "lower_source", "", "entry_inside"],
        ["B", "MOJ-FN-PRESS", "", "cannot_tell", "unrated", "lower_source", "", "edge_uncertain"],
        ["C", "MOJ-KR-FOI", "N1", "inside", "weak", "", "press_differs", "entry_inside"],
        [
            *("C", "MOJ-KR-PRESS", "", "cannot_tell", "unrated", "lower_source", ""),
            "entry_before|exit_unknown",
        ],
    ]
    assert not (tmp_path / "out.csv.rejects.csv").exists()


def test_all_writes_outside_too(tmp_path: Path):
    assert match(tmp_path, "record,passport,entered\nB,VNM,2010-08-22\n", "--all") == 0
    found = [(row[1], row[3], row[6], row[7]) for row in rows(tmp_path / "out.csv")[1:]]
    assert found == [
        ("MOJ-KR-FOI", "outside", "", "other_population"),
        ("MOJ-KR-PRESS", "outside", "", "other_population"),
        ("MOJ-FN-FOI", "outside", "press_differs", "entry_before"),
        ("MOJ-FN-PRESS", "cannot_tell", "", "edge_uncertain"),
    ]


def test_the_example_of_the_help_is_true(tmp_path: Path):
    sheet, shown = re.findall(r"csv:\s+(record.*?)(?=\n  claims|\n\n)", EPILOG, re.DOTALL)
    assert match(tmp_path, "\n".join(line.strip() for line in sheet.splitlines()) + "\n") == 0
    written = (tmp_path / "out.csv").read_text().splitlines()
    assert written == [line.strip() for line in shown.splitlines()]


def test_the_same_kernel_as_for_one_claim(tmp_path: Path):
    records = [
        Record(
            **{**trip, "record": f"{person.slug}-{trip['record']}"}, born=person.born, holds_korean=person.holds_korean
        )
        for person in SIXTEEN
        for trip in person.records
    ]
    lines = [",".join(COLUMNS)]
    lines += [",".join(getattr(record, column) or "" for column in COLUMNS) for record in records]
    assert match(tmp_path, "\n".join(lines), "--all") == 0
    registry = load_registry(DISCLOSURES)
    expected = [
        [
            finding.record,
            finding.window,
            "|".join(finding.segments),
            finding.result.value,
            finding.strength.value if finding.strength else "",
            "|".join(finding.flags),
            "|".join(finding.notes),
            "|".join(finding.reasons),
        ]
        for record in records
        for finding in judge_record(record, registry)
    ]
    assert rows(tmp_path / "out.csv") == [HEADER, *expected]
    assert len(expected) == 17 * 4


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


def test_a_rejects_file_of_an_earlier_run_does_not_stay(tmp_path: Path):
    assert match(tmp_path, "record,entered\n1,soon\n") == 3
    assert match(tmp_path, "record,entered\n1,2015\n") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "trips.csv"]


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


def test_without_the_list_or_the_registry_nothing_begins(tmp_path: Path, capsys):
    out = str(tmp_path / "out.csv")
    assert main(["match", str(tmp_path / "no.csv"), "--registry", str(DISCLOSURES), "--out", out]) == 2
    assert (
        capsys.readouterr().err
        == f"claims: {tmp_path / 'no.csv'}: cannot be read (No such file or directory); check the name of the list\n"
    )
    (tmp_path / "trips.csv").write_text("record\n1\n")
    assert main(["match", str(tmp_path / "trips.csv"), "--registry", str(tmp_path), "--out", out]) == 2
    assert capsys.readouterr().err == f"claims: {tmp_path}:1: -: holds no *.toml file; name the folder of disclosures\n"
    (tmp_path / "bad.toml").write_text("format = 1\ncode = 'x y'\n")
    assert main(["match", str(tmp_path / "trips.csv"), "--registry", str(tmp_path), "--out", out]) == 2
    assert "bad.toml:2: code: 'x y' may have only letters" in capsys.readouterr().err
    assert not Path(out).exists()


def test_an_output_that_cannot_be_written_is_refused_and_nothing_is_lost(tmp_path: Path, capsys):
    assert match(tmp_path, "record\n1\n", out="nowhere/out.csv") == 2
    assert "cannot be written (No such file or directory); choose another place" in capsys.readouterr().err
    (tmp_path / "folder").mkdir()
    assert match(tmp_path, "record\n1\n", out="folder") == 2
    assert "is a folder; name a file" in capsys.readouterr().err
    assert match(tmp_path, "record\n1\n", out="trips.csv") == 2
    assert "is the list of trips itself" in capsys.readouterr().err
    assert (tmp_path / "trips.csv").read_text() == "record\n1\n"
    os.link(tmp_path / "trips.csv", tmp_path / "out.csv.rejects.csv")
    assert match(tmp_path, "record\n1\n") == 2
    assert (tmp_path / "trips.csv").read_text() == "record\n1\n"


def test_only_the_projects_asked_for(tmp_path: Path, capsys):
    assert match(tmp_path, "record,entered\n1,2015\n", "--project", "MOJ-AIRPORT-FACES") == 0
    assert len(rows(tmp_path / "out.csv")) == 5
    capsys.readouterr()
    assert match(tmp_path, "record,entered\n1,2015\n", "--project", "NONE") == 2
    assert capsys.readouterr().err == "claims: --project NONE: not in the registry; it holds MOJ-AIRPORT-FACES\n"


def test_the_summary_at_the_end(tmp_path: Path, capsys):
    match(tmp_path, "record,passport,entered\n1,VNM,2015\n2,VNM,2010\n3,VNM,2009\n4,KOR,2015\n")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "4 rows, 0 of them in the rejects file"
    assert lines[1] == "  MOJ-KR-FOI    inside 1, inside_flagged 0, cannot_tell 0, outside 3"
    assert lines[3] == "  MOJ-FN-FOI    inside 1, inside_flagged 0, cannot_tell 1, outside 2"
    assert re.fullmatch(r"[\d,]+ rows a second, [\d,]+ MiB of memory at most", lines[5])


def test_help_names_every_column_and_the_exit_codes(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["match", "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(column in shown for column in COLUMNS)
    assert "exit codes" in shown
