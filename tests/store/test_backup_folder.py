"""The folder of backups: whole ones in their order, headers that are read or named, one at a time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claims.errors import Damaged, StartRefused
from claims.model.tables import random_key
from claims.store.backup_folder import (
    PARTS,
    TABLES,
    BackupFolder,
    check_files,
    hour_of_backup,
    read_header,
    write_header,
)

NOW = datetime(2026, 11, 22, 3, 7, 9, tzinfo=UTC)
OFFICE = random_key()


def make(folder: BackupFolder, *, now: datetime = NOW) -> Path:
    """A backup of two files."""
    half = folder.begin()
    for name in (TABLES, PARTS):
        (half / name).write_bytes(name.encode())
    write_header(half, week="2026-W47", office_id=OFFICE)
    return folder.finish(half, now=now)


def test_they_stand_in_the_order_they_were_made_in(tmp_path: Path) -> None:
    """Ten in an hour too, and whatever else lies there is none."""
    folder = BackupFolder(tmp_path)
    made = [make(folder, now=NOW + timedelta(hours=hours)) for hours in (0, *[5] * 10, 30)]
    (tmp_path / "parts").mkdir()
    (tmp_path / "2026-11-22T03Z-x").mkdir()
    assert folder.backups() == made
    assert made[10].name == "2026-11-22T08Z-10"
    assert hour_of_backup(made[0]) == NOW.replace(minute=0, second=0)
    assert hour_of_backup(tmp_path / "parts") is None


def test_a_header_is_read_as_it_was_written(tmp_path: Path) -> None:
    backup = make(BackupFolder(tmp_path))
    header = read_header(backup)
    assert (header.week, header.office_id, header.tables.size) == ("2026-W47", OFFICE, len(TABLES))
    check_files(backup, header)
    (backup / TABLES).write_bytes(b"tables.agf")
    with pytest.raises(Damaged, match="backup_file") as damage:
        check_files(backup, header)
    assert damage.value.facts["file"] == TABLES


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "backup_header"),
        ("[]", "backup_format"),
        ('{"format": 1}', "backup_header"),
        ('{"format": 1, "week": 3, "office_id": "x", "tables": {}, "parts": {}}', "backup_header"),
        ('{"format": 1, "week": "../x", "office_id": "x", "tables": 1, "parts": 1}', "backup_header"),
    ],
)
def test_a_header_that_is_none_is_named(tmp_path: Path, content: str, reason: str) -> None:
    (tmp_path / "header.json").write_text(content)
    with pytest.raises(Damaged, match=reason):
        read_header(tmp_path)


def test_a_week_that_is_none_never_names_a_file(tmp_path: Path) -> None:
    """The week becomes the name of a key file."""
    backup = make(BackupFolder(tmp_path))
    header = backup / "header.json"
    header.write_text(header.read_text().replace("2026-W47", "../../x"))
    with pytest.raises(Damaged, match="backup_header"):
        read_header(backup)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """A disk that is not mounted."""
    folder = BackupFolder(tmp_path / "away")
    assert folder.backups() == []
    with pytest.raises(StartRefused, match="is not there"), folder.alone():
        pass


def test_one_at_a_time(tmp_path: Path) -> None:
    folder = BackupFolder(tmp_path)
    with folder.alone(), pytest.raises(StartRefused, match="Another backup"), folder.alone():
        pass
    with folder.alone():
        pass
