"""`claims seizure-report`: what is readable cold is listed; what is not on the list is named."""

import pytest

from claims.cli import main
from tests.cast import LINH
from tests.make import MadeOffice


@pytest.fixture
def told(small_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> MadeOffice:
    """An office with a claim, named in the environment."""
    small_office.send(LINH)
    small_office.settings.folder.mkdir(exist_ok=True)
    monkeypatch.setenv("CLAIMS_FOLDER", str(small_office.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", small_office.settings.database_url)
    return small_office


def test_the_report_names_columns_with_what_they_reveal(told: MadeOffice, capsys: pytest.CaptureFixture[str]):
    """Every column, its class, and what it shows."""
    assert main(["seizure-report"]) == 0
    said = capsys.readouterr().out
    assert "claim.status" in said
    assert "in which state a claim is" in said


def test_a_file_that_does_not_belong_there_is_named(told: MadeOffice, capsys: pytest.CaptureFixture[str]):
    """A stray plaintext in the office's folder."""
    assert main(["seizure-report", "--check"]) == 0
    (told.settings.folder / "names.txt").write_text("Linh")
    assert main(["seizure-report", "--check"]) == 1
    assert "names.txt" in capsys.readouterr().out
