"""Several windows, some of which ask more than days: this is where each reading of a record is held against them all."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import prod

from claims.rules.by_birthday import BORN
from claims.rules.conditions import Requirement, all_met, possible_facts
from claims.rules.joint_days import JointDays, Seen, merged_alike
from claims.rules.readings import exclusion_of
from claims.rules.records import Trip
from claims.rules.settling import Choices, Sets, place_of, smallest_sets
from claims.rules.turning_days import ALL_STEPS, RESULT_STEPS
from claims.rules.windows import IN, MAYBE, OUT, ReadyWindow, covers, named_codes

MOST = 20_000
"""Combinations of choices that are weighed one by one; above it all open facts are named together (docs/matching.md, 45)."""


def weigh_jointly(trip: Trip, windows: list[ReadyWindow]) -> tuple[bool, Sets]:
    """Whether every reading lies in some of the windows; if not, the smallest sets of facts that would settle it."""
    ways = _Ways(trip, windows)
    days = JointDays(trip, windows, steps=ALL_STEPS)
    if days.count * ways.count > MOST:
        return _weigh_roughly(ways, JointDays(trip, windows, steps=RESULT_STEPS))
    seen = merged_alike(dict(days.seen()))
    facts = ("passport", "entered", "exited", BORN, *ways.columns, *ways.codes)
    outcomes: dict[Choices, frozenset[int]] = {}
    for choice in ways.every():
        best = {says: ways.best(choice, says) for says in set(seen.values())}
        outcomes.update({(choice[0], *dates, *choice[1:]): frozenset({best[says]}) for dates, says in seen.items()})
    order = sorted(range(len(facts)), key=lambda place: place_of(facts[place]))
    in_order = {tuple(choices[place] for place in order): statuses for choices, statuses in outcomes.items()}
    if set().union(*outcomes.values()) == {IN}:
        return True, ()
    return False, smallest_sets(tuple(facts[place] for place in order), in_order)


def _weigh_roughly(ways: "_Ways", days: JointDays) -> tuple[bool, Sets]:
    """The result all the same; but of what settles it, all open facts together."""
    statuses: set[int] = set()
    for _, says in days.seen():
        statuses.update(ways.best(choice, says) for choice in ways.every())
        if len(statuses) > 1:
            return False, (tuple(sorted(ways.open_facts(), key=place_of)),)
    return statuses == {IN}, ()


class _Ways:
    """How all that is no date may turn out: the document, the columns that a window requires something of, the answers."""

    def __init__(self, trip: Trip, windows: list[ReadyWindow]) -> None:
        self.trip, self.windows = trip, windows
        self.documents = documents(trip, windows)
        self.columns = _columns(trip, windows)
        self.codes = tuple(dict.fromkeys(code for ready in windows for code in ready.asked))

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return len(self.documents) * prod(len(ways) for ways in self.columns.values()) * 2 ** len(self.codes)

    def every(self) -> Iterator[Choices]:
        """Each combination, as numbers: the document, the columns, the answers."""
        ranges = [range(len(self.documents)), *(range(len(ways)) for ways in self.columns.values())]
        return product(*ranges, *((0, 1) for _ in self.codes))

    def best(self, choice: Choices, says: Seen) -> int:
        """The best status that any window gives where all this is so."""
        met = self._met(choice)
        return max(
            (
                _status(self.trip, ready, met, statuses)
                for ready, statuses in zip(self.windows, says, strict=True)
                if covers(ready.window.population, self.documents[choice[0]])
            ),
            default=OUT,
        )

    def open_facts(self) -> list[str]:
        """The facts that may turn out in more than one way, or are days not known exactly."""
        trip, counted = self.trip, {name for ready in self.windows for name in ready.events}
        dates = [name for name in counted if trip.event(name).day is None and trip.event(name).spans]
        ages = any(ready.ages_asked for ready in self.windows)
        exact = trip.born is not None and trip.born[0][0] == trip.born[-1][1]
        columns = [column for column, ways in self.columns.items() if len(ways) > 1]
        document = ["passport"] if len(self.documents) > 1 else []
        return [*document, *dates, *([BORN] if ages and not exact else []), *columns, *self.codes]

    def _met(self, choice: Choices) -> "_Met":
        required: dict[Requirement, bool] = {}
        for way, ways in zip(choice[1:], self.columns.values(), strict=False):
            required.update(ways[way])
        answers = choice[1 + len(self.columns) :]
        told = {code: "yes" if answer else "no" for code, answer in zip(self.codes, answers, strict=True)}
        return _Met(required, told)


def documents(trip: Trip, windows: list[ReadyWindow]) -> list[str | None]:
    """The documents that make a difference: the one shown, or each code some window names and one that none does."""
    if trip.passport is not None:
        return [trip.passport]
    return [*dict.fromkeys(code for ready in windows for code in named_codes(ready.window.population)), None]


def _columns(trip: Trip, windows: list[ReadyWindow]) -> dict[str, list[dict[Requirement, bool]]]:
    """For each column that a window requires something of: the ways in which it can meet them all, or not."""
    by_column: dict[str, list[Requirement]] = {}
    for ready in windows:
        for one in (*ready.required, *(one for event in ready.events for one in ready.required_of.get(event, ()))):
            by_column.setdefault(one.column, []).append(one)
    found: dict[str, list[dict[Requirement, bool]]] = {}
    for column, every in by_column.items():
        given, tests = trip.facts.get(column), [test for one in every for test in one.tests]
        ways = {
            tuple(all_met(one.tests, facts, given=given) for one in every)
            for facts in possible_facts(given, column=column, tests=tests, ports=every[0].ports)
        }
        found[column] = [dict(zip(every, way, strict=True)) for way in sorted(ways)]
    return found


@dataclass(frozen=True)
class _Met:
    required: dict[Requirement, bool]
    answers: dict[str, str]

    def gates(self, ready: ReadyWindow) -> bool:
        """Whether all that a window asks, whichever event counts, is so."""
        told = all(self.answers[fact.code] == fact.wanted for fact in ready.window.asked)
        return told and all(self.required[one] for one in ready.required)

    def of_event(self, ready: ReadyWindow, event: str) -> bool:
        """Whether an event meets what is required of it."""
        return all(self.required[one] for one in ready.required_of.get(event, ()))


def _status(trip: Trip, ready: ReadyWindow, met: _Met, statuses: tuple[int, ...] | None) -> int:
    """One window in one reading; where an exclusion holds, the days do not matter and a lawyer looks at it."""
    if exclusion_of(trip, ready) is not None:
        return MAYBE
    if statuses is None or not met.gates(ready):
        return OUT
    if ready.by_stay:
        return statuses[0]
    return max(
        status if met.of_event(ready, event) else OUT for event, status in zip(ready.events, statuses, strict=True)
    )
