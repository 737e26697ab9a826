"""`claims match`: a file in, findings out, and one clear line where nothing can be done."""

import os
import re
from pathlib import Path

import pytest

from claims.cli import main
from claims.cli.match import EPILOG
from claims.rules.matching import COLUMNS, Record, judge_record
from claims.store.registry import load_registry
from tests.cli.matching_files import DISCLOSURES, match, rows
from tests.sixteen import SIXTEEN

HEADER = ["record", "window", "segment", "result", "strength", "flags", "notes", "reasons"]


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


def test_a_rejects_file_of_an_earlier_run_does_not_stay(tmp_path: Path):
    assert match(tmp_path, "record,entered\n1,soon\n") == 3
    assert match(tmp_path, "record,entered\n1,2015\n") == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "trips.csv"]


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
    said = capsys.readouterr().err
    assert said.startswith("claims: --project NONE: not in the registry; it holds BUCHEON-TRACKING, ")
    assert "MOJ-AIRPORT-FACES" in said
    assert said.count("\n") == 1


def test_help_names_every_column_and_the_exit_codes(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["match", "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(column in shown for column in COLUMNS)
    assert "exit codes" in shown
