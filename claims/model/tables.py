"""What all tables share: random keys, the office on every row, and no order that could betray one. This is where column kinds are made."""

import secrets
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# A row's place in a SQLite file follows its key, not the moment it was written.
NO_ROWID = {"sqlite_with_rowid": False}


def random_key() -> str:
    """128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def key_column(**more: Any) -> Any:
    """A primary key of 128 random bits."""
    return Field(default_factory=random_key, primary_key=True, max_length=32, **more)


def reference_to(target: str, *, primary_key: bool = False, index: bool = False) -> Any:
    """A foreign key to `table.column`; the row goes with its parent."""
    return Field(foreign_key=target, primary_key=primary_key, index=index, max_length=32, ondelete="CASCADE")


def code_column(*, primary_key: bool = False, index: bool = False) -> Any:
    """A short code from model/vocabulary.py."""
    return Field(sa_column=Column(String(24), primary_key=primary_key, index=index, nullable=False))


def clock_column(*, default: Any = ...) -> Any:
    """A moment in UTC seconds, or a number counted by the clock: 64 bits on both engines."""
    return Field(default, sa_column=Column(BigInteger().with_variant(Integer(), "sqlite"), nullable=False))


def sealed_column(*, nullable: bool = False) -> Any:
    """Bytes that are useless without a key."""
    return Field(default=None, sa_column=Column(LargeBinary, nullable=nullable))
