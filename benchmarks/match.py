"""Bulk matching measured: beside the floor (reading and writing, judging nothing), at 10 and 1,000 windows (beside peers: match_peers.py).

    PYTHONPATH=. .venv/bin/python benchmarks/match.py floor  --records 170000000 --folder /big/disk
    PYTHONPATH=. .venv/bin/python benchmarks/match.py growth --records 50000000  --folder /big/disk
    PYTHONPATH=. .venv/bin/python benchmarks/match.py csv    --records 10000000  --folder /big/disk
    PYTHONPATH=. .venv/bin/python benchmarks/match.py door

Needs the packages of requirements-bench.txt. Every figure is a whole process, started anew, run `--times` times, the
runs of the two sides taking turns; shown are the middle one and the least. Made-up lists stay in the folder and are used again.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.registries import many_windows, ministry
from claims.errors import NotValid
from claims.rules.matching import Record, judge
from claims.store.registry import load_registry
from claims.store.synthetic_records import synthetic_records

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
COLUMNS = (
    "claimant, passport, entered, exited, port_in, port_out, channel_in, channel_out, born, capacity, registered, "
    "gate_registered, holds_korean"
)
FLOOR = f"COPY (SELECT record FROM '{{f}}' WHERE hash({COLUMNS}) <> 0) TO '{{o}}' (FORMAT parquet)"


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MiB of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    said = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        sys.exit(f"{' '.join(command)}\n{said[1].decode()}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return seconds, peak


def in_turns(commands: dict[str, list[str]], *, times: int) -> dict[str, list[float]]:
    """All commands one after the other, so many times."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            seconds, peak = timed(command)
            found[name].append(seconds)
            print(f"  {name}: {seconds:.2f} s (most memory of any process so far {peak:,.0f} MiB)", flush=True)
    return found


def rows_in(path: Path) -> int:
    """How many records a Parquet file holds."""
    code = "import sys, pyarrow.parquet as p; print(p.ParquetFile(sys.argv[1]).metadata.num_rows)"
    return int(
        subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    )


def say(found: dict[str, list[float]], *, records: int) -> None:
    for name, seconds in found.items():
        middle, least = statistics.median(seconds), min(seconds)
        print(f"{name:28} {middle:8.2f} s middle, {least:8.2f} s least, {records / middle:14,.0f} records a second")


def claims(*arguments: object) -> list[str]:
    return [str(ROOT / ".venv/bin/claims"), "match", *map(str, arguments)]


def duckdb_command(statements: list[str]) -> list[str]:
    code = (
        "import duckdb,sys,json\nc=duckdb.connect()\nc.execute('set threads=2')\nc.execute('set enable_progress_bar=false')\n"
        "[c.execute(s) for s in json.loads(sys.argv[1])]"
    )
    return [sys.executable, "-c", code, json.dumps(statements)]


def made_up(folder: Path, records: int, *, ending: str = "parquet") -> Path:
    """The made-up list of so many trips."""
    path = folder / f"made-up-{records}.{ending}"
    if not path.exists():
        timed(claims("--synthetic", "--records", records, "--out", path))
    return path


def floor(folder: Path, records: int, times: int) -> None:
    """Reading every column and writing the names, by DuckDB, against judging everything into a wide list."""
    trips, out = made_up(folder, records), folder / "out.parquet"
    wide = claims(trips, "--registry", ministry(folder), "--wide", "--out", out)
    found = in_turns(
        {
            "DuckDB, judging nothing": duckdb_command([FLOOR.format(f=trips, o=folder / "floor.parquet")]),
            "claims match": wide,
        },
        times=times,
    )
    say(found, records=records)
    ours, theirs = (statistics.median(found[name]) for name in ("claims match", "DuckDB, judging nothing"))
    print(f"{ours / theirs:.2f} times the floor")
    print(subprocess.run(wide, capture_output=True, text=True, cwd=ROOT, check=True).stdout)


EXACT = """COPY (SELECT record, passport, entered, exited, channel_in, channel_out, born, capacity, registered, holds_korean
FROM '{f}' WHERE length(entered) = 10 AND length(exited) = 10 AND length(born) = 10 AND passport IS NOT NULL
AND coalesce(capacity, '') NOT IN ('transit', 'refused_entry')
AND try_cast(born AS DATE) <= least(try_cast(entered AS DATE), try_cast(exited AS DATE))
) TO '{o}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)"""


def exact_days(folder: Path, records: int) -> Path:
    """Of the made-up list the trips whose days, passport and birth are known, none of them excluded."""
    path = folder / f"exact-{records}.parquet"
    if not path.exists():
        timed(duckdb_command([EXACT.format(f=made_up(folder, records), o=path)]))
    return path


def growth(folder: Path, records: int, times: int) -> None:
    """The same list of known days against 10 and against 1,000 ranges, a day lying in equally many of them."""
    trips = exact_days(folder, records)
    commands = {
        f"{number} windows": claims(
            trips, "--registry", many_windows(folder, number)[0], "--out", folder / "out.parquet"
        )
        for number in (10, 1000)
    }
    found = in_turns(commands, times=times)
    say(found, records=rows_in(trips))
    few, many = (statistics.median(found[name]) for name in commands)
    print(f"1,000 windows take {many / few:.2f} times as long as 10")


def csv(folder: Path, records: int, times: int) -> None:
    """The same list as CSV and as Parquet, findings written in the same form."""
    commands = {
        ending: claims(
            made_up(folder, records, ending=ending),
            "--registry",
            ministry(folder),
            "--wide",
            "--out",
            folder / f"out.{ending}",
        )
        for ending in ("parquet", "csv")
    }
    found = in_turns(commands, times=times)
    say(found, records=records)
    print(f"CSV at {statistics.median(found['parquet']) / statistics.median(found['csv']):.2f} of the Parquet rate")


def door(times: int) -> None:
    """One claim with 20 trips, judged again and again as at the door: milliseconds, the middle of many claims."""
    registry = load_registry(ROOT / "disclosures")

    def accepted(record: Record) -> bool:
        try:
            judge([record], registry, now_seconds=0)
        except NotValid:
            return False
        return True

    rows = [Record(**row) for batch in synthetic_records(records=40_000, seed=7) for row in batch.to_pylist()]
    kept = [row for row in rows if accepted(row)]
    claims_of = [kept[n : n + 20] for n in range(0, len(kept) - 20, 20)]
    for _ in range(times):
        took = []
        for trips in claims_of:
            began = time.perf_counter()
            judge(trips, registry, now_seconds=0)
            took.append((time.perf_counter() - began) * 1000)
        took.sort()
        print(f"20 trips: {statistics.median(took):.3f} ms middle, {took[int(len(took) * 0.95)]:.3f} ms at p95")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("floor", "growth", "csv", "door"))
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("tmp/benchmarks"))
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.what == "door":
        door(given.times)
        return
    {"floor": floor, "growth": growth, "csv": csv}[given.what](given.folder.resolve(), given.records, given.times)


if __name__ == "__main__":
    main()
