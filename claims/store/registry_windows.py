"""The windows of a disclosure file: this is where ranges, segments, flags, notes and exclusions are read and checked."""

from typing import Literal, cast, get_args

from claims.model.disclosure import (
    BLANK,
    CollectionWindow,
    Condition,
    EventRule,
    Exclusion,
    Fact,
    FlagRule,
    NoteRule,
    Population,
    Segment,
    StrengthRule,
    WindowRole,
    WindowStatus,
)
from claims.model.vocabulary import Answer, Capacity, Channel, Result, Strength
from claims.rules.passports import PASSPORT_CODES
from claims.rules.windows import OPEN_END, UNKNOWN_END, edges, segment_span
from claims.store.registry_schema import Table

_ANSWERS = (Answer.YES.value, Answer.NO.value, BLANK)
_VALUES: dict[str, tuple[str, ...]] = {
    "capacity": (*(value.value for value in Capacity), BLANK),
    "channel": (*(value.value for value in Channel), BLANK),
    "registered": _ANSWERS,
    "gate_registered": _ANSWERS,
    "holds_korean": _ANSWERS,
}
_EDGE_WORDS = (OPEN_END, UNKNOWN_END)
_STRENGTHS = tuple(strength.value for strength in Strength)
_FIXED = (Result.OUTSIDE.value, Result.CANNOT_TELL.value)


def read_window(table: Table, keys: frozenset[str]) -> CollectionWindow:
    """One `[[window]]`. Raises RegistryError at its line."""
    window = CollectionWindow(
        id=table.code("id"),
        role=cast(WindowRole, table.choice("role", get_args(WindowRole), default="collection")),
        group=table.code("group"),
        status=cast(WindowStatus, table.choice("status", get_args(WindowStatus))),
        event=cast(EventRule, table.choice("event", get_args(EventRule))),
        from_=table.date("from", also=_EDGE_WORDS),
        to=table.date("to", also=_EDGE_WORDS),
        population=_population(table),
        title=table.words("title"),
        summary=table.words("summary"),
        sources=known_sources(table, keys),
        segments=tuple(_segment(element, keys) for element in table.tables("segment")),
        flags=tuple(_flag(element) for element in table.tables("flag")),
        notes=tuple(_note(element) for element in table.tables("note")),
        exclusions=tuple(_exclusion(element) for element in table.tables("exclusion")),
    )
    table.close()
    _check_days(table, window)
    return window


def known_sources(table: Table, keys: frozenset[str]) -> tuple[str, ...]:
    """The source keys named in a table, each of which the file must list."""
    named = table.texts("sources", required=True)
    for key in named:
        if key not in keys:
            raise table.error("sources", f"no [[source]] has the key {key!r}; known: {', '.join(sorted(keys))}")
    return named


def _population(table: Table) -> Population:
    """Whom: passport codes named, or all but those named; without the key, anyone."""
    if "population" not in table.values:
        table.taken.add("population")
        return Population()
    inner = table.table("population")
    population = Population(passport=inner.texts("passport"), passport_not=inner.texts("passport_not"))
    inner.close()
    if bool(population.passport) == bool(population.passport_not):
        raise table.error("population", "give either passport or passport_not")
    for code in (*population.passport, *population.passport_not):
        if code not in PASSPORT_CODES:
            key = "passport" if population.passport else "passport_not"
            raise inner.error(key, f"{code!r} is not an ICAO 9303 document code")
    return population


def _condition(table: Table) -> Condition:
    """`fact` and `is`: the values that meet it; "blank" where the fact is not given."""
    fact = table.choice("fact", get_args(Fact))
    values = table.texts("is", required=True)
    for value in values:
        accepted = _VALUES.get(fact)
        if accepted is not None and value not in accepted:
            raise table.error("is", f"{value!r} is not one of: {', '.join(accepted)}")
    return Condition(fact=cast(Fact, fact), values=values)


def _segment(table: Table, keys: frozenset[str]) -> Segment:
    segment = Segment(
        id=table.code("id"),
        from_=table.date("from", also=(OPEN_END,)),
        to=table.date("to", also=(OPEN_END,)),
        strength=Strength(table.choice("strength", _STRENGTHS)),
        stronger=tuple(_strength_rule(element) for element in table.tables("strength_if")),
        age_at_least=table.whole("age_at_least", lowest=1, highest=150),
        title=table.words("title"),
        sources=known_sources(table, keys),
    )
    table.close()
    return segment


def _strength_rule(table: Table) -> StrengthRule:
    rule = StrengthRule(condition=_condition(table), strength=Strength(table.choice("strength", _STRENGTHS)))
    table.close()
    return rule


def _flag(table: Table) -> FlagRule:
    """A flag by a fact or by an age, not both."""
    code, age = table.code("code"), table.whole("age_below", lowest=1, highest=150)
    by_fact = "fact" in table.values
    if by_fact == (age is not None):
        raise table.error("code", "give either fact and is, or age_below")
    condition = _condition(table) if by_fact else None
    if condition is not None and BLANK in condition.values:
        raise table.error("is", 'a fact left blank never raises a flag; take out "blank"')
    rule = FlagRule(code=code, condition=condition, age_below=age)
    table.close()
    return rule


def _note(table: Table) -> NoteRule:
    rule = NoteRule(code=table.code("code"), condition=_condition(table))
    table.close()
    return rule


def _exclusion(table: Table) -> Exclusion:
    rule = Exclusion(
        condition=_condition(table), result=Result(table.choice("result", _FIXED)), reason=table.code("reason")
    )
    table.close()
    return rule


def _check_days(table: Table, window: CollectionWindow) -> None:
    """A range ends after it begins, and its segments lie within it under ids of their own."""
    (first, last), _ = edges(window)
    if first > last:
        raise table.error("to", f"{window.to!r} is before from = {window.from_!r}")
    seen: set[str] = set()
    for number, segment in enumerate(window.segments):
        element = Table(table.file, table.lines, (*table.path, "segment", number), {})
        begins, ends = segment_span(segment)
        if segment.id in seen:
            raise element.error("id", f"{segment.id!r} is used twice in this window")
        if begins > ends:
            raise element.error("to", f"{segment.to!r} is before from = {segment.from_!r}")
        if begins < first or ends > last:
            key: Literal["from", "to"] = "from" if begins < first else "to"
            raise element.error(key, f"the segment reaches beyond its window, {window.from_} to {window.to}")
        seen.add(segment.id)
