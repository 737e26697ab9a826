"""What a claimant's own papers say, before they are papers: the proof of receipt, the statement.

Values are as the claimant gave them: travel days as EDTF text, nationalities as ICAO 9303 codes, answers as codes. The words
beside them come from the door that orders the paper, so nothing here is in any language. All frozen. This is where the only
inputs of a claimant's printed papers are named; those of counsel and court are in match_paper.py and court_paper.py.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ReceivedFile:
    """One file of a claim as the proof names it: its kind (code), size in bytes, SHA-256; never its own name."""

    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class AgreementAnswer:
    """One agreement and the claimant's answer: code C1 to C8, version of the text, `answer` "yes" or "no"."""

    code: str
    version: int
    answer: str


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Proof of receipt for the claimant: that a claim was received, when, and a fingerprint of all of it.

    Holds nothing the claimant typed, so that no character of theirs can keep them from getting it.
    `fingerprint` is the SHA-256 of the claim as received (hex).
    """

    reference: str
    day: date
    office: str
    trips: int
    account: str
    files: tuple[ReceivedFile, ...] = ()
    agreements: tuple[AgreementAnswer, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, kw_only=True)
class StatementTrip:
    """One trip as it stands in a statement; blank is None, an event that did not happen is "none".

    `exhibits` are the numbers that show it ("갑 제4호증의 2").
    """

    number: int
    passport: str | None = None
    entered: str | None = None
    exited: str | None = None
    port_in: str | None = None
    port_out: str | None = None
    channel_in: str | None = None
    channel_out: str | None = None
    capacity: str | None = None
    registered: str | None = None
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatementAnswer:
    """One question of the consent statement (code, such as "told_of_ai") and the answer: yes, no, dont_know or None."""

    question: str
    answer: str | None


@dataclass(frozen=True, kw_only=True)
class Translation:
    """What stands beside the original, in `language` (BCP-47): who translated, who reviewed it by name, and when."""

    account: str
    harm: str
    translator: str
    reviewer: str
    day: date | None = None
    language: str = "ko"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One claimant's statement for the court: who, which trips, what they were told and asked then, verbatim.

    `language` is the BCP-47 tag of the original; `relation` what the representative is to them (Representative.relation);
    `translation` None means it is to follow. First knowledge, findings
    and strengths have no place here: they belong to the package that is never filed.
    """

    reference: str
    day: date
    sent: date
    language: str
    name: str
    name_latin: str = ""
    name_hangul: str = ""
    born: str = ""
    nationality: str = ""
    nationality_during: str = ""
    passport_number: str = ""
    address: str = ""
    representative: str = ""
    relation: str = ""
    party_number: int | None = None
    trips: tuple[StatementTrip, ...] = ()
    answers: tuple[StatementAnswer, ...] = ()
    account: str = ""
    harm: str = ""
    helped_by: str = ""
    in_person: bool = False
    translation: Translation | None = None
    exhibits: tuple[str, ...] = ()
