"""Period keys: one a week, the same in every folder, gone 35 days after the week began, to the second."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import Damaged, StartRefused
from claims.model.tables import random_key
from claims.store.clock import week_of
from claims.store.period_keys import (
    PERIOD_DAYS,
    destroyed_at,
    end_old_keys,
    find_period_key,
    is_over,
    keys_in,
    make_period_key,
)

NOW = datetime(2026, 11, 22, 3, 7, tzinfo=UTC)
OFFICE = random_key()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two that are there."""
    both = tmp_path / "one", tmp_path / "two"
    for folder in both:
        folder.mkdir()
    return both


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
def test_whatever_is_erased_is_beyond_anyone_35_days_later(erased: datetime) -> None:
    """The key of the week of erasing, and of every week before it, is over by then; that of the week itself never before four weeks."""
    later = erased + timedelta(days=PERIOD_DAYS)
    assert is_over(week_of(erased), now=later)
    assert is_over(week_of(erased - timedelta(weeks=1)), now=later)
    assert not is_over(week_of(erased), now=erased + timedelta(weeks=4) - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("week", "gone"),
    [("2026-W47", "2026-12-21"), ("2026-W01", "2026-02-02"), ("2026-W53", "2027-02-01"), ("2024-W52", "2025-01-27")],
)
def test_the_boundary_is_exact(week: str, gone: str) -> None:
    """Monday, midnight UTC."""
    end = datetime.fromisoformat(f"{gone}T00:00:00+00:00")
    assert destroyed_at(week) == end
    assert (is_over(week, now=end - timedelta(seconds=1)), is_over(week, now=end)) == (False, True)


def test_one_key_a_week_in_every_folder(folders: tuple[Path, Path]) -> None:
    first = make_period_key(folders, office_id=OFFICE, now=NOW)
    again = make_period_key(folders, office_id=OFFICE, now=NOW + timedelta(minutes=5))
    next_week = make_period_key(folders, office_id=OFFICE, now=NOW + timedelta(days=1))
    assert str(first.identity) == str(again.identity) != str(next_week.identity)
    assert [set(keys_in(folder)) for folder in folders] == [{"2026-W47", "2026-W48"}] * 2
    texts = {(folder / "2026-W47.key").read_text() for folder in folders}
    assert len(texts) == 1
    assert str(first.identity) not in repr(first)


def test_a_folder_that_was_away_is_given_the_key(folders: tuple[Path, Path]) -> None:
    made = make_period_key(folders[:1], office_id=OFFICE, now=NOW)
    make_period_key(folders, office_id=OFFICE, now=NOW)
    found = find_period_key(folders[1:], week="2026-W47")
    assert found is not None
    assert str(found.identity) == str(made.identity)


def test_a_folder_that_is_not_there_is_not_made(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """It would lie where a disk is to be mounted, on the disk of the office."""
    with pytest.raises(StartRefused, match="mount its disk"):
        make_period_key([*folders, tmp_path / "away"], office_id=OFFICE, now=NOW)
    assert not (tmp_path / "away").exists()
    assert keys_in(folders[0]) == {}
    with pytest.raises(StartRefused, match="CLAIMS_PERIOD_KEYS is empty"):
        make_period_key([], office_id=OFFICE, now=NOW)


def test_two_keys_for_one_week_are_named(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        make_period_key([folder], office_id=OFFICE, now=NOW)
    with pytest.raises(StartRefused, match="not the same in"):
        find_period_key(folders, week="2026-W47")


@pytest.mark.parametrize("content", ["", "AGE", "# claims: opens\n", "\ud55c"])
def test_what_is_no_key_is_named(folders: tuple[Path, Path], content: str) -> None:
    (folders[0] / "2026-W47.key").write_text(content, encoding="utf-8")
    with pytest.raises(Damaged, match="period_key"):
        find_period_key(folders, week="2026-W47")


def test_old_keys_are_destroyed_everywhere_and_others_stay(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """Half-made ones too; what is no key of ours is left alone; a folder that is away is no error."""
    for weeks in range(6):
        make_period_key(folders, office_id=OFFICE, now=NOW + timedelta(weeks=weeks))
    (folders[0] / "note.txt").write_text("mine")
    (folders[0] / "half-2026-W47.key").write_text("half")
    end = destroyed_at("2026-W48")
    assert end_old_keys([*folders, tmp_path / "away"], now=end) == {"2026-W47", "2026-W48"}
    assert [sorted(keys_in(folder)) for folder in folders] == [["2026-W49", "2026-W50", "2026-W51", "2026-W52"]] * 2
    assert sorted(path.name for path in folders[0].iterdir() if path.suffix != ".key" or "half" in path.name) == [
        "note.txt"
    ]
    assert end_old_keys(folders, now=end) == frozenset()


def test_a_key_is_overwritten_before_it_goes(folders: tuple[Path, Path]) -> None:
    """A second name of the same bytes on the disk holds nothing of it afterwards."""
    key = make_period_key(folders, office_id=OFFICE, now=NOW)
    (folders[0] / "hard-link").hardlink_to(folders[0] / "2026-W47.key")
    end_old_keys(folders, now=destroyed_at("2026-W47"))
    assert str(key.identity).encode() not in (folders[0] / "hard-link").read_bytes()
