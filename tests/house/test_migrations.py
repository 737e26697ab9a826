"""The migrations alone make the tables as the models describe them, on both engines, and can be taken back."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, String, inspect
from sqlmodel import SQLModel

from claims.store.all_tables import TABLES
from claims.store.database import alembic_config, open_engine, upgrade


def differences(url: str) -> list[object]:
    """What alembic would have to change so that the database agrees with the models."""
    assert TABLES
    engine = open_engine(url)
    with engine.connect() as link:
        found = compare_metadata(MigrationContext.configure(link, opts={"compare_type": True}), SQLModel.metadata)
    engine.dispose()
    return list(found)


def tables(url: str) -> set[str]:
    """The tables there are, alembic's own left out."""
    engine = open_engine(url)
    found = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return found


def test_from_empty_to_the_models(empty_database_url: str) -> None:
    upgrade(empty_database_url)

    assert differences(empty_database_url) == []
    assert tables(empty_database_url) == set(SQLModel.metadata.tables)


def test_a_second_upgrade_changes_nothing(database_url: str) -> None:
    upgrade(database_url)

    assert differences(database_url) == []


def test_all_the_way_back(database_url: str) -> None:
    command.downgrade(alembic_config(database_url), "base")

    assert tables(database_url) == set()


def test_one_line_of_history() -> None:
    history = ScriptDirectory.from_config(alembic_config("sqlite://"))

    assert len(history.get_heads()) == 1


def test_a_difference_is_found(database_url: str) -> None:
    strange = Column("strange", String(8))
    table = SQLModel.metadata.tables["claim"]
    table.append_column(strange)
    try:
        assert any("strange" in str(each) for each in differences(database_url))
    finally:
        table._columns.remove(strange)  # type: ignore[attr-defined]  # SQLAlchemy has no public way to take one out
    assert differences(database_url) == []
