"""A signing: every text shown, every answer, who signs and who helped, while it is under way and as it is kept. This is where they are nouns."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from claims.model.claim_file import EvidenceFacts
from claims.model.vocabulary import Answer

Relation = Literal["self", "parent", "guardian", "heir", "mandate"]
SignedHow = Literal["drawn", "typed", "scanned", "paper"]
AddressForCourt = Literal["counsel", "own", "protected"]


class _Sealed(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class TextShown(_Sealed):
    """One text as it stood before the signer's eyes: its code, version, language (BCP-47) and the SHA-256 of its words."""

    code: str
    version: int
    language: str
    sha256: str


class Step(_Sealed):
    """One answer on the way, in order: which page, and the instant (UTC seconds)."""

    code: str
    at: int


class Signer(_Sealed):
    """Who signs, in which capacity. `share` of an heir as a fraction ("1/3"); `alone`: a parent with sole custody; `proofs` show it."""

    name: str
    relation: Relation = "self"
    share: str = ""
    alone: bool = False
    proofs: tuple[EvidenceFacts, ...] = ()


class Helped(_Sealed):
    """Who helped at a desk: the member of the office, and the interpreter with the language they spoke (BCP-47), if there was one."""

    member_id: str
    name: str
    interpreter: str = ""
    interpreter_language: str = ""


class Answers(_Sealed):
    """What the signer answered: powers of art. 90(2) (codes of power_paper.SPECIAL_POWERS), appointed party, address, other proceedings.

    `court`: yes to the Ministry seeing what is filed (C8). `country` (ICAO 9303) is where the signer is.
    """

    court: bool | None = None
    granted: tuple[str, ...] = ()
    selection: bool = False
    address: AddressForCourt = "counsel"
    own_address: str = ""
    address_reason: str = ""
    other: Answer | None = None
    other_what: str = ""
    country: str = ""


class SigningDraft(_Sealed):
    """A signing that is under way: replaced at each step, destroyed when it is signed. `visit` is the session it belongs to:
    in another session what was typed stays, and every text is shown again. `scans`: pages of a signed paper, until they are sent;
    `scans_of` says of which paper (rules/helped_signing.paper_key). `helped`: who takes it down at a desk.
    """

    format: Literal[1] = 1
    matter_id: str
    offer: int
    offer_sha256: str
    language: str
    visit: str
    begun_at: int
    steps: tuple[Step, ...] = ()
    texts: tuple[TextShown, ...] = ()
    answers: Answers = Answers()
    signer: Signer = Signer(name="")
    scans: tuple[EvidenceFacts, ...] = ()
    scans_of: str = ""
    helped: Helped | None = None
