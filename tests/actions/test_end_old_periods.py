"""35 days after a week began, its key and its backups are gone, with a line; a backup that cannot be read is left to a person."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.end_old_periods import end_old_periods
from claims.model.ledger import LedgerLine
from claims.store.period_keys import destroyed_at, keys_in
from tests.backing_up import Kept
from tests.make import NOW, MadeOffice


@pytest.fixture
def kept(small_bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office with places for its backups."""
    return Kept(small_bare_office, tmp_path)


def end(kept: Kept, *, after: timedelta) -> frozenset[str]:
    """What is over then."""
    now = destroyed_at("2026-W47") + after
    return end_old_periods(kept.office.database, kept.office.office.id, places=kept.places, now=now)


def lines(kept: Kept) -> int:
    """How many lines say that a key was destroyed."""
    with kept.office.database.question() as session:
        return len(session.exec(select(LedgerLine).where(LedgerLine.action == "end_period")).all())


def test_key_and_backups_of_a_week_go_together_and_others_stay(kept: Kept) -> None:
    """To the second; twice is once."""
    old, new = kept.back_up(), kept.back_up(now=NOW + timedelta(weeks=1))
    assert end(kept, after=timedelta(seconds=-1)) == frozenset()
    assert kept.places.folder.backups() == [old.backup, new.backup]
    assert lines(kept) == 0

    assert end(kept, after=timedelta()) == {"2026-W47"}
    assert kept.places.folder.backups() == [new.backup]
    assert [set(keys_in(folder)) for folder in kept.keys] == [{"2026-W48"}] * 2
    assert end(kept, after=timedelta()) == frozenset()
    assert lines(kept) == 1


def test_a_folder_that_was_away_is_seen_to_when_it_is_back(kept: Kept, tmp_path: Path) -> None:
    """Its keys go then."""
    kept.back_up()
    kept.keys[1].rename(tmp_path / "unmounted")
    assert end(kept, after=timedelta()) == {"2026-W47"}
    (tmp_path / "unmounted").rename(kept.keys[1])
    assert end(kept, after=timedelta(hours=1)) == {"2026-W47"}
    assert keys_in(kept.keys[1]) == {}


def test_a_backup_that_cannot_be_read_is_left_alone(kept: Kept) -> None:
    """Nobody knows which week it is of."""
    made = kept.back_up()
    (made.backup / "header.json").write_text("{")
    end(kept, after=timedelta())
    assert kept.places.folder.backups() == [made.backup]
