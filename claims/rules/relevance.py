"""What matters for whom: this is where facts that no window about a traveller looks at stop telling records apart."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from claims.rules.classes import FACT_COLUMNS, Edges, Values
from claims.rules.column_texts import FactTexts
from claims.rules.windows import ReadyWindow, covers

_RADIX = {"passport": 1024, "port_in": 512, "port_out": 512}
_CHOICES = 16
"""More classes than a column of choices can have."""


class Relevance:
    """The classes of all facts but dates. `radix`: what a column's class is multiplied with in their common key."""

    def __init__(self, windows: tuple[ReadyWindow, ...], facts: Mapping[str, FactTexts]) -> None:
        self.windows, self.texts = windows, facts
        looked_at = {"passport", *Values(windows).columns}
        self.columns = tuple(column for column in FACT_COLUMNS if column in looked_at)
        self.radix: dict[str, int] = {}
        step = 1
        for column in reversed(self.columns):
            self.radix[column] = step
            step *= _RADIX.get(column, _CHOICES)
        self._numbers: dict[object, int] = {}
        self._windows: dict[object, tuple[ReadyWindow, ...]] = {}
        self._values: dict[object, Values] = {}
        self._edges: dict[tuple[ReadyWindow, ...], Edges] = {}
        self.people: list[tuple[str | None, dict[str, str | None]]] = []
        self.entries = np.zeros(16, np.int64)
        self.exits = np.zeros(16, np.int64)
        self.years = np.zeros(16, np.int64)
        self.oldest = np.zeros(16, np.int64)

    def take(self, key: int, row: int) -> int:
        """The class behind a common key: facts that some window about this traveller tells apart. `row` is not looked at."""
        values = {}
        for column in self.columns:
            place, key = divmod(key, self.radix[column])
            values[column] = self.texts[column].values[place]
        passport = values.pop("passport")
        return self.number(passport, values)

    def number(self, passport: str | None, values: Mapping[str, str | None]) -> int:
        """The class of a document and of the other facts, by column; columns not named are blank."""
        about = self.texts["passport"].seen(passport)
        if about not in self._values:
            self._windows[about] = tuple(
                ready for ready in self.windows if passport is None or covers(ready.window.population, passport)
            )
            self._values[about] = Values(self._windows[about])
        seen = self._values[about]
        facts = tuple((column, seen.seen(column, values.get(column))) for column in seen.columns)
        place = self._numbers.setdefault((about, facts), len(self._numbers))
        if place == len(self.people):
            self.people.append((passport, dict(values)))
            self._note(place, self._windows[about])
        return place

    def _note(self, place: int, windows: tuple[ReadyWindow, ...]) -> None:
        """Whether entries and exits matter to this class; the highest age asked for, and who is old enough for every edge."""
        if place >= len(self.entries):
            self.entries, self.exits = _longer(self.entries), _longer(self.exits)
            self.years, self.oldest = _longer(self.years), _longer(self.oldest)
        edges = self._edges.setdefault(windows, Edges(windows))
        self.entries[place] = "entered" in edges.counted or edges.by_stay
        self.exits[place] = "exited" in edges.counted or edges.by_stay
        self.years[place], self.oldest[place] = edges.years, edges.oldest


def _longer(array: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate([array, np.zeros(len(array), np.int64)])
