"""`claims upgrade`: bring the tables to this version and publish the disclosure files as they stand. This is the release step."""

from argparse import Namespace
from typing import Any

from sqlmodel import select

from claims.actions.take_disclosure_files import Taken, take_disclosure_files
from claims.model.staff import Office
from claims.settings import Settings, read_settings
from claims.store.clock import now
from claims.store.database import Database, open_engine, upgrade
from claims.store.disclosure_files import read_disclosure_files


def register(subcommands: Any) -> None:
    """Add the command."""
    command = subcommands.add_parser(
        "upgrade",
        help="update the database's tables and publish changed disclosure files",
        description="Run after every update of the program or of the disclosures folder, before the web starts. Running it twice does no harm.",
    )
    command.set_defaults(run=run)


def run(_given: Namespace) -> int:
    """Upgrade the office of the settings."""
    taken = upgrade_office(read_settings())
    said = "The registry was already published."
    if taken is not None and taken.revision is not None:
        files = ", ".join(taken.changed) or "nothing but their reading"
        said = f"The registry was published anew, as revision {taken.revision.number} (changed files: {files})."
    print(f"Tables are up to date. {said}")
    for code in taken.gone if taken else ():
        print(f"The file of {code} is gone. The project stays in force until somebody retracts it at the desk.")
    return 0


def upgrade_office(settings: Settings) -> Taken | None:
    """Migrate, and publish the files that changed; None where there is no office yet."""
    files = read_disclosure_files(settings.disclosures)
    upgrade(settings.database_url)
    database = Database(open_engine(settings.database_url))
    try:
        with database.deed() as session:
            office = session.exec(select(Office)).first()
            if office is None:
                return None
            return take_disclosure_files(session, office.id, files=files, now=now())
    finally:
        database.engine.dispose()
