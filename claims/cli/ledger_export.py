"""`claims ledger export`: the ledger as a file for the auditor. This is where it leaves without a desk."""

import os
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from claims.actions.export_ledger import export_ledger
from claims.errors import StartRefused
from claims.queries.ledger_export import exported
from claims.settings import read_settings
from claims.store.clock import now
from claims.store.ledger import SERVICE
from claims.web.opening import find_office


def register(verbs: Any) -> None:
    """Add the verb."""
    export = verbs.add_parser(
        "export",
        help="write the ledger to a file, for an auditor",
        description="Lines of JSON: first what the file is, then one per line of the ledger, with its clear columns, the hash of what is "
        "sealed, and the chain (docs/formats.md lets a stranger verify it). The export itself leaves a line.",
    )
    export.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the file to make; it must not be there yet"
    )
    export.add_argument("--from", dest="begins", type=_day, metavar="DAY", help="from this day on, such as 2026-11-01")
    export.add_argument("--to", dest="ends", type=_day, metavar="DAY", help="up to this day, the day included")
    export.add_argument("--why", default="", help="for whom and why; it goes into the ledger, sealed")
    export.set_defaults(run=run)


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise ArgumentTypeError(f"'{given}' is no day: write one like 2026-11-01") from None


def run(given: Namespace) -> int:
    """Note the export, then write."""
    settings = read_settings()
    database, office = find_office(settings)
    moment = now()
    try:
        with _new_file(given.out) as file:
            with database.deed() as session:
                part = export_ledger(
                    session,
                    office.id,
                    begins=given.begins,
                    ends=given.ends,
                    why={"why": "other", "why_words": given.why} if given.why else {},
                    zone=settings.timezone,
                    actor=SERVICE,
                    now=moment,
                )
            count = _write(file, exported(database, office.id, part=part, made=moment))
    finally:
        database.engine.dispose()
    print(f"{given.out}: {count - 1} lines")
    return 0


def _new_file(path: Path) -> Any:
    try:
        return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except FileExistsError:
        raise StartRefused(f"{path} is there already: name a file that is not.") from None
    except OSError as error:
        raise StartRefused(f"{path} cannot be written ({error.strerror}): name another file.") from None


def _write(file: Any, rows: Iterable[bytes]) -> int:
    count = 0
    for row in rows:
        count += 1
        file.write(row)
    file.flush()
    os.fsync(file.fileno())
    return count
