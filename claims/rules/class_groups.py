"""Groups of reports as classes of records see them: this is where a class is made as coarse as one group allows.

What the kernel has said of a group is remembered by what the group can see, and by nothing else.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from claims.model.judgement import Finding
from claims.rules.birth_classes import OF_AGE, OTHERS, Births, is_loose
from claims.rules.classes import BLANK, Edges, Values, births_asked, calendar_number
from claims.rules.column_texts import DateTexts, FactTexts
from claims.rules.days import BEFORE_ALL, Day, youngest_of_age
from claims.rules.findings import findings_among
from claims.rules.records import Event, Trip, column_of
from claims.rules.relevance import Relevance
from claims.rules.windows import OUT, ReadyWindow, covers

Findings = tuple[Finding, ...]
Seen = tuple[object, ...]


@dataclass(frozen=True)
class Tables:
    """The distinct texts and facts that the numbers of a class stand for."""

    dates: Mapping[str, DateTexts]
    facts: Mapping[str, FactTexts]
    relevance: Relevance
    births: Births


@dataclass(frozen=True, slots=True)
class RecordClass:
    """One class of records by its parts: of facts (`Relevance`), of entry and exit (`DateTexts`), of birth (`Births`)."""

    facts: int
    entered: int
    exited: int
    birth: int


class Group:
    """The reports of one fact: windows that are judged together, and what they have said of the classes seen so far."""

    def __init__(self, windows: tuple[ReadyWindow, ...], *, number: int) -> None:
        self.windows, self.number = windows, number
        self.edges, self.values = Edges(windows), Values(windows)
        self.population = windows[0].window.population
        self._aged = bool(self.edges.ages or self.edges.fixed_births or self.edges.by_stay)
        self.ages = (0, *self.edges.ages)
        self.births_on_fixed_days = [birth for ready in windows for birth in births_asked(ready)]
        self._sides = _sides(windows, self.values)
        self._seen_facts: dict[int, tuple[bool | None, Seen, Seen, Seen]] = {}
        self._seen_days: dict[tuple[str, int], tuple[int, Seen, bool]] = {}
        self._known: dict[object, Findings] = {}

    def findings(self, of: RecordClass, tables: "Tables", trip: Callable[[], Trip]) -> Findings:
        """The findings of its windows, under the name of whichever record of the class came first."""
        key = self._key(of, tables, trip)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = findings_among(trip(), self.windows)
        return found

    def _key(self, of: RecordClass, tables: "Tables", trip: Callable[[], Trip]) -> object:
        about, facts, entry_facts, exit_facts = self._facts(of.facts, tables.relevance)
        if about is False:
            return None
        entry_kind, entry, entry_met = self._days("entered", of.entered, tables)
        exit_kind, exit_, exit_met = self._days("exited", of.exited, tables)
        # Where one event alone counts, the other bounds it while it is blank.
        sees_entry = "entered" in self.edges.counted or exit_kind == BLANK or self.edges.by_stay
        sees_exit = "exited" in self.edges.counted or entry_kind == BLANK or self.edges.by_stay
        blank = (sees_entry and entry_kind == BLANK) or (sees_exit and exit_kind == BLANK)
        events = (sees_entry, sees_exit)
        birth: object = None
        if is_loose(of.birth):
            birth = self._loose_birth(of, trip(), events=events, blank=blank)
        elif self._aged or blank:
            birth = self._exact_birth(of, tables.births, events=events, blank=blank)
        return (
            about,
            facts,
            (entry, entry_facts if entry_met else None) if sees_entry else None,
            (exit_, exit_facts if exit_met else None) if sees_exit else None,
            birth,
        )

    def _exact_birth(self, of: RecordClass, births: Births, *, events: tuple[bool, bool], blank: bool) -> object:
        """What this group can see of a birth among known days: the ages reached, and its place where an event is blank."""
        if of.birth < OTHERS:
            return of.birth
        entry, exit_, place, on_fixed_days = births.exact_parts(of.birth)
        ages = (entry if events[0] else None, exit_ if events[1] else None) if self.edges.ages else None
        if blank and place < len(births.births):
            place = bisect_left(self.edges.births, int(births.births[place]))
        return ages, place if blank else None, on_fixed_days if self.edges.fixed_births else None

    def _loose_birth(self, of: RecordClass, trip: Trip, *, events: tuple[bool, bool], blank: bool) -> object:
        """What this group can see of a birth among days partly known: its order among the days on which ages are reached."""
        dates = [(trip.entered, events[0]), (trip.exited, events[1])]
        if trip.born is None or self.edges.by_stay:
            return of.birth
        if self._of_age(trip.born[-1][1], dates, blank=blank):
            return OF_AGE
        if blank or max(len(event.spans) for event, _ in dates) > 1:
            return of.birth
        ends: list[Day] = []
        for event, seen in dates:
            if event.given and seen:
                ends += [youngest_of_age(day, age=age) for day in self._ends(*event.spans[0]) for age in self.ages]
            elif event.given:
                ends.append(event.spans[0][1])
        ordered = sorted({*ends, *self.births_on_fixed_days})
        births = [(bisect_left(ordered, first), bisect_left(ordered, last)) for first, last in trip.born]
        return (tuple(bisect_left(ordered, end) for end in ends), tuple(births))

    def _of_age(self, birth: Day, dates: list[tuple[Event, bool]], *, blank: bool) -> bool:
        """Whether somebody born on that day at the latest was of every age on every day that matters here."""
        if (blank or self.births_on_fixed_days) and calendar_number(birth) > self.edges.oldest:
            return False
        first = min((event.spans[0][0] for event, seen in dates if event.given and seen), default=birth)
        return first > BEFORE_ALL and birth <= youngest_of_age(first, age=self.edges.years)

    def _ends(self, first: Day, last: Day) -> list[Day]:
        """First and last day of each run of days between edges."""
        inner = [day for cut in self.edges.cuts if first < cut <= last for day in (cut - 1, cut)]
        return [first, *inner, last]

    def _facts(self, number: int, relevance: Relevance) -> tuple[bool | None, Seen, Seen, Seen]:
        """Whether it is about whoever shows the document, and what is seen of his other facts: for himself, and by event."""
        found = self._seen_facts.get(number)
        if found is None:
            passport, values = relevance.people[number]
            about = None if passport is None else covers(self.population, passport)
            seen = {column: self.values.seen(column, values.get(column)) for column in self.values.columns}
            always, entry, exit_ = (tuple(seen[column] for column in columns) for columns in self._sides)
            found = self._seen_facts[number] = (about, always, entry, exit_)
        return found

    def _days(self, event: str, number: int, tables: "Tables") -> tuple[int, Seen, bool]:
        """The kind of a date, what is seen of it, and whether some window may be met by it."""
        found = self._seen_days.get((event, number))
        if found is None:
            date = tables.dates[event].of_class(number)
            met = (
                date.kind == BLANK
                or self.edges.by_stay
                or any(
                    stretch.status != OUT and first <= stretch.last and stretch.first <= last
                    for ready in self.windows
                    for stretch in ready.stretches
                    for first, last in date.spans
                )
            )
            found = self._seen_days[event, number] = (date.kind, self.edges.places(date), met)
        return found


def _sides(
    windows: tuple[ReadyWindow, ...], values: Values
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The columns that windows look at whatever the days, and those that matter only where the entry, or the exit, counts."""
    always = {
        column_of(fact, event=event)
        for ready in windows
        for fact in (
            *(rule.condition.fact for rule in ready.window.notes),
            *(rule.condition.fact for rule in ready.window.exclusions),
            *(condition.fact for condition in ready.window.requires),
        )
        for event in ready.events
    }
    sided = [column for column in values.columns if column not in always]
    entry = tuple(column for column in sided if column.endswith("_in"))
    exit_ = tuple(column for column in sided if column.endswith("_out"))
    return tuple(column for column in values.columns if column not in (*entry, *exit_)), entry, exit_
