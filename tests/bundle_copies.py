"""The same ordered bundle in several offices: what one makes can be compared with what another makes. This is where an office is copied.

here = copied(court, folder)              # database and vault, as they are now
make_again(here, bundle)                  # keys lent again, made by a worker of that office
"""

import sqlite3
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import TypeVar

from claims.actions.lend_bundle import lend_again
from claims.actions.run_errands import run_errands
from claims.model.bundle import Bundle, BundlePaper
from claims.store.clock import now
from claims.store.database import Database, open_engine
from claims.store.vault import FolderVault
from tests.make_bundles import Court

OneCourt = TypeVar("OneCourt", bound=Court)


def copied(court: OneCourt, folder: Path) -> OneCourt:
    """An office like this one (on SQLite), in another folder."""
    office = court.office
    folder.mkdir(parents=True)
    source = str(office.database.engine.url.database)
    with sqlite3.connect(source) as there, sqlite3.connect(folder / "office.sqlite") as here:
        there.backup(here)
    copytree(office.vault.root, folder / "vault")
    database = Database(open_engine(f"sqlite:///{folder}/office.sqlite"))
    moved = replace(office, database=database, vault=FolderVault(folder / "vault"), _export=None)
    copy = type(court).__new__(type(court))
    copy.__dict__.update(court.__dict__ | {"office": moved})
    return copy


def lend(court: Court, bundle: Bundle) -> None:
    """Park lends the keys again, to whoever is alive."""
    with court.office.database.deed() as session:
        lend_again(
            session,
            session.get_one(Bundle, bundle.id),
            keyring=court.park.keyring,
            by=court.park.member,
            actor=court.park.actor,
            vault=court.office.vault,
            host_key=court.office.host_key,
            now=now(),
        )


def make_again(court: Court, bundle: Bundle) -> BundlePaper:
    """The bundle made by a worker of this office, whatever was made of it before."""
    with court.office.worker() as worker:
        lend(court, bundle)
        run_errands(court.office.export, worker, host_key=court.office.host_key)
    return court.paper(bundle)
