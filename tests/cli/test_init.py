"""`claims init`: a real office begins, once, and says each member's sign-in once."""

from pathlib import Path

import pytest
from sqlmodel import select

from claims.cli import main
from claims.cli.init import parse_member
from claims.errors import StartRefused
from claims.model.staff import Member, Office
from claims.model.vocabulary import Role
from claims.store.database import Database, open_engine

GIVEN = [
    "init",
    "--name",
    "Office",
    "--contact",
    "office@example.org",
    "--firms",
    "Firm One",
    "--member",
    "Kim Seon:Kim:lead triage:ko",
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the office will live."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "office"))
    return tmp_path / "office"


def test_an_office_is_opened_and_says_the_next_step(folder: Path, capsys: pytest.CaptureFixture[str]):
    """Seven words, the authenticator's secret and what to start next are printed; the folder is closed to others."""
    assert main(GIVEN) == 0
    said = capsys.readouterr().out
    assert "seven words:" in said
    assert 'gunicorn "app:create_app()"' in said
    assert folder.stat().st_mode & 0o077 == 0
    database = Database(open_engine(f"sqlite:///{folder / 'office.sqlite'}"))
    with database.question() as session:
        office, member = session.exec(select(Office)).one(), session.exec(select(Member)).one()
    database.engine.dispose()
    assert (office.kind, office.firms, member.sign_in_name, member.roles) == ("real", "Firm One", "kim", "lead triage")
    words = next(line for line in said.splitlines() if "seven words:" in line).split(":", 1)[1].split()
    raw = b"".join(path.read_bytes() for path in folder.glob("office.sqlite*"))
    assert len(words) == 7
    assert " ".join(words).encode() not in raw


def test_a_second_office_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    """The folder holds one; nothing changes."""
    main(GIVEN)
    capsys.readouterr()
    assert main(GIVEN) == 2
    assert "There is an office in" in capsys.readouterr().err


def test_a_folder_that_held_the_demonstration_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    """The demonstration is never convertible."""
    folder.mkdir()
    (folder / "sign-ins.json").write_text("{}")
    assert main(GIVEN) == 2
    assert "held the demonstration" in capsys.readouterr().err


def test_nobody_to_open_claims_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]):
    """An office without lead or triage could never read a claim."""
    assert main([*GIVEN[:-1], "Park:park:counsel:ko"]) == 2
    assert "nobody is lead or triage" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Kim", "write NAME:SIGN-IN:ROLES:LANGUAGE"),
        ("Kim:kim::ko", "write NAME:SIGN-IN:ROLES:LANGUAGE"),
        ("Kim:kim:king:ko", "'king' is no role"),
        ("Kim:kim:lead:fr", "not 'fr'"),
    ],
)
def test_a_member_that_cannot_be_read_is_named(text: str, problem: str):
    """The part that is wrong, and what would be right."""
    with pytest.raises(StartRefused, match=problem):
        parse_member(text)


def test_a_member_is_read():
    """Roles are separated by spaces; the sign-in name is small letters."""
    member = parse_member("Kim Seon: Kim :lead triage:ko")
    assert (member.name, member.sign_in_name, member.roles) == ("Kim Seon", "kim", (Role.LEAD, Role.TRIAGE))


def test_a_rehearsal_opens_everything_and_leaves_nothing(folder: Path, capsys: pytest.CaptureFixture[str]):
    """Who would hold the office's key is said; no folder, no words."""
    others = set(Path("/dev/shm").glob("claims-rehearsal-*"))
    assert main([*GIVEN, "--member", "Park:park:counsel:ko", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "2 members could sign in; the office's key is held by Kim Seon." in said
    assert "seven words" not in said
    assert not folder.exists()
    assert set(Path("/dev/shm").glob("claims-rehearsal-*")) <= others


def test_where_an_office_stands_none_is_rehearsed(folder: Path, capsys: pytest.CaptureFixture[str]):
    main(GIVEN)
    capsys.readouterr()

    assert main([*GIVEN, "--dry-run"]) == 2
    assert "There is an office in" in capsys.readouterr().err
