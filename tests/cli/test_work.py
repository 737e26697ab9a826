"""`claims work`: the worker does what was lent to it, follows a restarted web, and destroys what has outlived its week."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import select

from claims.actions.open_mail import order_opening
from claims.cli import main
from claims.cli.work import Shift, beat_once, tidy
from claims.model.claim import Claim
from claims.model.session import Worker
from claims.store.cards import read_cards
from claims.store.clock import now
from claims.store.database import Database
from tests.cast import HAN, LINH
from tests.make import MadeOffice


def test_a_shift_opens_the_mail_and_leaves(small_office: MadeOffice):
    """The lent keys make the card; afterwards no worker is listed."""
    small_office.send(LINH)
    han = small_office.sign_in(HAN)
    shift = Shift(small_office.export, small_office.host_key, b"first")
    shift.beat()
    with small_office.database.deed() as session:
        order_opening(session, han.member, keyring=han.keyring, host_key=small_office.host_key, now=now())
    assert shift.beat() == 1
    with small_office.database.question() as session:
        cards = read_cards(session, small_office.office.id, card_key=han.keyring.card)
    assert [card.name for card in cards.values()] == ["Nguyễn Thị Linh"]
    shift.leave()
    with small_office.database.question() as session:
        assert session.exec(select(Worker)).all() == []


def test_drafts_nobody_came_back_to_are_destroyed(small_office: MadeOffice):
    """Their week is over; a sent claim's is not."""
    small_office.now = now() - timedelta(weeks=20)
    _, draft = small_office.draft(LINH)
    sent = small_office.send(LINH)
    tidy(small_office.export)
    with small_office.database.question() as session:
        assert session.get(Claim, draft.id) is None
        assert session.get(Claim, sent.claim.id) is not None


@pytest.mark.parametrize("command", [["work", "--once"], ["ledger", "verify"]])
def test_without_an_office_a_command_says_so_in_one_line(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """A mistyped folder must neither look like damage nor leave an empty database behind."""
    monkeypatch.setenv("CLAIMS_FOLDER", str(tmp_path / "mistyped"))
    assert main(command) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"claims: There is no office in {tmp_path / 'mistyped'}: run `claims init` first")
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_locked_database_makes_the_worker_wait_and_not_end(
    small_office: MadeOffice, capsys: pytest.CaptureFixture[str]
):
    """Somebody holds the file for longer than the worker's patience; it says so and goes on at the next beat."""
    impatient = create_engine(small_office.settings.database_url, connect_args={"timeout": 0})
    export = replace(small_office.export, database=Database(impatient))
    with small_office.database.deed():
        assert beat_once(export, small_office.settings, None) is None
    assert "waiting for the database" in capsys.readouterr().err
    assert beat_once(export, small_office.settings, None) is not None
    impatient.dispose()
