"""Matter: one proceeding with its own key pair, what it is about and what only its counsel know. This is where a lawyer's nouns are."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.claim_file import EvidencePart
from claims.model.offer import OfferDraft
from claims.model.tables import NO_ROWID, key_column, random_key, reference_to, sealed_column


class Target(BaseModel):
    """A day the lawyers work towards (ISO), "" where none is set: claims in, powers in, demand letter out, filed at court."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    claims: str = ""
    powers: str = ""
    demand: str = ""
    court: str = ""


class MatterDeadline(BaseModel):
    """A day by which something must be done in this matter (ISO), what it is and where it comes from."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    day: str
    what: str
    source: str = ""


class MatterFacts(BaseModel):
    """What a matter is about; sealed for the office and for its counsel. `amount_each` is what each claimant claims, in won.

    `purpose` is what is claimed and why, in a few sentences: it stands in the letter of demand.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    title: str
    proceeding: str = ""
    court: str = ""
    case_number: str = ""
    route: Literal["state", "company", "mediation", "demand", "other"] = "state"
    profile: str = "korea"
    project: str = ""
    defendant: str = ""
    defendant_address: str = ""
    firm: str = ""
    firm_address: str = ""
    lawyer: str = ""
    lawyer_registration: str = ""
    contact: str = ""
    amount_each: int | None = None
    targets: Target = Target()
    deadlines: tuple[MatterDeadline, ...] = ()
    purpose: str = ""

    @property
    def case(self) -> str:
        """What a court calls the case (사건). The title is counsel's own name for the folder, and stands in only where no other is given."""
        return self.proceeding or self.title


ExhibitUse = Literal["clean", "original", "withheld"]


class SharedExhibit(BaseModel):
    """A piece of evidence that all claimants of a matter share, as counsel gave it: for the Korean court 갑 제1호증 and so on."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    id: str
    title: str
    author: str = ""
    made_on: str = ""
    purpose: str = ""
    media_type: str
    size: int
    sha256: str
    pages: int = 1
    parts: tuple[EvidencePart, ...]
    added_at: int = 0


class KeptBack(BaseModel):
    """A claim that counsel keeps out of the bundles for now, and why."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    reference: str
    why: str


class MatterFile(BaseModel):
    """What only counsel of a matter know: evidence shared by all, how single pieces are used, who is kept back, the offer being written.

    `told_key` (hex) seals what the matter tells its claimants; "" until the first offer. All of it is sealed under the matter's key.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")
    format: Literal[1] = 1
    identity: str
    shared: tuple[SharedExhibit, ...] = ()
    uses: dict[str, ExhibitUse] = {}
    kept_back: tuple[KeptBack, ...] = ()
    told_key: str = ""
    offer: OfferDraft = OfferDraft()


class Matter(SQLModel, table=True):
    """One proceeding. Its private key is wrapped for its counsel only (KeyWrap); claims are chosen by a wrap to its public half."""

    __tablename__ = "matter"
    __table_args__ = NO_ROWID
    id: str = key_column()
    office_id: str = reference_to("office.id", index=True)
    public_key: bytes = sealed_column()
    for_office: bytes = sealed_column()
    for_counsel: bytes = sealed_column()
    counsel_file: bytes = sealed_column(nullable=True)
    vault_folder: str = Field(default_factory=random_key, max_length=32)
