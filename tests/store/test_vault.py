"""The vault: new names only, ours alone, and neither writing, reading nor taking out leaves its moment in a time."""

import os
from pathlib import Path

import pytest

from claims.errors import Damaged
from claims.model.tables import random_key
from claims.store.vault import FolderVault

WEEK = 1_794_787_200
FOLDER, PART = "ab" * 16, "cd" * 16


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    """An empty vault."""
    return FolderVault(tmp_path / "office" / "vault")


def times(vault: FolderVault) -> set[float]:
    """Every time that a folder or file of the vault shows for its content."""
    return {path.stat().st_mtime for path in [vault.root, *vault.root.rglob("*")]}


def test_what_is_put_is_there_and_what_is_deleted_is_not(vault: FolderVault) -> None:
    """By folder and name; deleting twice is no error."""
    vault.put_part(FOLDER, PART, b"sealed", time=WEEK)
    assert vault.open_part(FOLDER, PART) == b"sealed"
    assert list(vault.list(FOLDER)) == [PART]

    vault.delete(FOLDER, PART)
    vault.delete(FOLDER, PART)
    with pytest.raises(Damaged, match="part_missing"):
        vault.open_part(FOLDER, PART)
    assert list(vault.list(FOLDER)) == list(vault.list("00" * 16)) == []


def test_an_existing_name_is_refused_and_kept(vault: FolderVault) -> None:
    """Nothing is ever overwritten, whoever comes with a name again."""
    vault.put_part(FOLDER, PART, b"first", time=WEEK)

    with pytest.raises(FileExistsError):
        vault.put_part(FOLDER, PART, b"second", time=WEEK)
    assert vault.open_part(FOLDER, PART) == b"first"


def test_every_time_is_the_week(vault: FolderVault) -> None:
    """After putting, reading, taking one part out and taking a folder out."""
    parts = [random_key() for _ in range(3)]
    for part in parts:
        vault.put_part(FOLDER, part, b"sealed", time=WEEK)
    vault.put_part("ab" + "01" * 15, PART, b"sealed", time=WEEK)
    assert times(vault) == {WEEK}

    vault.open_part(FOLDER, parts[0])
    vault.delete(FOLDER, parts[1])
    vault.delete_folder("ab" + "01" * 15)
    assert times(vault) == {WEEK}


@pytest.mark.skipif(not hasattr(os, "O_NOATIME"), reason="only Linux can read without leaving a time")
def test_reading_leaves_no_time(vault: FolderVault) -> None:
    """A time of access later than the week would tell when staff looked at the file."""
    vault.put_part(FOLDER, PART, b"sealed", time=WEEK)
    vault.open_part(FOLDER, PART)

    assert (vault.root / "ab" / FOLDER / PART).stat().st_atime == WEEK


def test_everything_is_ours_alone(vault: FolderVault) -> None:
    """Whatever the umask: folders 0700 on every level, files 0600."""
    before = os.umask(0)
    try:
        vault.put_part(FOLDER, PART, b"sealed", time=WEEK)
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in [vault.root, *vault.root.rglob("*")]}

    assert modes == {"vault": 0o700, "ab": 0o700, FOLDER: 0o700, PART: 0o600}


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../" * 10 + "etc", "/etc/passwd", "AB" * 16, "ab" * 15, "ab" * 16 + "\n", "ab" * 16 + "/x"]
)
def test_no_name_leads_out_of_the_vault(vault: FolderVault, name: str) -> None:
    """Thirty-two hexadecimal digits, and nothing else, in either place."""
    for folder, part in ((name, PART), (FOLDER, name)):
        for ask in (
            lambda f, p: vault.put_part(f, p, b"x", time=WEEK),
            lambda f, p: vault.open_part(f, p),
            lambda f, p: vault.delete(f, p),
        ):
            with pytest.raises(ValueError):
                ask(folder, part)
    for ask in (vault.delete_folder, lambda f: list(vault.list(f))):
        with pytest.raises(ValueError):
            ask(name)
    assert not vault.root.exists() or not list(vault.root.rglob("*"))


def test_a_full_disk_keeps_no_half_part(vault: FolderVault, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is free again, and the error is said."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            vault.put_part(FOLDER, PART, b"sealed", time=WEEK)

    assert list(vault.list(FOLDER)) == []


def test_a_folder_that_cannot_be_destroyed_is_said(vault: FolderVault, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was promised to be gone must not stay silently; a folder that is not there is no error."""
    vault.delete_folder(FOLDER)
    vault.put_part(FOLDER, PART, b"sealed", time=WEEK)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", refused)
        with pytest.raises(PermissionError):
            vault.delete_folder(FOLDER)
