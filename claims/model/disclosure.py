"""What was published about whom: this is where the registry of disclosed projects gets its shape. Values, not tables.

Everything that decides about a trip (population, event, range, flags, notes, segments, exclusions, ranks) is data here,
so that a researcher changes it without touching code. Words are mappings from a language tag to text; never changed.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Literal

from claims.model.window_parts import (
    ANYONE,
    BLANK,
    ON_EVENT,
    AgeRule,
    Asked,
    AskedKind,
    Condition,
    Exclusion,
    Fact,
    FlagRule,
    Mode,
    NoteRule,
    Population,
    Segment,
    StrengthRule,
    Weight,
    WeightUnit,
    Words,
)

__all__ = [
    "BLANK",
    "KOREAN_BORDER",
    "ON_EVENT",
    "AgeRule",
    "Asked",
    "AskedKind",
    "CollectionWindow",
    "Condition",
    "ContextFact",
    "Deadline",
    "DisclosedProject",
    "EventRule",
    "Exclusion",
    "Fact",
    "FlagRule",
    "Mode",
    "NoteRule",
    "Population",
    "Port",
    "Registry",
    "Segment",
    "Source",
    "StrengthRule",
    "Weight",
    "WeightUnit",
    "WindowRole",
    "WindowStatus",
    "Words",
]

EventRule = Literal["entry", "exit", "entry_or_exit", "stay"]
WindowStatus = Literal["official", "court", "press", "disputed"]
WindowRole = Literal["collection", "context"]
KOREAN_BORDER = "border-KOR"
"""The kind of record that a trip over the Korean border is; a window that names another kind says nothing about trips."""


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
    population: Population = ANYONE
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
