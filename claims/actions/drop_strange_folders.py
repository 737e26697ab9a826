"""Sealed files in the vault that belong to no claim, matter or bundle, left by a crash, are destroyed after a week."""

from datetime import datetime, timedelta

from claims.store.clock import start_of_week
from claims.store.database import Database
from claims.store.vault import Vault
from claims.store.vault_folders import named_folders

KEPT_WEEKS = 1


def drop_strange_folders(database: Database, *, vault: Vault, now: datetime) -> int:
    """No folder is left that no row names and that was last written to in an earlier week than the last; returns how many went.

    A part that no list names, in the folder of a claim that is there, cannot be told from others without the claim's key: it
    goes with its claim.
    """
    before = start_of_week(now - timedelta(weeks=KEPT_WEEKS))
    old = [
        folder for folder, time in vault.folders() if time < before
    ]  # first the files, then the rows: a row comes first
    if not old:
        return 0
    with database.question() as session:
        known = set(named_folders(session.connection()))
    strange = [folder for folder in old if folder not in known]
    for folder in strange:
        vault.delete_folder(folder)
    return len(strange)
