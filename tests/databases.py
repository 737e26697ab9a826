"""Fresh databases for tests: migrated once for each engine, then copied. This is where a test gets one of its own."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from claims.store.database import upgrade
from tests.postgres import Postgres

TEMPLATE = "claims_template"
ONE_AT_A_TIME = 7_403_118  # any number, the same in every worker: the lock under which the template is made


def migrated_sqlite_file(folder: Path) -> Path:
    """A migrated SQLite file to copy from. No connection to it is open, so the one file is the whole database."""
    path = folder / "template.sqlite"
    upgrade(f"sqlite:///{path}")
    return path


def sqlite_copy(template: Path, folder: Path) -> str:
    """The address of a fresh copy in `folder`."""
    path = folder / f"office-{secrets.token_hex(4)}.sqlite"
    shutil.copyfile(template, path)
    return f"sqlite:///{path}"


def make_postgres_template(postgres: Postgres) -> None:
    """Migrate the database that others are copied from, once for all workers of this test run."""
    with psycopg.connect(postgres.url(name="postgres").replace("+psycopg", ""), autocommit=True) as link:
        link.execute("SELECT pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # released when the link closes
        if not postgres.knows(name=TEMPLATE):
            # Under another name first: a template half made by a failed migration must not pass for a whole one.
            half = f"half_{secrets.token_hex(4)}"
            postgres.order(f"CREATE DATABASE {half}")
            upgrade(postgres.url(name=half))
            postgres.order(f"ALTER DATABASE {half} RENAME TO {TEMPLATE}")


@contextmanager
def postgres_database(postgres: Postgres, *, template: str = "template0") -> Iterator[str]:
    """The address of a fresh database, copied from `template`, dropped afterwards whoever still holds it open."""
    name = f"office_{secrets.token_hex(6)}"
    postgres.order(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log")
    try:
        yield postgres.url(name=name)
    finally:
        postgres.order(f"DROP DATABASE {name} WITH (FORCE)")
