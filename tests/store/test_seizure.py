"""The seizure report: whatever lies in the office's folder is on the list, and what is not is named."""

from pathlib import Path

import pytest
from sqlalchemy import Column, String
from sqlmodel import SQLModel

from claims.store.clear_columns import CLEAR_COLUMNS
from claims.store.seizure import CLEAR_FILES, report_lines, unlisted_columns, unlisted_files

PART = f"vault/ab/ab{'0' * 30}/{'cd' * 16}"


def lay(folder: Path, *names: str) -> None:
    """Files of three bytes."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"xyz")


def test_what_an_office_leaves_is_on_the_list(tmp_path: Path) -> None:
    """Database, write-ahead log, vault, fonts; and the report counts the files."""
    lay(tmp_path, "office.sqlite", "office.sqlite-wal", "office.sqlite-shm", PART, "fonts/a/b.ttf")
    report = "\n".join(report_lines(tmp_path))

    assert unlisted_files(tmp_path) == []
    assert "(1 files, 3 bytes)" in report
    assert all(name in report for name in CLEAR_COLUMNS)


@pytest.mark.parametrize(
    "name",
    [
        "notes.txt",
        ".hidden",
        "office.sqlite.bak",
        "office.sqlite-journal",
        "host.key",
        "vault/passport.jpg",
        "vault/ab/passport.jpg",
        f"vault/ab/ab{'0' * 30}/passport.jpg",
        f"vault/ab/cd{'0' * 30}/{'cd' * 16}",
        f"vault/ab/ab{'0' * 30}/{'cd' * 16}/x",
        f"{PART}.tmp",
        "tmp/upload",
    ],
)
def test_any_other_file_is_named(tmp_path: Path, name: str) -> None:
    """Also where it lies in the vault under a name that no sealed part has."""
    lay(tmp_path, "office.sqlite", name)

    assert unlisted_files(tmp_path) == [name]


def test_a_link_is_named(tmp_path: Path) -> None:
    """Also one that leads nowhere."""
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    assert unlisted_files(tmp_path) == ["link"]


def test_every_column_says_what_it_reveals() -> None:
    """And a new column is named until it is on the list."""
    assert unlisted_columns() == []
    table = SQLModel.metadata.tables["claim"]
    strange = Column("nationality", String(3))
    table.append_column(strange)
    try:
        assert unlisted_columns() == ["claim.nationality"]
    finally:
        table._columns.remove(strange)  # type: ignore[attr-defined]  # SQLAlchemy has no public way to take one out
    assert all(reveals for _, reveals in CLEAR_COLUMNS.values())
    assert all(reveals for _, _, reveals in CLEAR_FILES)
