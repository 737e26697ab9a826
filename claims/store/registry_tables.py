"""A disclosure file as a whole: this is where its keys are written down."""

from typing import Annotated

from pydantic import AfterValidator, Field

from claims.model.disclosure import ContextFact, Deadline, DisclosedProject, Source
from claims.store.registry_fields import (
    AT_LEAST_ONE,
    Address,
    Code,
    Date,
    DateOrUndated,
    OneDay,
    Part,
    SourceKeys,
    Text,
    Words,
    at_least_one,
    refused,
)
from claims.store.registry_window_tables import WindowTable

FORMAT = 1


class SourceTable(Part):
    """One place where something can be read."""

    key: Code = Field(description="Its short name within the file.")
    title: Text = Field(description="Its own title; a description in [brackets] where that was not noted.")
    publisher: Text = Field(description="Who published it.")
    date: DateOrUndated = Field(description='When it was published, EDTF, or "undated".')
    address: Address = Field(description="Where it stands on the web.")
    read_on: OneDay = Field(description="The day on which it was read, as YYYY-MM-DD.")

    @property
    def value(self) -> Source:
        """The source as the registry holds it."""
        return Source(**dict(self))


class DeadlineTable(Part):
    """A day after which something may no longer be possible. Lawyers decide."""

    code: Code = Field(description="A name of its own within the file.")
    day: Date = Field(description="The day, EDTF.")
    route: Code = Field(description="The code of the way it is about, such as state or companies.")
    computed: bool = Field(default=False, description="True where it was worked out and not stated.")
    sources: SourceKeys
    title: Words = Field(description="What ends then, per language.")

    @property
    def value(self) -> Deadline:
        """The deadline as the registry holds it."""
        return Deadline(**dict(self))


class FactTable(Part):
    """Something that happened and is said openly beside the windows; never judged."""

    code: Code = Field(description="A name of its own within the file.")
    date: Date = Field(description="When it happened, EDTF.")
    sources: SourceKeys
    text: Words = Field(description="What happened, in plain sentences, per language.")

    @property
    def value(self) -> ContextFact:
        """The fact as the registry holds it."""
        return ContextFact(**dict(self))


def _this_format(number: int) -> int:
    if number != FORMAT:
        raise refused(f"{number} is of another time; this program reads format = {FORMAT}")
    return number


class ProjectTable(Part):
    """One disclosed project: what was published about whom, with every source."""

    format: Annotated[int, AfterValidator(_this_format)] = Field(
        json_schema_extra={"const": FORMAT}, description="The version of this format."
    )
    code: Code = Field(description="Its short name; never used again for another, in whichever file.")
    title: Words = Field(description="Its name, per language.")
    summary: Words = Field(description="What was published, in two sentences, per language.")
    sources: Annotated[tuple[SourceTable, ...], at_least_one("source")] = Field(
        alias="source",
        strict=False,
        json_schema_extra=AT_LEAST_ONE,
        description="Where everything in this file can be read.",
    )
    windows: Annotated[tuple[WindowTable, ...], at_least_one("window")] = Field(
        alias="window",
        strict=False,
        json_schema_extra=AT_LEAST_ONE,
        description="Whom, by which event, from when to when.",
    )
    facts: tuple[FactTable, ...] = Field(default=(), alias="fact", strict=False, description="What else happened.")
    deadlines: tuple[DeadlineTable, ...] = Field(
        default=(), alias="deadline", strict=False, description="Days after which something may end."
    )

    @property
    def value(self) -> DisclosedProject:
        """The project as the registry holds it."""
        return DisclosedProject(
            code=self.code,
            title=self.title,
            summary=self.summary,
            sources=tuple(source.value for source in self.sources),
            windows=tuple(window.value for window in self.windows),
            deadlines=tuple(deadline.value for deadline in self.deadlines),
            facts=tuple(fact.value for fact in self.facts),
        )
