"""A claim's few clear facts, its wraps and its sealed parts. This is where it is decided what of a claim stands in clear."""

from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, code_column, key_column, reference_to, sealed_column
from claims.model.vocabulary import PartKind, Recipient, Status


class Claim(SQLModel, table=True):
    """One person's account. A draft has no wrap for the office yet. Destroyed with its wraps, parts and vault folder.

    `week` is the ISO week it was sent (e.g. 2026-W47; a draft's: the week it was last saved), `retention_week` the week
    in which it is destroyed unless something new happens, `unread` whether the office has something new to read,
    `vault_folder` the random name under which its sealed files lie, `assignee` a member's key or empty.
    """

    __tablename__ = "claim"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    reference: str = Field(unique=True, max_length=16)
    status: Status = code_column(index=True)
    week: str = Field(max_length=8)
    retention_week: str = Field(max_length=8)
    assignee: str = Field(default="", max_length=32)
    unread: bool = False
    vault_folder: str = Field(max_length=32)


class ClaimWrap(SQLModel, table=True):
    """The claim key, wrapped for one recipient. Losing all of a claim's wraps is its erasure."""

    __tablename__ = "claim_wrap"
    __table_args__ = NO_ROWID
    claim_id: str = reference_to("claim.id", primary_key=True)
    recipient: Recipient = code_column(primary_key=True)
    recipient_id: str = Field(primary_key=True, max_length=32)
    generation: int = Field(default=1, primary_key=True)
    office_id: str = reference_to("office.id")
    wrapped: bytes = sealed_column()


class ClaimPart(SQLModel, table=True):
    """One sealed part of a claim: its file (one row), its judgements and messages (appended), its desk facts (one row).

    `number` counts within the kind; `version` is another random number at each save and is bound by the seal.
    """

    __tablename__ = "claim_part"
    __table_args__ = NO_ROWID
    claim_id: str = reference_to("claim.id", primary_key=True)
    kind: PartKind = code_column(primary_key=True)
    number: int = Field(default=1, primary_key=True)
    version: int = 1
    office_id: str = reference_to("office.id")
    sealed: bytes = sealed_column()


class Erasure(SQLModel, table=True):
    """That a claim was destroyed: its random key and the week, nothing else. Played again after each restore.

    No reference to the claim's row, which is gone. `vault_folder` names the sealed files that must not come back.
    """

    __tablename__ = "erasure"
    __table_args__ = NO_ROWID
    claim_id: str = Field(primary_key=True, max_length=32)
    office_id: str = reference_to("office.id")
    vault_folder: str = Field(max_length=32)
    week: str = Field(max_length=8)
