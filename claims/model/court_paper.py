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
class ExhibitRow:
    """One line of the exhibit list: number, title, date made, author (Civil Procedure Rules art. 105), what it shows, remark.

    `remark` says original or copy; `translation` is "attached", "to_follow", or "" where none is needed (Civil Procedure Act art. 277).
    `party` is the number of the claimant whose it is, 0 where all share it; `letter`, `main` and `branch` are what `number` is made of.
    """

    number: str
    title: str
    made_on: str = ""
    author: str = ""
    purpose: str = ""
    remark: str = ""
    pages: int | None = None
    translation: str = ""
    party: int = 0
    letter: str = ""
    main: int = 0
    branch: int = 0

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it stands in the list."""
        return self.letter, self.main, self.branch


@dataclass(frozen=True, kw_only=True)
class FilingHead:
    """What stands at the head of every list of a filing: the case, who files it, for how many, on which day."""

    matter: str
    day: date
    reference: str = ""
    court: str = ""
    case_number: str = ""
    defendant: str = ""
    firm: str = ""
    lawyer: str = ""


@dataclass(frozen=True, kw_only=True)
class CoverLine:
    """One line of a cover's list of contents: what it is, its path in the package, its pages where it has any.

    `merged`: a volume, which holds the other papers once more; its pages are not added up with theirs.
    """

    title: str
    path: str
    pages: int | None = None
    merged: bool = False


@dataclass(frozen=True, kw_only=True)
class Cover:
    """First sheet of a package. `package` is "court" or "counsel"; the second says on every sheet that it is never filed.

    `route` is the matter's code, `profile` the court profile's title, `supersedes` the bundle that this one follows, in words.
    """

    matter: str
    day: date
    package: str
    reference: str = ""
    court: str = ""
    case_number: str = ""
    counsel: str = ""
    defendant: str = ""
    route: str = ""
    profile: str = ""
    number: int | None = None
    supersedes: str = ""
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


@dataclass(frozen=True, kw_only=True)
class ExhibitCover:
    """The sheet before an exhibit: its number, what it is, who made it and when, what it shows, whose it is (0: everybody's)."""

    number: str
    day: date
    matter: str
    title: str
    made_on: str = ""
    author: str = ""
    purpose: str = ""
    pages: int = 1
    party: int = 0
    case_number: str = ""
    reference: str = ""
