"""Each night a backup, made up for where it was missed; a failure is tried again, said and written down."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import select

from claims.cli.nightly import Nightly, backup_is_due, last_night
from claims.model.ledger import LedgerLine
from claims.model.tables import random_key
from claims.store.period_keys import destroyed_at, keys_in
from tests.backing_up import Kept
from tests.make import MadeOffice

SEOUL = ZoneInfo("Asia/Seoul")
NIGHT = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)  # three at night in Seoul


@pytest.fixture
def kept(small_bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office with places for its backups."""
    return Kept(small_bare_office, tmp_path)


def nightly(kept: Kept, *, backups: bool = True) -> Nightly:
    """As the worker has it."""
    settings = kept.office.settings
    if backups:
        settings = replace(settings, backups=kept.root, period_keys=kept.keys)
    return Nightly(kept.office.database, kept.office.office.id, vault=kept.office.vault, settings=settings)


def beat(night: Nightly, moment: datetime) -> None:
    """And wait for what it began."""
    night.beat(moment)
    night.finish()


def actions(kept: Kept) -> list[str]:
    """Lines about backups."""
    with kept.office.database.question() as session:
        lines = session.exec(select(LedgerLine.action).order_by(LedgerLine.number))
        return [action for action in lines if "backup" in action or action == "end_period"]


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        (NIGHT, NIGHT),
        (NIGHT - timedelta(seconds=1), NIGHT - timedelta(days=1)),
        (NIGHT + timedelta(hours=23, minutes=59), NIGHT),
    ],
)
def test_the_night_is_the_offices_own(moment: datetime, night: datetime) -> None:
    assert last_night(moment, SEOUL) == night


def test_one_each_night(kept: Kept) -> None:
    """However often the worker beats; one that was missed is made up for at once."""
    night = nightly(kept)
    for minutes in (0, 5, 10, 600, 24 * 60 - 6, 24 * 60, 24 * 60 + 5, 80 * 60):
        beat(night, NIGHT + timedelta(minutes=minutes))
    hours = [backup.name[:13] for backup in kept.places.folder.backups()]
    assert hours == ["2026-11-24T18", "2026-11-25T18", "2026-11-28T02"]
    assert actions(kept) == ["backup"] * 3
    assert not backup_is_due(kept.places.folder, NIGHT + timedelta(hours=80), SEOUL)


def test_a_failure_is_said_and_tried_again_each_hour(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk that is away does not stop the worker."""
    away = kept.root.rename(kept.root.with_name("unmounted"))
    night = nightly(kept)
    for minutes in (0, 5, 30, 60, 90):
        beat(night, NIGHT + timedelta(minutes=minutes))
    assert actions(kept) == ["backup_failed"] * 2
    assert "no backup was made" in capsys.readouterr().err
    away.rename(kept.root)
    beat(night, NIGHT + timedelta(minutes=120))
    assert actions(kept)[-1] == "backup"


def test_keys_go_when_their_time_is_over_and_not_a_night_later(kept: Kept) -> None:
    """The worker looks every five minutes."""
    kept.back_up()
    end = destroyed_at("2026-W47")
    night = nightly(kept)
    beat(night, end - timedelta(seconds=1))
    assert "2026-W47" in keys_in(kept.keys[0])
    beat(night, end + timedelta(minutes=5))
    assert "2026-W47" not in keys_in(kept.keys[0])


def test_without_places_no_backup_is_made_and_strange_folders_go(kept: Kept) -> None:
    """An office may not want backups; its vault is tidied all the same."""
    kept.office.vault.put_part(random_key(), random_key(), b"x", time=0)
    beat(nightly(kept, backups=False), NIGHT)
    assert list(kept.office.vault.folders()) == []
    assert (kept.places.folder.backups(), actions(kept)) == ([], [])
