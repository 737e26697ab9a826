"""`claims verify`: is this bundle as it was written? This is where the command meets the program that travels in every bundle."""

import argparse
from pathlib import Path
from typing import Any

from claims.store.verify_bundle import say_report, verify


def register(subcommands: Any) -> None:
    """Add `verify` to the subcommands of an argparse parser; it sets `run`, which gives the exit code."""
    parser = subcommands.add_parser(
        "verify",
        help="say whether a bundle is unchanged",
        description=(
            "Says whether a bundle is exactly as it was written, and if not, names every file that was changed, added, "
            "dropped or renamed. Ends with 0 when unchanged, 1 when changed, 2 when there is no bundle. Needs no network "
            "and no sign-in; the same program lies in every package as verify.py."
        ),
    )
    parser.add_argument(
        "bundle", type=Path, metavar="BUNDLE", help="BUNDLE.zip, an unpacked bundle, or one package of it"
    )
    parser.add_argument(
        "--expect", default="", metavar="HEX", help="a fingerprint you were given separately, to compare with"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check and say what was found."""
    return say_report(verify(arguments.bundle), expected=arguments.expect)
