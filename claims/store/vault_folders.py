"""Which folders of the vault does a row name? Claims, matters, bundles with their records and shares.

What no row names is left over from a crash. This is where every table that keeps sealed files is listed.
"""

from sqlalchemy import Connection, select, union
from sqlmodel import col

from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.claim import Claim
from claims.model.matter import Matter

_COLUMNS = (
    Claim.vault_folder,
    Matter.vault_folder,
    Bundle.vault_folder,
    Bundle.record_folder,
    BundleShare.vault_folder,
)


def named_folders(connection: Connection) -> list[str]:
    """Every vault folder that a row names, in order."""
    rows = union(*(select(col(column)) for column in _COLUMNS))
    return sorted(connection.execute(rows).scalars())
