"""Births by class: this is where birth dates become as many classes as a trip's ages, and births after a trip, can tell apart.

Almost everybody was of every age asked for before the trip and is done at once. For the rest every comparison between
birth, age and day that the kernel could make is part of the class; such a class may be finer than it need be, never coarser.
"""

from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from claims.rules.classes import BLANK, DAY, EARLIEST, LATEST, NEVER, VAGUE, Edges
from claims.rules.numbering import Numbering

Wide = NDArray[np.int64]
Places = NDArray[np.intp]

SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")
NOT_GIVEN, OF_AGE, OTHERS = 0, 1, 2
"""Classes of birth: not given; of every age asked for on every day that matters; from here on all others."""

_YEAR, _LEAP_DAY = 10_000, 229


class Dates(Protocol):
    """A date column of a batch (record_classes.DateRows)."""

    def of(self, name: str) -> Wide:
        """A column of its table for each row."""

    def distinct(self, name: str) -> Wide:
        """A column of its table for each distinct text."""

    def at(self, places: Places) -> "Dates":
        """Some of the rows."""

    @property
    def rows(self) -> NDArray[np.intp]:
        """For each row its distinct text."""


Trips = tuple[Dates, Dates, Dates]
"""Entry, exit and birth of a batch."""


def is_loose(birth: int) -> bool:
    """Whether a class of birth stands for days or births only partly known."""
    return birth > OTHERS and birth % 2 == (OTHERS + 1) % 2


def loose_births(births: Wide) -> NDArray[np.bool_]:
    """As `is_loose`, of many."""
    return (births > OTHERS) & (births % 2 == (OTHERS + 1) % 2)


class Births:
    """Numbers for the classes of births of one set of windows."""

    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.ages = [0, *edges.ages]
        self.births = np.array(edges.births, np.int64)
        self.fixed = np.array(edges.fixed_births, np.int64)
        # Where an age decides, a birth date left blank is bounded by any day on which its owner travelled.
        self._asked = any(ready.window.ages for ready in edges.windows)
        self._exact = Numbering()
        self._exact_keys: list[int] = []
        self._loose: dict[bytes, int] = {}

    def ids(self, trips: Trips, *, years: Wide, oldest: Wide) -> tuple[Wide, Places]:
        """The class of each row's birth, and the rows in which somebody travels before being born.

        `years`, `oldest`: for each row the highest age that matters for whoever shows its document, and the last birth
        that no edge and no fixed day tells apart.
        """
        entered, exited, born = trips
        found = np.where(born.distinct("kind") >= DAY, OF_AGE, NOT_GIVEN).take(born.rows)
        last = np.where(born.distinct("kind") >= DAY, born.distinct("last"), EARLIEST).take(born.rows)
        first = np.minimum(_first_given(entered), _first_given(exited))
        young = np.flatnonzero((last + years * _YEAR > first) | (last > oldest) | ((found == NOT_GIVEN) & self._asked))
        if not len(young):
            return found, young
        trip = (entered.at(young), exited.at(young), born.at(young))
        found[young] = self._others(*trip)
        return found, young[_contradictory(*trip)]

    def _others(self, entered: Dates, exited: Dates, born: Dates) -> Wide:
        kinds = (entered.of("kind"), exited.of("kind"))
        loose = (kinds[0] == VAGUE) | (kinds[1] == VAGUE) | (born.of("kind") != DAY) | self.edges.by_stay
        found = np.empty(len(loose), np.int64)
        exact, rest = np.flatnonzero(~loose), np.flatnonzero(loose)
        if len(exact):
            found[exact] = 2 * self._exact_ids(entered.at(exact), exited.at(exact), born.at(exact)) + OTHERS
        if len(rest):
            found[rest] = 2 * self._loose_ids(entered.at(rest), exited.at(rest), born.at(rest)) + OTHERS + 1
        return found

    def exact_parts(self, birth: int) -> tuple[int, int, int, int]:
        """How many ages are reached on entry and on exit, and the place of the birth between edges and between fixed days."""
        rest, fixed = divmod(self._exact_keys[(birth - OTHERS) // 2], len(self.fixed) + 1)
        rest, place = divmod(rest, len(self.births) + 1)
        entry, exit_ = divmod(rest, len(self.ages) + 1)
        return entry, exit_, place, fixed

    def _exact_ids(self, entered: Dates, exited: Dates, born: Dates) -> Wide:
        """Known days: which ages are reached on each, and where an event is blank, between which edges the birth lies."""
        birth, key = born.of("last"), np.zeros(len(born.rows), np.int64)
        for event in (entered, exited):
            day = np.where(event.of("kind") == DAY, event.of("last"), EARLIEST)
            reached = sum((birth + age * _YEAR <= day).astype(np.int64) for age in self.ages)
            key = key * (len(self.ages) + 1) + reached
        blank = (entered.of("kind") == BLANK) | (exited.of("kind") == BLANK)
        place = np.where(blank, np.searchsorted(self.births, birth), 0)
        key = (key * (len(self.births) + 1) + place) * (len(self.fixed) + 1) + np.searchsorted(self.fixed, birth)
        return self._exact.ids(key, made=self._keep).astype(np.int64)

    def _keep(self, key: int, _row: int) -> int:
        self._exact_keys.append(key)
        return len(self._exact_keys) - 1

    def _loose_ids(self, entered: Dates, exited: Dates, born: Dates) -> Wide:
        """Days or births partly known: every comparison between birth, age, day and edge."""
        compared = np.column_stack(self._comparisons(entered, exited, born)).astype(np.int32)
        width, known, raw = compared.shape[1] * compared.itemsize, self._loose, compared.tobytes()
        numbers = [known.setdefault(raw[at : at + width], len(known)) for at in range(0, len(raw), width)]
        return np.array(numbers, np.int64)

    def _comparisons(self, entered: Dates, exited: Dates, born: Dates) -> list[Wide]:
        ends = [_ends(event) for event in (entered, exited)]
        shifted = [[_years_before(end, age) for end in pair for age in self.ages] for pair in ends]
        births = [born.of("first"), born.of("last")]
        found = [np.searchsorted(self.fixed, birth) for birth in births]
        for one in (*shifted[0], *shifted[1]):
            found += [(birth <= one).astype(np.int64) for birth in births]
        found += [np.sign(one - other) for one in shifted[0] for other in shifted[1]]
        # Edges matter only where one lies within the days that are possible, as for a blank date it does.
        split = entered.of("split") | exited.of("split")
        for date in (entered, exited, born):
            split = split | (date.of("kind") == BLANK)
        edges = [np.searchsorted(self.births, birth) for birth in births]
        for one in (*shifted[0], *shifted[1]):
            edges += [np.searchsorted(self.births, one, side=side) for side in SIDES]
        found += [np.where(split, one + 1, 0) for one in edges]
        odd = (entered.of("odd") | exited.of("odd") | born.of("odd")) | int(self.edges.by_stay)
        return [*found, *(np.where(odd, date.of("number") + 1, 0) for date in (entered, exited, born))]


def _first_given(event: Dates) -> Wide:
    """The first possible day of an event that is given; LATEST of others."""
    return np.where(event.distinct("kind") >= DAY, event.distinct("first"), LATEST).take(event.rows)


def _ends(event: Dates) -> list[Wide]:
    given = event.of("kind") >= DAY
    return [np.where(given, event.of("first"), LATEST), np.where(given, event.of("last"), EARLIEST)]


def _contradictory(entered: Dates, exited: Dates, born: Dates) -> NDArray[np.bool_]:
    first = born.of("first")
    return (born.of("kind") >= DAY) & np.logical_or(
        *((event.of("kind") > NEVER) & (event.of("last") < first) for event in (entered, exited))
    )


def _years_before(day: Wide, age: int) -> Wide:
    """The last birth with which an age is reached by that day (days.youngest_of_age), as calendar numbers."""
    back = day - age * _YEAR
    year = back // _YEAR
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    back = np.where((back % _YEAR == _LEAP_DAY) & ~leap, back - 1, back)
    return np.where((day == EARLIEST) | (day == LATEST), day, back)
