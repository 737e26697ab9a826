"""Facts of a record that a window looks at: this is where `fact` and `is`, and the rules made of them, are written down."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from claims.model.disclosure import BLANK, Condition, Exclusion, Fact, FlagRule, NoteRule, StrengthRule
from claims.model.vocabulary import Answer, Capacity, Channel, Result, Strength
from claims.store.registry_fields import Age, Code, Part, SomeTexts, StrengthWord, plain, refused

_ANSWERS = (Answer.YES.value, Answer.NO.value)
VALUES: dict[str, tuple[str, ...]] = {
    "capacity": tuple(value.value for value in Capacity),
    "channel": tuple(value.value for value in Channel),
    "registered": _ANSWERS,
    "gate_registered": _ANSWERS,
    "holds_korean": _ANSWERS,
    "mode": ("air", "sea", "land"),
}
"""The values a fact can have, where they are a closed list; "blank" besides."""

_FACT = "The fact of the record; channel and port are those of the event, city, country and mode those of its port."
_IS = 'The values that meet it; "blank" stands for a fact that was not given.'


def _flat(value: Any) -> Any:
    """A rule with its condition, as the file writes it: the condition's keys stand in the rule's own table."""
    condition = getattr(value, "condition", None)
    if isinstance(value, dict) or not hasattr(value, "condition"):
        return value
    held = {name: getattr(value, name) for name in value.__slots__ if name != "condition"}
    rest = {name: one for name, one in held.items() if one is not None}
    return rest if condition is None else {**rest, "fact": condition.fact, "values": condition.values}


def check_values(fact: str, values: tuple[str, ...], *, blank: bool) -> None:
    """The values are of the fact's own list; a blank is among them only where that means something."""
    known = VALUES.get(fact)
    for value in values:
        if value == BLANK and not blank:
            raise refused('a fact left blank never raises a flag nor meets what is asked; take out "blank"', key="is")
        if known is not None and value not in (*known, BLANK):
            accepted = (*known, BLANK) if blank else known
            raise refused(f"{value!r} is not one of: {', '.join(accepted)}", key="is")


class ConditionTable(Part):
    """A fact and the values that meet it."""

    fact: Fact = Field(description=_FACT)
    values: SomeTexts = Field(alias="is", description=_IS)

    @model_validator(mode="after")
    def _check(self) -> "ConditionTable":
        check_values(self.fact, self.values, blank=self._may_be_blank())
        return self

    @classmethod
    def _may_be_blank(cls) -> bool:
        return True

    @property
    def condition(self) -> Condition:
        """The condition as the registry holds it."""
        return Condition(fact=self.fact, values=self.values)


class RequiredTable(ConditionTable):
    """A condition that must hold for the event that counts. A fact not given leaves the window open."""

    @classmethod
    def _may_be_blank(cls) -> bool:
        return False


class StrengthTable(ConditionTable):
    """The strength of a segment where a condition holds; the first that holds counts."""

    strength: StrengthWord = Field(description="How well a match here would stand before a court.")

    _from_rule = model_validator(mode="before")(_flat)

    @property
    def value(self) -> StrengthRule:
        """The rule as the registry holds it."""
        return StrengthRule(condition=self.condition, strength=Strength(self.strength))


class NoteTable(ConditionTable):
    """Something worth knowing that is no flag, raised by a condition."""

    code: Code = Field(description="The code of the note; pages have the words.")

    _from_rule = model_validator(mode="before")(_flat)

    @property
    def value(self) -> NoteRule:
        """The rule as the registry holds it."""
        return NoteRule(code=self.code, condition=self.condition)


class ExclusionTable(ConditionTable):
    """A condition under which the days do not matter: the result is fixed, with a reason."""

    result: Annotated[Literal["outside", "cannot_tell"], BeforeValidator(plain)] = Field(
        description="What the result then is."
    )
    reason: Code = Field(description="The code of the reason; pages have the words.")

    _from_rule = model_validator(mode="before")(_flat)

    @property
    def value(self) -> Exclusion:
        """The rule as the registry holds it."""
        return Exclusion(condition=self.condition, result=Result(self.result), reason=self.reason)


_BY_FACT_OR_AGE: dict[str, Any] = {
    "oneOf": [{"required": ["fact"]}, {"required": ["age_below"]}],
    "dependentRequired": {"fact": ["is"], "is": ["fact"]},
}


class FlagTable(Part, json_schema_extra=_BY_FACT_OR_AGE):
    """Something a lawyer must look at; never rejects. By a fact and its values, or below an age on the day of the event."""

    code: Code = Field(description="The code of the flag; pages have the words.")
    fact: Fact | None = Field(default=None, description=_FACT)
    values: SomeTexts | None = Field(default=None, alias="is", description="The values that raise it.")
    age_below: Age | None = Field(default=None, description="Raised below this age, in years, on the day of the event.")

    _from_rule = model_validator(mode="before")(_flat)

    @model_validator(mode="after")
    def _check(self) -> "FlagTable":
        by_fact = self.fact is not None or self.values is not None
        if by_fact == (self.age_below is not None):
            raise refused("give either fact and is, or age_below", key="code")
        if by_fact and (self.fact is None or self.values is None):
            raise refused("give both fact and is", key="is" if self.fact else "fact")
        if self.fact is not None and self.values is not None:
            check_values(self.fact, self.values, blank=False)
        return self

    @property
    def value(self) -> FlagRule:
        """The rule as the registry holds it."""
        condition = Condition(fact=self.fact, values=self.values) if self.fact and self.values else None
        return FlagRule(code=self.code, condition=condition, age_below=self.age_below)
