"""`claims backup`: make a sealed copy of everything, verify copies, rehearse bringing one back. This is where an office prepares to lose its machine."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from claims.actions.make_backup import make_backup
from claims.actions.rehearse_restore import Rehearsal, rehearse_restore
from claims.actions.restore_backup import BackupSource, open_backup
from claims.cli.backup_words import sentence
from claims.errors import Damaged, StartRefused
from claims.settings import Settings, read_settings
from claims.store.backup_folder import BackupFolder
from claims.store.backup_places import BackupPlaces, backup_places
from claims.store.backup_reading import Contents, damaged_parts
from claims.store.clock import now
from claims.store.erased_lists import lists_in
from claims.store.part_copies import PartCopies
from claims.store.period_keys import destroyed_at
from claims.store.vault import FolderVault
from claims.web.opening import find_office

DESCRIPTION = """Makes a backup in CLAIMS_BACKUPS while the service runs on, and reads it back. Everything in it is sealed under
the key of this week, which lies in the folders of CLAIMS_PERIOD_KEYS and nowhere else, and is destroyed 35 days after
the week began, everywhere: what was erased is beyond anyone after that. Exit code 0 made and verified, 1 something
to look at, 2 not made."""


def register(subcommands: Any) -> None:
    """Add the command and its verbs."""
    command = subcommands.add_parser(
        "backup", help="make a sealed backup, verify backups, rehearse a restore", description=DESCRIPTION
    )
    command.set_defaults(run=run)
    verbs = command.add_subparsers(title="verbs", metavar="VERB")
    verify = verbs.add_parser(
        "verify",
        help="read backups whole: every row, every sealed part",
        description="Decrypts and counts every row and hashes every sealed part of the backups named, or of all. Exit code 1 if one is not whole.",
    )
    verify.add_argument(
        "backups", nargs="*", type=Path, metavar="BACKUP", help="folders of backups; all of CLAIMS_BACKUPS by default"
    )
    verify.set_defaults(run=run_verify)
    drill = verbs.add_parser(
        "drill",
        help="rehearse a restore of the newest backup",
        description="Restores the newest backup into a scratch place as on a new machine, looks everything over that needs no key of the "
        "office, reports, and destroys the scratch place. Exit code 1 if something does not hold.",
    )
    drill.add_argument("--scratch", type=Path, metavar="FOLDER", help="where; by default in memory (CLAIMS_RUNTIME)")
    drill.set_defaults(run=run_drill)


def run(_given: Namespace) -> int:
    """Make one."""
    settings = read_settings()
    places = backup_places(settings)
    database, office = find_office(settings)
    try:
        made = make_backup(database, office.id, vault=FolderVault(settings.vault), places=places, now=now())
    except Damaged as damage:
        print(f"claims backup: NOT MADE. {sentence(damage)}", file=sys.stderr)
        return 2
    except (OSError, DBAPIError) as error:
        print(f"claims backup: NOT MADE. {cause(error)}", file=sys.stderr)
        return 2
    finally:
        database.engine.dispose()
    print(f"{made.backup} is made and verified: {said(made.contents)}, {made.copied} of them copied now.")
    manifest = made.contents.manifest
    print(f"The key of week {manifest.week} opens it, until {destroyed_at(manifest.week):%Y-%m-%d}; then nothing does.")
    if manifest.gone:
        print(f"{manifest.gone} sealed parts were destroyed while it was made and are not in it.")
    for path in made.lists_behind:
        print(f"NOT WRITTEN: {path}, the list of erased claims. Mount its disk and make a backup again.")
    return 1 if made.lists_behind else 0


def cause(error: OSError | DBAPIError) -> str:
    """Why a disk or a database refused, in one line; never with a row in it."""
    if isinstance(error, DBAPIError):
        return f"The database refused: {str(error.orig).splitlines()[0]}."
    return f"{error.filename or 'The disk'}: {error.strerror}."


def said(contents: Contents) -> str:
    """How much is in a backup."""
    rows = sum(contents.counts.values())
    return f"{contents.counts.get('claim', 0)} claims, {rows} rows, {len(contents.parts)} sealed parts"


def run_verify(given: Namespace) -> int:
    """Read each whole."""
    places = backup_places(read_settings())
    wanted = given.backups or places.folder.backups()
    if not wanted:
        raise StartRefused(f"There is no backup in {places.folder.root}: run `claims backup`.")
    return max(_verify(backup.resolve(), places) for backup in wanted)


def _verify(backup: Path, places: BackupPlaces) -> int:
    source = source_of(backup, keys=places.keys)
    try:
        contents, _ = open_backup(source)
        damaged = damaged_parts(contents.parts, PartCopies(source.parts))
    except Damaged as damage:
        print(f"{backup.name}: NOT WHOLE. {sentence(damage)}")
        return 1
    for part in damaged:
        print(f"{backup.name}: {sentence(part)}")
    print(f"{backup.name}: {'NOT WHOLE' if damaged else 'whole'}, {said(contents)}")
    return 1 if damaged else 0


def source_of(backup: Path, *, keys: tuple[Path, ...]) -> BackupSource:
    """A backup with what lies beside it: copies of parts and the list of erased claims."""
    folder = BackupFolder(backup.parent)
    return BackupSource(backup, folder.parts, keys, lists_in((folder.root, *keys)))


def run_drill(given: Namespace) -> int:
    """Rehearse."""
    settings = read_settings()
    places = backup_places(settings)
    backups = places.folder.backups()
    if not backups:
        raise StartRefused(f"There is no backup in {places.folder.root}: run `claims backup`.")
    database, office = find_office(settings)
    try:
        source = source_of(backups[-1], keys=places.keys)
        scratch = _scratch(settings, given.scratch)
        rehearsal = rehearse_restore(database, office.id, source=source, scratch=scratch, now=now())
    except Damaged as damage:
        print(f"{backups[-1].name}: CANNOT BE RESTORED. {sentence(damage)}")
        return 1
    finally:
        database.engine.dispose()
    return _report(backups[-1], rehearsal, scratch=scratch)


def _scratch(settings: Settings, given: Path | None) -> Path:
    if given is None:
        settings.runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
        return settings.runtime
    if not given.is_dir():
        raise StartRefused(f"--scratch: {given} is no folder.")
    return given


def _report(backup: Path, rehearsal: Rehearsal, *, scratch: Path) -> int:
    restored = rehearsal.restored
    print(f"Drill of {backup} in {scratch}, on SQLite:")
    print(f"  made              {restored.contents.manifest.hour}, week {restored.contents.manifest.week}")
    print(f"  restored          {said(restored.contents)}, in {rehearsal.seconds:.1f} seconds")
    print(f"  erased once more  {restored.erased} claims, by {restored.lists} lists")
    print(f"  claims            {', '.join(f'{n} {status}' for status, n in rehearsal.statuses.items()) or 'none'}")
    for damage in restored.problems:
        print(f"  DOES NOT HOLD     {sentence(damage)}")
    if not restored.problems:
        print("  looked over       ledger, guards, keys of claims, sealed parts: all hold")
    print("The scratch place is destroyed.")
    return 1 if restored.problems else 0
