"""A backup is one moment of the office while it runs on, sealed, verified, and shows no more than hour and week."""

import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Damaged, StartRefused
from claims.model.ledger import LedgerLine
from claims.model.tables import random_key
from claims.store.backup_folder import read_header
from claims.store.backup_reading import ListedPart
from claims.store.clock import start_of_week
from claims.store.database_copy import snapshot
from claims.store.period_keys import keys_in
from claims.store.vault import FolderVault
from tests.backing_up import Kept, claim_ids, opened, target
from tests.cast import LINH
from tests.make import NOW, MadeOffice, Sent
from tests.make_bundles import Court, attach, picture
from tests.store.backup_stranger import read_backup

SAID = ("Thị Linh", "NGUYEN", "2015-03-02", "IMG_0001", "\\u1ec5")


@pytest.fixture
def kept(bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office on each engine, with places for its backups."""
    return Kept(bare_office, tmp_path)


@pytest.fixture
def small(small_bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """The same on SQLite alone."""
    return Kept(small_bare_office, tmp_path)


def test_a_backup_is_whole_and_leaves_a_line(kept: Kept) -> None:
    """Rows and parts are counted, as they stand."""
    sent = kept.office.send(LINH)
    attach(kept.office, sent.claim, picture())
    made = kept.back_up()

    assert made.contents.counts["claim"] == 1
    assert {part.folder for part in made.contents.parts} == {sent.claim.vault_folder}
    assert {part.name for part in made.contents.parts} == set(kept.office.vault.list(sent.claim.vault_folder))
    assert made.copied == len(made.contents.parts) > 0
    with kept.office.database.question() as session:
        assert session.exec(select(LedgerLine.action).order_by(LedgerLine.number.desc())).first() == "backup"
    assert kept.places.folder.backups() == [made.backup]


def test_what_a_matter_keeps_is_in_a_backup(small_office: MadeOffice, tmp_path: Path) -> None:
    """Its shared exhibits lie in a folder of its own."""
    kept, court = Kept(small_office, tmp_path), Court(small_office)
    small_office.vault.put_part(court.matter.vault_folder, random_key(), b"sealed", time=0)

    assert {part.folder for part in kept.back_up().contents.parts} == {court.matter.vault_folder}


def test_sessions_workers_errands_and_known_browsers_are_in_no_backup(kept: Kept) -> None:
    """What is lent while somebody is here does not outlive it."""
    with kept.office.worker():
        made = kept.back_up()
    assert not {"worker", "session_row", "errand", "known_browser"} & set(made.contents.counts)


def test_parts_are_copied_once(small: Kept) -> None:
    """The second backup lists what the first copied."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    first, second = small.back_up(), small.back_up()
    assert (first.copied > 0, second.copied) == (True, 0)
    assert first.contents.parts == second.contents.parts
    assert [backup.name for backup in small.places.folder.backups()] == ["2026-11-22T03Z-1", "2026-11-22T03Z-2"]


def test_names_and_times_show_the_hour_and_the_week(small: Kept) -> None:
    """Whatever lies there shows the hour of the backup, or the beginning of the week."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    small.back_up(now=NOW + timedelta(minutes=17, seconds=5))
    with small.office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=small.office.vault, now=NOW + timedelta(minutes=18))

    shown = {int(path.stat().st_mtime) for path in (small.root, *small.root.rglob("*"))}
    assert shown == {int(NOW.timestamp()), start_of_week(NOW)}
    for folder in small.keys:
        assert {int(path.stat().st_mtime) for path in folder.iterdir()} == {start_of_week(NOW)}


def test_the_key_lies_in_each_folder_alike_and_nobody_else_reads_it(small: Kept) -> None:
    """One file per week, 0600; in no backup."""
    made = small.back_up()
    one, two = (folder / "2026-W47.key" for folder in small.keys)
    assert one.read_bytes() == two.read_bytes()
    assert {stat.S_IMODE(path.stat().st_mode) for path in (one, two)} == {0o600}
    secret = one.read_text().splitlines()[-1].encode()
    assert not [path for path in small.root.rglob("*") if path.is_file() and secret in path.read_bytes()]
    assert read_header(made.backup).week == "2026-W47"


def test_neither_backups_nor_keys_hold_a_word(small: Kept) -> None:
    """Nor the claim's key, nor a wrap of it."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    small.back_up()
    with small.office.database.engine.connect() as connection:
        wraps = [bytes(wrap) for wrap in connection.execute(text("SELECT wrapped FROM claim_wrap")).scalars()]
    wanted = [word.encode() for word in SAID] + [sent.claim.key, sent.claim.key.hex().encode(), *wraps]
    for place in (small.root, *small.keys):
        for path in place.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert [word for word in wanted if word in content] == []


def test_while_it_is_made_the_service_runs_on(kept: Kept, tmp_path: Path) -> None:
    """Claims are sent and withdrawn meanwhile; what is backed up is one moment: chain whole, every part there, restorable."""
    office, stop, failed = kept.office, threading.Event(), []
    for _ in range(3):
        attach(office, office.send(LINH).claim, picture())

    def write() -> None:
        try:
            while not stop.is_set():
                sent = office.send(LINH)
                attach(office, sent.claim, picture())
                with office.database.deed() as session:
                    withdraw_claim(session, sent.claim, vault=office.vault, now=office.now)
        except Exception as error:
            failed.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [kept.back_up() for _ in range(4)]
    finally:
        stop.set()
        writer.join()
    assert failed == []
    assert backups[-1].contents.counts["claim"] > backups[0].contents.counts["claim"]
    for number, made in enumerate(backups):
        restored = kept.restore(made.backup, tmp_path / f"new-{number}")
        assert restored.problems == ()
        with opened(target(tmp_path / f"new-{number}")) as database:
            assert len(claim_ids(database)) >= 3


class Withdrawing(FolderVault):
    """A vault in which somebody withdraws a claim the moment its first part is asked for by the backup."""

    def __init__(self, kept: Kept, sent: Sent) -> None:
        super().__init__(kept.office.vault.root)
        self.kept = kept
        self.sent: Sent | None = sent

    def open_part(self, folder: str, name: str) -> bytes:
        if self.sent is not None:
            sent, self.sent = self.sent, None
            with self.kept.office.database.deed() as session:
                withdraw_claim(session, sent.claim, vault=self.kept.office.vault, now=self.kept.office.now)
        return super().open_part(folder, name)


def test_a_claim_destroyed_meanwhile_is_no_failure(kept: Kept, tmp_path: Path) -> None:
    """Its parts are not there any more; everything else is."""
    gone, stays = kept.office.send(LINH), kept.office.send(LINH)
    for sent in (gone, stays):
        attach(kept.office, sent.claim, picture())
    kept.office.vault = Withdrawing(kept, gone)
    made = kept.back_up()
    assert {part.folder for part in made.contents.parts} == {stays.claim.vault_folder}
    assert kept.restore(made.backup, tmp_path / "new").problems == ()


def test_parts_destroyed_between_the_moment_and_the_copy_are_noted(small: Kept) -> None:
    """The rows of the moment name them; the backup says how many it could not take."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())

    class Losing(FolderVault):
        def open_part(self, folder: str, name: str) -> bytes:
            raise Damaged("part_missing")

    names = set(small.office.vault.list(sent.claim.vault_folder))
    small.office.vault = Losing(small.office.vault.root)
    made = small.back_up()
    assert made.contents.manifest.gone == len(names) > 0
    assert made.contents.parts == ()


def test_what_a_killed_run_left_is_taken_away(small: Kept) -> None:
    """Neither half a backup nor half a part is ever taken for a whole one."""
    half = small.root / "half-77"
    (half / "deep").mkdir(parents=True)
    (half / "tables.age").write_bytes(b"x")
    part = small.root / "parts" / "ab" / ("half-" + "ab" * 16 + "." + "0" * 64)
    part.parent.mkdir(parents=True)
    part.write_bytes(b"x")
    assert small.places.folder.backups() == []
    made = small.back_up()
    assert not half.exists()
    assert not part.exists()
    assert small.places.folder.backups() == [made.backup]


def test_a_failure_amid_making_leaves_nothing(small: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read back never has a backup's name."""
    small.office.send(LINH)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("claims.actions.make_backup.write_tables", full)
    with pytest.raises(OSError, match="No space"):
        small.back_up()
    assert small.places.folder.backups() == []
    assert [path.name for path in small.root.iterdir() if path.is_dir() and path.name != "parts"] == []


def test_it_is_read_back_before_it_has_its_name(small: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part that did not reach its place is named."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    listed = ListedPart("0" * 32, "1" * 32, 9, "2" * 64)
    monkeypatch.setattr("claims.actions.make_backup._Copier.copy", lambda *_: [listed])
    with pytest.raises(Damaged, match="part_missing"):
        small.back_up()
    assert small.places.folder.backups() == []


def test_two_are_not_made_at_once(small: Kept) -> None:
    """The second says so."""
    with small.places.folder.alone(), pytest.raises(StartRefused, match="Another backup is being made"):
        small.back_up()


def test_another_office_does_not_back_up_beside_this_one(small: Kept) -> None:
    """The key of the week is the first office's."""
    small.back_up()
    for folder in small.keys:
        path = folder / "2026-W47.key"
        path.write_text(path.read_text().replace(small.office.office.id, "0" * 32))
    with pytest.raises(StartRefused, match="belongs to another office"):
        small.back_up()


def test_a_database_of_another_version_is_refused(small: Kept) -> None:
    """What this program does not know it cannot copy."""
    with small.office.database.engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        connection.commit()
    with pytest.raises(StartRefused, match="claims upgrade"):
        small.back_up()


def test_copies_nobody_lists_go(small: Kept) -> None:
    """A part stays as long as a backup lists it, and no longer; where a list does not open, everything stays."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    first = small.back_up()
    names = {part.name for part in first.contents.parts}
    with small.office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=small.office.vault, now=NOW)
    assert small.back_up().dropped == 0
    assert names <= set(small.places.copies().known)

    key = small.keys[0] / "2026-W47.key"
    later = NOW + timedelta(weeks=4)
    hidden = [(folder / key.name, (folder / key.name).read_bytes()) for folder in small.keys]
    for path, _ in hidden:
        path.unlink()
    assert small.back_up(now=later).dropped == 0
    for path, content in hidden:
        path.write_bytes(content)

    over = datetime(2026, 11, 16, tzinfo=UTC) + timedelta(days=35)
    made = small.back_up(now=over)
    assert made.dropped == len(names)
    assert not names & set(small.places.copies().known)
    assert first.backup not in small.places.folder.backups()
    assert not [folder for folder in small.keys if "2026-W47" in keys_in(folder)]


def test_rows_stand_in_the_order_of_their_keys(kept: Kept) -> None:
    """Not in the order they came in, in which PostgreSQL keeps them."""
    sent = [kept.office.send(LINH).claim.id for _ in range(6)]
    while sent == sorted(sent):  # by chance, once in seven hundred times
        sent.append(kept.office.send(LINH).claim.id)
    _, tables, _ = read_backup(kept.back_up().backup, kept.keys[0] / "2026-W47.key")
    assert [row["id"] for row in tables["claim"]] == sorted(sent)


def test_the_log_is_cut_when_the_backup_is_done(small: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever signs out meanwhile does not wait for it; what was destroyed is not left in the log afterwards."""
    monkeypatch.setattr("claims.store.database.SHORT_PATIENCE", 0)
    log = Path(f"{small.office.database.engine.url.database}-wal")
    with snapshot(small.office.database):
        small.office.send(LINH)
        small.office.database.forget()
        assert log.stat().st_size > 0
    small.back_up()
    assert log.stat().st_size == 0
