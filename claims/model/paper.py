"""What a paper says, before it is a paper. This is where the only inputs of the printed papers are named.

Values are as the claimant or counsel gave them: travel days as EDTF text, nationalities as ICAO 9303 codes, answers as codes.
The words beside them come from the door that orders the paper, so nothing here is in any language. All frozen.
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
    """The Korean beside the original: who translated, who reviewed it by name, and when."""

    account: str
    harm: str
    translator: str
    reviewer: str
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One claimant's statement for the court: who, which trips, what they were told and asked then, verbatim.

    `language` is the BCP-47 tag of the original; `translation` None means it is to follow. First knowledge, findings
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
    party_number: int | None = None
    trips: tuple[StatementTrip, ...] = ()
    answers: tuple[StatementAnswer, ...] = ()
    account: str = ""
    harm: str = ""
    helped_by: str = ""
    in_person: bool = False
    translation: Translation | None = None
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchWindow:
    """One collection window beside one trip: first and last day (ISO), the kernel's result, and where the range is published."""

    code: str
    first_day: str
    last_day: str
    result: str
    rank: str = "official"
    decides: bool = False
    source: str = ""
    source_address: str = ""
    segments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchTrip:
    """One trip and what the rules make of it; `earliest`/`latest` bound the deciding day (ISO, or empty when unknown)."""

    number: int
    result: str
    passport: str | None = None
    entered: str | None = None
    exited: str | None = None
    earliest: str = ""
    latest: str = ""
    strength: str = ""
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    windows: tuple[MatchWindow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MatchExplanation:
    """How each trip was judged, by which registry revision (SHA-256 or name).

    Counsel's paper: it says that it is never filed. `for_counsel` False is the copy that counsel ticked for the court, which
    carries no strength, flags, notes or segments.
    """

    reference: str
    day: date
    name: str
    project: str
    verdict: str
    registry_revision: str
    trips: tuple[MatchTrip, ...] = ()
    context: tuple[str, ...] = ()
    for_counsel: bool = True

    def __post_init__(self) -> None:
        windows = [window for trip in self.trips for window in trip.windows]
        own = any(t.strength or t.notes for t in self.trips) or any(w.flags or w.segments for w in windows)
        if own and not self.for_counsel:
            raise ValueError("a copy for the court holds no strength, note, flag or segment")


@dataclass(frozen=True, kw_only=True)
class PartyRow:
    """One line of the party list. `nationality_trips` holds one code per trip; `amount` is in won; `power` a status code."""

    number: int
    name_hangul: str
    name: str
    name_latin: str = ""
    born: str = ""
    nationality_trips: tuple[str, ...] = ()
    nationality_during: str = ""
    nationality_now: str = ""
    address: str = ""
    representative: str = ""
    amount: int | None = None
    power: str = "to_follow"
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class PartyList:
    """당사자목록: every claimant of a matter, in the order of their numbers."""

    matter: str
    day: date
    rows: tuple[PartyRow, ...]
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class ExhibitRow:
    """One line of the exhibit list: number, title, date made, author (Civil Procedure Rules art. 105), what it shows, remark."""

    number: str
    title: str
    made_on: str = ""
    author: str = ""
    purpose: str = ""
    remark: str = ""
    pages: int | None = None


@dataclass(frozen=True, kw_only=True)
class ExhibitList:
    """증거설명서: every numbered exhibit of a bundle, in order."""

    matter: str
    day: date
    rows: tuple[ExhibitRow, ...]
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class CoverLine:
    """One line of a cover's list of contents: what it is, its path in the package, its pages where it has any."""

    title: str
    path: str
    pages: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cover:
    """First sheet of a package. `package` is "court" or "counsel"; the second says on every sheet that it is never filed."""

    matter: str
    day: date
    package: str
    reference: str = ""
    court: str = ""
    case_number: str = ""
    counsel: str = ""
    parties: int = 0
    contents: tuple[CoverLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SlipSheet:
    """A numbered page in place of a piece that cannot become pages: never silence. `reason` is a code."""

    number: str
    day: date
    reason: str
    media_type: str
    size: int
    sha256: str
    reference: str = ""
