"""What counsel's own papers say, before they are papers: days, first knowledge, duplicates, agreements, what changed; all frozen.

This is where the only inputs of those papers are named. None of it is ever filed but the list of what changed.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

DayKind = Literal["law", "matter", "target", "clock"]
ChangeState = Literal["added", "changed", "unchanged", "gone", "earlier"]


@dataclass(frozen=True, kw_only=True)
class LegalDay:
    """One day to keep in sight. `day` is the first day it may mean (ISO), `written` the day as given (EDTF).

    `law`: from the registry, for claims it may concern; `matter`: counsel's own; `target`: worked towards; `clock`: in a mediation,
    where silence binds. `route` is a code, `basis` in words where counsel gave it, `computed`: inferred, not stated.
    """

    code: str
    kind: DayKind
    day: str
    written: str
    what: str
    route: str = ""
    basis: str = ""
    source: str = ""
    source_address: str = ""
    computed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class AnsweredAgreement:
    """One answer of a claimant: code, version and language of the words, their SHA-256 as shown, the day (ISO). `counts`: not changed later."""

    code: str
    answer: Literal["yes", "no"]
    version: int
    language: str
    text_sha256: str
    day: str
    counts: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class CounselRow:
    """Everything counsel's lists say of one claimant of a bundle, made while the claim is open.

    `deadlines` are codes of LegalDay that concern them; `learned_when` is EDTF, `learned_how` verbatim in `language`; `note` is the
    desk's; `duplicates` the references the desk noted as the same person's.
    """

    number: int
    reference: str
    name: str
    language: str = ""
    deadlines: tuple[str, ...] = ()
    learned_when: str = ""
    learned_how: str = ""
    note: str = ""
    agreements: tuple[AnsweredAgreement, ...] = ()
    duplicates: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListHead:
    """What stands above every one of counsel's lists: the matter, the legal day it was made, the bundle's reference."""

    matter: str
    day: date
    reference: str = ""


class ListedFile(NamedTuple):
    """One file of a finished bundle: its package, its path below data/, its size and fingerprint (hex)."""

    package: str
    path: str
    size: int
    sha256: str


class FileChange(NamedTuple):
    """One file of two bundles, size and fingerprint in each; None and "" where a bundle does not hold it.

    `gone` is a tombstone: the number is not given again. `earlier`: a supplement does not repeat it, the bundle before still counts.
    """

    state: ChangeState
    package: str
    path: str
    size_before: int | None
    size: int | None
    sha256_before: str
    sha256: str


class PartyChange(NamedTuple):
    """One party number in two bundles."""

    state: ChangeState
    number: int


class ExhibitChange(NamedTuple):
    """One exhibit number in two bundles; `changed`: the same piece is used in another way (clean copy, original, withheld)."""

    state: ChangeState
    party: int
    main: int
    branch: int
    letter: str
