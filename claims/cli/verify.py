"""`claims verify`: is this bundle as it was written? This is where the command meets the program that travels in every bundle."""

from typing import Any

from claims.store.verify_bundle import add_arguments, run


def register(subcommands: Any) -> None:
    """Add `verify` to the subcommands of an argparse parser; it sets `run`, which gives the exit code."""
    parser = subcommands.add_parser(
        "verify",
        help="say whether a bundle is unchanged",
        description=(
            "Says whether a bundle (a ZIP as it was collected, an unpacked one, or one package of it) is exactly as it was "
            "written, and if not, names every file that was changed, added, dropped or renamed. Signatures and time stamps are "
            "checked by openssl. Ends with 0 when unchanged, 1 when changed, 2 when there is no bundle. Needs no network "
            "and no sign-in; the same program lies in every package as verify.py."
        ),
    )
    add_arguments(parser)
    parser.set_defaults(run=run)
