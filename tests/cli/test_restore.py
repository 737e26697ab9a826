"""`claims restore`: what is refused before anything is touched. That it restores is seen in test_backup.py."""

from pathlib import Path

import pytest

from claims.cli import main
from tests.backing_up import Kept
from tests.cast import LINH
from tests.make import MadeOffice
from tests.make_bundles import attach, picture


@pytest.fixture
def kept(small_bare_office: MadeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """An office with places for backups; the environment names a new folder."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "new"))
    attach(small_bare_office, small_bare_office.send(LINH).claim, picture())
    return Kept(small_bare_office, tmp_path)


def test_without_keys_it_says_so(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """None named, or one that is no folder."""
    backup = str(kept.back_up().backup)
    assert main(["restore", backup]) == 2
    assert "--keys: name the folder" in capsys.readouterr().err
    assert main(["restore", backup, "--keys", str(tmp_path / "away")]) == 2
    assert "is no folder" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_what_is_no_backup_is_named(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of something else."""
    assert main(["restore", str(tmp_path), "--keys", str(kept.keys[0])]) == 2
    said = capsys.readouterr().err
    assert "NOT RESTORED" in said
    assert "is no backup" in said


def test_without_any_list_it_warns(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 1: whoever took the lists away may have brought somebody back."""
    made = kept.back_up()
    for path in kept.places.erased_lists:
        path.unlink()
    assert main(["restore", str(made.backup), "--keys", str(kept.keys[0])]) == 1
    assert "NO LIST of erased claims was found" in capsys.readouterr().out


def test_copies_of_parts_may_lie_elsewhere(kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only the newest backup was carried away, and the parts beside it under another name."""
    made = kept.back_up()
    (kept.root / "parts").rename(tmp_path / "elsewhere")
    order = ["restore", str(made.backup), "--keys", str(kept.keys[0])]
    assert main(order) == 2
    assert "is missing" in capsys.readouterr().err
    assert main([*order, "--parts", str(tmp_path / "elsewhere")]) == 0


def test_damaged_parts_are_left_out_where_it_is_asked_for(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, and named."""
    made = kept.back_up()
    next((kept.root / "parts").glob("??/*")).unlink()
    assert main(["restore", str(made.backup), "--keys", str(kept.keys[0]), "--leave-out-damaged"]) == 1
    assert "LOOK AT: The copy of the sealed part" in capsys.readouterr().out
