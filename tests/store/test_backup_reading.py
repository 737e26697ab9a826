"""A backup is opened by the key of its week and by nothing else, and whatever is not as it was written is named."""

import json
import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from claims.errors import Damaged
from claims.model.claim import Claim
from tests.backing_up import Kept
from tests.cast import LINH
from tests.make import NOW, MadeOffice
from tests.make_bundles import attach, picture
from tests.store.backup_stranger import read_backup


@pytest.fixture
def kept(bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office on each engine, with places for its backups."""
    return Kept(bare_office, tmp_path)


@pytest.fixture
def small(small_bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """The same on SQLite alone."""
    return Kept(small_bare_office, tmp_path)


def spoil(path: Path, *, at: int = -40) -> None:
    """One bit of one byte."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def header_fitting(backup: Path) -> None:
    """The header of somebody who spoiled a file and can count."""
    header = json.loads((backup / "header.json").read_text())
    for name in ("tables", "parts"):
        content = (backup / f"{name}.age").read_bytes()
        header[name] = {"size": len(content), "sha256": sha256(content).hexdigest()}
    (backup / "header.json").write_text(json.dumps(header))


def test_whatever_is_spoiled_is_named_and_nothing_is_restored(small: Kept, tmp_path: Path) -> None:
    """A byte, a part, a key, a header, an end cut off: each by its name, and the place stays empty."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    made = small.back_up()
    part = next((small.root / "parts").glob("??/*"))
    whole = {
        path: path.read_bytes() for place in (small.root, *small.keys) for path in place.rglob("*") if path.is_file()
    }
    tables, parts, header = (made.backup / name for name in ("tables.age", "parts.age", "header.json"))
    keys = [folder / "2026-W47.key" for folder in small.keys]

    def both(change: Callable[[Path], object]) -> None:
        for key in keys:
            change(key)

    cases: dict[str, Callable[[], object]] = {
        "backup_file tables.age": lambda: spoil(tables),
        "backup_file parts.age": lambda: spoil(parts),
        "backup_file cut": lambda: tables.write_bytes(whole[tables][:-100]),
        "backup_file gone": parts.unlink,
        "backup_sealed spoiled": lambda: (spoil(tables), header_fitting(made.backup)),
        "backup_sealed cut": lambda: (tables.write_bytes(whole[tables][: 65536 + 500]), header_fitting(made.backup)),
        "backup_sealed empty": lambda: (tables.write_bytes(b""), header_fitting(made.backup)),
        "backup_header no JSON": lambda: header.write_text("{"),
        "backup_header a list": lambda: header.write_text('{"format": 1, "week": "2026-W47"}'),
        "backup_format": lambda: header.write_text('{"format": 2}'),
        "backup_missing": header.unlink,
        "part_changed": lambda: spoil(part),
        "part_missing": part.unlink,
        "period_key_missing": lambda: both(os.unlink),
        "period_key_of_another": lambda: both(
            lambda key: key.write_text(key.read_text().replace(small.office.office.id, "0" * 32))
        ),
        "period_key cut": lambda: both(lambda key: key.write_text(key.read_text()[:-20])),
        "period_key of another week": lambda: both(lambda key: key.write_text(key.read_text().replace("W47", "W46"))),
    }  # fmt: skip
    for name, change in cases.items():
        change()
        with pytest.raises(Damaged) as refused:
            small.restore(made.backup, tmp_path / "new")
        assert refused.value.reason == name.split()[0], name
        assert not (tmp_path / "new").exists(), name
        for path, content in whole.items():
            path.write_bytes(content)
    assert small.restore(made.backup, tmp_path / "new").problems == ()


def test_the_key_of_another_week_does_not_open_it(small: Kept, tmp_path: Path) -> None:
    """Though somebody wrote this week's name on it."""
    made = small.back_up()
    small.back_up(now=NOW + timedelta(weeks=1))
    for folder in small.keys:
        other = (folder / "2026-W48.key").read_text()
        (folder / "2026-W47.key").write_text(other.replace("W48", "W47"))
    with pytest.raises(Damaged, match="backup_sealed"):
        small.restore(made.backup, tmp_path / "new")


def test_files_of_two_backups_do_not_go_together(small: Kept, tmp_path: Path) -> None:
    """Each opens, and yet the list of parts is another one's."""
    first, second = small.back_up(), small.back_up()
    shutil.copyfile(first.backup / "parts.age", second.backup / "parts.age")
    header_fitting(second.backup)
    with pytest.raises(Damaged, match="backup_mixed"):
        small.restore(second.backup, tmp_path / "new")


def test_a_stranger_reads_a_backup(kept: Kept) -> None:
    """From the page alone: rows as they stand in the database, and every sealed part."""
    sent = kept.office.send(LINH)
    attach(kept.office, sent.claim, picture())
    manifest, tables, parts = read_backup(kept.back_up().backup, kept.keys[0] / "2026-W47.key")
    assert (manifest["office_id"], manifest["week"]) == (kept.office.office.id, "2026-W47")
    with kept.office.database.question() as session:
        row = session.get_one(Claim, sent.claim.id)
        assert tables["claim"] == [{name: getattr(row, name) for name in Claim.model_fields}]
    names = set(kept.office.vault.list(sent.claim.vault_folder))
    assert set(parts) == {(sent.claim.vault_folder, name) for name in names}
    assert all(kept.office.vault.open_part(*place) == content for place, content in parts.items())
