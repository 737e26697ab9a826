"""`claims ledger export`: the file a stranger verifies, its own line in the ledger first, and nothing that is overwritten."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from claims.cli import main
from claims.model.ledger import LedgerLine
from tests.make import NOW, MadeOffice
from tests.offices import small_bare_office as small_bare_office
from tests.queries.test_ledger_export import holds, write


@pytest.fixture
def told(small_bare_office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> MadeOffice:
    """An office with lines of three days, named in the environment; it is the week after."""
    write(small_bare_office, days=3)
    monkeypatch.setattr("claims.cli.ledger_export.now", lambda: NOW + timedelta(days=7))
    monkeypatch.setenv("CLAIMS_FOLDER", str(small_bare_office.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", small_bare_office.settings.database_url)
    return small_bare_office


def last_action(office: MadeOffice) -> str:
    """What the ledger's last line says was done."""
    with office.database.question() as session:
        return session.exec(select(LedgerLine.action).order_by(col(LedgerLine.number).desc())).first() or ""


def test_all_lines_leave_with_that_of_the_export(
    told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ledger.jsonl"

    assert main(["ledger", "export", "--out", str(out), "--why", "yearly review"]) == 0

    rows = out.read_bytes().splitlines(keepends=True)
    assert holds(rows)
    assert json.loads(rows[-1])["action"] == last_action(told) == "export_ledger"
    assert capsys.readouterr().out == f"{out}: {len(rows) - 1} lines\n"
    assert out.stat().st_mode & 0o077 == 0


def test_days_choose_a_part(told: MadeOffice, tmp_path: Path) -> None:
    out = tmp_path / "ledger.jsonl"

    assert main(["ledger", "export", "--out", str(out), "--from", "2026-11-23", "--to", "2026-11-23"]) == 0

    rows = out.read_bytes().splitlines(keepends=True)
    assert [json.loads(row)["reference"] for row in rows[1:]] == ["R10", "R11", "R12"]
    assert holds(rows)


def test_an_export_without_a_reason_says_so_in_clear(told: MadeOffice, tmp_path: Path) -> None:
    main(["ledger", "export", "--out", str(tmp_path / "ledger.jsonl")])

    assert last_action(told) == "export_ledger_unasked"


def test_a_file_that_is_there_is_not_overwritten_and_nothing_is_noted(
    told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ledger.jsonl"
    out.write_text("mine")

    assert main(["ledger", "export", "--out", str(out)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert out.read_text() == "mine"
    assert last_action(told) == "search"
    assert main(["ledger", "export", "--out", "/nowhere/ledger.jsonl"]) == 2


def test_what_is_no_day_is_refused(told: MadeOffice, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["ledger", "export", "--out", "x", "--from", "November"])

    assert ended.value.code == 2
    assert "'November' is no day" in capsys.readouterr().err
