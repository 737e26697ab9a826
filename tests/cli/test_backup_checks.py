"""`claims doctor` on backups: what is missing, late, in the wrong place or open to others is said, with what to do."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claims.cli.backup_checks import backup_checks
from claims.settings import Settings
from claims.store.period_keys import destroyed_at
from tests.backing_up import Kept
from tests.make import NOW, MadeOffice


@pytest.fixture
def kept(small_bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office with places for its backups, closed to others."""
    made = Kept(small_bare_office, tmp_path)
    for folder in (made.root, *made.keys):
        folder.chmod(0o700)
    return made


def told(kept: Kept) -> Settings:
    """With all that is named."""
    return replace(kept.office.settings, backups=kept.root, period_keys=kept.keys)


def said(settings: Settings, *, now: object = NOW) -> dict[str, list[str]]:
    """What was looked at, by state; the same disk is said of everything in a test, and left out here."""
    found: dict[str, list[str]] = {}
    for state, what, _ in backup_checks(settings, now=now):  # type: ignore[arg-type]  # an instant
        if "disk of the" not in what:
            found.setdefault(state, []).append(what)
    return found


def test_what_is_as_it_should_be(kept: Kept) -> None:
    """The hour of the last one is told."""
    kept.back_up()
    assert said(told(kept)) == {"ok": ["the last good backup is of 2026-11-22T03Z, week 2026-W47"]}
    assert said(told(kept), now=NOW + timedelta(days=2)) == said(told(kept))


def test_a_late_one_and_none(kept: Kept) -> None:
    assert said(told(kept)) == {"warn": ["no backup yet"]}
    kept.back_up()
    assert said(told(kept), now=NOW + timedelta(days=3)) == {"warn": ["the last good backup is of 2026-11-22T03Z"]}


def test_places_that_are_not_named_or_not_there(kept: Kept, tmp_path: Path) -> None:
    settings = told(kept)
    assert said(replace(settings, backups=None)) == {"warn": ["no backups are made"]}
    assert said(replace(settings, period_keys=())) == {"FAIL": ["keys of backups"]}
    away = replace(settings, period_keys=(kept.keys[0], tmp_path / "away"))
    assert said(away) == {"FAIL": [f"{tmp_path / 'away'} is not there"]}


def test_one_folder_of_keys_or_the_disk_of_the_backups(kept: Kept) -> None:
    """Both are warned of."""
    one = replace(told(kept), period_keys=kept.keys[:1])
    words = [what for state, what, _ in backup_checks(one, now=NOW) if state == "warn"]
    assert "one folder of period keys" in words
    assert f"{kept.keys[0]} lies on the disk of the backups" in words


def test_keys_that_should_be_gone_are_open_or_differ(kept: Kept) -> None:
    kept.back_up()
    one, two = (folder / "2026-W47.key" for folder in kept.keys)
    one.chmod(0o644)
    assert said(told(kept))["FAIL"] == [f"{one} is open to others"]
    one.chmod(0o600)
    two.write_text("no key")
    assert said(told(kept))["FAIL"] == ["the key of 2026-W47"]
    two.unlink()
    over = said(told(kept), now=destroyed_at("2026-W47"))
    assert over["FAIL"] == [f"{one} should have been destroyed"]


def test_folders_open_to_others_and_a_backup_that_cannot_be_read(kept: Kept) -> None:
    made = kept.back_up()
    kept.root.chmod(0o755)
    (made.backup / "header.json").write_text("")
    assert said(told(kept)) == {
        "warn": [f"{kept.root} is open to others"],
        "FAIL": [f"the backup {made.backup.name} cannot be read"],
    }
