"""What all tables share: random keys, the office on every row, and no order that could betray one."""

import re

import pytest
from sqlalchemy import LargeBinary, String, Table
from sqlmodel import SQLModel

from claims.model.tables import code_column, random_key, sealed_column
from claims.store.all_tables import TABLES

ALL = [SQLModel.metadata.tables[str(each.__tablename__)] for each in TABLES]
EVERY_TABLE = pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)


def test_a_key_is_128_random_bits() -> None:
    keys = {random_key() for _ in range(2000)}

    assert len(keys) == 2000
    assert all(re.fullmatch(r"[0-9a-f]{32}", key) for key in keys)
    assert {key[0] for key in keys} == {key[-1] for key in keys} == set("0123456789abcdef")


def test_each_row_made_has_a_key_of_its_own() -> None:
    keyed = [each for each in TABLES if each.model_fields.get("id") and each.model_fields["id"].default_factory]

    assert len(keyed) >= 6
    for each in keyed:
        first, second = (each.model_fields["id"].get_default(call_default_factory=True) for _ in range(2))  # type: ignore[call-arg]  # SQLModel's fields are pydantic's
        assert re.fullmatch(r"[0-9a-f]{32}", first)
        assert first != second


@EVERY_TABLE
def test_every_row_carries_its_office(table: Table) -> None:
    assert table.name == "office" or not table.columns["office_id"].nullable


@EVERY_TABLE
def test_no_row_keeps_the_order_in_which_it_was_written(table: Table) -> None:
    assert table.dialect_options["sqlite"]["with_rowid"] is False
    assert table.primary_key.columns
    assert not [column.name for column in table.columns if column.autoincrement is True or column.identity]


@EVERY_TABLE
def test_a_row_goes_with_its_parent(table: Table) -> None:
    assert {key.ondelete for key in table.foreign_keys} <= {"CASCADE"}


@EVERY_TABLE
def test_every_constraint_has_a_name_to_be_found_by(table: Table) -> None:
    for constraint in table.constraints:
        assert str(constraint.name).split("_")[0] in {"pk", "fk", "uq", "ck"}


def test_a_code_is_short_text_and_always_there() -> None:
    column = code_column(index=True).sa_column

    assert isinstance(column.type, String)
    assert (column.type.length, column.nullable, column.index) == (24, False, True)


@pytest.mark.parametrize("nullable", [True, False])
def test_a_sealed_part_is_bytes(nullable: bool) -> None:
    column = sealed_column(nullable=nullable).sa_column

    assert isinstance(column.type, LargeBinary)
    assert column.nullable is nullable
