"""`claims backup`, verify and drill: what is said, and the exit codes."""

from pathlib import Path

import pytest
from sqlalchemy import text

from claims.actions.withdraw_claim import withdraw_claim
from claims.cli import main
from claims.cli.backup_words import WORDS, sentence
from claims.errors import Damaged
from claims.settings import ROOT
from tests.cast import LINH
from tests.make import MadeOffice
from tests.make_bundles import attach, picture


@pytest.fixture
def told(small_bare_office: MadeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeOffice:
    """An office with a claim and places for its backups, named in the environment."""
    office = small_bare_office
    attach(office, office.send(LINH).claim, picture())
    for name in ("backups", "keys-one", "keys-two", "scratch"):
        (tmp_path / name).mkdir(mode=0o700)
    monkeypatch.setenv("CLAIMS_FOLDER", str(office.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", office.settings.database_url)
    monkeypatch.setenv("CLAIMS_RUNTIME", str(office.settings.runtime))
    monkeypatch.setenv("CLAIMS_BACKUPS", str(tmp_path / "backups"))
    monkeypatch.setenv("CLAIMS_PERIOD_KEYS", f"{tmp_path / 'keys-one'}:{tmp_path / 'keys-two'}")
    return office


def backup_in(tmp_path: Path) -> Path:
    """The only one."""
    (found,) = (tmp_path / "backups").glob("2*")
    return found


def spoil(path: Path) -> None:
    """One byte more."""
    path.write_bytes(path.read_bytes() + b"x")


def test_made_verified_and_rehearsed(told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 each, with figures."""
    assert main(["backup"]) == 0
    said = capsys.readouterr().out
    assert "is made and verified: 1 claims" in said
    assert "2 sealed parts, 2 of them copied now" in said
    assert main(["backup", "verify"]) == 0
    assert "whole, 1 claims" in capsys.readouterr().out
    assert main(["backup", "drill", "--scratch", str(tmp_path / "scratch")]) == 0
    said = capsys.readouterr().out
    assert "1 received" in said
    assert "all hold" in said
    assert list((tmp_path / "scratch").iterdir()) == []
    assert main(["backup", "drill"]) == 0
    assert [path.name for path in told.settings.runtime.iterdir()] == ["host.key"]


def test_a_list_that_cannot_be_written_is_exit_1(
    told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The backup is good; the list is not where it should be."""
    (tmp_path / "keys-two" / "erased").mkdir()
    assert main(["backup"]) == 1
    said = capsys.readouterr().out
    assert "is made and verified" in said
    assert f"NOT WRITTEN: {tmp_path / 'keys-two' / 'erased'}" in said


def test_damage_is_exit_1_and_named(told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By verify and by drill alike; another backup is still whole."""
    main(["backup"])
    spoil(next((tmp_path / "backups" / "parts").glob("??/*")))
    capsys.readouterr()
    assert main(["backup", "verify"]) == 1
    assert "is not what it was" in capsys.readouterr().out
    assert main(["backup", "drill", "--scratch", str(tmp_path / "scratch")]) == 1
    assert "CANNOT BE RESTORED. The copy of the sealed part" in capsys.readouterr().out
    spoil(backup_in(tmp_path) / "tables.age")
    assert main(["backup", "verify", str(backup_in(tmp_path))]) == 1
    assert "tables.age is not as it was written" in capsys.readouterr().out


def test_a_drill_names_what_does_not_hold(told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger that was changed is found in the restored office too."""
    with told.database.engine.connect() as connection:
        connection.execute(text("DROP TRIGGER ledger_line_no_update"))
        connection.execute(text("UPDATE ledger_line SET role = 'lead' WHERE number = 1"))
        connection.commit()
    main(["backup"])
    capsys.readouterr()
    assert main(["backup", "drill", "--scratch", str(tmp_path / "scratch")]) == 1
    assert "DOES NOT HOLD     Line 1 of the ledger" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("CLAIMS_BACKUPS", "", "CLAIMS_BACKUPS is not set"),
        ("CLAIMS_PERIOD_KEYS", "", "CLAIMS_PERIOD_KEYS is not set"),
        ("CLAIMS_BACKUPS", "away", "is not there: make it (mkdir -m 700), or mount its disk"),
        ("CLAIMS_PERIOD_KEYS", "away", "is not there: make it (mkdir -m 700), or mount its disk"),
    ],
)
def test_what_is_not_there_is_exit_2_in_one_line(
    told: MadeOffice,
    tmp_path: Path,
    setting: str,
    value: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The variable is named; nothing is made."""
    monkeypatch.setenv(setting, value and str(tmp_path / value))
    assert main(["backup"]) == 2
    told_off = capsys.readouterr().err
    assert said in told_off
    assert told_off.count("\n") == 1
    assert not (tmp_path / "away").exists()
    assert list((tmp_path / "backups").glob("2*")) == []


@pytest.mark.parametrize("verb", [["verify"], ["drill"]])
def test_without_a_backup_the_next_step_is_said(
    told: MadeOffice, verb: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2."""
    assert main(["backup", *verb]) == 2
    assert "run `claims backup`" in capsys.readouterr().err


def test_a_full_disk_is_named_and_leaves_nothing(
    told: MadeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("claims.actions.make_backup.write_tables", full)
    assert main(["backup"]) == 2
    assert "NOT MADE. The disk: No space left on device." in capsys.readouterr().err
    assert list((tmp_path / "backups").glob("2*")) == []


def test_a_restored_office_goes_on(
    told: MadeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`claims restore` on a new machine: erased claims stay erased, `claims ledger verify` holds; a second time is refused."""
    gone = told.send(LINH)
    main(["backup"])
    told.database.erased_lists = (tmp_path / "keys-one" / "erased",)
    with told.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=told.vault, now=told.now)
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "new"))
    monkeypatch.delenv("CLAIMS_DATABASE_URL")
    monkeypatch.delenv("CLAIMS_PERIOD_KEYS")
    capsys.readouterr()
    order = ["restore", str(backup_in(tmp_path)), "--keys", str(tmp_path / "keys-one")]
    assert main(order) == 0
    said = capsys.readouterr().out
    assert (
        f"The office 'Test office' as of {backup_in(tmp_path).name[:14]} stands in {tmp_path / 'new'}: 2 claims" in said
    )
    assert "1 claims that were erased since then were erased again, by 2 lists" in said
    assert main(["ledger", "verify"]) == 0
    assert main(["upgrade"]) == 0
    capsys.readouterr()
    assert main(order) == 2
    assert "is not empty" in capsys.readouterr().err


def test_every_code_has_its_sentence() -> None:
    """Each that the code raises, and no other."""
    files = [
        *ROOT.glob("claims/store/*.py"),
        *ROOT.glob("claims/actions/*backup*.py"),
        ROOT / "claims/queries/whole_office.py",
    ]
    source = "\n".join(path.read_text() for path in files)
    assert [code for code in WORDS if f'Damaged("{code}"' not in source] == []
    facts = dict.fromkeys(["backup", "file", "table", "week", "part", "found", "number", "reference", "folder"], "here")
    for code in WORDS:
        assert "{" not in sentence(Damaged(code, **facts))
    assert sentence(Damaged("unknown")) == "unknown"
