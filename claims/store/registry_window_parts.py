"""The parts of a window in a disclosure file: this is where whom, which age, what is asked and which segments are written down."""

from typing import Any, Literal

from pydantic import Field, model_validator

from claims.model.disclosure import ON_EVENT, AgeRule, Asked, AskedKind, Population, Segment, Weight, WeightUnit
from claims.model.vocabulary import Strength
from claims.store.registry_conditions import StrengthTable
from claims.store.registry_fields import (
    Age,
    Code,
    EventOrDay,
    Part,
    PassportCodes,
    SegmentEdge,
    SourceKeys,
    StrengthWord,
    Words,
    refused,
    stands_only_with,
)

_ONE_SIDE: dict[str, Any] = {"oneOf": [{"required": ["passport"]}, {"required": ["passport_not"]}]}
_ONE_AGE: dict[str, Any] = {"anyOf": [{"required": ["at_least"]}, {"required": ["below"]}]}
_SHARES: dict[str, Any] = {
    **stands_only_with({"unit": {"const": "shares"}}, wanted={"required": ["shares"]}),
    "else": {"properties": {"shares": False}},
}


class PopulationTable(Part, json_schema_extra=_ONE_SIDE):
    """Whom a window is about, by the document shown: ICAO 9303 codes named, or all but those named."""

    passport: PassportCodes = Field(default=(), description="Only holders of these documents.")
    passport_not: PassportCodes = Field(default=(), description="All but the holders of these documents.")

    @model_validator(mode="after")
    def _check(self) -> "PopulationTable":
        if bool(self.passport) == bool(self.passport_not):
            raise refused("give either passport or passport_not")
        return self

    @property
    def value(self) -> Population:
        """The population as the registry holds it."""
        return Population(passport=self.passport, passport_not=self.passport_not)


class AgeTable(Part, json_schema_extra=_ONE_AGE):
    """An age in whole years that the window asks for, on the day of the event or on a fixed day."""

    on: EventOrDay = Field(default=ON_EVENT, description='"event", or a fixed day as YYYY-MM-DD.')
    at_least: Age | None = Field(default=None, description="This age or more.")
    below: Age | None = Field(default=None, description="Less than this age.")

    @model_validator(mode="after")
    def _check(self) -> "AgeTable":
        if self.at_least is None and self.below is None:
            raise refused("give at_least or below, or both")
        if self.at_least is not None and self.below is not None and self.at_least >= self.below:
            raise refused("must be more than at_least, or nobody is of that age", key="below")
        return self

    @property
    def value(self) -> AgeRule:
        """The rule as the registry holds it."""
        return AgeRule(on=self.on, at_least=self.at_least, below=self.below)


class AskedTable(Part):
    """Something a window asks that no record holds: a list, a notice received, a status, a family link."""

    code: Code = Field(description="A name of its own within the window.")
    kind: AskedKind = Field(description="What sort of thing is asked.")
    wanted: Literal["yes", "no"] = Field(
        default="yes", description='The answer that the window needs; "no" makes it an exclusion.'
    )
    title: Words = Field(description="The question or fact in words, per language.")
    sources: SourceKeys

    @property
    def value(self) -> Asked:
        """What is asked, as the registry holds it."""
        return Asked(code=self.code, kind=self.kind, wanted=self.wanted, title=self.title, sources=self.sources)


class WeightTable(Part, json_schema_extra=_SHARES):
    """How much one person counts for: each month of the stay within the window, or a number of shares."""

    unit: WeightUnit = Field(description='"months" (of the stay within the window) or "shares" (a fixed number).')
    shares: int | None = Field(
        default=None, ge=1, le=1_000_000, description="How many shares, where the unit is shares."
    )

    @model_validator(mode="after")
    def _check(self) -> "WeightTable":
        if (self.unit == "shares") != (self.shares is not None):
            raise refused('give shares with unit = "shares", and only then', key="shares")
        return self

    @property
    def value(self) -> Weight:
        """The weight as the registry holds it."""
        return Weight(unit=self.unit, shares=self.shares)


class SegmentTable(Part):
    """A part of a window where a match is stronger or weaker. Days inclusive, within the window."""

    id: Code = Field(description="A name of its own within the window.")
    from_: SegmentEdge = Field(alias="from", description='First day, EDTF; ".." for no edge.')
    to: SegmentEdge = Field(description='Last day, EDTF; ".." for no edge.')
    age_at_least: Age | None = Field(default=None, description="The age in years it asks for on the day of the event.")
    strength: StrengthWord = Field(description="How well a match here would stand, where no strength_if holds.")
    sources: SourceKeys
    title: Words = Field(description="What this part is, per language.")
    stronger: tuple[StrengthTable, ...] = Field(
        default=(),
        alias="strength_if",
        strict=False,
        description="Strengths by a condition; the first that holds counts.",
    )

    @property
    def value(self) -> Segment:
        """The segment as the registry holds it."""
        return Segment(
            id=self.id,
            from_=self.from_,
            to=self.to,
            strength=Strength(self.strength),
            stronger=tuple(rule.value for rule in self.stronger),
            age_at_least=self.age_at_least,
            title=self.title,
            sources=self.sources,
        )
