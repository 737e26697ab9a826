"""Every row of every table as lines that either engine can take back, read in one moment of the database while it runs on.

Sessions, workers, errands and known browsers are never copied. This is where tables become lines and lines become tables.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, MetaData, Table, inspect, select

from claims.errors import Damaged
from claims.store.all_tables import TABLES
from claims.store.database import Database
from claims.store.framed_lines import line_of

LEFT_OUT = frozenset({"session_row", "worker", "errand", "known_browser"})
ROWS_AT_ONCE = 200
_KINDS = {bytes: "bytes", bool: "truth", int: "number"}


@contextmanager
def snapshot(database: Database) -> Iterator[Connection]:
    """A connection that sees one moment of the database, however long it reads, and keeps nobody from writing."""
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        else:
            connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        connection.exec_driver_sql("SELECT count(*) FROM office")  # the moment is that of the first look
        try:
            yield connection
        finally:
            connection.rollback()


def copied_tables() -> list[Table]:
    """The tables that are copied, each after those it refers to."""
    return [table for table in TABLES[0].metadata.sorted_tables if table.name not in LEFT_OUT]


class TableLines:
    """The lines of all tables: `{"table": name, "columns": {name: kind}}`, then one list per row, in the order of its keys."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.counts: dict[str, int] = {}

    def lines(self) -> Iterator[bytes]:
        """Line by line; `counts` grows meanwhile."""
        for table in copied_tables():
            kinds = {column.name: _KINDS.get(column.type.python_type, "text") for column in table.columns}
            yield line_of({"table": table.name, "columns": kinds})
            yield from self._rows(table, [place for place, kind in enumerate(kinds.values()) if kind == "bytes"])

    def _rows(self, table: Table, in_bytes: list[int]) -> Iterator[bytes]:
        # By key, which is random: the order in which PostgreSQL keeps rows would tell in which they came.
        rows = select(*table.columns).order_by(*table.primary_key.columns)
        self.counts[table.name] = 0
        for row in self._connection.execute(rows, execution_options={"yield_per": ROWS_AT_ONCE}):
            values = list(row)
            for place in in_bytes:
                if values[place] is not None:
                    values[place] = b64encode(values[place]).decode()
            self.counts[table.name] += 1
            yield line_of(values)


class TableFiller:
    """Takes lines back into tables that are there and empty, in the transaction of the connection. Raises Damaged naming the table."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._there = set(inspect(connection).get_table_names()) - LEFT_OUT
        self._table: Table | None = None
        self._columns: dict[str, str] = {}
        self._rows: list[dict[str, Any]] = []
        self.counts: dict[str, int] = {}

    def take(self, value: Any) -> None:
        """One line, read."""
        if isinstance(value, dict):
            self._next_table(value)
        elif self._table is None or not isinstance(value, list) or len(value) != len(self._columns):
            raise Damaged("backup_lines")
        else:
            self._rows.append(
                {name: _value(each, kind) for (name, kind), each in zip(self._columns.items(), value, strict=True)}
            )
            self.counts[self._table.name] += 1
            if len(self._rows) >= ROWS_AT_ONCE:
                self.flush()

    def flush(self) -> None:
        """Write what was taken so far."""
        if self._table is not None and self._rows:
            self._connection.execute(self._table.insert(), self._rows)
        self._rows = []

    def _next_table(self, value: dict[str, Any]) -> None:
        self.flush()
        name, columns = value.get("table"), value.get("columns")
        if not isinstance(columns, dict) or name not in self._there or name in self.counts:
            raise Damaged("backup_table", table=name)
        self._table = Table(str(name), MetaData(), autoload_with=self._connection, resolve_fks=False)
        if set(self._table.columns.keys()) != set(columns):
            raise Damaged("backup_table", table=name)
        self._columns, self.counts[str(name)] = columns, 0


def _value(given: Any, kind: str) -> Any:
    return b64decode(given, validate=True) if kind == "bytes" and given is not None else given
