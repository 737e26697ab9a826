"""An office comes back from a backup on either engine, or nothing of it does; what was erased since is erased again."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from claims.actions.draft_claim import open_by_receipt
from claims.actions.restore_backup import restore_backup
from claims.actions.sign_in import sign_in
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Damaged, StartRefused
from claims.model.claim import Claim, Erasure
from claims.model.ledger import LedgerLine
from claims.model.staff import Member
from claims.queries.whole_office import APPEND_ONLY
from claims.store.claim_parts import read_claim_file
from claims.store.database import Database
from claims.store.keyring import open_claim, open_keyring
from claims.store.ledger import each_line, verify_lines
from claims.store.period_keys import destroyed_at
from claims.store.restore_target import MARK, tables_in
from claims.store.sealed_files import open_whole
from claims.store.vault import FolderVault
from claims.web.opening import find_office
from tests.backing_up import Kept, claim_ids, opened, target
from tests.cast import HAN, LINH
from tests.databases import postgres_database
from tests.make import NOW, MadeOffice, make_office, make_settings
from tests.make_bundles import attach, picture

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def kept(bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """An office on each engine, with places for its backups."""
    return Kept(bare_office, tmp_path)


@pytest.fixture
def small(small_bare_office: MadeOffice, tmp_path: Path) -> Kept:
    """The same on SQLite alone."""
    return Kept(small_bare_office, tmp_path)


@pytest.fixture
def other_url(kept: Kept, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of the engine that the office does not run on."""
    if kept.office.database.engine.dialect.name == "sqlite":
        with postgres_database(request.getfixturevalue("postgres")) as url:
            yield url
    else:
        yield f"sqlite:///{tmp_path / 'new' / 'office.sqlite'}"


def every_row(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that is copied, by table."""
    found = {}
    with database.engine.connect() as connection:
        for table in ("office", "claim", "claim_wrap", "claim_part", "ledger_line", "registry_revision", "erasure"):
            rows = connection.execute(
                text(f"SELECT * FROM {table}")
            ).mappings()  # each engine has its own order of columns
            found[table] = sorted(repr(sorted(_plain(row).items())) for row in rows)
    return found


def _plain(row: object) -> dict[str, object]:
    return {
        name: bytes(value)
        if isinstance(value, bytes | memoryview)
        else int(value)
        if isinstance(value, bool)
        else value
        for name, value in dict(row).items()  # type: ignore[call-overload]  # a row of SQLAlchemy is a mapping
    }


def test_the_other_engine_has_the_same_office(kept: Kept, other_url: str, tmp_path: Path) -> None:
    """Every row, every sealed file; the receipt opens it; one more line in a chain that holds."""
    sent = kept.office.send(LINH)
    facts = attach(kept.office, sent.claim, picture())
    before = every_row(kept.office.database)
    restored = kept.restore(kept.back_up().backup, tmp_path / "new", url=other_url)
    assert (restored.problems, restored.erased, restored.lists) == ((), 0, 3)

    with opened(target(tmp_path / "new", url=other_url)) as database:
        after = every_row(database)
        lines = after.pop("ledger_line")
        assert set(before.pop("ledger_line")) < set(lines)
        assert after == before
        with database.question() as session:
            broken, _, _ = verify_lines(each_line(session, kept.office.office.id))
            last = session.exec(select(LedgerLine.action).order_by(LedgerLine.number.desc())).first()
            claim = open_by_receipt(
                session, kept.office.office.id, reference=sent.receipt.reference, code=sent.receipt.code
            )
            assert claim is not None
            file, _ = read_claim_file(session, claim)
        assert (broken, last, file.claimant) == ([], "restore", LINH.claimant)
        vault = FolderVault(tmp_path / "new" / "vault")
        assert open_whole(
            facts.parts, identity=file.evidence_identity, vault=vault, folder=claim.vault_folder
        ) == open_whole(
            facts.parts, identity=file.evidence_identity, vault=kept.office.vault, folder=claim.vault_folder
        )
    assert not (tmp_path / "new" / MARK).exists()


def test_there_and_back_again(kept: Kept, other_url: str, tmp_path: Path) -> None:
    """A backup of the restored office restores on the first engine: both ways, nothing is lost."""
    kept.office.send(LINH)
    kept.restore(kept.back_up().backup, tmp_path / "new", url=other_url)
    with opened(target(tmp_path / "new", url=other_url)) as database:
        ours, kept.office.database = kept.office.database, database
        kept.office.vault = FolderVault(tmp_path / "new" / "vault")
        kept.restore(kept.back_up().backup, tmp_path / "back")
        there = every_row(database)
        kept.office.database = ours
    with opened(target(tmp_path / "back")) as database:
        back = every_row(database)
    assert set(back.pop("ledger_line")) - set(there.pop("ledger_line"))
    assert back == there


def test_a_member_signs_in_anew_and_opens_claims(database_url: str, tmp_path: Path) -> None:
    """With the same words and authenticator, by the keys that came back."""
    office = make_office(database_url, tmp_path, members=(HAN,))
    kept = Kept(office, tmp_path)
    sent = office.send(LINH)
    kept.restore(kept.back_up().backup, tmp_path / "new")
    entry = office.sign_ins[HAN.sign_in_name]
    with opened(target(tmp_path / "new")) as database:
        with database.deed() as session:
            visit = sign_in(
                session, office.office.id, name="han", passphrase=entry.passphrase, code=office.code(HAN), now=NOW
            )
        with database.question() as session:
            member = session.get_one(Member, visit.subject)
            keyring = open_keyring(session, member, private=visit.key)
            claim = open_claim(session, session.get_one(Claim, sent.claim.id), keyring=keyring)
            assert read_claim_file(session, claim)[0].claimant == LINH.claimant
    office.close()


def test_append_only_tables_are_guarded_afterwards(kept: Kept, other_url: str, tmp_path: Path) -> None:
    """No line of the ledger, no revision of the registry can be changed or deleted."""
    kept.restore(kept.back_up().backup, tmp_path / "new", url=other_url)
    with opened(target(tmp_path / "new", url=other_url)) as database:
        for table in sorted(APPEND_ONLY - {"ledger_anchor"}):
            for order in (f"UPDATE {table} SET office_id = 'x'", f"DELETE FROM {table}"):
                with database.engine.connect() as connection, pytest.raises(DBAPIError):
                    connection.execute(text(order))


@pytest.mark.parametrize("days", [0, 34])
def test_what_was_erased_since_is_erased_again(kept: Kept, tmp_path: Path, days: int) -> None:
    """Up to the day before the key goes: wraps, parts, files; the one that was not erased stays."""
    gone, stays = kept.office.send(LINH), kept.office.send(LINH)
    for sent in (gone, stays):
        attach(kept.office, sent.claim, picture())
    made = kept.back_up(now=MONDAY)
    with kept.office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=kept.office.vault, now=MONDAY)
    if days:
        kept.back_up(now=MONDAY + timedelta(days=days))

    restored = kept.restore(made.backup, tmp_path / "new", now=MONDAY + timedelta(days=days))
    assert restored.erased == 1
    with opened(target(tmp_path / "new")) as database:
        assert claim_ids(database) == {stays.claim.id}
        with database.question() as session:
            receipt = {"reference": gone.receipt.reference, "code": gone.receipt.code}
            assert open_by_receipt(session, kept.office.office.id, **receipt) is None
            assert [row.claim_id for row in session.exec(select(Erasure))] == [gone.claim.id]
    vault = FolderVault(tmp_path / "new" / "vault")
    assert [folder for folder, _ in vault.folders()] == [stays.claim.vault_folder]


@pytest.mark.parametrize("left", [0, 1, 2])
def test_one_list_is_enough(small: Kept, tmp_path: Path, left: int) -> None:
    """Beside the backups, or in any folder of keys: whoever takes one list away brings nobody back."""
    gone = small.office.send(LINH)
    made = small.back_up()
    with small.office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=small.office.vault, now=NOW)
    for number, path in enumerate(small.places.erased_lists):
        if number != left:
            path.unlink()
    assert small.restore(made.backup, tmp_path / "new").erased == 1


def test_a_backup_made_after_erasing_keeps_the_row_that_stays(small: Kept, tmp_path: Path) -> None:
    """A withdrawn claim's reference and status are no content; nothing is left to erase."""
    gone = small.office.send(LINH)
    with small.office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=small.office.vault, now=NOW)
    restored = small.restore(small.back_up().backup, tmp_path / "new")
    assert (restored.erased, restored.problems) == (0, ())
    with opened(target(tmp_path / "new")) as database:
        assert claim_ids(database) == {gone.claim.id}


def test_on_the_day_the_key_goes_nothing_opens(small: Kept, tmp_path: Path) -> None:
    """35 days after its week began, to the second; a backup that somebody had copied is as closed."""
    gone = small.office.send(LINH)
    made = small.back_up(now=MONDAY)
    copied = shutil.copytree(small.root, tmp_path / "copied") / made.backup.name
    with small.office.database.deed() as session:
        withdraw_claim(session, gone.claim, vault=small.office.vault, now=MONDAY)
    end = destroyed_at("2026-W47")
    assert end == datetime(2026, 12, 21, tzinfo=UTC)
    small.back_up(now=end - timedelta(seconds=1))
    assert (small.keys[0] / "2026-W47.key").exists()
    assert small.restore(copied, tmp_path / "in-time").erased == 1

    small.back_up(now=end)
    assert not [path for folder in small.keys for path in folder.glob("2026-W47*")]
    assert made.backup not in small.places.folder.backups()
    with pytest.raises(Damaged, match="period_key_missing"):
        small.restore(copied, tmp_path / "late")


def test_damaged_parts_can_be_left_out(small: Kept, tmp_path: Path) -> None:
    """Where there is no better backup: named, and the rest comes back."""
    sent = small.office.send(LINH)
    attach(small.office, sent.claim, picture())
    made = small.back_up()
    next((small.root / "parts").glob("??/*")).write_bytes(b"spoiled")
    restored = small.restore(made.backup, tmp_path / "new", leave_out_damaged=True)
    assert [damage.reason for damage in restored.problems] == ["part_changed"]
    assert restored.parts == len(made.contents.parts) - 1
    with opened(target(tmp_path / "new")) as database:
        assert claim_ids(database) == {sent.claim.id}


def test_a_ledger_that_was_changed_before_is_named_and_restored(small: Kept, tmp_path: Path) -> None:
    """It may be all there is; a refusal would lose the claims with it."""
    with small.office.database.engine.connect() as connection:
        connection.execute(text("DROP TRIGGER ledger_line_no_update"))
        connection.execute(text("UPDATE ledger_line SET role = 'lead' WHERE number = 1"))
        connection.commit()
    restored = small.restore(small.back_up().backup, tmp_path / "new")
    assert {damage.reason for damage in restored.problems} == {"ledger_line"}


def test_kinds_are_never_mixed(small: Kept, tmp_path: Path) -> None:
    """No real office where the demonstration stood; no demonstration under a public name."""
    made = small.back_up()
    place = tmp_path / "demonstrated"
    place.mkdir()
    (place / "sign-ins.json").write_text("[]")
    with pytest.raises(StartRefused, match="held the demonstration"):
        small.restore(made.backup, place)

    with small.office.database.engine.connect() as connection:
        connection.execute(text("UPDATE office SET kind = 'demonstration'"))
        connection.commit()
    demonstration = small.back_up()
    with pytest.raises(StartRefused, match="stays on loopback"):
        restore_backup(small.source(demonstration.backup), target(tmp_path / "public"), now=NOW, loopback=False)
    assert not (tmp_path / "public").exists()


def test_a_backup_of_a_newer_program_is_refused(small: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its tables are unknown here."""
    made = small.back_up()
    monkeypatch.setattr("claims.actions.restore_backup.known_revisions", lambda: ("0003", "0002", "0001"))
    with pytest.raises(StartRefused, match="newer version of this program"):
        small.restore(made.backup, tmp_path / "new")


@pytest.mark.parametrize("step", ["_fill_tables", "_put_parts", "_look_over"])
def test_a_failure_amid_restoring_leaves_nothing(
    kept: Kept, other_url: str, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails, at whichever step; and then it can be done again."""
    attach(kept.office, kept.office.send(LINH).claim, picture())
    made = kept.back_up()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(f"claims.actions.restore_backup.{step}", full)
        with pytest.raises(OSError, match="No space"):
            kept.restore(made.backup, tmp_path / "new", url=other_url)
    assert list((tmp_path / "new").iterdir()) == []
    assert tables_in(other_url) == []
    assert kept.restore(made.backup, tmp_path / "new", url=other_url).problems == ()


def test_a_restore_that_was_killed_looks_like_no_office(
    kept: Kept, other_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything was written but the last step: nothing starts there, and the same command begins anew."""
    sent = kept.office.send(LINH)
    made = kept.back_up()
    with monkeypatch.context() as killed:
        killed.setattr("claims.actions.restore_backup.finish_restore", lambda _: None)
        kept.restore(made.backup, tmp_path / "x" / "office", url=other_url)
    settings = make_settings(other_url, tmp_path / "x")
    with pytest.raises(StartRefused, match="was not finished: run `claims restore` again"):
        find_office(settings)

    place = target(tmp_path / "x" / "office", url=other_url)
    assert kept.restore(made.backup, place.folder, url=other_url).problems == ()
    database, _ = find_office(settings)
    assert claim_ids(database) == {sent.claim.id}
    database.engine.dispose()
