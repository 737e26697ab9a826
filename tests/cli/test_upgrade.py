"""`claims upgrade`: tables and registry as this version wants them; twice is once."""

from pathlib import Path

import pytest

from claims.cli import main
from tests.cli.test_init import GIVEN


def test_upgrading_twice_publishes_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """`claims init` has published already."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "office"))
    main(GIVEN)
    capsys.readouterr()
    assert main(["upgrade"]) == 0
    assert "already published" in capsys.readouterr().out


def test_a_changed_disclosure_file_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A new revision is in the register, and the service may start with it."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "office"))
    main(GIVEN)
    copied = tmp_path / "disclosures"
    copied.mkdir()
    source = Path(__file__).parents[2] / "disclosures" / "moj-airport-faces.toml"
    (copied / source.name).write_text(source.read_text().replace("2021-10-20", "2021-10-19"))
    monkeypatch.setenv("CLAIMS_DISCLOSURES", str(copied))
    capsys.readouterr()
    assert main(["upgrade"]) == 0
    said = capsys.readouterr().out
    assert "published anew, as revision 2 (changed files: MOJ-AIRPORT-FACES)" in said
    assert "The file of WINDRUSH is gone. The project stays in force" in said


def test_a_damaged_database_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """No traceback; what to do."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path))
    (tmp_path / "office.sqlite").write_bytes(b"this is no database, only a long line of text" * 100)
    assert main(["upgrade"]) == 2
    said = capsys.readouterr().err
    assert "database" in said
    assert "backup" in said
    assert len(said.splitlines()) == 1
