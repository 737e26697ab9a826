"""Matter and bundle: one proceeding with its own key pair, and the frozen sets that leave it. This is where a lawyer's nouns are."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.claim_file import EvidencePart
from claims.model.tables import NO_ROWID, code_column, key_column, reference_to, sealed_column
from claims.model.vocabulary import BundleStatus


class MatterFacts(BaseModel):
    """What a matter is about; sealed for the office and for its counsel."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    title: str
    court: str = ""
    route: Literal["state", "company", "mediation", "demand", "other"] = "state"
    project: str = ""
    defendant: str = ""
    firm: str = ""
    lawyer: str = ""
    purpose: str = ""


class Matter(SQLModel, table=True):
    """One proceeding. Its private key is wrapped for its counsel only (KeyWrap); claims are chosen by a wrap to its public half."""

    __tablename__ = "matter"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    public_key: bytes = sealed_column()
    for_office: bytes = sealed_column()
    for_counsel: bytes = sealed_column()


class Chosen(BaseModel):
    """One claimant in a bundle's frozen order; `number` is the party number and the exhibit's main number."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    claim_id: str
    number: int


class LeftOut(BaseModel):
    """One claim that was chosen and may not go, with the reason code."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    reference: str
    reason: str


class BundleOrder(BaseModel):
    """What was ordered, frozen: who, in which numbers, for whom and why. Sealed under the bundle's key."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    format: Literal[1] = 1
    matter: MatterFacts
    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...] = ()
    day: str
    ordered_by: str
    purpose: str
    recipient: str
    match_in_court: bool = False
    identity: str


class BundlePaper(BaseModel):
    """The finished bundle: its sealed parts in the vault, in order, and the hash of the whole."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    format: Literal[1] = 1
    file_name: str
    size: int
    sha256: str
    parts: tuple[EvidencePart, ...]


class Bundle(SQLModel, table=True):
    """One ordered bundle of a matter. `key_wrap` is the bundle key wrapped to the matter; order and finished facts lie under it."""

    __tablename__ = "bundle"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id")
    matter_id: str = reference_to("matter.id", index=True)
    number: int
    status: BundleStatus = code_column()
    week: str = Field(max_length=8)
    stage: str = Field(default="", max_length=24)
    stopped_by: str = Field(default="", max_length=48)
    vault_folder: str = Field(max_length=32)
    key_wrap: bytes = sealed_column()
    order: bytes = sealed_column()
    finished: bytes = sealed_column(nullable=True)
