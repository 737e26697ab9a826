"""What the kernel says of each class: this is where one record of a class is judged, once, for all the others.

The kernel is asked per group of reports, and remembered by what that group can see, so that many windows cost no more
than those whose days a record may lie in.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from claims.model.disclosure import BLANK as NOT_SAID
from claims.model.disclosure import Registry
from claims.model.judgement import Finding
from claims.rules.birth_classes import OF_AGE, OTHERS, Births, is_loose
from claims.rules.classes import BLANK, FACT_COLUMNS, NEVER, DateText, Edges, Values, births_asked, calendar_number
from claims.rules.column_texts import DateTexts, FactTexts
from claims.rules.days import BEFORE_ALL, Day, youngest_of_age
from claims.rules.findings import findings_among
from claims.rules.records import PLACES, Event, Trip, column_of
from claims.rules.relevance import Relevance
from claims.rules.windows import OUT, ReadyWindow, covers, ready_windows

Findings = tuple[Finding, ...]
Seen = tuple[object, ...]


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


@dataclass(frozen=True)
class Tables:
    """The distinct texts and facts that the numbers of a class stand for."""

    dates: Mapping[str, DateTexts]
    facts: Mapping[str, FactTexts]
    relevance: Relevance
    births: Births


class ClassJudging:
    """The kernel's answers by class, for the windows of one kind of record."""

    def __init__(self, registry: Registry, *, records: str) -> None:
        self.registry = registry
        self.windows = tuple(ready for ready in ready_windows(registry) if ready.window.records == records)
        grouped: dict[tuple[str, str], list[ReadyWindow]] = {}
        for ready in self.windows:
            grouped.setdefault((ready.project, ready.window.group), []).append(ready)
        self.groups = tuple(Group(tuple(windows), number=number) for number, windows in enumerate(grouped.values()))
        self.order = {ready.window.id: place for place, ready in enumerate(self.windows)}
        self.edges = Edges(self.windows)
        dates = {name: DateTexts(self.edges, event=name != "born") for name in ("entered", "exited", "born")}
        values = Values(self.windows)
        facts = {name: FactTexts(name, values) for name in FACT_COLUMNS}
        self.tables = Tables(dates, facts, Relevance(self.windows, facts), Births(self.edges))
        self._near = {event: self._groups_near(event) for event in ("entered", "exited")}
        self._met_by: dict[tuple[str, int], int] = {}
        self._masks: dict[int, tuple[int, int]] = {}
        # Blank takes the first number of each column, and the first class.
        for date_texts in dates.values():
            date_texts.number("")
        for fact_texts in facts.values():
            fact_texts.number("")

    def all_findings(self, of: RecordClass, trip: Callable[[], Trip]) -> Findings:
        """One finding for each window, in registry order."""
        return self.ordered(group.findings(of, self.tables, trip) for group in self.groups)

    def near_findings(self, of: RecordClass, trip: Callable[[], Trip]) -> list[Findings]:
        """By group, the findings of those windows at least whose answer may be another than outside."""
        about, excluding = self.masks(of.facts)
        mask = (self._met("entered", of.entered) | self._met("exited", of.exited)) & about | excluding
        found: list[Findings] = []
        while mask:
            lowest = mask & -mask
            found.append(self.groups[lowest.bit_length() - 1].findings(of, self.tables, trip))
            mask ^= lowest
        return found

    def ordered(self, found: Iterable[Findings]) -> Findings:
        """Findings of several groups in registry order."""
        every = [finding for findings in found for finding in findings]
        return tuple(sorted(every, key=lambda finding: self.order[finding.window]))

    def _met(self, event: str, number: int) -> int:
        """The groups, as bits, some window of which counts this event and may be met by its days."""
        mask = self._met_by.get((event, number))
        if mask is None:
            mask = self._met_by[event, number] = self._find_met(event, self.tables.dates[event].of_class(number))
        return mask

    def _find_met(self, event: str, date: DateText) -> int:
        near = self._near[event]
        if date.kind == NEVER:
            return 0
        if date.kind == BLANK:
            return near[-1]
        mask = 0
        for first, last in date.spans:
            for place in range(self.edges.place(first), self.edges.place(last) + 1):
                mask |= near[place]
        return mask

    def near(self, event: str) -> list[int]:
        """For each place between edges the groups, as bits, that an event there may meet."""
        return self._near[event][:-1]

    def masks(self, facts: int) -> tuple[int, int]:
        """The groups, as bits, about whoever shows this document (all where it is blank); those that may exclude him."""
        found = self._masks.get(facts)
        if found is None:
            found = self._masks[facts] = self._find_masks(*self.tables.relevance.people[facts])
        return found

    def _find_masks(self, passport: str | None, values: Mapping[str, str | None]) -> tuple[int, int]:
        about = excluded = 0
        for group in self.groups:
            if passport is None or covers(group.population, passport):
                about |= 1 << group.number
                excluded |= any(_excludes(ready, values) for ready in group.windows) << group.number
        return about, excluded

    def _groups_near(self, event: str) -> list[int]:
        """For each place between edges the groups that may be met there, as bits; last, all that count the event."""
        near = [0] * (len(self.edges.cuts) + 1)
        every = 0
        for group in self.groups:
            for ready in group.windows:
                if event not in ready.events and ready.window.event != "stay":
                    continue
                every |= 1 << group.number
                for stretch in ready.stretches:
                    if stretch.status != OUT:
                        begin, end = self.edges.place(stretch.first), self.edges.place(stretch.last)
                        for place in range(begin, end + 1):
                            near[place] |= 1 << group.number
        return [*([every] * len(near) if self.edges.by_stay else near), every]


def _excludes(ready: ReadyWindow, values: Mapping[str, str | None]) -> bool:
    """Whether some exclusion of a window may hold, on one of the events it counts."""
    return any(
        rule.condition.fact in PLACES
        or (values.get(column_of(rule.condition.fact, event=event)) or NOT_SAID) in rule.condition.values
        for rule in ready.window.exclusions
        for event in ready.events
    )
