"""`claims match`: judge whole lists of trips by the same kernel as one claim. This is where rows go in and findings come out.

Rows stream through, so the size of the lists does not matter. A row that cannot be judged goes to the rejects file with
its line number and the reason; the rest is judged.
"""

import sys
from argparse import ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from claims.cli.match_run import Order, match_lists, synthesise
from claims.errors import RegistryError
from claims.model.disclosure import KOREAN_BORDER, Registry
from claims.store.bulk_judging import Shape
from claims.store.registry import load_registry
from claims.store.trip_lists import Unusable

DESCRIPTION = """Compares lists of trips with the published ranges and writes what it finds, one line per trip and range.

A list is a CSV file (plain or gzip) with a first line of column names, or a Parquet file of text columns. Only `record`
(your own number for the trip) must be there:
  record, claimant, passport, entered, exited, port_in, port_out, channel_in, channel_out,
  born, capacity, registered, gate_registered, holds_korean
A blank field means "not known". `none` under entered or exited means "did not happen".
  passport      the code on the passport shown then, three letters: KOR, VNM, USA (ICAO 9303)
  entered       a day 2015-03-02, a month 2015-03, a year 2015, a season 2015-21 (spring) to 2015-24 (winter),
  exited, born  2015? (not sure), 2015~ (about), 2015-03/2015-05 (between); the day in Korea, as at the desk
  channel_in    desk, gate or other; likewise channel_out
  capacity      ordinary, diplomat, sofa, crew, cruise, refugee, transit, refused_entry
  registered    yes or no; likewise gate_registered (registered for the gates), holds_korean (Korean nationality too)
The records are crossings of the Korean border, unless --kind says what else they are: border-USA, residence-US-IL and so
on, as the `records` of the disclosure files name them."""
EPILOG = """example:
  trips.csv:    record,passport,entered
                A-1,VNM,2015-03-02
  claims match trips.csv --registry disclosures --out findings.csv
  findings.csv: record,window,segment,result,strength,flags,notes,reasons
                A-1,MOJ-FN-FOI,F4,inside,strong,,,entry_inside
                A-1,MOJ-FN-PRESS,,inside_flagged,unrated,lower_source,,entry_inside

--out decides by its ending: .csv, .csv.gz or .parquet. Several flags, notes or reasons stand in one field, divided by |.
In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front. Rows that could not be judged are in
findings.csv.rejects.csv; line numbers count from 1 (of Parquet: rows).
"inside" means: the trip lies in a published range. It never means that somebody's photo was used.

  claims match verify FINDING.json …    compute findings again from their own JSON (see claims match verify --help)
  claims match --records 1000000 --synthetic --out made-up.parquet    a made-up list for trying out and measuring

exit codes: 0 all rows judged; 2 nothing was done, the line on the screen says why; 3 some rows are in the rejects file."""


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "match",
        help="compare lists of trips with the published ranges",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_argument("inputs", metavar="INPUT", type=Path, nargs="*", help="lists of trips: CSV, CSV.gz or Parquet")
    command.add_argument("--registry", metavar="DIR", type=Path, help="the folder of disclosures")
    command.add_argument("--out", metavar="FILE", type=Path, required=True, help="where the findings go")
    shape = command.add_mutually_exclusive_group()
    shape.add_argument("--all", action="store_true", help="also write the ranges that a trip is outside of")
    shape.add_argument("--wide", action="store_true", help="one row per trip, a column per range")
    shape.add_argument("--verdicts", action="store_true", help="one row per claimant and disclosed project")
    command.add_argument(
        "--project", metavar="CODE", action="append", default=[], help="only this disclosed project; may be repeated"
    )
    command.add_argument("--kind", metavar="KIND", default=KOREAN_BORDER, help="what the records are (%(default)s)")
    command.add_argument("--synthetic", action="store_true", help="write a made-up list of trips instead")
    command.add_argument("--records", metavar="N", type=_count, help="how many, with --synthetic")
    command.add_argument("--seed", metavar="N", type=_count, default=1, help="another made-up list (%(default)s)")
    command.set_defaults(run=run)


def _count(text: str) -> int:
    if not text.isdecimal() or len(text) > 12 or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def run(given: Namespace) -> int:
    """Judge the lists; returns the exit code."""
    try:
        if given.synthetic or given.records:
            return _synthesise(given)
        if not given.inputs:
            raise Unusable("name at least one list of trips; claims match --help shows an example")
        if given.registry is None:
            raise Unusable("--registry is missing; name the folder of disclosures")
        registry = _chosen(load_registry(given.registry), frozenset(given.project))
        shape: Shape = "wide" if given.wide else "verdicts" if given.verdicts else "all" if given.all else "findings"
        done = match_lists(Order(tuple(given.inputs), registry, given.out, shape=shape, records=given.kind))
    except (Unusable, RegistryError) as refused:
        print(f"claims: {refused}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("claims: stopped; nothing was written", file=sys.stderr)
        return 2
    print(done.text())
    if not done.refused:
        return 0
    print(f"claims: {done.refused} rows could not be judged; see {done.rejects}", file=sys.stderr)
    return 3


def _synthesise(given: Namespace) -> int:
    if not given.synthetic or not given.records or given.inputs:
        raise Unusable("--synthetic and --records N go together, without lists of trips")
    synthesise(given.out, records=given.records, seed=given.seed)
    return 0


def _chosen(registry: Registry, codes: frozenset[str]) -> Registry:
    known = [project.code for project in registry.projects]
    for code in sorted(codes):
        if code not in known:
            raise Unusable(f"--project {code}: not in the registry; it holds {', '.join(known)}")
    return registry.only(codes) if codes else registry
