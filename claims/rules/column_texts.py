"""The distinct texts of a column: this is where each is read once, however many rows hold it.

A batch of rows comes as numbers into its own list of distinct texts, as column files store them. A date written
YYYY-MM-DD finds its place by its digits; what it means, `read_date` alone has said, once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from claims.rules.classes import DateText, Edges, Values, known_value, read_date_text

Ids = NDArray[np.int32]

BAD_FACT = -1
_FIRST_YEAR, _YEARS = 1850, 300
_DAY_LENGTH = len("YYYY-MM-DD")
_DASH = (ord("-") - ord("0")) % 256


@dataclass(frozen=True)
class Texts:
    """Distinct texts, UTF-8, one after the other: the text n is data[offsets[n]:offsets[n + 1]]."""

    offsets: NDArray[np.int32]
    letters: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def text(self, number: int) -> str:
        """One of them, without white space around it. Raises UnicodeDecodeError."""
        return self.letters[self.offsets[number] : self.offsets[number + 1]].tobytes().decode().strip()

    @cached_property
    def days(self) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Which of them look like YYYY-MM-DD, and for each of those a number that tells its digits."""
        begins = self.offsets[:-1].astype(np.intp)
        long = np.flatnonzero(np.diff(self.offsets) == _DAY_LENGTH)
        if len(long) < len(begins):
            begins = begins[long]
        signs = [self.letters.take(begins + at) - ord("0") for at in range(_DAY_LENGTH)]
        dashes = (signs.pop(7), signs.pop(4))
        # Letters before "0" have become large numbers, so one comparison finds whatever is no digit.
        right = (np.maximum.reduce(signs) <= 9) & (dashes[0] == _DASH) & (dashes[1] == _DASH)
        numbers = [sign.astype(np.int32) for sign in signs]
        year = numbers[0] * 1000 + numbers[1] * 100 + numbers[2] * 10 + numbers[3] - _FIRST_YEAR
        month, day = numbers[4] * 10 + numbers[5] - 1, numbers[6] * 10 + numbers[7] - 1
        right &= (year >= 0) & (year < _YEARS) & (month >= 0) & (month < 12) & (day >= 0) & (day < 31)
        found = (year * 12 + month) * 31 + day
        return (long, found) if right.all() else (long[right], found[right])


class DistinctTexts:
    """Numbers for the distinct texts of one column, over all batches; `read` is called once for each."""

    def __init__(self, read: Callable[[str], None]) -> None:
        self._read = read
        self._known: dict[str, int] = {}
        self._by_letters: dict[bytes, int] = {}
        self._by_day = np.full(_YEARS * 12 * 31, -1, np.int32)
        self._lock = Lock()

    def number(self, text: str) -> int:
        """The number of one text, white space around it taken off."""
        found = self._known.get(text)
        if found is not None:
            return found
        with self._lock:
            if text not in self._known:
                self._read(text)
                self._known[text] = len(self._known)
            return self._known[text]

    def numbers(self, texts: Texts) -> Ids:
        """The number of each text. A text that is not UTF-8 raises UnicodeDecodeError."""
        found = np.full(len(texts), -1, np.int32)
        places, days = texts.days
        found[places] = self._by_day[days]
        others = np.flatnonzero(found < 0)
        if len(others):
            found[others] = self._numbers_of(texts.letters.tobytes(), texts.offsets[others], texts.offsets[others + 1])
            self._by_day[days] = found[places]
        return found

    def _numbers_of(self, letters: bytes, begins: Ids, ends: Ids) -> list[int]:
        known, found = self._by_letters, []
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            text = letters[begin:end]
            number = known.get(text)
            if number is None:
                number = known[text] = self.number(text.decode().strip())
            found.append(number)
        return found


class DateTexts:
    """The distinct texts of a date column: what each may mean, and its class among events that no window tells apart."""

    def __init__(self, edges: Edges, *, event: bool) -> None:
        self.edges, self.event = edges, event
        self._lock = Lock()
        self._of_class: list[DateText] = []
        self._classes: dict[object, int] = {}
        self._rows: list[tuple[int, int, int, int, bool, int, bool, int]] = []
        self._table = np.empty((1024, 8), np.int64)
        self._tabled = 0
        self.distinct = DistinctTexts(self._take)
        self.number = self.distinct.number
        self.numbers = self.distinct.numbers

    def _take(self, text: str) -> None:
        date, place = self._placed(text)
        split = any(self.edges.place(first) != self.edges.place(last) for first, last in date.spans)
        spot = 2 * self.edges.place(date.spans[0][0]) + date.uncertain if date.spans else 0
        self._rows.append((date.kind, date.first, date.last, place, date.odd, len(self._rows), split, spot))

    def _placed(self, text: str) -> tuple[DateText, int]:
        date = read_date_text(text, event=self.event)
        seen = self.edges.places(date) if self.event else (date.kind,)
        place = self._classes.setdefault(seen, len(self._classes))
        if place == len(self._of_class):
            self._of_class.append(date)
        return date, place

    def of_class(self, number: int) -> DateText:
        """The first date of a class; no window tells others of the class from it, but for ages."""
        return self._of_class[number]

    def table(self) -> NDArray[np.int64]:
        """One row per distinct text read so far: kind, first, last, class, odd, number, split (some edge lies within its
        days), spot (twice the place of its first day between edges, and one more where it is uncertain).
        """
        with self._lock:
            known = len(self._rows)
            if known > len(self._table):
                self._table = np.concatenate([self._table, np.empty((max(known, len(self._table)), 8), np.int64)])
            if known > self._tabled:
                self._table[self._tabled : known] = self._rows[self._tabled : known]
                self._tabled = known
            return self._table[:known]


class FactTexts:
    """The distinct texts of a column that is no date: what the windows see of each, numbered; BAD_FACT where it is refused."""

    def __init__(self, column: str, seen: Values) -> None:
        self.column, self._values_seen = column, seen
        self.values: list[str | None] = []
        self._classes: dict[object, int] = {}
        self._by_text: list[int] = []
        self.distinct = DistinctTexts(self._take)
        self.number = self.distinct.number
        self.numbers = self.distinct.numbers

    def seen(self, value: str | None) -> object:
        """What the windows see of a value: equal for values that none tells apart."""
        return self._values_seen.seen(self.column, value)

    def _take(self, text: str) -> None:
        accepted, value = known_value(self.column, text)
        place = self._classes.setdefault(self.seen(value), len(self._classes)) if accepted else BAD_FACT
        if place == len(self.values):
            self.values.append(value)
        self._by_text.append(place)

    def table(self) -> Ids:
        """The class of each distinct text read so far; `values` holds one value of each class."""
        return np.array(self._by_text, np.int32)
