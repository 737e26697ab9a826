"""Only an empty place is filled, and a mark speaks for the database it was made for."""

from pathlib import Path

import pytest
from sqlmodel import select

from claims.errors import StartRefused
from claims.model.ledger import LedgerLine
from claims.store.restore_target import MARK, begin_restore
from tests.backing_up import Kept, opened, target
from tests.make import MadeOffice


@pytest.fixture
def kept(bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office on each engine, with places for its backups."""
    return Kept(bare_office, tmp_path)


def test_only_an_empty_place_is_filled(kept: Kept, empty_database_url: str, tmp_path: Path) -> None:
    """Neither a folder with something in it nor a database with tables."""
    made = kept.back_up()
    place = tmp_path / "taken"
    place.mkdir()
    (place / "note.txt").write_text("mine")
    with pytest.raises(StartRefused, match="is not empty"):
        kept.restore(made.backup, place)
    assert [path.name for path in place.iterdir()] == ["note.txt"]

    kept.restore(made.backup, tmp_path / "new", url=empty_database_url)
    with pytest.raises(StartRefused, match="CLAIMS_DATABASE_URL is not empty"):
        kept.restore(made.backup, tmp_path / "again", url=empty_database_url)
    with opened(target(tmp_path / "new", url=empty_database_url)) as database, database.question() as session:
        assert session.exec(select(LedgerLine)).all()


def test_the_mark_of_another_database_wipes_nothing(tmp_path: Path) -> None:
    """A mark speaks for the database it was made for, and for no other."""
    place = target(tmp_path / "new")
    begin_restore(place)
    other = target(tmp_path / "new", url=f"sqlite:///{tmp_path / 'other.sqlite'}")
    with pytest.raises(StartRefused, match="is not empty"):
        begin_restore(other)
    assert (tmp_path / "new" / MARK).exists()
