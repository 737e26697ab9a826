"""What the kernel says of each class: this is where one record of a class is judged, once, for all the others.

The kernel is asked per group of reports, and of those only whose days a record may lie in, so that many windows cost no
more than few.
"""

from collections.abc import Callable, Iterable, Mapping

from claims.model.disclosure import BLANK as NOT_SAID
from claims.model.disclosure import Registry
from claims.rules.birth_classes import Births
from claims.rules.class_groups import Findings, Group, RecordClass, Tables
from claims.rules.classes import BLANK, FACT_COLUMNS, NEVER, DateText, Edges, Values
from claims.rules.column_texts import DateTexts, FactTexts
from claims.rules.records import PLACES, Trip, column_of
from claims.rules.relevance import Relevance
from claims.rules.windows import OUT, ReadyWindow, covers, judged_windows


class ClassJudging:
    """The kernel's answers by class, for the windows of one kind of record."""

    def __init__(self, registry: Registry, *, records: str) -> None:
        self.registry = registry
        self.windows = judged_windows(registry, records)
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
