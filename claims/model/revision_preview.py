"""What a registry that is not published yet would change. This is where its sealed outcome is a noun."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, key_column, reference_to, sealed_column


class Changes(BaseModel):
    """How many claims gain (inside from now on), lose (inside no more), change in another way, or stay as they are.

    `samples` are references of claims that change, at most a few, for those who may open claims.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    gain: int = 0
    lose: int = 0
    change: int = 0
    same: int = 0
    samples: tuple[str, ...] = ()


class PreviewOutcome(BaseModel):
    """Counts of claims by project and by window (ids) of the registry as it was and as it would be.

    `claims` were looked at; `elsewhere` of them were last matched by another revision than `base`, so that part of their
    change may not come from this one. `damaged` handfuls of claims did not open and are not counted. `revision` is the
    hash of the registry that was tried.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    base: str
    revision: str
    claims: int
    elsewhere: int
    damaged: int = 0
    projects: dict[str, Changes]
    windows: dict[str, Changes]


class RevisionPreview(SQLModel, table=True):
    """One preview that was ordered. Both parts are sealed under the key of the trips; `outcome` is empty until it is made.

    Destroyed at the first order after the week in which it was ordered.
    """

    __tablename__ = "revision_preview"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    week: str = Field(max_length=8)
    proposal: bytes = sealed_column()
    outcome: bytes = sealed_column()
