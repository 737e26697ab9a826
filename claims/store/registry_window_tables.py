"""The windows of a disclosure file: this is where the keys of `[[window]]` are written down, once.

The published schema, the reader, the browser's form and the writer all come from these tables.
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from claims.model.disclosure import KOREAN_BORDER, CollectionWindow, EventRule, Population, WindowRole, WindowStatus
from claims.store.registry_conditions import ExclusionTable, FlagTable, NoteTable, RequiredTable
from claims.store.registry_fields import Code, Part, SourceKeys, WindowEdge, Words, empty_is_left_out, stands_only_with
from claims.store.registry_window_parts import AgeTable, AskedTable, PopulationTable, SegmentTable, WeightTable

_WITH_A_STAY = {"properties": {"event": {"const": "stay"}}}
_STAYS: dict[str, Any] = {
    "allOf": [
        stands_only_with({"min_days": {"minimum": 2}}, wanted=_WITH_A_STAY),
        stands_only_with(
            {"weight": {"properties": {"unit": {"const": "months"}}, "required": ["unit"]}}, wanted=_WITH_A_STAY
        ),
    ]
}


class WindowTable(Part, json_schema_extra=_STAYS):
    """Whom, by which event, from when to when, as one report says."""

    id: Code = Field(description="The window's name; never used again for another, in whichever file.")
    role: WindowRole = Field(
        default="collection", description='"collection" is judged; "context" is shown, never judged.'
    )
    group: Code = Field(description="Reports of one fact share a group; they are about the same people and records.")
    subclass_of: Annotated[Code | None, BeforeValidator(empty_is_left_out)] = Field(
        default=None, description="The window of this file that this one is a part of; such parts may overlap."
    )
    status: WindowStatus = Field(
        description="Who says so; in a group official and court decide, then press, then disputed."
    )
    records: Code = Field(
        default=KOREAN_BORDER,
        description="The kind of record it can be judged by; a trip over the border of Korea if left out.",
    )
    population: Annotated[PopulationTable | None, BeforeValidator(empty_is_left_out)] = Field(
        default=None, description="Whom it is about; anyone if left out."
    )
    event: EventRule = Field(description='What counts; "stay" is the days from the entry to the exit.')
    min_days: int = Field(default=1, ge=1, le=100_000, description="How many days of the stay must lie in the window.")
    from_: WindowEdge = Field(
        alias="from", description='First day, EDTF; ".." for no edge, "unknown" if nobody has said.'
    )
    to: WindowEdge = Field(description='Last day, EDTF; ".." for no edge, "unknown" if nobody has said.')
    sources: SourceKeys
    weight: WeightTable | None = Field(default=None, description="How much one person counts for; once if left out.")
    title: Words = Field(description="What the window is, in one line per language.")
    summary: Words = Field(description="What was said, by whom, in plain sentences, per language.")
    requires: tuple[RequiredTable, ...] = Field(default=(), strict=False, description="Conditions that must all hold.")
    ages: tuple[AgeTable, ...] = Field(default=(), alias="age", strict=False, description="Ages that it asks for.")
    asked: tuple[AskedTable, ...] = Field(default=(), strict=False, description="What it asks that no record holds.")
    segments: tuple[SegmentTable, ...] = Field(default=(), alias="segment", strict=False, description="Its parts.")
    flags: tuple[FlagTable, ...] = Field(
        default=(), alias="flag", strict=False, description="What a lawyer must look at."
    )
    notes: tuple[NoteTable, ...] = Field(default=(), alias="note", strict=False, description="What is worth knowing.")
    exclusions: tuple[ExclusionTable, ...] = Field(
        default=(), alias="exclusion", strict=False, description="Conditions under which the days do not matter."
    )

    @property
    def value(self) -> CollectionWindow:
        """The window as the registry holds it."""
        return CollectionWindow(
            id=self.id,
            role=self.role,
            group=self.group,
            status=self.status,
            event=self.event,
            from_=self.from_,
            to=self.to,
            population=Population() if self.population is None else self.population.value,
            title=self.title,
            summary=self.summary,
            sources=self.sources,
            segments=tuple(segment.value for segment in self.segments),
            flags=tuple(flag.value for flag in self.flags),
            notes=tuple(note.value for note in self.notes),
            exclusions=tuple(rule.value for rule in self.exclusions),
            records=self.records,
            requires=tuple(rule.condition for rule in self.requires),
            ages=tuple(rule.value for rule in self.ages),
            asked=tuple(asked.value for asked in self.asked),
            min_days=self.min_days,
            weight=None if self.weight is None else self.weight.value,
            subclass_of=self.subclass_of or "",
        )
