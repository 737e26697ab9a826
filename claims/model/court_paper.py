"""What the papers of a bundle say, before they are papers: party list, exhibit list, cover, slip-sheet; all frozen.

Nationalities are ICAO 9303 codes, statuses and reasons are codes, and the words beside them come from the door that orders the
paper. This is where the only inputs of counsel's and the court's printed lists are named.
"""

from dataclasses import dataclass
from datetime import date


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
