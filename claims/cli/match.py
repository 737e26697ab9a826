"""`claims match`: judge a whole file of trips by the same kernel as one claim. This is where rows go in and findings come out.

Rows stream through, so the size of the file does not matter. A row that cannot be judged goes to the rejects file with
its line number and the reason; the rest is judged.
"""

import os
import sys
from argparse import Namespace, RawDescriptionHelpFormatter
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from claims.cli.match_rows import Found, RowReader, Summary, Unusable, open_output
from claims.errors import NotValid
from claims.model.disclosure import Registry
from claims.model.vocabulary import Result
from claims.rules.matching import judge_record
from claims.store.registry import load_registry

DESCRIPTION = """Compares a list of trips with the published ranges and writes what it finds, one line per trip and range.

The list is a CSV file with a first line of column names. Only `record` (your own number for the trip) must be there:
  record, claimant, passport, entered, exited, port_in, port_out, channel_in, channel_out,
  born, capacity, registered, gate_registered, holds_korean
A blank field means "not known". `none` under entered or exited means "did not happen".
  passport      the code on the passport shown then, three letters: KOR, VNM, USA (ICAO 9303)
  entered       a day 2015-03-02, a month 2015-03, a year 2015, a season 2015-21 (spring) to 2015-24 (winter),
  exited, born  2015? (not sure), 2015~ (about), 2015-03/2015-05 (between); the day in Korea, as at the desk
  channel_in    desk, gate or other; likewise channel_out
  capacity      ordinary, diplomat, sofa, crew, cruise, refugee, transit, refused_entry
  registered    yes or no; likewise gate_registered (registered for the gates), holds_korean (Korean nationality too)"""
EPILOG = """example:
  trips.csv:    record,passport,entered
                A-1,VNM,2015-03-02
  claims match trips.csv --registry disclosures --out findings.csv
  findings.csv: record,window,segment,result,strength,flags,notes,reasons
                A-1,MOJ-FN-FOI,F4,inside,strong,,,entry_inside
                A-1,MOJ-FN-PRESS,,inside_flagged,unrated,lower_source,,entry_inside

Several flags, notes or reasons stand in one field, divided by |. A text that a spreadsheet would run as a formula gets
an apostrophe in front. Rows that could not be judged are in findings.csv.rejects.csv; line numbers count from 1.
"inside" means: the trip lies in a published range. It never means that somebody's photo was used.

exit codes: 0 all rows judged; 2 nothing was done, the line on the screen says why; 3 some rows are in the rejects file."""


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "match",
        help="compare a list of trips with the published ranges",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_argument("file", metavar="FILE.csv", type=Path, help="the list of trips")
    command.add_argument("--registry", metavar="DIR", type=Path, required=True, help="the folder of disclosures")
    command.add_argument("--out", metavar="FILE", type=Path, required=True, help="where the findings go")
    command.add_argument("--all", action="store_true", help="also write the ranges that a trip is outside of")
    command.add_argument(
        "--project", metavar="CODE", action="append", default=[], help="only this disclosed project; may be repeated"
    )
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Judge the file; returns the exit code."""
    try:
        registry = _chosen(load_registry(given.registry), frozenset(given.project))
        summary = match_file(given.file, registry, out=given.out, outside_too=given.all)
    except Unusable as refused:
        print(f"claims: {refused}", file=sys.stderr)
        return 2
    print(summary.text())
    if not summary.rejected:
        return 0
    print(f"claims: {summary.rejected} rows could not be judged; see {rejects_of(given.out)}", file=sys.stderr)
    return 3


def _chosen(registry: Registry, codes: frozenset[str]) -> Registry:
    known = [project.code for project in registry.projects]
    for code in sorted(codes):
        if code not in known:
            raise Unusable(f"--project {code}: not in the registry; it holds {', '.join(known)}")
    return registry.only(codes) if codes else registry


def rejects_of(out: Path) -> Path:
    """Where the rows go that cannot be judged."""
    return out.with_name(out.name + ".rejects.csv")


def match_file(file: Path, registry: Registry, *, out: Path, outside_too: bool) -> Summary:
    """Every row of `file` judged into `out`; afterwards `out` is whole, or as it was before. Raises Unusable."""
    _check_apart(file, out)
    unfinished, rejects = out.with_name(out.name + ".part"), rejects_of(out)
    summary = Summary(windows=[w.id for project in registry.projects for w in project.collection_windows])
    with ExitStack() as opened:
        rows = opened.enter_context(RowReader(file))
        opened.callback(unfinished.unlink, missing_ok=True)
        try:
            with open_output(unfinished) as found, open_output(rejects) as refused:
                found.write(Found.HEADER)
                refused.write(("line", "record", "reason"))
                _judge_rows(rows, registry, found, refused, summary, outside_too=outside_too)
            os.replace(unfinished, out)
        except OSError as failed:
            raise Unusable(f"{out}: cannot be written ({failed.strerror}); choose another place for --out") from None
    if not summary.rejected:
        rejects.unlink(missing_ok=True)
    return summary


def _check_apart(file: Path, out: Path) -> None:
    if out.is_dir():
        raise Unusable(f"{out}: is a folder; name a file for --out")
    for written in (out, rejects_of(out)):
        if file.exists() and written.exists() and file.samefile(written):
            raise Unusable(f"{written}: is the list of trips itself; choose another file for --out")


def _judge_rows(
    rows: RowReader, registry: Registry, found: Found, refused: Found, summary: Summary, *, outside_too: bool
) -> None:
    for line, record, problem in rows:
        summary.rows += 1
        try:
            findings = judge_record(rows.accepted(record, problem), registry)
        except NotValid as refusal:
            summary.rejected += 1
            refused.write((str(line), rows.name_of(record), rows.said(refusal)))
            continue
        for finding in findings:
            summary.results[finding.window, finding.result] += 1
            if outside_too or finding.result is not Result.OUTSIDE:
                found.finding(finding)
