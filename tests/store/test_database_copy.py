"""Every table that stays is copied, each column as what it is; a line that fits no table is refused."""

import json
from typing import Any

import pytest
from sqlalchemy import text

from claims.errors import Damaged
from claims.store.all_tables import TABLES
from claims.store.clear_columns import CLEAR_COLUMNS
from claims.store.database import open_engine
from claims.store.database_copy import LEFT_OUT, TableFiller, TableLines, copied_tables, snapshot
from tests.cast import LINH
from tests.make import MadeOffice


def test_what_is_left_out_is_what_lives_only_while_somebody_is_here() -> None:
    """Everything else is copied, children after parents."""
    names = [table.name for table in copied_tables()]
    assert set(names) | LEFT_OUT == {str(table.__tablename__) for table in TABLES}
    for table in copied_tables():
        parents = {key.column.table.name for key in table.foreign_keys} - {table.name}
        assert all(names.index(parent) < names.index(table.name) for parent in parents)


def test_sealed_columns_are_bytes(small_bare_office: MadeOffice) -> None:
    """By the list of what a seizure shows: a sealed value never stands as text or number."""
    sealed = {name for name, (kind, _) in CLEAR_COLUMNS.items() if kind in {"sealed", "key material"}}
    with snapshot(small_bare_office.database) as connection:
        heads = [line for line in TableLines(connection).lines() if line.startswith(b"{")]
    kinds = {
        f"{head['table']}.{column}": kind for head in map(_read, heads) for column, kind in head["columns"].items()
    }
    assert {name for name in sealed if kinds.get(name, "bytes") != "bytes"} == set()
    assert set(kinds.values()) == {"bytes", "truth", "number", "text"}


def _read(line: bytes) -> dict[str, Any]:
    return dict(json.loads(line))


def test_a_snapshot_does_not_see_what_comes_later(bare_office: MadeOffice) -> None:
    """Nor does it keep it from coming."""
    bare_office.send(LINH)
    with snapshot(bare_office.database) as connection:
        before = connection.execute(text("SELECT count(*) FROM claim")).scalar_one()
        bare_office.send(LINH)
        assert connection.execute(text("SELECT count(*) FROM claim")).scalar_one() == before == 1


@pytest.mark.parametrize(
    "lines",
    [
        [{"table": "session_row", "columns": {}}],
        [{"table": "nobody", "columns": {"id": "text"}}],
        [{"table": "proof_key", "columns": {"id": "text"}}],
        [{"table": "proof_key"}],
        [["x"]],
    ],
)
def test_lines_that_fit_no_table_are_refused(database_url: str, lines: list[Any]) -> None:
    """A table that is not copied, that is not there, with other columns; a row without a table."""
    engine = open_engine(database_url)
    with engine.connect() as connection:
        filler = TableFiller(connection)
        for line in lines:
            with pytest.raises(Damaged, match="backup_"):
                filler.take(line)
    engine.dispose()


def test_a_row_with_a_value_too_few_is_refused(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        filler = TableFiller(connection)
        filler.take({"table": "proof_key", "columns": {"id": "text", "office_id": "text", "week": "text"}})
        with pytest.raises(Damaged, match="backup_lines"):
            filler.take(["a", "b"])
    engine.dispose()
