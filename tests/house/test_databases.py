"""The databases that tests are given are real, fresh and their own."""

import os
from pathlib import Path

import pytest
from sqlalchemy import text

from claims.store.database import open_engine
from tests.postgres import PostgresDidNotStart, running_postgres


def ask(url: str, *statements: str) -> object:
    """Run statements and give the first value of the last."""
    engine = open_engine(url)
    with engine.connect() as link:
        answers = [link.execute(text(statement)) for statement in statements]
        found = answers[-1].scalar() if answers[-1].returns_rows else None
        link.commit()
    engine.dispose()
    return found


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_a_database_of_its_own(database_url: str, turn: int) -> None:
    ask(database_url, "CREATE TABLE left_over (turn INTEGER)", f"INSERT INTO left_over VALUES ({turn})")

    assert ask(database_url, "SELECT sum(turn) FROM left_over") == turn


def test_postgresql_is_real_and_not_run_by_root(postgresql_url: str) -> None:
    assert str(ask(postgresql_url, "SELECT version()")).startswith("PostgreSQL 1")
    folder = Path(str(ask(postgresql_url, "SHOW data_directory")))
    assert folder.stat().st_uid != 0
    assert folder.stat().st_mode & 0o077 == 0
    assert ask(postgresql_url, "SHOW listen_addresses") == "127.0.0.1"


def test_the_folders_above_the_environment_stay_as_they_were(postgresql_url: str) -> None:
    above = [folder for folder in Path(__file__).resolve().parents if folder.stat().st_uid == os.geteuid()]
    before = [folder.stat().st_mode for folder in above]

    with running_postgres() as second:
        assert second.url(name="x") != postgresql_url

    assert [folder.stat().st_mode for folder in above] == before


def test_a_server_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.postgres.QUICK", ("max_connections=none",))

    with pytest.raises(PostgresDidNotStart, match="max_connections"), running_postgres():
        pass
