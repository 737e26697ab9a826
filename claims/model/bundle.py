"""Bundle: the frozen, numbered set that leaves a matter, its order and what came of it. This is where what a court is given is a noun."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from sqlmodel import Field, SQLModel

from claims.model.claim_file import EvidencePart
from claims.model.matter import ExhibitUse, MatterFacts, SharedExhibit
from claims.model.tables import NO_ROWID, code_column, key_column, random_key, reference_to, sealed_column
from claims.model.vocabulary import BundleStatus


class ChosenExhibit(BaseModel):
    """One piece of a claimant in a bundle: its number, frozen, and how it is used. `main` and `branch` are never given again.

    `gone`: the piece is not in the claim any more; its number stays empty. `late`: it came when the claimant's statement had been served,
    which stays as it was and does not name it.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    id: str
    main: int
    branch: int = 0
    use: ExhibitUse = "clean"
    gone: bool = False
    late: bool = False


class Chosen(BaseModel):
    """One claimant in a bundle's frozen order. `number` is the party number; `day` the legal day (ISO) they were first numbered on,
    which their papers bear in every later version; `letter` that of their co-plaintiff group. `papers` "new": a supplement
    holds only their new exhibits, the rest was in the bundle before.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    claim_id: str
    reference: str
    number: int
    day: str
    letter: str = ""
    group: str = ""
    papers: Literal["all", "new"] = "all"
    exhibits: tuple[ChosenExhibit, ...] = ()


class LeftOut(BaseModel):
    """One claim that was chosen and may not go, with the reason code."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    reference: str
    reason: str


class Superseded(BaseModel):
    """The bundle that this one follows: its number, day, the instant it was ordered (UTC seconds), and fingerprint of each package.

    `record`, `record_identity` and `record_folder` open the sealed list of its files, and nothing else of it.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    bundle_id: str
    number: int
    day: str
    fingerprints: dict[str, str]
    record: tuple[EvidencePart, ...] = ()
    record_identity: str = ""
    record_folder: str = ""
    last_page: int = 0
    last_volume: int = 0
    at: int = 0


class BundleOptions(BaseModel):
    """How a bundle is made: the court's profile, file names, what enters the court package by counsel's tick.

    `to_sign`: powers and selections of those who have not signed yet, filled in, in counsel's package. `mode`: "whole" holds everybody; "supplement" only what the bundle before did not hold. `age_recipient` is the age public key
    (age1…) that a wrapped copy is made for, "" for none.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    profile: str = "korea"
    names: Literal["ascii", "hangul"] = "ascii"
    mode: Literal["whole", "supplement"] = "whole"
    match_in_court: bool = False
    volumes: bool = True
    to_sign: bool = True
    letters: bool = False
    age_recipient: str = ""


class PartyNumbers(BaseModel):
    """Every number ever given in a matter, those of earlier bundles first: nothing in it is given twice. `going` are the party
    numbers that this bundle holds. Lies sealed in the bundle's record folder and outlives the bundle.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    format: Literal[1] = 1
    parties: tuple[Chosen, ...] = ()
    shared: tuple[ChosenExhibit, ...] = ()
    going: tuple[int, ...] = ()


class BundleOrder(BaseModel):
    """What was ordered, frozen: for whom, why, how. Sealed under the bundle's key. `numbers` are the parts of its PartyNumbers.

    `day` is the legal day (ISO), `at` the instant (UTC seconds) it was ordered, `registry` the revision of
    the registry in force then (number and hash), which all its papers speak of, whenever they are made.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    format: Literal[2] = 2
    matter: MatterFacts
    parties: int
    numbers: tuple[EvidencePart, ...]
    shared: tuple[SharedExhibit, ...] = ()
    shared_before: tuple[str, ...] = ()
    shared_identity: str = ""
    shared_folder: str = ""
    left_out: tuple[LeftOut, ...] = ()
    day: str
    at: int
    registry_number: int = 0
    registry: str = ""
    ordered_by: str
    purpose: str
    recipient: str
    options: BundleOptions = BundleOptions()
    supersedes: Superseded | None = None
    identity: str


class BundlePaper(BaseModel):
    """The finished bundle: its sealed parts in the vault, in order, and the hash of the whole.

    `fingerprints` by package: SHA-256 of tagmanifest-sha256.txt. `signer` is the Ed25519 public key (hex). `record` lists the parts of
    the list of its files, which outlives it in `record_folder`, so that a later bundle can say what changed. Pages and volumes of a supplement
    go on from `last_page` and `last_volume`.
    """

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    format: Literal[1] = 1
    file_name: str
    size: int
    sha256: str
    parts: tuple[EvidencePart, ...]
    fingerprints: dict[str, str] = {}
    signer: str = ""
    record: tuple[EvidencePart, ...] = ()
    record_identity: str = ""
    last_page: int = 0
    last_volume: int = 0


class BundleRefusal(BaseModel):
    """Why a bundle was stopped, for its counsel: the reason's code and every fact by name (party, exhibit, paper, field, character, …)."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True)
    format: Literal[1] = 1
    reason: str
    facts: dict[str, str] = {}


class Bundle(SQLModel, table=True):
    """One ordered bundle of a matter. `key_wrap` is the bundle key wrapped to the matter; order, finished facts and what stopped it lie under it."""

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
    record_folder: str = Field(default_factory=random_key, max_length=32)
    key_wrap: bytes = sealed_column()
    order: bytes = sealed_column()
    finished: bytes = sealed_column(nullable=True)
    refused: bytes = sealed_column(nullable=True)
