"""Backups and their keys as a seizure shows them: every file that a real backup leaves is listed, any other is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from claims.actions.make_backup import make_backup
from claims.settings import Settings
from claims.store.backup_places import backup_places
from claims.store.seizure_backups import backup_lines, unlisted_backup_files
from tests.cast import LINH
from tests.make import MadeOffice
from tests.make_bundles import attach, picture
from tests.offices import small_bare_office as small_bare_office


@pytest.fixture
def kept(small_bare_office: MadeOffice, tmp_path: Path) -> Settings:
    """An office with a claim and a file, backed up once, one claim erased."""
    for name in ("keys", "backups"):
        (tmp_path / name).mkdir()
    settings = replace(small_bare_office.settings, backups=tmp_path / "backups", period_keys=(tmp_path / "keys",))
    sent = small_bare_office.send(LINH)
    _, draft = small_bare_office.draft(LINH)
    attach(small_bare_office, draft, picture())
    assert sent.claim.id
    make_backup(
        small_bare_office.database,
        small_bare_office.office.id,
        vault=small_bare_office.vault,
        places=backup_places(settings),
        now=small_bare_office.now,
    )
    return settings


def test_a_backup_leaves_what_is_listed(kept: Settings) -> None:
    said = "\n".join(backup_lines(kept))

    assert unlisted_backup_files(kept) == []
    assert "opens the backups of its week" in said
    assert "in which hour a backup was made" in said
    assert "not whose" in said


@pytest.mark.parametrize("name", ["backups/names.txt", "keys/2026-W47.key.bak", "backups/parts/ab/x", "keys/note"])
def test_any_other_file_is_named(kept: Settings, tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("Linh")

    assert unlisted_backup_files(kept) == [str(tmp_path / name)]
