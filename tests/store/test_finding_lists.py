"""Lists that are written: whole or not at all, quoted where they must be, and never run by a spreadsheet."""

import csv
from pathlib import Path

import pyarrow as pa
import pytest

from claims.store.finding_lists import FindingList, Refusals

SCHEMA = pa.schema([("record", pa.string()), ("result", pa.dictionary(pa.int8(), pa.string()))])
NAMES = ["plain", 'quo"ted', "com,ma", "line\nend", "=1+1", "@x", "", "\u202eright to left", "-5"]


def batch(names: list[str]) -> pa.RecordBatch:
    results = pa.DictionaryArray.from_arrays(pa.array([0] * len(names), pa.int8()), pa.array(["inside"]))
    return pa.record_batch([pa.array(names), results], schema=SCHEMA)


def test_hostile_names_come_back_as_texts_that_no_spreadsheet_runs(tmp_path: Path):
    with FindingList(tmp_path / "out.csv", SCHEMA) as out:
        out.write(batch(NAMES))
        out.write(batch(["plain"]))
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.reader(stream))
    shown = [f"'{name}" if name[:1] in ("=", "@", "-") else name for name in NAMES]
    assert found == [["record", "result"], *([name, "inside"] for name in [*shown, "plain"])]


@pytest.mark.parametrize("name", ["out.csv", "out.csv.gz", "out.parquet"])
def test_what_fails_half_way_leaves_the_old_list(tmp_path: Path, name: str):
    (tmp_path / name).write_text("old")

    def write_half() -> None:
        with FindingList(tmp_path / name, SCHEMA) as out:
            out.write(batch(NAMES))
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        write_half()
    assert (tmp_path / name).read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_refusals_are_written_only_where_there_are_some(tmp_path: Path):
    path = tmp_path / "out.rejects.csv"
    path.write_text("of an earlier run")
    with Refusals(path):
        assert not path.exists()
    with Refusals(path) as refusals:
        refusals.write(3, "+1", "born, then not")
    assert path.read_text() == 'line,record,reason\n3,\'+1,"born, then not"\n'
    assert refusals.count == 1
