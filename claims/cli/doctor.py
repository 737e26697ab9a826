"""`claims doctor`: is this machine and this office as they should be? This is where each check says what to do."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claims.cli.anchor_checks import anchor_checks
from claims.cli.backup_checks import backup_checks
from claims.errors import StartRefused
from claims.settings import KNOWN, Settings, read_settings
from claims.store.clock import now
from claims.store.database import sqlite_file
from claims.store.fonts import missing_packages
from claims.store.host_key import MEMORY_BACKED, filesystem_of
from claims.store.memory_guard import core_dumps_forbidden, forbid_core_dumps, plain_swap
from claims.store.registry import load_registry
from claims.web.opening import find_office

Check = tuple[str, str, str]


def register(subcommands: Any) -> None:
    """Add the command."""
    settings = "\n".join(f"  {name}: {meaning}" for name, meaning in KNOWN.items())
    command = subcommands.add_parser(
        "doctor",
        help="check this machine and this office, and say what to mend",
        description="Prints one line per check: ok, warn or FAIL, and what to do. Exit code 1 if anything failed.",
        epilog=f"Settings:\n{settings}",
    )
    command.set_defaults(run=run)


def run(_given: Namespace) -> int:
    """Run every check."""
    settings = read_settings()
    found = list(checks(settings))
    for state, what, advice in found:
        print(f"{state:<5} {what}" + (f": {advice}" if advice else ""))
    return 1 if any(state == "FAIL" for state, _, _ in found) else 0


def checks(settings: Settings) -> Iterator[Check]:
    """(ok, warn or FAIL; what was looked at; what to do)."""
    yield _said(sys.version_info >= (3, 11), "Python " + sys.version.split()[0], "install Python 3.11 or newer")
    missing = missing_packages()
    yield _said(not missing, "fonts for every script", "install " + " ".join(missing))
    yield _runtime(settings.runtime)
    swap = plain_swap()
    yield _said(not swap, "no unencrypted swap", "turn off or encrypt " + ", ".join(swap))
    forbid_core_dumps()
    yield _said(core_dumps_forbidden(), "no core dumps", "allow the process to set its limits")
    yield _registry(settings)
    yield from _office(settings)
    yield from backup_checks(settings, now=now())
    yield _transport(settings)


def _said(fine: bool, what: str, advice: str) -> Check:
    return ("ok", what, "") if fine else ("FAIL", what, advice)


def _transport(settings: Settings) -> Check:
    """Cookies are bound to one host by TLS or an onion address; plain names and plain http are for this machine alone."""
    behind = "put TLS or an onion address in front and set CLAIMS_SECURE=yes"
    if not settings.secure:
        only_here = f"good for trying it out on this machine; before others use it, {behind}"
        return ("warn", "plain http", only_here) if settings.loopback else ("FAIL", "plain http", behind)
    if settings.loopback:
        return "warn", "TLS or an onion address", "CLAIMS_HOSTS names this machine only: name what people will use"
    return "ok", "TLS or an onion address", ""


def _runtime(runtime: Path) -> Check:
    place = next(folder for folder in (runtime, *runtime.parents) if folder.exists())
    fine = filesystem_of(place) in MEMORY_BACKED
    return _said(
        fine, f"host key in memory ({runtime})", "set CLAIMS_RUNTIME to a folder on tmpfs, such as one below /dev/shm"
    )


def _registry(settings: Settings) -> Check:
    try:
        registry = load_registry(settings.disclosures)
    except StartRefused as refused:
        return "FAIL", "disclosure files", str(refused)
    return "ok", f"disclosure files ({len(registry.projects)} projects, revision {registry.revision[:12]})", ""


def _office(settings: Settings) -> Iterator[Check]:
    if settings.folder.exists() and settings.folder.stat().st_mode & 0o077:
        yield "FAIL", f"{settings.folder} is open to others", f"chmod 700 {settings.folder}"
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        yield "warn", f"no office in {settings.folder}", "run `claims init`, or name the folder in CLAIMS_FOLDER"
        return
    try:
        database, office = find_office(settings)
    except StartRefused as refused:
        yield "FAIL", "the office's database", str(refused)
    else:
        yield "ok", "the office's database is whole", ""
        with database.question() as session:
            yield from list(anchor_checks(settings, session, office.id, now=now()))
        database.engine.dispose()
