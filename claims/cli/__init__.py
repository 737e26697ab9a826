"""The `claims` command: chores, bulk matching, verifying. A door like the desks; each file is one command.

Every command says what it does with --help, exits 0 when all is well, 1 when it found something wrong, 2 when it could
not start (what, where, what to do, on one line of standard error), 3 when some rows of a file were not judged.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from claims.cli import (
    backup,
    demo,
    doctor,
    init,
    keys,
    ledger,
    match,
    match_verify,
    restore,
    seizure,
    upgrade,
    verify,
    work,
)
from claims.errors import Refusal, StartRefused

EPILOG = """Settings come from the environment (CLAIMS_FOLDER, CLAIMS_DATABASE_URL, …); `claims doctor` shows them.
Examples:
  claims match trips.csv --registry disclosures --out results.csv
  claims verify bundle.zip
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="claims",
        description="Sealed claims: the service's chores.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subcommands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in (
        init,
        keys,
        demo,
        upgrade,
        work,
        match,
        match_verify,
        verify,
        seizure,
        ledger,
        backup,
        restore,
        doctor,
    ):
        command.register(subcommands)
    given = parser.parse_args(match_verify.joined(sys.argv[1:] if arguments is None else arguments))
    os.umask(0o077)
    try:
        return int(given.run(given))
    except StartRefused as refused:
        print(f"claims: {refused}", file=sys.stderr)
        return 2
    except Refusal as refused:
        facts = ", ".join(f"{name}: {value}" for name, value in refused.facts.items())
        print(f"claims: refused: {refused.reason}{' (' + facts + ')' if facts else ''}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
