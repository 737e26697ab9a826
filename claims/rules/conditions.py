"""Conditions made ready: this is where `port is ["ICN"]` becomes a test of one column, and a blank column all it may hold.

What a port tells (city, country, mode) is known of the ports the registry lists; of any other port only its code is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import get_args

from claims.model.disclosure import BLANK, Condition, Mode, Port
from claims.model.vocabulary import Answer
from claims.rules.records import CHOICES, PLACES, Trip, column_of

Facts = Mapping[str, str]
"""What one column tells: {"capacity": "crew"}, or {"port": "ICN", "city": "Incheon", "country": "KOR", "mode": "air"}."""

_ANOTHER = ""
"""Stands for a port, city or country that nothing names."""


@dataclass(frozen=True, slots=True)
class Test:
    """A condition looked at for one event. `met_by`: the texts of the column that meet it, BLANK among them or not.

    `listed`: for what a port tells, the ports of which it is known; any other counts as blank.
    """

    fact: str
    column: str
    values: frozenset[str]
    met_by: frozenset[str]
    listed: frozenset[str] | None = None

    def known(self, given: str | None) -> bool:
        """Whether a text of the column answers it; neither a blank does, nor a port of which the place is not known."""
        return given is not None and (self.listed is None or given in self.listed)

    def met(self, trip: Trip) -> bool:
        """Whether it holds by what stands in the record."""
        given = trip.facts.get(self.column)
        return (given if given is not None and self.known(given) else BLANK) in self.met_by


def test_of(condition: Condition, *, event: str, ports: tuple[Port, ...]) -> Test:
    """The test that a condition is for one event ("entered", "exited" or "stay")."""
    column, values = column_of(condition.fact, event=event), frozenset(condition.values)
    if condition.fact not in PLACES:
        return Test(condition.fact, column, values, values)
    meeting = {port.code for port in ports if getattr(port, condition.fact) in values}
    return Test(condition.fact, column, values, frozenset(meeting | (values & {BLANK})), _codes(ports))


def _codes(ports: tuple[Port, ...]) -> frozenset[str]:
    return frozenset(port.code for port in ports)


def possible_facts(given: str | None, *, column: str, tests: Iterable[Test], ports: tuple[Port, ...]) -> list[Facts]:
    """Everything a column may tell: what is given, or else each value that could make a difference to the tests."""
    if not column.startswith("port_"):
        fact = "channel" if column.startswith("channel_") else column
        return [{fact: value} for value in ([given] if given else sorted(CHOICES[column] - {Answer.DONT_KNOW}))]
    listed: list[Facts] = [_told(port) for port in ports if given in (None, port.code)]
    if given is not None and listed:
        return listed
    named = {fact: _named(tests, fact) for fact in ("port", "city", "country")}
    codes = [given] if given is not None else [*(named["port"] - _codes(ports)), _ANOTHER]
    places = product(codes, [*named["city"], _ANOTHER], [*named["country"], _ANOTHER], get_args(Mode))
    return listed + [dict(zip(("port", "city", "country", "mode"), one, strict=True)) for one in places]


def _told(port: Port) -> Facts:
    return {"port": port.code, "city": port.city, "country": port.country, "mode": port.mode}


def _named(tests: Iterable[Test], fact: str) -> frozenset[str]:
    return frozenset(value for test in tests if test.fact == fact for value in test.values) - {BLANK}


def all_met(tests: Iterable[Test], facts: Facts, *, given: str | None) -> bool:
    """Whether every test of one column holds where it tells these facts; BLANK is met where the fact is not given."""
    return all(facts[test.fact] in test.values or (BLANK in test.values and not test.known(given)) for test in tests)


@dataclass(frozen=True, slots=True)
class Requirement:
    """All that a window requires of one column, for one event."""

    column: str
    tests: tuple[Test, ...]
    ports: tuple[Port, ...]
    when_blank: frozenset[bool]

    def ways(self, trip: Trip) -> frozenset[bool]:
        """How it may turn out: met, not met, or both where the column leaves it open."""
        given = trip.facts.get(self.column)
        return self.when_blank if given is None else ways_of(given, self.column, self.tests, self.ports)

    def codes(self, trip: Trip) -> list[str]:
        """The reasons it gives: `port_other` where it is not met, `port_unknown` where that is open."""
        given, ways = trip.facts.get(self.column), self.ways(trip)
        if ways == {True}:
            return []
        if ways == {False}:
            failed = [test.fact for test in self.tests if test.known(given) and given not in test.met_by]
            return [f"{fact}_other" for fact in dict.fromkeys(failed or [test.fact for test in self.tests])]
        open_ = [test.fact for test in self.tests if not test.known(given) and BLANK not in test.values]
        return [f"{fact}_unknown" for fact in dict.fromkeys(open_)]


def ways_of(given: str | None, column: str, tests: tuple[Test, ...], ports: tuple[Port, ...]) -> frozenset[bool]:
    """How the tests of one column may turn out together, by what stands in it."""
    if all(test.known(given) for test in tests):
        return frozenset({all(given in test.met_by for test in tests)})
    every = possible_facts(given, column=column, tests=tests, ports=ports)
    return frozenset(all_met(tests, facts, given=given) for facts in every)


def requirements(conditions: tuple[Condition, ...], *, event: str, ports: tuple[Port, ...]) -> tuple[Requirement, ...]:
    """What a window requires for one event, column by column."""
    by_column: dict[str, tuple[Test, ...]] = {}
    for condition in conditions:
        test = test_of(condition, event=event, ports=ports)
        by_column[test.column] = (*by_column.get(test.column, ()), test)
    return tuple(
        Requirement(column, tests, ports, ways_of(None, column, tests, ports)) for column, tests in by_column.items()
    )
