"""What a window is made of: this is where its conditions, flags, ages, segments and weights get their shape. Values, not tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from claims.model.vocabulary import Result, Strength

Words = Mapping[str, str]
Fact = Literal[
    "capacity", "registered", "gate_registered", "holds_korean", "channel", "port", "city", "country", "mode"
]
Mode = Literal["air", "sea", "land"]
AskedKind = Literal["list", "notice", "status", "residence", "account", "family", "other"]
WeightUnit = Literal["months", "shares"]

ON_EVENT = "event"
"""Stands in an age rule for the day of the event that counts."""

BLANK = "blank"
"""Stands in a condition for a fact that was not given."""


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a window is about, by the document shown on the trip: ICAO 9303 codes named, or all but those named."""

    passport: tuple[str, ...] = ()
    passport_not: tuple[str, ...] = ()


ANYONE = Population()
"""The population of a window that names none."""


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
