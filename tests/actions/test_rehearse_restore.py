"""A drill restores the newest backup into a scratch place and leaves nothing there, whatever happens."""

from collections import namedtuple
from pathlib import Path

import pytest
from sqlmodel import select

from claims.actions.rehearse_restore import Rehearsal, rehearse_restore
from claims.errors import Damaged, StartRefused
from claims.model.ledger import LedgerLine
from tests.backing_up import Kept
from tests.cast import LINH
from tests.make import MadeOffice
from tests.make_bundles import attach, picture


@pytest.fixture
def kept(bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office on each engine, with places for its backups."""
    return Kept(bare_office, tmp_path)


def rehearse(kept: Kept, backup: Path, scratch: Path) -> Rehearsal:
    """In a scratch place."""
    scratch.mkdir(exist_ok=True)
    office = kept.office
    return rehearse_restore(
        office.database, office.office.id, source=kept.source(backup), scratch=scratch, now=office.now
    )


def drills(kept: Kept) -> int:
    """How many lines say so."""
    with kept.office.database.question() as session:
        return len(session.exec(select(LedgerLine).where(LedgerLine.action == "drill")).all())


def test_a_drill_reports_and_leaves_nothing(kept: Kept, tmp_path: Path) -> None:
    """Claims by status, no problem, one line in the ledger of the real office."""
    attach(kept.office, kept.office.send(LINH).claim, picture())
    kept.office.draft(LINH)
    rehearsal = rehearse(kept, kept.back_up().backup, tmp_path / "scratch")
    assert rehearsal.statuses == {"draft": 1, "received": 1}
    assert rehearsal.restored.problems == ()
    assert list((tmp_path / "scratch").iterdir()) == []
    assert drills(kept) == 1


def test_a_backup_that_cannot_be_restored_leaves_nothing_either(kept: Kept, tmp_path: Path) -> None:
    """That is what a drill is for."""
    attach(kept.office, kept.office.send(LINH).claim, picture())
    made = kept.back_up()
    next((kept.root / "parts").glob("??/*")).unlink()
    with pytest.raises(Damaged, match="part_missing"):
        rehearse(kept, made.backup, tmp_path / "scratch")
    assert list((tmp_path / "scratch").iterdir()) == []
    assert drills(kept) == 0


def test_a_scratch_place_that_is_too_small_is_refused_before(
    kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With both figures."""
    made = kept.back_up()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("claims.actions.rehearse_restore.disk_usage", lambda _: usage(9, 9, 1000))
    with pytest.raises(StartRefused, match="--scratch"):
        rehearse(kept, made.backup, tmp_path / "scratch")
