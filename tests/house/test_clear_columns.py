"""Every column is on the list of what a seizure shows, with its class; the promise is kept column by column."""

from sqlmodel import SQLModel

from claims.store.all_tables import TABLES
from claims.store.clear_columns import CLEAR_COLUMNS

CLASSES = {"public", "key material", "count", "code", "random", "sealed"}


def columns() -> set[str]:
    """Every column of every table, as `table.column`."""
    assert TABLES
    return {f"{table.name}.{column.name}" for table in SQLModel.metadata.tables.values() for column in table.columns}


def wrong_lines(there: set[str], listed: dict[str, tuple[str, str]]) -> list[str]:
    """Columns that are not listed, lines without a column, and lines whose class or sentence says nothing."""
    unlisted = [f"{name}: not on the list" for name in there - set(listed)]
    left_over = [f"{name}: no such column" for name in set(listed) - there]
    unclear = [
        f"{name}: {kind}, {reveals!r}" for name, (kind, reveals) in listed.items() if kind not in CLASSES or not reveals
    ]
    return sorted(unlisted + left_over + unclear)


def test_every_column_is_on_the_list() -> None:
    assert wrong_lines(columns(), CLEAR_COLUMNS) == []


def test_a_column_that_is_not_listed_is_found() -> None:
    listed = {"claim.id": ("random", "nothing"), "claim.gone": ("code", "x"), "claim.name": ("clear", "who claims")}

    assert wrong_lines({"claim.id", "claim.name", "claim.born"}, listed) == [
        "claim.born: not on the list",
        "claim.gone: no such column",
        "claim.name: clear, 'who claims'",
    ]


def test_nothing_but_bytes_and_known_words_can_hold_a_sealed_part() -> None:
    sealed = {name for name, (kind, _) in CLEAR_COLUMNS.items() if kind in ("sealed", "key material")}
    kinds = {
        f"{table.name}.{column.name}": column.type.python_type
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
    }

    assert {name: kinds[name] for name in sealed if kinds[name] is not bytes} == {}
