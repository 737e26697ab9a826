"""`claims demo`: made through the real deeds, marked, on loopback alone, made once."""

import json
import re
import shlex
from pathlib import Path

import pytest
from sqlmodel import func, select

from claims.cli import main
from claims.cli.demo import code_command, demo_environ, print_doors, read_sign_ins
from claims.errors import StartRefused
from claims.model.bundle import Bundle
from claims.model.claim import Claim
from claims.model.staff import Office
from claims.settings import read_settings
from claims.store.database import Database, open_engine
from claims.web.opening import open_house


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration's folder."""
    folder = tmp_path_factory.mktemp("demonstration") / "demo"
    assert main(["demo", "make", "--folder", str(folder)]) == 0
    return folder


def test_it_holds_sixteen_claims_and_a_finished_bundle(made: Path):
    """In an office of its own kind."""
    database = Database(open_engine(f"sqlite:///{made / 'office.sqlite'}"))
    with database.question() as session:
        assert session.exec(select(Office.kind)).one() == "demonstration"
        assert session.exec(select(func.count()).select_from(Claim)).one() == 16
        assert session.exec(select(Bundle.status)).one() == "ready"
    database.engine.dispose()


def test_making_it_again_changes_nothing(made: Path):
    """Seconds, and nothing lost."""
    before = (made / "sign-ins.json").read_bytes()
    assert main(["demo", "make", "--folder", str(made)]) == 0
    assert (made / "sign-ins.json").read_bytes() == before


def test_everybody_has_a_code_and_strangers_have_none(made: Path, capsys: pytest.CaptureFixture[str]):
    """Six digits for the demonstration's members."""
    for name in json.loads((made / "sign-ins.json").read_text()):
        assert main(["demo", "code", name, "--folder", str(made)]) == 0
        assert len(capsys.readouterr().out.strip()) == 6
    assert main(["demo", "code", "nobody", "--folder", str(made)]) == 2


def test_it_never_answers_to_a_public_name(made: Path):
    """The demonstration refuses to start for anything but loopback."""
    settings = read_settings({"CLAIMS_FOLDER": str(made), "CLAIMS_HOSTS": "claims.example.org", "CLAIMS_SECURE": "yes"})
    with pytest.raises(StartRefused, match="stays on loopback"):
        open_house(settings)


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Nobody's files are destroyed."""
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["demo", "make", "--folder", str(tmp_path)]) == 2
    assert "something that is not the demonstration" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_settings_of_a_real_office_are_put_aside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The demonstration never writes into a real database by accident."""
    monkeypatch.setenv("CLAIMS_DATABASE_URL", "postgresql://real")
    assert "CLAIMS_DATABASE_URL" not in demo_environ(tmp_path)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder somebody is in, with an environment of its own."""
    (tmp_path / ".venv/bin").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.executable", str(tmp_path / ".venv/bin/python"))
    return tmp_path


def test_the_command_it_prints_can_be_typed_as_it_stands(here: Path):
    """By the launcher beside the running Python where there is one, with paths as they are seen from here."""
    assert code_command(here / "demo-office") == "claims demo code NAME --folder demo-office"
    (here / ".venv/bin/claims").touch()
    assert code_command(here / "demo-office") == ".venv/bin/claims demo code NAME --folder demo-office"
    assert code_command(Path("/elsewhere/demo")) == ".venv/bin/claims demo code NAME --folder /elsewhere/demo"


def test_paths_with_spaces_stay_one_word_in_a_shell(here: Path):
    """A folder named `my office`; and one whose name a shell would act upon."""
    for name in ("my office", "a'b", "$(date)"):
        typed = shlex.split(code_command(here / name))
        assert typed == ["claims", "demo", "code", "NAME", "--folder", name]


def test_what_is_printed_names_every_member_and_that_command(
    made: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    """And the command works: its digits are those of the member's authenticator."""
    monkeypatch.chdir(made.parent)
    print_doors(made, 8000)
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in read_sign_ins(made))
    [command] = [line.partition(": ")[2] for line in said.splitlines() if "six digits" in line]
    assert command == code_command(made)
    assert main(shlex.split(command.replace("NAME", "lead"))[1:]) == 0
    assert re.fullmatch(r"\d{6}\n", capsys.readouterr().out)
