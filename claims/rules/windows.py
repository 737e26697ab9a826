"""Windows made ready for judging: this is where everything a window asks is worked out once, before any record is read."""

from functools import lru_cache

from claims.model.disclosure import (
    KOREAN_BORDER,
    CollectionWindow,
    Condition,
    DisclosedProject,
    Port,
    Registry,
)
from claims.rules.ages import ages_asked
from claims.rules.conditions import Requirement, Test, requirements, test_of
from claims.rules.ready_window import STAY, ReadyWindow, covers, named_codes
from claims.rules.records import column_of
from claims.rules.stretches import (
    IN,
    MAYBE,
    OPEN_END,
    OUT,
    UNKNOWN_END,
    Stretch,
    edge_uncertain,
    edges,
    segment_span,
    stretches,
)

__all__ = [
    "IN",
    "MAYBE",
    "OPEN_END",
    "OUT",
    "UNKNOWN_END",
    "ReadyWindow",
    "Stretch",
    "covers",
    "edges",
    "judged_windows",
    "named_codes",
    "ready_windows",
    "segment_span",
    "silent_windows",
]

RANKS = {"official": 0, "court": 0, "press": 1, "disputed": 2}
ALONE_FLAGS = {0: (), 1: ("press_only",), 2: ("disputed_only",)}
EVENTS = {
    "entry": ("entered",),
    "exit": ("exited",),
    "entry_or_exit": ("entered", "exited"),
    "stay": ("entered", "exited"),
}
_ALWAYS = ("passport", "entered", "exited")
PER_EVENT = ("channel_in", "channel_out", "port_in", "port_out")
"""The columns that an entry and an exit have each for themselves."""


@lru_cache(maxsize=16)
def ready_windows(registry: Registry) -> tuple[ReadyWindow, ...]:
    """Every collection window, for whatever kind of record, in registry order. A registry object is made ready once."""
    return tuple(
        _ready(project, window, registry.ports)
        for project in registry.projects
        for window in project.collection_windows
    )


@lru_cache(maxsize=16)
def judged_windows(registry: Registry, records: str = KOREAN_BORDER) -> tuple[ReadyWindow, ...]:
    """The windows that a kind of record is judged by, in registry order."""
    return tuple(ready for ready in ready_windows(registry) if ready.window.records == records)


def silent_windows(registry: Registry, *, records: str = KOREAN_BORDER) -> tuple[CollectionWindow, ...]:
    """The windows about which that kind of record says nothing, in registry order: no finding is made for them.

    Example: trips over the Korean border say nothing about a window of kind "account-facebook".
    """
    return tuple(ready.window for ready in ready_windows(registry) if ready.window.records != records)


def _ready(project: DisclosedProject, window: CollectionWindow, ports: tuple[Port, ...]) -> ReadyWindow:
    best = min(RANKS[other.status] for other in project.collection_windows if other.group == window.group)
    decides = RANKS[window.status] == best
    days, sure_days = edges(window)
    made = stretches(window)
    looked_at = (STAY,) if window.event == STAY else EVENTS[window.event]
    ages = {rule.age_below for rule in window.flags} | {segment.age_at_least for segment in window.segments}
    ages_looked_at = tuple(sorted(age for age in ages if age is not None))
    columns = _columns(window, looked_at)
    required, required_of = _required(window, looked_at, ports)

    def tests(condition: Condition) -> tuple[Test, ...]:
        return tuple(test_of(condition, event=event, ports=ports) for event in looked_at)

    return ReadyWindow(
        window=window,
        project=project.code,
        events=EVENTS[window.event],
        looked_at=looked_at,
        stretches=made,
        starts=tuple(stretch.first for stretch in made),
        days=days,
        sure_days=sure_days,
        ages=ages_looked_at,
        columns=(*columns, "born") if ages_looked_at or window.ages else columns,
        fact_columns=columns[len(_ALWAYS) :],
        decides=decides,
        lower=tuple(
            other.id
            for other in project.collection_windows
            if decides and other.group == window.group and RANKS[other.status] > best
        ),
        source_flags=ALONE_FLAGS[best] if decides else ("lower_source",),
        edge_uncertain=edge_uncertain(window),
        flags={event: _flags(window, event, ports) for event in looked_at},
        stronger={
            (segment.id, event): tuple(
                (test_of(rule.condition, event=event, ports=ports), rule.strength) for rule in segment.stronger
            )
            for segment in window.segments
            for event in looked_at
        },
        notes=tuple((rule.code, tests(rule.condition)) for rule in window.notes),
        exclusions=tuple((rule, tests(rule.condition)) for rule in window.exclusions),
        required=required,
        required_of=required_of,
        ages_asked=ages_asked(window.ages) if window.ages else None,
        asked=tuple(dict.fromkeys(fact.code for fact in window.asked)),
        contradicted=len({fact.code for fact in window.asked}) < len({(f.code, f.wanted) for f in window.asked}),
    )


def _flags(
    window: CollectionWindow, event: str, ports: tuple[Port, ...]
) -> tuple[tuple[str, int | None, Test | None], ...]:
    return tuple(
        (rule.code, rule.age_below, test_of(rule.condition, event=event, ports=ports) if rule.condition else None)
        for rule in window.flags
    )


def _required(
    window: CollectionWindow, looked_at: tuple[str, ...], ports: tuple[Port, ...]
) -> tuple[tuple[Requirement, ...], dict[str, tuple[Requirement, ...]]]:
    """What must hold whichever event counts, and what each event must meet itself, where two may count."""
    by_event = {event: requirements(window.requires, event=event, ports=ports) for event in looked_at}
    if len(looked_at) == 1:
        return by_event[looked_at[0]], {}
    alike = tuple(one for one in by_event[looked_at[0]] if one.column not in PER_EVENT)
    own = {event: tuple(one for one in every if one.column in PER_EVENT) for event, every in by_event.items()}
    return alike, own if any(own.values()) else {}


def _columns(window: CollectionWindow, looked_at: tuple[str, ...]) -> tuple[str, ...]:
    """The columns the window looks at, in the order of a record file."""
    conditions = [rule.condition for rule in window.flags if rule.condition is not None]
    conditions += [rule.condition for rule in window.notes] + [rule.condition for rule in window.exclusions]
    conditions += [rule.condition for segment in window.segments for rule in segment.stronger]
    conditions += window.requires
    facts = {column_of(condition.fact, event=event) for condition in conditions for event in looked_at}
    return (*_ALWAYS, *sorted(facts))
