"""What a claimant says, as it lies under the seal. Never a table; frozen; changed by making the next one.

Travel dates are EDTF text, calendar days in Korea, never converted. Free text is kept verbatim.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from claims.model.vocabulary import AgreementCode, Answer, Capacity, Channel, EvidenceKind


class Sealed(BaseModel):
    """A frozen value that only ever leaves memory under a seal."""

    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class Representative(Sealed):
    """Who acts for a claimant who cannot act alone: name, relation and how to reach them."""

    name: str = ""
    relation: Literal["", "parent", "guardian", "heir", "mandate"] = ""
    contact: str = ""


class Claimant(Sealed):
    """Who claims. Names as written, in the passport's Latin letters, and in Hangul for court papers.

    `born` is EDTF (a day, or less where it is not known); `nationality` an ICAO 9303 code, today's.
    """

    name: str = ""
    name_latin: str = ""
    name_hangul: str = ""
    born: str = ""
    nationality: str = ""
    nationality_during: str = ""
    holds_korean: Answer | None = None
    passport_number: str = ""
    for_whom: Literal["self", "child", "other"] = "self"
    representative: Representative = Representative()
    in_korea: Answer | None = None


class EarlierAnswer(Sealed):
    """A date as first given, kept when it was changed after a result had been shown; for counsel."""

    entered: str | None
    exited: str | None
    what_helped: str = ""


class EntryRecord(Sealed):
    """One trip as the claimant gives it. Blank (None) = unknown; `entered`/`exited` "none" = it did not happen."""

    id: str
    passport: str | None = None
    entered: str | None = None
    exited: str | None = None
    port_in: str | None = None
    port_out: str | None = None
    channel_in: Channel | None = None
    channel_out: Channel | None = None
    capacity: Capacity | None = None
    registered: Answer | None = None
    gate_registered: Answer | None = None
    earlier: tuple[EarlierAnswer, ...] = ()


class ConsentStatement(Sealed):
    """The claimant's own account of what they were told and asked THEN, by the other side; verbatim.

    `language` is the BCP-47 tag it was written in; `in_person` asks to tell a person instead of writing.
    """

    notice_seen: Answer | None = None
    told_of_ai: Answer | None = None
    asked_to_agree: Answer | None = None
    could_refuse: Answer | None = None
    gate_registration: Answer | None = None
    account: str = ""
    harm: str = ""
    language: str = ""
    helped_by: str = ""
    in_person: bool = False


class ForLawyers(Sealed):
    """First knowledge and other proceedings: kept away from the statement, never in a court package."""

    learned_when: str = ""
    learned_how: str = ""
    other_proceedings: Answer | None = None
    other_proceedings_what: str = ""
    access_request: Answer | None = None
    access_request_reply: str = ""


class Agreement(Sealed):
    """One answer to one immutable text: code, version, language, SHA-256 of the text shown, and the instant (UTC seconds)."""

    code: AgreementCode
    version: int
    language: str
    text_sha256: str
    yes: bool
    at: int


class EvidencePart(Sealed):
    """One sealed part in the vault: its random name, plaintext length and SHA-256."""

    name: str
    length: int
    sha256: str


class Masking(Sealed):
    """One painting-over of a file: SHA-256 of the file that was destroyed, of the clean copy that was painted, and of what took its place.

    `at` UTC seconds; `by` the id of the member who approved, `role` the role they acted in; `regions` how many rectangles.
    """

    before: str
    clean: str
    after: str
    at: int
    by: str
    role: str
    regions: int


class EvidenceFacts(Sealed):
    """One file as given: what it is said to be, what it was found to be, and its parts in order.

    `clean` lists the parts of the copy without metadata (for pictures and PDFs), which is what staff look at.
    `masked`: numbers in it were painted over, the original is gone; `maskings` says when, by whom, and its fingerprint.
    """

    id: str
    kind: EvidenceKind
    record_id: str | None = None
    file_name: str = ""
    media_type: str
    size: int
    sha256: str
    parts: tuple[EvidencePart, ...]
    clean: tuple[EvidencePart, ...] = ()
    clean_media_type: str = ""
    clean_sha256: str = ""
    pages: int = 1
    note: str = ""
    added_at: int = 0
    masked: bool = False
    maskings: tuple[Masking, ...] = ()


class Contact(Sealed):
    """How we may reach the claimant, if they want; the message sent there is always neutral."""

    channel: Literal["", "none", "email", "phone", "organisation"] = ""
    address: str = ""
    service_address: Literal["counsel", "own"] = "counsel"
    own_address: str = ""


class ClaimFile(Sealed):
    """Everything a claimant says in one claim. `results_shown`: trips were judged before their eyes at least once."""

    format: Literal[1] = 1
    language: str
    evidence_identity: str = ""
    claimant: Claimant = Claimant()
    records: tuple[EntryRecord, ...] = ()
    statement: ConsentStatement = ConsentStatement()
    for_lawyers: ForLawyers = ForLawyers()
    agreements: tuple[Agreement, ...] = ()
    evidence: tuple[EvidenceFacts, ...] = ()
    contact: Contact = Contact()
    results_shown: bool = False
    visited: tuple[str, ...] = ()
    sent_at: int | None = None
