"""`claims ledger verify`: the chain holds, or the line is named."""

import pytest
from sqlalchemy import text

from claims.cli import main
from tests.cast import LINH
from tests.make import MadeOffice


@pytest.fixture
def told(small_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> MadeOffice:
    """An office with a claim, named in the environment."""
    small_office.send(LINH)
    monkeypatch.setenv("CLAIMS_FOLDER", str(small_office.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", small_office.settings.database_url)
    return small_office


def test_a_ledger_nobody_touched_holds(told: MadeOffice, capsys: pytest.CaptureFixture[str]):
    """Exit 0 and the head, which can be noted."""
    assert main(["ledger", "verify"]) == 0
    said = capsys.readouterr().out
    assert "the chain holds" in said
    head = said.split("head ")[1].split(":")[0]
    assert main(["ledger", "verify", "--head", head]) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE ledger_line SET actor = 'somebody' WHERE number = 3", "line 3"),
        ("DELETE FROM ledger_line WHERE number = 2", "line 2: a line is missing"),
    ],
)
def test_a_change_is_found_and_named(told: MadeOffice, change: str, said: str, capsys: pytest.CaptureFixture[str]):
    """Edits and deletions by somebody with the database in hand."""
    with told.database.engine.connect() as connection:
        connection.execute(text(change))
        connection.commit()
    assert main(["ledger", "verify"]) == 1
    assert said in capsys.readouterr().out


def test_lines_cut_off_at_the_end_are_found_by_a_head_noted_before(
    told: MadeOffice, capsys: pytest.CaptureFixture[str]
):
    """Truncation leaves a chain that holds; only the noted head shows it."""
    main(["ledger", "verify"])
    head = capsys.readouterr().out.split("head ")[1].split(":")[0]
    with told.database.engine.connect() as connection:
        connection.execute(text("DELETE FROM ledger_line WHERE number = (SELECT max(number) FROM ledger_line)"))
        connection.commit()
    assert main(["ledger", "verify"]) == 0
    assert main(["ledger", "verify", "--head", head]) == 1
