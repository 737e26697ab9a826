"""Card: a claim's facets and search keys, for the queue. This is where what the queue can see is listed; it lies sealed in shards."""

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.tables import NO_ROWID, key_column, reference_to, sealed_column
from claims.model.vocabulary import Result, Strength


class Card(BaseModel):
    """What the queue shows and searches of one claim, once the office has opened it."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    claim_id: str
    reference: str
    name: str
    search: tuple[str, ...]
    language: str
    nationality: str
    born: str
    results: dict[str, Result]
    strength: Strength | None = None
    flags: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    trips: int = 0
    evidence: int = 0
    wants_court: bool = False
    first_knowledge: str = ""


class CardShard(SQLModel, table=True):
    """A padded, sealed handful of cards under the office's card key. Which claims are in it cannot be seen."""

    __tablename__ = "card_shard"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    version: int = Field(default=1)
    sealed: bytes = sealed_column()
