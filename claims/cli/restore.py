"""`claims restore`: bring an office back from a backup, on this machine or another, on either engine. This is where an office comes back."""

import sys
from argparse import Namespace, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from claims.actions.restore_backup import BackupSource, Restored, restore_backup
from claims.cli.backup import cause, said
from claims.cli.backup_words import sentence
from claims.errors import Damaged, StartRefused
from claims.settings import Settings, read_settings
from claims.store.backup_folder import BackupFolder
from claims.store.backup_places import erased_lists
from claims.store.clock import now
from claims.store.erased_lists import lists_in
from claims.store.restore_target import RestoreTarget

DESCRIPTION = """Brings an office back into an empty CLAIMS_FOLDER and an empty database (CLAIMS_DATABASE_URL, SQLite or PostgreSQL,
whichever the backup came from). Claims erased since the backup are erased again, by the lists beside the backup and
beside the keys. Everybody signs in anew. Exit code 0 restored, 1 restored with something to look at, 2 not restored."""
EXAMPLE = """Example:
  CLAIMS_FOLDER=/srv/claims claims restore /mnt/backups/2026-11-22T18Z-1 --keys /mnt/usb/claims-keys
"""


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "restore",
        help="bring an office back from a backup into an empty place",
        description=DESCRIPTION,
        epilog=EXAMPLE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    command.add_argument(
        "backup", type=Path, metavar="BACKUP", help="the folder of one backup, such as 2026-11-22T18Z-1"
    )
    command.add_argument(
        "--keys",
        type=Path,
        action="append",
        metavar="FOLDER",
        help="a folder of period keys; by default those of CLAIMS_PERIOD_KEYS",
    )
    command.add_argument(
        "--parts", type=Path, metavar="FOLDER", help="copies of sealed parts; by default beside the backup"
    )
    command.add_argument(
        "--leave-out-damaged",
        action="store_true",
        help="leave damaged sealed parts out and name them, where there is no better backup",
    )
    command.set_defaults(run=run)


def run(given: Namespace) -> int:
    """Restore and say what came back."""
    settings = read_settings()
    target = RestoreTarget(settings.folder, settings.database_url)
    try:
        restored = restore_backup(
            _source(given, settings),
            target,
            now=now(),
            loopback=settings.loopback,
            leave_out_damaged=given.leave_out_damaged,
        )
    except Damaged as damage:
        print(f"claims restore: NOT RESTORED. {sentence(damage)}", file=sys.stderr)
        return 2
    except (OSError, DBAPIError) as error:
        print(f"claims restore: NOT RESTORED. {cause(error)}", file=sys.stderr)
        return 2
    return _report(restored, settings)


def _source(given: Namespace, settings: Settings) -> BackupSource:
    backup, keys = given.backup.resolve(), tuple(given.keys or settings.period_keys)
    if not keys:
        raise StartRefused("--keys: name the folder with the period keys.")
    for folder in keys:
        if not folder.is_dir():
            raise StartRefused(f"--keys: {folder} is no folder.")
    beside = BackupFolder(backup.parent)
    lists = (*lists_in((beside.root, *keys)), *erased_lists(settings))
    return BackupSource(backup, given.parts or beside.parts, keys, tuple(dict.fromkeys(lists)))


def _report(restored: Restored, settings: Settings) -> int:
    manifest = restored.contents.manifest
    print(
        f"The office '{manifest.office}' as of {manifest.hour} stands in {settings.folder}: {said(restored.contents)}."
    )
    print(f"{restored.erased} claims that were erased since then were erased again, by {restored.lists} lists.")
    if not restored.lists:
        print("NO LIST of erased claims was found beside the backup or the keys: claims erased since then may be back.")
    for damage in restored.problems:
        print(f"LOOK AT: {sentence(damage)}")
    print(
        "What happened since then is not in it: receipts renewed, members who left, keys renewed. Do these again first."
    )
    print("Next: `claims upgrade`, `claims doctor`, start web and worker. Everybody signs in anew.")
    return 1 if restored.problems or not restored.lists else 0
