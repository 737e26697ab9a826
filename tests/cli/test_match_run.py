"""Runs of `claims match` over Parquet, gzip and several lists, in every shape: the same answers, whatever the form."""

import csv
import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claims.cli import main
from claims.model.judgement import Judgement
from claims.rules.matching import COLUMNS, Record, judge
from claims.store.synthetic_records import synthetic_records
from tests.cli.matching_files import DISCLOSURES, match, rejected, rows
from tests.rules.ministry import REGISTRY

TRIPS = "record,claimant,passport,entered\nA,1,VNM,2015-03-02\nB,1,VNM,2010-08-22\nC,2,KOR,2005-02-03\nD,,VNM,2009\n"


def run(folder: Path, *inputs: Path, out: str = "out.csv", more: tuple[str, ...] = ()) -> int:
    """The exit code of the command on these lists."""
    return main(["match", *map(str, inputs), "--registry", str(DISCLOSURES), "--out", str(folder / out), *more])


def made_up(folder: Path, *, records: int = 3_000) -> Path:
    """A made-up list as Parquet."""
    path = folder / "made-up.parquet"
    assert main(["match", "--synthetic", "--records", str(records), "--out", str(path)]) == 0
    return path


def as_csv(path: Path) -> Path:
    """The same list as CSV."""
    table, written = pq.read_table(path), path.with_suffix(".csv")
    with written.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.column_names)
        writer.writerows([[text or "" for text in row.values()] for row in table.to_pylist()])
    return written


def test_parquet_csv_and_gzip_give_the_same_findings(tmp_path: Path):
    parquet = made_up(tmp_path)
    sheet = as_csv(parquet)
    packed = tmp_path / "made-up.csv.gz"
    packed.write_bytes(gzip.compress(sheet.read_bytes()))
    for number, path in enumerate((parquet, sheet, packed)):
        assert run(tmp_path, path, out=f"{number}.csv", more=("--all",)) == 0
    assert (tmp_path / "0.csv").read_bytes() == (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert run(tmp_path, parquet, out="3.parquet", more=("--all",)) == 0
    assert run(tmp_path, parquet, out="4.csv.gz", more=("--all",)) == 0
    table = pq.read_table(tmp_path / "3.parquet")
    found = [list(row.values()) for row in table.to_pylist()]
    assert [table.column_names, *found] == rows(tmp_path / "0.csv")
    assert gzip.decompress((tmp_path / "4.csv.gz").read_bytes()) == (tmp_path / "0.csv").read_bytes()


def test_a_whole_list_is_judged_as_each_claim_is(tmp_path: Path):
    path = made_up(tmp_path, records=4_000)
    judged: dict[str, Judgement] = {}
    by_claimant: dict[str, list[Record]] = {}
    for row in pq.read_table(path).to_pylist():
        by_claimant.setdefault(row["claimant"], []).append(Record(**row))
    for claimant, trips in by_claimant.items():
        judged[claimant] = judge(trips, REGISTRY, now_seconds=0)
    assert run(tmp_path, path, out="wide.csv", more=("--wide",)) == 0
    wide = rows(tmp_path / "wide.csv")
    found = {(row[0], window): result for row in wide[1:] for window, result in zip(wide[0][1:], row[1:], strict=True)}
    wanted = {(one.record, one.window): one.result.value for each in judged.values() for one in each.findings}
    assert found == wanted
    assert run(tmp_path, path, out="verdicts.csv", more=("--verdicts",)) == 0
    assert {(row[0], row[2]): [*row[1:2], *row[3:]] for row in rows(tmp_path / "verdicts.csv")[1:]} == {
        (claimant, one.project): [
            one.record,
            one.result.value,
            one.strength.value if one.strength else "",
            *("|".join(part) for part in (one.windows, one.flags, one.notes, one.reasons)),
        ]
        for claimant, each in judged.items()
        for one in each.verdicts
    }


def test_wide_is_a_row_per_record_and_a_column_per_range(tmp_path: Path):
    assert match(tmp_path, TRIPS + "E,3,VNM,soon\n", "--wide") == 3
    assert rows(tmp_path / "out.csv") == [
        ["record", "MOJ-KR-FOI", "MOJ-KR-PRESS", "MOJ-FN-FOI", "MOJ-FN-PRESS"],
        ["A", "outside", "outside", "inside", "inside_flagged"],
        ["B", "outside", "outside", "outside", "cannot_tell"],
        ["C", "inside", "cannot_tell", "outside", "outside"],
        ["D", "outside", "outside", "outside", "outside"],
    ]


def test_verdicts_are_a_row_per_claimant_and_project_led_by_the_best_trip(tmp_path: Path):
    assert match(tmp_path, TRIPS, "--verdicts") == 0
    assert [row[:6] for row in rows(tmp_path / "out.csv")[1:]] == [
        ["1", "A", "MOJ-AIRPORT-FACES", "inside", "strong", "MOJ-FN-FOI"],
        ["2", "C", "MOJ-AIRPORT-FACES", "inside", "weak", "MOJ-KR-FOI"],
        ["", "D", "MOJ-AIRPORT-FACES", "outside", "", "MOJ-FN-FOI"],
    ]


def test_verdicts_of_a_list_too_long_for_memory_are_the_same(tmp_path: Path, monkeypatch):
    path = made_up(tmp_path)
    assert run(tmp_path, path, out="whole.csv", more=("--verdicts",)) == 0
    monkeypatch.setattr("claims.store.claimant_verdicts.PIECE", 500)
    assert run(tmp_path, path, out="pieces.csv", more=("--verdicts",)) == 0
    assert sorted(rows(tmp_path / "pieces.csv")) == sorted(rows(tmp_path / "whole.csv"))
    assert not [one for one in tmp_path.iterdir() if one.is_dir()]


def test_several_lists_make_one(tmp_path: Path):
    (tmp_path / "a.csv").write_text("record,passport,entered\nA,VNM,2015\n")
    (tmp_path / "b.csv").write_text("entered,record,passport\n2016,B,VNM\nsoon,C,VNM\n")
    assert run(tmp_path, tmp_path / "a.csv", tmp_path / "b.csv") == 3
    assert [row[0] for row in rows(tmp_path / "out.csv")[1:]] == ["A", "A", "B", "B"]
    assert rejected(tmp_path)[0][:2] == ["3", "b.csv:C"]


def test_records_of_another_kind_are_judged_by_the_windows_about_them(tmp_path: Path, capsys):
    (tmp_path / "a.csv").write_text("record,entered,exited\nA,2012-01-01,2019-01-01\n")
    assert run(tmp_path, tmp_path / "a.csv", more=("--kind", "residence-US-IL", "--project", "FACEBOOK-BIPA")) == 0
    assert {row[3] for row in rows(tmp_path / "out.csv")[1:]} == {"cannot_tell"}
    assert "residence-US-IL records say nothing about" not in capsys.readouterr().out
    assert run(tmp_path, tmp_path / "a.csv", more=("--project", "FACEBOOK-BIPA")) == 0
    assert len(rows(tmp_path / "out.csv")) == 1
    assert "border-KOR records say nothing about" in capsys.readouterr().out


def test_large_row_groups_are_read_piece_by_piece(tmp_path: Path, monkeypatch):
    path = made_up(tmp_path)
    assert run(tmp_path, path, out="whole.csv") == 0
    monkeypatch.setattr("claims.store.trip_parquet.LARGEST_GROUP", 100)
    monkeypatch.setattr("claims.store.trip_parquet.BATCH", 256)
    assert run(tmp_path, path, out="pieces.csv") == 0
    assert (tmp_path / "pieces.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def many_ranges(folder: Path, *, ranges: int) -> Path:
    """A registry of many groups, two ranges each, of three populations, with flags, segments and exclusions."""
    head = (DISCLOSURES / "moj-airport-faces.toml").read_text()
    project = head[: head.index("[[window]]")].replace("MOJ-AIRPORT-FACES", "MANY")
    windows = []
    for number in range(ranges):
        year, event = 2004 + number % 18, ("entry", "exit", "entry_or_exit")[number % 3]
        who = ('passport = ["KOR"]', 'passport_not = ["KOR"]', 'passport_not = ["CHN", "JPN"]')[number // 3 % 3]
        for status, first, last in (
            ("official", f"{year}-02-03", f"{year}-11-20"),
            ("press", f"{year}-03", f"{year}-10"),
        ):
            windows.append(
                f"""[[window]]
id = "W{number}-{status}"
group = "G{number}"
status = "{status}"
population = {{ {who} }}
event = "{event}"
from = "{first}"
to = "{last}"
sources = ["minbyun-52096"]
title = {{ en = "{number}" }}
summary = {{ en = "{number}" }}
[[window.segment]]
id = "S"
from = "{year}-05-01"
to = "{year}-06-30"
strength = "strong"
age_at_least = 17
sources = ["minbyun-52096"]
title = {{ en = "s" }}
[[window.flag]]
code = "under_17"
age_below = {17 + number % 2}
[[window.flag]]
code = "gate_dispute"
fact = "channel"
is = ["desk"]
"""
                + (
                    '[[window.exclusion]]\nfact = "capacity"\nis = ["transit"]\nresult = "outside"\nreason = "no_inspection"\n'
                    * (number % 4 == 1)
                )
            )
    (folder / "many").mkdir()
    (folder / "many/many.toml").write_text(project + "".join(windows))
    return folder / "many"


def test_many_ranges_are_answered_as_few_are(tmp_path: Path, monkeypatch):
    registry, path = many_ranges(tmp_path, ranges=40), made_up(tmp_path, records=6_000)

    def found(name: str) -> list[list[str]]:
        assert main(["match", str(path), "--registry", str(registry), "--out", str(tmp_path / name)]) == 0
        return rows(tmp_path / name)

    by_pairs = found("pairs.csv")
    monkeypatch.setattr("claims.store.bulk_judging.FEW_GROUPS", 1_000)
    assert found("classes.csv") == by_pairs
    assert len(by_pairs) > 6_000


def test_bad_rows_of_parquet_go_aside_by_row_number(tmp_path: Path):
    table = pa.table(
        {"record": ["1", None, "3", "4"], "entered": ["2015", "2015", "soon", None], "passport": ["VNM"] * 4}
    )
    pq.write_table(table, tmp_path / "trips.parquet")
    assert run(tmp_path, tmp_path / "trips.parquet") == 3
    assert [row[:2] for row in rejected(tmp_path)] == [["2", ""], ["3", "3"]]


def test_dates_and_codes_of_other_types_are_read_as_texts(tmp_path: Path):
    table = pa.table(
        {
            "record": pa.array([1, 2]),
            "entered": pa.array(["2015-03-02", None]).cast(pa.date32()),
            "passport": pa.array(["VNM", "VNM"], pa.large_string()),
        }
    )
    pq.write_table(table, tmp_path / "trips.parquet")
    assert run(tmp_path, tmp_path / "trips.parquet", more=("--wide",)) == 0
    assert [(row[0], row[3]) for row in rows(tmp_path / "out.csv")[1:]] == [("1", "inside"), ("2", "cannot_tell")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name at least one list of trips"),
        (["a.csv"], "--registry is missing"),
        (["--records", "5"], "go together"),
        (["--synthetic"], "go together"),
        (["a.csv", "--synthetic", "--records", "5"], "go together"),
    ],
)
def test_an_order_that_is_not_whole_is_refused_in_one_line(tmp_path: Path, capsys, arguments: list[str], said: str):
    assert main(["match", *arguments, "--out", str(tmp_path / "out.csv")]) == 2
    shown = capsys.readouterr().err
    assert shown.startswith("claims: ")
    assert said in shown
    assert shown.count("\n") == 1


@pytest.mark.parametrize("name", ["trips.parquet", "trips.csv.gz", "trips.csv"])
@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"\x1f\x8b\x08broken", b"\x00" * 100, b"PAR1" + b"\xff" * 64 + b"PAR1"]
)
def test_a_damaged_list_is_refused_without_a_traceback(tmp_path: Path, capsys, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    assert run(tmp_path, tmp_path / name) == 2
    shown = capsys.readouterr().err
    assert shown.startswith(f"claims: {tmp_path / name}")
    assert shown.count("\n") == 1
    assert not (tmp_path / "out.csv").exists()


def test_a_list_damaged_in_its_middle_leaves_nothing_half_written(tmp_path: Path, capsys):
    path = made_up(tmp_path, records=50_000)
    whole = bytearray(path.read_bytes())
    whole[4_000:60_000] = bytes(56_000)
    path.write_bytes(whole)
    assert run(tmp_path, path) == 2
    assert "the file is damaged" in capsys.readouterr().err
    packed = tmp_path / "cut.csv.gz"
    packed.write_bytes(gzip.compress(b"record,entered\n" + b"1,2015\n" * 1_000)[:-20])
    assert run(tmp_path, packed) == 2
    assert "the file is damaged" in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["cut.csv.gz", "made-up.parquet"]


def test_a_made_up_list_is_the_same_each_time_and_all_of_it_can_be_judged(tmp_path: Path):
    again = [pa.Table.from_batches(synthetic_records(records=2_000, seed=5)) for _ in range(2)]
    assert again[0].equals(again[1])
    assert not again[0].equals(pa.Table.from_batches(synthetic_records(records=2_000, seed=6)))
    assert again[0].column_names == list(COLUMNS)
    assert main(["match", "--synthetic", "--records", "500", "--seed", "5", "--out", str(tmp_path / "a.csv")]) == 0
    assert run(tmp_path, tmp_path / "a.csv") == 0
