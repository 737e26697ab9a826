"""Classes of records: this is where records that any registry window must judge alike get one number.

A record's answer hangs on few things: between which edges its days lie, whom its passport makes it, the ages it reaches,
the values its windows name. Everything here only tells records apart, if need be more finely than the kernel does; what
the answer of a class is, the kernel alone says (claims/rules/class_judging.py).
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from claims.errors import NotValid
from claims.model.disclosure import ON_EVENT, Condition
from claims.rules.dates import read_date
from claims.rules.days import BEFORE_ALL, Day, Span, calendar_day, youngest_of_age
from claims.rules.passports import PASSPORT_CODES
from claims.rules.records import CHOICES, DID_NOT_HAPPEN, NOT_KNOWN, column_of
from claims.rules.windows import ReadyWindow, covers

BLANK, NEVER, DAY, VAGUE, BAD = range(5)
"""What a date column holds: nothing, "none", one certain day, several possible days, a text that is refused."""

EARLIEST, LATEST = -(2**31) + 1, 2**31 - 1
"""Stand for no earliest and no latest day among calendar numbers (see `calendar_number`)."""

DATE_COLUMNS = ("entered", "exited", "born")
FACT_COLUMNS = (
    "passport",
    "capacity",
    "registered",
    "gate_registered",
    "holds_korean",
    "channel_in",
    "channel_out",
    "port_in",
    "port_out",
)


@dataclass(frozen=True, slots=True)
class DateText:
    """One distinct text of a date column. `first`, `last`: calendar numbers; `odd`: not one span of years 1 to 9999."""

    kind: int
    uncertain: bool = False
    spans: tuple[Span, ...] = ()
    first: int = EARLIEST
    last: int = LATEST
    odd: bool = False


def calendar_number(day: Day) -> int:
    """A day as year * 10,000 + month * 100 + day, which compares as days do and from which years are subtracted as they are.

    Years outside 1 to 9999 become EARLIEST or LATEST. Example: 2015-03-02 is 20150302.
    """
    if not 1 <= day <= 3_652_059:
        return EARLIEST if day < 1 else LATEST
    year, month, day_of_month = calendar_day(day)
    return year * 10_000 + month * 100 + day_of_month


def read_date_text(text: str, *, event: bool) -> DateText:
    """What a date column says. `event`: "none" means that it did not happen. Never raises; a refused text is BAD."""
    if not text:
        return DateText(BLANK)
    if event and text == DID_NOT_HAPPEN:
        return DateText(NEVER)
    try:
        date = read_date(text)
    except NotValid:
        return DateText(BAD)
    first, last = date.spans[0][0], date.spans[-1][1]
    exact = len(date.spans) == 1 and first == last
    return DateText(
        kind=DAY if exact else VAGUE,
        uncertain=date.uncertain,
        spans=date.spans,
        first=calendar_number(first),
        last=calendar_number(last),
        odd=len(date.spans) > 1 or not 1 <= first <= last <= 3_652_059,
    )


class Edges:
    """What sets days and births apart for some windows: the edges between stretches of days, and the ages asked for."""

    def __init__(self, windows: Iterable[ReadyWindow]) -> None:
        self.windows = tuple(windows)
        starts = {start for ready in self.windows for start in ready.starts}
        self.cuts: list[Day] = sorted(starts - {BEFORE_ALL})
        self.ages: list[int] = sorted({age for ready in self.windows for age in (*ready.ages, *_ages_asked(ready))})
        self.by_stay = any(ready.window.event == "stay" for ready in self.windows)
        self.counted = frozenset(event for ready in self.windows for event in ready.events)

    def place(self, day: Day) -> int:
        """Between which two edges a day lies."""
        return bisect_right(self.cuts, day)

    def places(self, date: DateText) -> tuple[object, ...]:
        """What the windows can see of an event's date: equal for dates that no window tells apart."""
        if date.kind < DAY:
            return (date.kind,)
        if self.by_stay:
            return (date.spans, date.uncertain)
        return (date.uncertain, *((self.place(first), self.place(last)) for first, last in date.spans))

    @cached_property
    def births(self) -> list[int]:
        """Birth dates (calendar numbers) after which an answer can change, whatever the trip: edges, and edges less an age."""
        days = {day for cut in self.cuts for day in (cut - 1, cut)}
        found = {calendar_number(day) for day in days}
        found |= {calendar_number(youngest_of_age(day, age=age)) for day in days for age in self.ages if day >= 1}
        return sorted((found | set(self.fixed_births)) - {EARLIEST, LATEST})

    @cached_property
    def fixed_births(self) -> list[int]:
        """Birth dates (calendar numbers) after which an age asked for on a fixed day is not reached."""
        return sorted({calendar_number(birth) for ready in self.windows for birth in births_asked(ready)})

    @cached_property
    def oldest(self) -> int:
        """Whoever was born on or before this (calendar number) was born before every edge, and of every age on each fixed day.

        Where an age decides and not only flags, also of that age before every edge: an event left blank may be any day.
        """
        asked = [0, *(age for ready in self.windows for age in _ages_asked(ready))]
        born = [calendar_number(youngest_of_age(cut - 1, age=age)) for cut in self.cuts[:1] for age in asked if cut > 1]
        return min([*born, *self.fixed_births], default=LATEST)

    @cached_property
    def years(self) -> int:
        """The highest age asked for on the day of an event; 0 where none is."""
        return self.ages[-1] if self.ages else 0


def _ages_asked(ready: ReadyWindow) -> set[int]:
    """The ages a window asks for on the day of the event."""
    asked = [age for rule in ready.window.ages if rule.on == ON_EVENT for age in (rule.at_least, rule.below)]
    return {age for age in asked if age is not None}


def births_asked(ready: ReadyWindow) -> set[Day]:
    """The last births with which an age is reached on the fixed days a window asks about."""
    return {
        youngest_of_age(read_date(rule.on).spans[0][0], age=age)
        for rule in ready.window.ages
        if rule.on != ON_EVENT
        for age in (rule.at_least, rule.below)
        if age is not None
    }


def conditions_of(ready: ReadyWindow) -> tuple[Condition, ...]:
    """Every condition of a window: of flags, notes, exclusions, strengths, and what it requires."""
    window = ready.window
    found = [rule.condition for rule in window.flags if rule.condition is not None]
    found += [rule.condition for rule in window.notes]
    found += [rule.condition for rule in window.exclusions]
    found += [rule.condition for segment in window.segments for rule in segment.stronger]
    return (*found, *window.requires)


class Values:
    """What some windows can see of the columns that are no dates: whom the passport makes somebody, and the values they name."""

    def __init__(self, windows: Iterable[ReadyWindow]) -> None:
        self.windows = tuple(windows)
        self.populations = tuple(dict.fromkeys(ready.window.population for ready in self.windows))
        self._named: dict[str, frozenset[str] | None] = {}
        for ready in self.windows:
            for condition in conditions_of(ready):
                for event in ready.events:
                    column = column_of(condition.fact, event=event)
                    if condition.fact in ("city", "country", "mode"):
                        self._named[column] = None
                    elif self._named.get(column, frozenset()) is not None:
                        self._named[column] = (self._named.get(column) or frozenset()) | frozenset(condition.values)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns any of the windows looks at, besides dates and the passport."""
        return tuple(column for column in FACT_COLUMNS if column in self._named)

    def seen(self, column: str, value: str | None) -> object:
        """What the windows can see of a value; equal for values that no window tells apart."""
        if column == "passport":
            if value is None:
                return None
            return tuple(covers(population, value) for population in self.populations)
        if value is None:
            return None
        named = self._named.get(column, frozenset())
        return value if named is None or value in named else ""


def known_value(column: str, text: str) -> tuple[bool, str | None]:
    """Whether a text may stand in a column, and the fact it gives: None where it is blank or "don't know"."""
    if not text:
        return True, None
    if column == "passport":
        return text.upper() in PASSPORT_CODES, text.upper()
    accepted = CHOICES.get(column)
    return accepted is None or text in accepted, None if text in NOT_KNOWN else text
