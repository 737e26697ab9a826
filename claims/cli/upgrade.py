"""`claims upgrade`: bring the tables to this version and publish the disclosure files as they stand. This is the release step."""

from argparse import Namespace
from typing import Any

from sqlmodel import select

from claims.actions.publish_disclosure import publish_disclosure
from claims.model.staff import Office
from claims.settings import Settings, read_settings
from claims.store.clock import now
from claims.store.database import Database, open_engine, upgrade
from claims.store.registry import load_registry


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
    settings = read_settings()
    published = upgrade_office(settings)
    print(
        "Tables are up to date. "
        + ("The registry was published anew." if published else "The registry was already published.")
    )
    return 0


def upgrade_office(settings: Settings) -> bool:
    """Migrate and publish; True when the disclosure files were new."""
    registry = load_registry(settings.disclosures)
    upgrade(settings.database_url)
    database = Database(open_engine(settings.database_url))
    with database.deed() as session:
        office = session.exec(select(Office)).first()
        published = office is not None and publish_disclosure(session, office.id, registry=registry, now=now())
    database.engine.dispose()
    return published
