"""`claims seizure-report`: everything that whoever takes the disks can read, and what it reveals. This is the promise, printed."""

from argparse import Namespace
from typing import Any

from claims.settings import read_settings
from claims.store.seizure import report_lines, unlisted_columns, unlisted_files
from claims.store.seizure_backups import backup_lines, unlisted_backup_files
from claims.store.seizure_keys import key_lines, unlisted_keys, unlisted_settings


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "seizure-report",
        help="list what can be read from the disks while nobody is signed in",
        description="Lists every column, file, key and setting of the office that can be read without a key, with its class and what it reveals.",
    )
    command.add_argument(
        "--check", action="store_true", help="print only what is not on the allow-list; exit code 1 if there is any"
    )
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Print the report, or check that nothing else is there."""
    settings = read_settings()
    unlisted = unlisted_columns() + unlisted_keys() + unlisted_settings()
    unlisted += unlisted_files(settings.folder) + unlisted_backup_files(settings)
    if not given.check:
        print("\n".join([*report_lines(settings.folder), *backup_lines(settings), *key_lines()]))
    for name in unlisted:
        print(f"NOT ON THE ALLOW-LIST: {name}")
    if given.check and not unlisted:
        print("Everything that lies in clear is on the allow-list.")
    return 1 if unlisted else 0
