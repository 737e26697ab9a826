"""A bundle while it is made: its shares, which several workers take one after the other, and the time stamps beside it.

This is where work that outlives a worker is a noun.
"""

from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, code_column, reference_to, sealed_column
from claims.model.vocabulary import Package, ShareKind, ShareStatus, StampStatus


class BundleShare(SQLModel, table=True):
    """One share of a bundle: some claimants, or some volumes. A worker takes it, makes it, and seals what it made under the bundle's key.

    `plan` says what is to be made, `made` what was; the files lie in `vault_folder`. Destroyed when the bundle is finished or stopped.
    """

    __tablename__ = "bundle_share"
    __table_args__ = NO_ROWID
    bundle_id: str = reference_to("bundle.id", primary_key=True)
    number: int = Field(primary_key=True)
    office_id: str = reference_to("office.id")
    kind: ShareKind = code_column()
    status: ShareStatus = code_column()
    worker_id: str = Field(default="", max_length=32)
    vault_folder: str = Field(max_length=32)
    plan: bytes = sealed_column()
    made: bytes = sealed_column(nullable=True)


class BundleStamp(SQLModel, table=True):
    """The time stamp of one package of a finished bundle. `statement` is the list that is stamped: fingerprints of sealed things,
    random to whoever has not the bundle. The token names an instant, so it lies wrapped to the matter. Goes with its bundle.
    """

    __tablename__ = "bundle_stamp"
    __table_args__ = NO_ROWID
    bundle_id: str = reference_to("bundle.id", primary_key=True)
    package: Package = code_column(primary_key=True)
    office_id: str = reference_to("office.id")
    status: StampStatus = code_column()
    statement: bytes = sealed_column()
    token: bytes = sealed_column(nullable=True)
