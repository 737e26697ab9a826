"""Bulk matching beside peers: the interval joins of DuckDB and Polars, over days already worked out, with the same answers.

    PYTHONPATH=. .venv/bin/python benchmarks/match_peers.py --records 10000000 --folder /big/disk

Needs the packages of requirements-bench.txt. The peers read a Parquet file of whole numbers (the day of entry and of exit)
and write record, window and one code; `claims match` reads the same trips as texts and writes whole findings.
"""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.match import (
    claims,
    duckdb_command,
    exact_days,
    in_turns,
    rows_in,
    say,
    timed,
)
from benchmarks.registries import many_windows, ministry
from claims.rules.windows import edges, judged_windows
from claims.store.registry import load_registry

DAYS_OF = """COPY (SELECT record, passport = 'KOR' AS kor, datediff('day', DATE '0001-01-01', entered::DATE) + 1 AS e,
datediff('day', DATE '0001-01-01', exited::DATE) + 1 AS x FROM '{f}')
TO '{o}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)"""

CODE = "CASE WHEN {d} BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END"
DUCKDB = {
    "one join": """COPY (SELECT r.record, w.id, greatest(
CASE WHEN r.e BETWEEN w.lo AND w.hi THEN CASE WHEN r.e BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END ELSE 0 END,
CASE WHEN w.kor AND r.x BETWEEN w.lo AND w.hi THEN CASE WHEN r.x BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END ELSE 0 END) AS code
FROM '{f}' r JOIN w ON r.kor = w.kor AND (r.e BETWEEN w.lo AND w.hi OR (w.kor AND r.x BETWEEN w.lo AND w.hi)))
TO '{o}' (FORMAT parquet)""",
    "two range joins": """COPY (SELECT record, id, max(code) AS code FROM (
SELECT r.record, w.id, CASE WHEN r.e BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END AS code
FROM '{f}' r JOIN w ON r.kor = w.kor AND r.e >= w.lo AND r.e <= w.hi UNION ALL
SELECT r.record, w.id, CASE WHEN r.x BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END AS code
FROM '{f}' r JOIN w ON r.kor = w.kor AND r.x >= w.lo AND r.x <= w.hi WHERE w.kor) GROUP BY ALL) TO '{o}' (FORMAT parquet)""",
    "least and greatest day": """COPY (SELECT r.record, w.id, greatest(
CASE WHEN r.e BETWEEN w.lo AND w.hi THEN CASE WHEN r.e BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END ELSE 0 END,
CASE WHEN r.kor AND r.x BETWEEN w.lo AND w.hi THEN CASE WHEN r.x BETWEEN w.slo AND w.shi THEN 2 ELSE 1 END ELSE 0 END) AS code
FROM (SELECT *, CASE WHEN kor THEN least(e, x) ELSE e END AS a, CASE WHEN kor THEN greatest(e, x) ELSE e END AS b FROM '{f}') r
JOIN w ON r.kor = w.kor AND r.a <= w.hi AND r.b >= w.lo
WHERE r.e BETWEEN w.lo AND w.hi OR (r.kor AND r.x BETWEEN w.lo AND w.hi)) TO '{o}' (FORMAT parquet)""",
}
POLARS = """
import polars as pl, sys, json
f, o, windows = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
w = pl.LazyFrame(windows, schema=["id", "wkor", "lo", "hi", "slo", "shi"], orient="row")
r = pl.scan_parquet(f)
def side(day, rows, only):
    return (rows.join_where(only, pl.col("kor") == pl.col("wkor"), pl.col(day) >= pl.col("lo"), pl.col(day) <= pl.col("hi"))
        .select("record", "id", pl.when(pl.col(day).is_between("slo", "shi")).then(2).otherwise(1).cast(pl.Int8).alias("code")))
entries = side("e", r, w)
exits = side("x", r.filter("kor"), w.filter("wkor"))
found = pl.concat([entries, exits]).group_by("record", "id").agg(pl.col("code").max())
found.sink_parquet(o)
"""


def window_rows(registry: Path) -> list[tuple[str, bool, int, int, int, int]]:
    """The windows as peers see them: id, about nationals, days that may be inside, days that surely are."""
    found = []
    for ready in judged_windows(load_registry(registry)):
        days, sure = edges(ready.window)
        found.append((ready.window.id, bool(ready.window.population.passport), *days, *(sure or (0, -1))))
    return found


def peers(folder: Path, records: int, times: int) -> None:
    """Interval joins over days already worked out against `claims match` over texts; answers must be the same."""
    exact, days = exact_days(folder, records), folder / f"days-{records}.parquet"
    if not days.exists():
        timed(duckdb_command([DAYS_OF.format(f=exact, o=days)]))
    for name, registry in (("shipped registry", ministry(folder)), ("1,000 windows", many_windows(folder, 1000)[0])):
        rows = window_rows(registry)
        values = ", ".join(f"('{i}', {k}, {lo}, {hi}, {slo}, {shi})" for i, k, lo, hi, slo, shi in rows)
        table = f"CREATE TABLE w AS SELECT * FROM (VALUES {values}) t(id, kor, lo, hi, slo, shi)"
        commands = {
            f"DuckDB, {way}": duckdb_command([table, sql.format(f=days, o=folder / f"duckdb-{n}.parquet")])
            for n, (way, sql) in enumerate(DUCKDB.items())
        }
        commands["Polars, join_where"] = [
            sys.executable, "-c", POLARS, str(days), str(folder / "polars.parquet"), json.dumps(rows),
        ]  # fmt: skip
        commands["claims match"] = claims(exact, "--registry", registry, "--out", folder / "out.parquet")
        print(name)
        found = in_turns(commands, times=times)
        say(found, records=rows_in(exact))
        best = min(statistics.median(seconds) for way, seconds in found.items() if way != "claims match")
        print(f"claims match: {best / statistics.median(found['claims match']):.2f} times as fast as the best of them")
        same(folder)


def same(folder: Path) -> None:
    """Both lists hold the same record, window and answer, flags aside. Stops where they do not."""
    ours = "SELECT record, \"window\" AS id, CASE WHEN result = 'cannot_tell' THEN 1 ELSE 2 END AS code FROM '{o}'"
    ours = ours.format(o=folder / "out.parquet")
    for other in ("duckdb-0", "polars"):
        theirs = f"SELECT record, id, code FROM '{folder / other}.parquet'"
        code = (
            "import duckdb,sys\nc=duckdb.connect()\nc.execute('set enable_progress_bar=false')\nc.execute('set memory_limit=\\'12GB\\'')\n"
            "print(c.execute(sys.argv[1]).fetchone()[0])"
        )
        query = (
            f"SELECT (SELECT count(*) FROM (({ours}) EXCEPT ALL ({theirs}))) + "
            f"(SELECT count(*) FROM (({theirs}) EXCEPT ALL ({ours})))"
        )
        differing = subprocess.run([sys.executable, "-c", code, query], capture_output=True, text=True, check=True)
        if differing.stdout.strip() != "0":
            sys.exit(f"{other} and claims match answer differently: {differing.stdout}")
        print(f"  same answers as {other}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("tmp/benchmarks"))
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    peers(given.folder.resolve(), given.records, given.times)


if __name__ == "__main__":
    main()
