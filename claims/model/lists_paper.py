"""What the sheets beside the lists say, before they are papers: chronology, draft certification, signing abroad; all frozen.

This is where the only inputs of those three papers are named, and the rows of the tables in templates/papers/tables behind them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Row(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True, frozen=True, extra="forbid")


class PublicEvent(_Row):
    """One public event: its day, month or year as it is known (ISO), what happened by language, and who published it where."""

    date: str = Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    what: dict[str, str]
    source: str
    address: str


class ChronologyTable(_Row):
    """What became public of one disclosed project, by its registry code."""

    format: Literal[1] = 1
    project: str
    checked: str
    events: tuple[PublicEvent, ...]


@dataclass(frozen=True, kw_only=True)
class ChronologyRow:
    """One line: the day as known, what happened, and each source as (publisher and title, address).

    `kind` "range" is a range of days that was disclosed, `date` its first day and `until` its last ("" where it goes on).
    """

    date: str
    what: str
    kind: Literal["event", "range"] = "event"
    until: str = ""
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chronology:
    """What became public of a project, oldest first. Dated public facts only: no deadline, no strength, nobody's trip."""

    project: str
    day: date
    rows: tuple[ChronologyRow, ...]
    matter: str = ""
    reference: str = ""


Way = Literal["apostille", "consular", "none"]


class CountrySteps(_Row):
    """How a paper signed in a country is made fit for a Korean court. `way` "none": nothing is recorded, ask counsel.

    `code` is ICAO 9303; `since` the day the way applies from (ISO) where it is known; `steps` by language (BCP-47 tag) are the
    country's own; `sure` False: to be confirmed.
    """

    code: str
    way: Way
    since: str = ""
    steps: Mapping[str, tuple[str, ...]] = {}
    source: str = ""
    checked: str = ""
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class Abroad:
    """What to do with a paper that is signed abroad, for each country in question."""

    matter: str
    day: date
    countries: tuple[CountrySteps, ...]
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class HashRow:
    """One file of the package: its exhibit number or title, its path below data/, its SHA-256 (hex)."""

    label: str
    path: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Certification:
    """The draft of a statement on how the package was made, for a qualified person to check, complete and sign.

    `tools` are (name, version or SHA-256). `lists` are the package's own lists. It lies in the bag, so it can name neither the
    bag's manifest nor itself; it says how to compute those.
    """

    matter: str
    day: date
    tools: tuple[tuple[str, str], ...]
    lists: tuple[HashRow, ...] = ()
    reference: str = ""
