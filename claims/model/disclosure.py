"""What was published about whom: this is where the registry of disclosed projects gets its shape. Values, not tables.

Everything that decides about a trip (population, event, range, flags, notes, segments, exclusions, ranks) is data here,
so that a researcher changes it without touching code. Words are mappings from a language tag to text; never changed.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal

from claims.model.vocabulary import Result, Strength

Words = Mapping[str, str]
EventRule = Literal["entry", "exit", "entry_or_exit", "stay"]
WindowStatus = Literal["official", "court", "press", "disputed"]
WindowRole = Literal["collection", "context"]
Fact = Literal[
    "capacity", "registered", "gate_registered", "holds_korean", "channel", "port", "city", "country", "mode"
]
Mode = Literal["air", "sea", "land"]
AskedKind = Literal["list", "notice", "status", "residence", "account", "family", "other"]
WeightUnit = Literal["months", "shares"]

KOREAN_BORDER = "border-KOR"
"""The kind of record that a trip over the Korean border is; a window that names another kind says nothing about trips."""

ON_EVENT = "event"
"""Stands in an age rule for the day of the event that counts."""

BLANK = "blank"
"""Stands in a condition for a fact that was not given."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place where something can be read: `date` when it was published (EDTF), `read_on` when it was read here."""

    key: str
    title: str
    publisher: str
    date: str
    address: str
    read_on: str


@dataclass(frozen=True, slots=True)
class Port:
    """Where a place of passport control lies: its code as records give it, its city, its country (ICAO 9303), its mode."""

    code: str
    city: str
    country: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a window is about, by the document shown on the trip: ICAO 9303 codes named, or all but those named."""

    passport: tuple[str, ...] = ()
    passport_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact and the values that meet it; BLANK = not given.

    `channel` and `port` are those of the event looked at; `city`, `country` and `mode` (air, sea, land) those of its port.
    """

    fact: Fact
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlagRule:
    """Something a lawyer must look at; never rejects. Raised by a condition, or below an age (years) on the event day."""

    code: str
    condition: Condition | None = None
    age_below: int | None = None


@dataclass(frozen=True, slots=True)
class NoteRule:
    """Something worth knowing that is no flag."""

    code: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A condition under which the days do not matter: the result is fixed, with a reason (transit: outside)."""

    condition: Condition
    result: Result
    reason: str


@dataclass(frozen=True, slots=True)
class AgeRule:
    """An age (whole years) that the window asks for: on the day of the event (`on` = ON_EVENT) or on a fixed day.

    `at_least` and `below` may both be given; a birth date left blank leaves the window open, not met.
    """

    on: str = ON_EVENT
    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Something a window asks that no record holds: being on a list, a notice received, a family link.

    `wanted` is the answer that the window needs; "no" makes it an exclusion. Until it is known the window stays open.
    """

    code: str
    kind: AskedKind
    wanted: Literal["yes", "no"] = "yes"
    title: Words = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Weight:
    """How much one person counts for in a window: each month of the stay within it, or a number of shares."""

    unit: WeightUnit
    shares: int | None = None


@dataclass(frozen=True, slots=True)
class StrengthRule:
    """The strength where a condition holds; the first rule that holds counts."""

    condition: Condition
    strength: Strength


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a window where a match is stronger or weaker. Days inclusive, EDTF; `strength` where no rule holds."""

    id: str
    from_: str
    to: str
    strength: Strength
    stronger: tuple[StrengthRule, ...] = ()
    age_at_least: int | None = None
    title: Words = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CollectionWindow:
    """Whom, by which event, from when to when, as one report says. `from_` and `to` are EDTF edges, inclusive.

    `to` may be ".." (goes on without end) or "unknown" (nobody has said when it ended). Reports of one fact share a
    `group`; `status` ranks them. Role "context" is shown and never judged.

    `records`: the kind of record that can be judged by it. `event` "stay" looks at the days from the entry to the exit,
    of which at least `min_days` must lie in the window. `requires`: conditions that must all hold. `subclass_of`: the
    window of which this is a part that may overlap others.
    """

    id: str
    role: WindowRole
    group: str
    status: WindowStatus
    event: EventRule
    from_: str
    to: str
    population: Population = Population()
    title: Words = field(default_factory=dict, hash=False)
    summary: Words = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    flags: tuple[FlagRule, ...] = ()
    notes: tuple[NoteRule, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    records: str = KOREAN_BORDER
    requires: tuple[Condition, ...] = ()
    ages: tuple[AgeRule, ...] = ()
    asked: tuple[Asked, ...] = ()
    min_days: int = 1
    weight: Weight | None = None
    subclass_of: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (EDTF) after which something may no longer be possible; lawyers decide. `computed`: inferred, not stated."""

    code: str
    day: str
    route: str
    computed: bool
    title: Words = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextFact:
    """Something that happened and is said openly beside the windows; never judged."""

    code: str
    date: str
    text: Words = field(default_factory=dict, hash=False)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisclosedProject:
    """One project that published statements name, with everything known of it."""

    code: str
    title: Words = field(hash=False)
    summary: Words = field(hash=False)
    sources: tuple[Source, ...]
    windows: tuple[CollectionWindow, ...]
    deadlines: tuple[Deadline, ...] = ()
    facts: tuple[ContextFact, ...] = ()

    def source(self, key: str) -> Source:
        """The source with that key. Raises KeyError; a loaded registry has every key it uses."""
        for source in self.sources:
            if source.key == key:
                return source
        raise KeyError(key)

    @property
    def collection_windows(self) -> tuple[CollectionWindow, ...]:
        """The windows that trips are judged by, in file order."""
        return tuple(window for window in self.windows if window.role == "collection")


@dataclass(frozen=True, eq=False)
class Registry:
    """All disclosed projects, in order of code, and what is known of ports, in order of code.

    `revision`: SHA-256 of the content, whatever the files looked like.
    """

    projects: tuple[DisclosedProject, ...]
    ports: tuple[Port, ...] = ()
    revision: str = field(init=False)

    def __post_init__(self) -> None:
        """Puts projects and ports in order and computes the revision."""
        object.__setattr__(self, "projects", tuple(sorted(self.projects, key=lambda project: project.code)))
        object.__setattr__(self, "ports", tuple(sorted(self.ports, key=lambda port: port.code)))
        object.__setattr__(self, "revision", hashlib.sha256(self.canonical()).hexdigest())

    def canonical(self) -> bytes:
        """The content as one line of JSON, keys sorted, UTF-8: what the revision is the hash of.

        A registry without ports is a list of its projects, as every registry was before ports were part of it.
        """
        projects = [asdict(project) for project in self.projects]
        content = {"ports": [asdict(port) for port in self.ports], "projects": projects} if self.ports else projects
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def project(self, code: str) -> DisclosedProject:
        """The project with that code. Raises KeyError."""
        for project in self.projects:
            if project.code == code:
                return project
        raise KeyError(code)

    def window(self, window_id: str) -> CollectionWindow:
        """The window with that id, in whichever project it stands. Raises KeyError."""
        for project in self.projects:
            for window in project.windows:
                if window.id == window_id:
                    return window
        raise KeyError(window_id)

    def only(self, codes: frozenset[str]) -> "Registry":
        """A registry of some projects, with its own revision."""
        return Registry(tuple(project for project in self.projects if project.code in codes), self.ports)
