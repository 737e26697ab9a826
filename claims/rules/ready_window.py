"""A window made ready: this is where all that judging needs of a window has its place, worked out before any record is read."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from claims.model.disclosure import CollectionWindow, Exclusion, Population
from claims.model.vocabulary import Strength
from claims.rules.ages import AgesAsked
from claims.rules.conditions import Requirement, Test
from claims.rules.days import Day, Span
from claims.rules.stretches import Stretch

STAY = "stay"


@dataclass(frozen=True, slots=True, eq=False)
class ReadyWindow:
    """A window with all that follows from it alone.

    `stretches` cover all days. `events`: those it counts, of a stay both. `looked_at`: the events whose port and channel
    it looks at, of a stay "stay". `ages`: those its flags and segments look at. `required`: what must hold whichever event
    counts; `required_of`: what an event must meet itself, where two may count. `columns`: those it looks at, `fact_columns`:
    of them those that are no dates and no document. `lower`: the windows that report the same fact at a lower rank.
    `remembered`: answers by the names of records judged alike; nothing hangs on what stands there.
    """

    window: CollectionWindow
    project: str
    events: tuple[str, ...]
    looked_at: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    starts: tuple[Day, ...]
    days: Span
    sure_days: Span | None
    ages: tuple[int, ...]
    columns: tuple[str, ...]
    fact_columns: tuple[str, ...]
    decides: bool
    lower: tuple[str, ...]
    source_flags: tuple[str, ...]
    edge_uncertain: bool
    flags: Mapping[str, tuple[tuple[str, int | None, Test | None], ...]]
    stronger: Mapping[tuple[str, str], tuple[tuple[Test, Strength], ...]]
    notes: tuple[tuple[str, tuple[Test, ...]], ...]
    exclusions: tuple[tuple[Exclusion, tuple[Test, ...]], ...]
    required: tuple[Requirement, ...]
    required_of: Mapping[str, tuple[Requirement, ...]]
    ages_asked: AgesAsked | None
    asked: tuple[str, ...]
    contradicted: bool
    remembered: dict[Hashable, object] = field(default_factory=dict)

    @property
    def first_inside(self) -> Day:
        """The first day that may be inside; BEFORE_ALL where the start is open."""
        return self.days[0]

    @property
    def last_inside(self) -> Day:
        """The last day that may be inside; AFTER_ALL where the end is open or unknown."""
        return self.days[1]

    @property
    def by_stay(self) -> bool:
        """Whether it looks at the days from the entry to the exit."""
        return self.window.event == STAY

    @property
    def asks_more(self) -> bool:
        """Whether anything but the document and the days can decide."""
        return bool(self.required or self.required_of or self.ages_asked or self.asked or self.by_stay)


def covers(population: Population, passport: str | None) -> bool:
    """Whether a window's population includes the holder of that document; None stands for a code no window names."""
    if population.passport:
        return passport in population.passport
    return passport not in population.passport_not


def named_codes(population: Population) -> tuple[str, ...]:
    """The document codes a population names, on either side."""
    return population.passport + population.passport_not
