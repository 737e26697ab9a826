"""Engine and transactions: one for a deed (commits when it returns, undone when it raises), one for a question (read-only).

This is where SQLite and PostgreSQL are made to behave alike.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.orm import Session as OrmSession
from sqlmodel import Session

from claims.errors import Damaged, StartRefused

MIGRATIONS = Path(__file__).parent / "migrations"
READ_ONLY = "read_only"
AFTER_COMMIT = "after_commit"
ERASED_LISTS = "erased_lists"
PATIENCE, SHORT_PATIENCE = 20, 2  # seconds that SQLite waits for somebody else

# How a row is locked until its deed is done: against other deeds, but not against rows that refer to it. A plain FOR UPDATE
# would wait for everybody who just wrote a row of the same office, and they for us: two claimants who send at once.
UNTIL_DONE = {"key_share": True}


class ReadOnly(RuntimeError):
    """A question tried to change an answer."""


class Database:
    """The office's database. `deed()` for what changes, `question()` for what only reads.

    `erased_lists`: the files that a deed which destroys a claim writes it down in, found by it in the session's `info`.
    """

    def __init__(self, engine: Engine, *, erased_lists: tuple[Path, ...] = ()) -> None:
        self.engine, self.erased_lists = engine, erased_lists

    @contextmanager
    def deed(self) -> Iterator[Session]:
        """One transaction that may write: kept when the block returns, undone when it raises."""
        with Session(self.engine, expire_on_commit=False, info={ERASED_LISTS: self.erased_lists}) as session:
            if self.engine.dialect.name == "sqlite":
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield session
                session.commit()
            except BaseException:
                session.rollback()
                raise
            for step in session.info.get(AFTER_COMMIT, ()):
                step()

    @contextmanager
    def question(self) -> Iterator[Session]:
        """One transaction that only reads; a flush of anything raises ReadOnly."""
        with Session(self.engine, expire_on_commit=False, info={READ_ONLY: True}) as session:
            if self.engine.dialect.name == "sqlite":
                session.connection().exec_driver_sql("BEGIN")
            try:
                yield session
            finally:
                session.expunge_all()  # what was read stays readable after the transaction is over
                session.rollback()

    def forget(self) -> None:
        """After something sealed was destroyed: leave no copy of it in the write-ahead log (SQLite; see docs for PostgreSQL)."""
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                # Not long: while a backup reads its moment the log cannot be cut; it is cut when the backup is done.
                connection.exec_driver_sql(f"PRAGMA busy_timeout={SHORT_PATIENCE * 1000}")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE * 1000}")


def after_commit(session: Session, step: Callable[[], object]) -> None:
    """Do this once the deed is kept, and not at all when it is undone: for files that must not go before their rows do."""
    session.info.setdefault(AFTER_COMMIT, []).append(step)


@event.listens_for(OrmSession, "before_flush")
def _refuse_writing(session: OrmSession, *_: Any) -> None:
    if session.info.get(READ_ONLY):
        raise ReadOnly("a question must not write")


def open_engine(url: str, *, make: bool = False) -> Engine:
    """An engine for a SQLite or PostgreSQL address; pragmas and isolation are set so that both keep the same promises.

    A SQLite file that is missing is an OperationalError, unless `make`: an empty one in its place would hide the loss.
    """
    if make_url(url).get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        _keep_to_file(engine, Path(make_url(url).database or ":memory:"), make=make)
        return engine
    return create_engine(url, pool_pre_ping=True, pool_size=5, max_overflow=20, hide_parameters=True)


def sqlite_file(url: str) -> Path | None:
    """Where a SQLite database lies, present or not; None for PostgreSQL. Connecting would make an empty one."""
    address = make_url(url)
    return Path(address.database or "") if address.get_backend_name() == "sqlite" else None


def _keep_to_file(engine: Engine, file: Path, *, make: bool) -> None:
    """Whoever holds an open file that was removed or replaced writes to nowhere: such a connection is not used again."""
    if str(file) == ":memory:":
        return

    def must_be_there(*_: Any) -> None:
        if not make and not file.exists():
            raise sqlite3.OperationalError("the database file is missing")

    def remember(_: Any, record: Any) -> None:
        record.info["file"] = _identity(file)

    def is_still_it(_: Any, record: Any, __: Any) -> None:
        if record.info.get("file") != _identity(file):
            raise DisconnectionError("the database file is another one now")

    event.listen(engine, "do_connect", must_be_there)
    event.listen(engine, "connect", remember)
    event.listen(engine, "checkout", is_still_it)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # No implicit BEGIN: Database says which, IMMEDIATE for deeds, so that two of them never deadlock half-way.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def upgrade(url: str, *, revision: str = "head") -> None:
    """Bring the database's tables to this version, or to an older one; creates the SQLite folder where it is missing."""
    path = make_url(url).database
    if make_url(url).get_backend_name() == "sqlite" and path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        command.upgrade(alembic_config(url), revision)
    except OperationalError as error:
        raise StartRefused(
            f"The database cannot be opened: {str(error.orig).splitlines()[0]}. Check CLAIMS_DATABASE_URL."
        ) from None
    except DBAPIError as error:
        raise StartRefused(
            f"The database is damaged or is not a database: {str(error.orig).splitlines()[0]}. Restore it from a backup."
        ) from None


def alembic_config(url: str) -> Config:
    """Alembic's settings for an address."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = url
    return config


def known_revisions() -> tuple[str, ...]:
    """Every revision of the tables that this program knows, the newest first."""
    return tuple(each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def revision_of(connection: Connection) -> str:
    """The revision of the tables as they stand; empty where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def check_database(engine: Engine) -> None:
    """Read it whole. Raises Damaged naming what a check of the engine found."""
    if engine.dialect.name != "sqlite":
        return
    try:
        with engine.connect() as connection:
            answer = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
    except DBAPIError as error:
        raise Damaged("database", found=str(error.orig)) from None
    if answer != "ok":
        raise Damaged("database", found=str(answer))
