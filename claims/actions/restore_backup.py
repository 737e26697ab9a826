"""Restore a backup into an empty place, on either engine: rows and files come back, but for the claims that were erased since.

Nothing that looks like an office is there before all of it was proved. This is where an office comes back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, union
from sqlmodel import col

from claims.errors import Damaged, StartRefused
from claims.model.claim import Claim, ClaimPart, ClaimWrap, Erasure
from claims.queries.whole_office import what_does_not_hold
from claims.store.backup_folder import TABLES, check_files, read_header
from claims.store.backup_places import require_key
from claims.store.backup_reading import Contents, ListedPart, damaged_parts, open_frame, read_contents
from claims.store.database import Database, known_revisions, open_engine, upgrade
from claims.store.database_copy import TableFiller
from claims.store.erased_lists import ErasedClaim, read_erased
from claims.store.ledger import SERVICE, write_line
from claims.store.part_copies import PartCopies
from claims.store.period_keys import PeriodKey
from claims.store.restore_target import RestoreTarget, begin_restore, finish_restore, undo_restore
from claims.store.vault import FolderVault

AT_ONCE = 500


@dataclass(frozen=True)
class BackupSource:
    """One backup, where the copies of parts lie, the folders that may hold its key, and the lists of erased claims."""

    backup: Path
    parts: Path
    keys: tuple[Path, ...]
    erased_lists: tuple[Path, ...]


@dataclass(frozen=True)
class Restored:
    """What came back: the backup's contents, how many parts, how many claims of it were erased since and went again.

    `lists`: how many lists of erased claims were found; `problems`: what is not as it should be.
    """

    contents: Contents
    parts: int
    erased: int
    lists: int
    problems: tuple[Damaged, ...]


def restore_backup(
    source: BackupSource,
    target: RestoreTarget,
    *,
    now: datetime,
    loopback: bool = True,
    leave_out_damaged: bool = False,
) -> Restored:
    """The office of the backup stands in the target, looked over, with a ledger line; everybody signs in anew.

    Raises StartRefused where the target is not empty or not of its kind, or the program too old; Damaged where backup, key
    or a part is not what it should be (with `leave_out_damaged`: such parts are left out and named). Then nothing of it is
    left in the target. What the office was restored with, such as a line of the ledger that was changed before the backup
    was made, is named and no reason to refuse: it may be all there is.
    """
    opened, key = open_backup(source)
    _require_fitting(opened, target, loopback=loopback)
    copies = PartCopies(source.parts)
    damaged = damaged_parts(opened.parts, copies)
    for damage in () if leave_out_damaged else damaged:
        raise damage
    erased = _erased_since(source, office_id=opened.manifest.office_id)
    begin_restore(target)
    try:
        replayed, gone = _fill(source, target, opened, key=key, erased=erased)
        lost = {str(damage.facts["part"]) for damage in damaged}
        wanted = [part for part in opened.parts if part.folder not in gone and part.name not in lost]
        vault = FolderVault(target.folder / "vault")
        _put_parts(wanted, copies, vault)
        upgrade(target.database_url)
        problems = (*damaged, *_look_over(target, opened, vault=vault, erased=replayed, now=now))
    except BaseException:
        undo_restore(target)
        raise
    finish_restore(target)
    lists = sum(path.exists() for path in source.erased_lists)
    return Restored(opened, parts=len(wanted), erased=replayed, lists=lists, problems=problems)


def open_backup(source: BackupSource) -> tuple[Contents, PeriodKey]:
    """Read the backup whole, with the key of its week. Raises Damaged naming what does not fit."""
    header = read_header(source.backup)
    check_files(source.backup, header)
    key = require_key(source.keys, header=header)
    return read_contents(source.backup, header=header, key=key), key


def _require_fitting(opened: Contents, target: RestoreTarget, *, loopback: bool) -> None:
    manifest = opened.manifest
    if manifest.revision not in known_revisions():
        raise StartRefused(
            f"The backup was made by a newer version of this program (tables {manifest.revision}): install that version first."
        )
    if manifest.kind == "demonstration" and not loopback:
        raise StartRefused(
            "The backup holds the demonstration, which stays on loopback: take public names out of CLAIMS_HOSTS."
        )
    if manifest.kind != "demonstration" and target.held_demonstration():
        raise StartRefused(
            f"{target.folder} held the demonstration; a real office never begins there. Name another CLAIMS_FOLDER."
        )


def _erased_since(source: BackupSource, *, office_id: str) -> tuple[ErasedClaim, ...]:
    found = {each for path in source.erased_lists for each in read_erased(path) if each.office_id == office_id}
    return tuple(sorted(found, key=lambda each: (each.claim_id, each.week)))


def _fill(
    source: BackupSource, target: RestoreTarget, opened: Contents, *, key: PeriodKey, erased: Sequence[ErasedClaim]
) -> tuple[int, frozenset[str]]:
    """Rows in one transaction, erased claims taken out before it is kept; returns what _replay does."""
    upgrade(target.database_url, revision=opened.manifest.revision)
    engine = open_engine(target.database_url)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            _fill_tables(connection, source.backup, opened, key=key)
            replayed = _replay(connection, erased)
            connection.commit()
    finally:
        engine.dispose()
    return replayed


def _fill_tables(connection: Connection, backup: Path, opened: Contents, *, key: PeriodKey) -> None:
    filler = TableFiller(connection)
    open_frame(backup / TABLES, identity=key.identity, take=filler.take)
    filler.flush()
    if filler.counts != opened.counts:
        raise Damaged("backup_sealed", file=TABLES)


def _replay(connection: Connection, erased: Sequence[ErasedClaim]) -> tuple[int, frozenset[str]]:
    """(how many claims were there and are erased again, the vault folders of all that were ever erased)."""
    rows = connection.execute(select(col(Erasure.claim_id), col(Erasure.vault_folder)))
    known = {claim_id: folder for claim_id, folder in rows}
    new = {each.claim_id: each for each in erased if each.claim_id not in known}
    if new:
        connection.execute(insert(Erasure), [vars(each) for each in new.values()])
    ids = sorted({*known, *new})
    replayed = sum(_erase(connection, ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))
    return replayed, frozenset({*known.values(), *(each.vault_folder for each in new.values())})


def _erase(connection: Connection, ids: Iterable[str]) -> int:
    """Claims of which a wrap or a part is there. One whose row alone is there was erased before, and stays as it was."""
    wrapped = select(col(ClaimWrap.claim_id)).where(col(ClaimWrap.claim_id).in_(ids))
    kept = select(col(ClaimPart.claim_id)).where(col(ClaimPart.claim_id).in_(ids))
    there = sorted(connection.execute(union(wrapped, kept)).scalars())
    connection.execute(delete(ClaimWrap).where(col(ClaimWrap.claim_id).in_(there)))
    connection.execute(delete(ClaimPart).where(col(ClaimPart.claim_id).in_(there)))
    connection.execute(delete(Claim).where(col(Claim.id).in_(there)))
    return len(there)


def _put_parts(parts: Sequence[ListedPart], copies: PartCopies, vault: FolderVault) -> None:
    for part in parts:
        shown = int(copies.path_of(part.name, part.sha256).stat().st_mtime)  # a week, as in the vault
        vault.put_part(part.folder, part.name, copies.read(part.name, part.sha256), time=shown)


def _look_over(
    target: RestoreTarget, opened: Contents, *, vault: FolderVault, erased: int, now: datetime
) -> list[Damaged]:
    manifest, database = opened.manifest, Database(open_engine(target.database_url))
    try:
        problems = what_does_not_hold(database, manifest.office_id, vault=vault)
        details = {"backup": manifest.backup, "made": manifest.hour, "erased": erased, "problems": len(problems)}
        with database.deed() as session:
            write_line(session, manifest.office_id, actor=SERVICE, action="restore", details=details, now=now)
        database.forget()
    finally:
        database.engine.dispose()
    return problems
