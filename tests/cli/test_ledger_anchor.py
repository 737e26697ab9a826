"""`claims ledger anchor`: the head goes outside now; without a place or a running service it says what to do."""

import json
import os
from pathlib import Path

import pytest

from claims.cli import main
from claims.store.host_key import destroy_host_key
from tests.make import MadeOffice
from tests.offices import small_bare_office as small_bare_office


@pytest.fixture
def told(small_bare_office: MadeOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MadeOffice:
    """An office named in the environment, with a file outside."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(small_bare_office.settings.folder))
    monkeypatch.setenv("CLAIMS_DATABASE_URL", small_bare_office.settings.database_url)
    monkeypatch.setenv("CLAIMS_RUNTIME", str(small_bare_office.settings.runtime))
    monkeypatch.setenv("CLAIMS_ANCHOR_FILE", str(tmp_path / "anchors.jsonl"))
    return small_bare_office


def test_the_head_is_put_down_and_said(told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "anchor"]) == 0

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "file: kept"
    assert json.loads(said[1])["office"] == told.office.id
    assert (tmp_path / "anchors.jsonl").read_text().splitlines() == [said[1]]
    assert main(["ledger", "verify", "--anchors", str(tmp_path / "anchors.jsonl")]) == 0


def test_a_place_that_fails_is_exit_code_1(
    told: MadeOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLAIMS_ANCHOR_MAIL", "aud@example.org")

    assert main(["ledger", "anchor"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "file: kept",
        "mail: not reached: look at the address and the network",
    ]


def test_without_a_place_it_says_which_settings_name_one(
    told: MadeOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CLAIMS_ANCHOR_FILE")

    assert main(["ledger", "anchor"]) == 2
    assert "CLAIMS_ANCHOR_FILE" in capsys.readouterr().err
    assert "CLAIMS_ANCHOR_FILE" not in os.environ


def test_without_a_running_service_nothing_is_signed(
    told: MadeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    destroy_host_key(told.settings.runtime)

    assert main(["ledger", "anchor"]) == 2
    assert "No service is running" in capsys.readouterr().err
    assert not (tmp_path / "anchors.jsonl").exists()
