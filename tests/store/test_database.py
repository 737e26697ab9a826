"""Transactions alike on both engines: returning keeps, raising undoes, a question never writes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import select

from claims.errors import Damaged, StartRefused
from claims.model.staff import Office
from claims.store.database import (
    Database,
    ReadOnly,
    after_commit,
    check_database,
    open_engine,
    upgrade,
)
from tests.make import MadeOffice


def name_of(office: MadeOffice) -> str:
    """The office's name as stored."""
    with office.database.question() as session:
        return session.exec(select(Office.name)).one()


def test_returning_keeps_and_raising_undoes(bare_office: MadeOffice) -> None:
    """And what was to follow the commit follows only that."""
    followed: list[str] = []
    with bare_office.database.deed() as session:
        session.exec(select(Office)).one().name = "kept"
        after_commit(session, lambda: followed.append(name_of(bare_office)))
    with suppress(InterruptedError), bare_office.database.deed() as session:
        session.exec(select(Office)).one().name = "undone"
        after_commit(session, lambda: followed.append("undone"))
        session.flush()
        raise InterruptedError

    assert name_of(bare_office) == "kept"
    assert followed == ["kept"]


def test_a_question_never_writes(bare_office: MadeOffice) -> None:
    """A flush is refused; a statement that slipped by is undone."""
    with bare_office.database.question() as session:
        session.exec(select(Office)).one().name = "changed"
        with pytest.raises(ReadOnly):
            session.flush()
    with bare_office.database.question() as session:
        session.connection().execute(text("UPDATE office SET name = 'changed'"))

    assert name_of(bare_office) == "Test office"


def test_what_a_question_read_stays_readable(bare_office: MadeOffice) -> None:
    """After the transaction is over, without another look at the database."""
    with bare_office.database.question() as session:
        office = session.exec(select(Office)).one()

    assert office.name == "Test office"


def test_writers_at_once_wait_for_one_another(bare_office: MadeOffice) -> None:
    """Eight deeds that read and then write the same row: none is lost, none fails."""

    def add_one(_: int) -> None:
        with bare_office.database.deed() as session:
            row = session.exec(select(Office).with_for_update()).one()
            row.generation += 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add_one, range(40)))
    with bare_office.database.question() as session:
        assert session.exec(select(Office.generation)).one() == 41


def test_an_error_quotes_no_value(bare_office: MadeOffice) -> None:
    """Errors go to logs: neither SQL parameters nor what somebody typed may stand in them."""
    with pytest.raises(DBAPIError) as refused, bare_office.database.deed() as session:
        session.connection().execute(text("INSERT INTO nowhere VALUES (:it)"), {"it": "Nguyễn"})

    assert "Nguyễn" not in str(refused.value)


def test_sqlite_forgets_what_is_deleted(small_bare_office: MadeOffice) -> None:
    """Secure delete, temporary tables in memory, a write-ahead log that is emptied when asked."""
    engine = small_bare_office.database.engine
    with engine.connect() as link:
        said = {name: link.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("secure_delete", "temp_store")}
        said |= {name: link.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "journal_mode")}
    small_bare_office.database.forget()
    file = Path(make_url(small_bare_office.settings.database_url).database or "")

    assert said == {"secure_delete": 1, "temp_store": 2, "foreign_keys": 1, "journal_mode": "wal"}
    assert file.with_name(file.name + "-wal").stat().st_size == 0


def test_a_damaged_file_is_named(small_bare_office: MadeOffice) -> None:
    """A whole one passes; one page overwritten in the middle, or no database at all, does not."""
    database = small_bare_office.database
    check_database(database.engine)
    database.forget()
    database.engine.dispose()
    file = Path(make_url(small_bare_office.settings.database_url).database or "")
    content = file.read_bytes()
    for damaged in (content[: len(content) // 2], b"no database at all" * 500, content[:8192] + b"x" * 60_000):
        file.write_bytes(damaged)
        engine = open_engine(small_bare_office.settings.database_url)
        with pytest.raises(Damaged, match="database"):
            check_database(engine)
        engine.dispose()


def test_what_cannot_be_opened_refuses_the_start(tmp_path: Path) -> None:
    """In one sentence: it is no database, nobody answers."""
    (tmp_path / "no.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(StartRefused, match="is damaged or is not a database"):
        upgrade(f"sqlite:///{tmp_path / 'no.sqlite'}")
    with pytest.raises(StartRefused, match="CLAIMS_DATABASE_URL"):
        upgrade("postgresql+psycopg://claims@127.0.0.1:1/office")


def test_a_new_sqlite_folder_is_ours_alone(tmp_path: Path) -> None:
    """Made with the first upgrade."""
    upgrade(f"sqlite:///{tmp_path / 'office' / 'office.sqlite'}")

    assert (tmp_path / "office").stat().st_mode & 0o777 == 0o700
    database = Database(open_engine(f"sqlite:///{tmp_path / 'office' / 'office.sqlite'}"))
    check_database(database.engine)
    database.engine.dispose()


def test_what_is_written_after_the_file_went_is_not_lost_in_silence(tmp_path: Path) -> None:
    """An open file that was removed still takes writes, to nowhere; and connecting anew would make an empty one."""
    file = tmp_path / "office.sqlite"
    upgrade(f"sqlite:///{file}")
    database = Database(open_engine(f"sqlite:///{file}"))
    with database.question() as session:
        assert session.exec(select(Office)).all() == []
    file.rename(tmp_path / "moved.sqlite")
    for transaction in (database.question, database.deed):
        with pytest.raises(OperationalError, match="missing"), transaction():
            pass
    assert not file.exists()

    (tmp_path / "moved.sqlite").rename(file)
    with database.question() as session:
        assert session.exec(select(Office)).all() == []
    database.engine.dispose()


def test_a_database_that_was_replaced_is_the_one_that_is_read(tmp_path: Path) -> None:
    """After a restore nobody goes on writing into the old one."""
    for name in ("office", "other"):
        upgrade(f"sqlite:///{tmp_path / name}.sqlite")
    database = Database(open_engine(f"sqlite:///{tmp_path / 'office.sqlite'}"))
    with database.deed() as session:
        session.execute(text("CREATE TABLE old (one INTEGER)"))
    database.forget()
    (tmp_path / "other.sqlite").replace(tmp_path / "office.sqlite")
    for left in ("-wal", "-shm"):
        (tmp_path / f"office.sqlite{left}").unlink(missing_ok=True)
    with database.question() as session, pytest.raises(DBAPIError):
        session.execute(text("SELECT one FROM old"))
    database.engine.dispose()
