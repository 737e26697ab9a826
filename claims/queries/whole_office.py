"""Is an office whole, as far as that can be told without a key? Asked of one that was restored. This is where it is looked over."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, select
from sqlmodel import col

from claims.errors import Damaged
from claims.model.claim import Claim, ClaimWrap
from claims.model.vocabulary import Status
from claims.store.database import Database, check_database
from claims.store.ledger import each_line, verify_lines
from claims.store.vault import Vault
from claims.store.vault_folders import named_folders

APPEND_ONLY = frozenset({"ledger_line", "ledger_anchor", "registry_revision"})


def what_does_not_hold(database: Database, office_id: str, *, vault: Vault) -> list[Damaged]:
    """Every check that fails, by name: the engine's own, ledger, guards of what is append-only, wraps, files without a claim."""
    try:
        check_database(database.engine)
    except Damaged as damage:
        return [damage]
    return [
        *_broken_lines(database, office_id),
        *(Damaged("not_guarded", table=table) for table in sorted(APPEND_ONLY - _guarded(database.engine))),
        *_of_rows(database),
        *_strange_folders(database, vault=vault),
    ]


def _broken_lines(database: Database, office_id: str) -> Iterator[Damaged]:
    with database.question() as session:
        broken, _, _ = verify_lines(each_line(session, office_id))
    yield from (Damaged("ledger_line", number=place.number, found=place.reason) for place in broken)


def _guarded(engine: Engine) -> set[str]:
    """Tables with triggers in force on both UPDATE and DELETE."""
    catalogue = {
        "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name"
        " HAVING max(instr(sql, 'BEFORE UPDATE')) > 0 AND max(instr(sql, 'BEFORE DELETE')) > 0",
        "postgresql": "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'"
        " GROUP BY c.relname HAVING bit_or(t.tgtype) & 24 = 24",  # 8: on DELETE, 16: on UPDATE
    }
    with engine.connect() as connection:
        return set(connection.exec_driver_sql(catalogue[engine.dialect.name]).scalars())


def _of_rows(database: Database) -> Iterator[Damaged]:
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "sqlite":
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                yield Damaged("row_without_parent", table=row[0])
        for reference in _claims_without_a_wrap(connection):
            yield Damaged("claim_without_wrap", reference=reference)


def _claims_without_a_wrap(connection: Connection) -> list[str]:
    wrapped = select(col(ClaimWrap.claim_id))
    lost = select(col(Claim.reference)).where(col(Claim.status) != Status.WITHDRAWN, col(Claim.id).not_in(wrapped))
    return list(connection.execute(lost).scalars())


def _strange_folders(database: Database, *, vault: Vault) -> Iterator[Damaged]:
    with database.engine.connect() as connection:
        known = set(named_folders(connection))
    yield from (Damaged("strange_folder", folder=folder) for folder, _ in vault.folders() if folder not in known)
