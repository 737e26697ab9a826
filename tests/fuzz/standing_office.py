"""A real office that harnesses stand on: database, vault and host key in a scratch folder, nobody at work. This is where it is set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from app import create_app
from claims.model.claim_file import ClaimFile
from claims.store.clock import seconds
from claims.store.sessions import Visit, begin_visit
from tests.databases import migrated_sqlite_file
from tests.make import MadeOffice, make_office


@contextmanager
def standing_office(folder: Path) -> Iterator[MadeOffice]:
    """The office alone, on SQLite."""
    made = make_office(f"sqlite:///{migrated_sqlite_file(folder)}", folder, members=())
    try:
        yield made
    finally:
        made.close()


@contextmanager
def running_office(folder: Path) -> Iterator[tuple[MadeOffice, Flask]]:
    """The office and its service, which raises what it did not foresee."""
    with standing_office(folder) as office:
        service = create_app(office.settings)
        service.config["TESTING"] = True
        yield office, service


def claimant_cookie(office: MadeOffice, file: ClaimFile) -> str:
    """The cookie of a claimant whose draft says what the file says."""
    _, draft = office.draft(file)
    now = seconds(datetime.now(UTC))
    visit = Visit(kind="claimant", office_id=draft.office_id, subject=draft.id, key=draft.key, since=now, epoch=1)
    with office.database.deed() as session:
        return begin_visit(session, visit, host_key=office.host_key)
