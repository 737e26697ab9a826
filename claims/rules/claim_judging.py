"""The trips of one claim, judged by classes met before: this is where a claim at the door is answered without waiting.

The kernel has judged a trip of each class; the trip in hand gets those findings under its own name, with what was given
in it. A trip of somebody young at the time, whose class would say a birth date, is given to the kernel itself. What is
kept between claims tells classes apart, with one trip's findings for each, and names nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from claims.model.disclosure import Registry
from claims.model.judgement import Criterion, Finding, TripResult
from claims.rules.birth_classes import NOT_GIVEN, OF_AGE
from claims.rules.class_judging import ClassJudging, RecordClass
from claims.rules.classes import BAD, DATE_COLUMNS, DAY, EARLIEST, FACT_COLUMNS, LATEST, known_value
from claims.rules.column_texts import BAD_FACT
from claims.rules.eligibility import trip_results
from claims.rules.findings import findings_among
from claims.rules.records import Record, read_trip

MOST_KEPT = 50_000
"""Classes kept at most; then they are all forgotten."""

_YEAR = 10_000


@dataclass(frozen=True, slots=True)
class TripJudgement:
    """One record judged: its findings in registry order and its result per project."""

    findings: tuple[Finding, ...]
    results: tuple[TripResult, ...]


class ClaimJudging:
    """The kernel for single trips of one kind, by one registry, with a memory of classes."""

    def __init__(self, registry: Registry, *, records: str) -> None:
        self._judging = ClassJudging(registry, records=records)
        self._relevance = self._judging.tables.relevance
        self._facts = self._judging.tables.facts
        self._seen = {
            name: lru_cache(maxsize=MOST_KEPT)(dates.seen) for name, dates in self._judging.tables.dates.items()
        }
        self._known: dict[tuple[int, int, int, int], _Pattern] = {}

    def judge(self, record: Record) -> TripJudgement:
        """The findings and results of one trip. Refuses as `read_trip`, with NotValid."""
        found = self._class_of(record)
        if found is None:
            trip = read_trip(record)
            findings = findings_among(trip, self._judging.windows)
            return TripJudgement(findings, trip_results(trip, findings, self._judging.windows))
        pattern = self._known.get(found)
        if pattern is None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            pattern = self._known[found] = self._pattern(record, RecordClass(*found))
        return pattern.of(record)

    def _pattern(self, record: Record, of: RecordClass) -> "_Pattern":
        trip = read_trip(record)
        findings = self._judging.all_findings(of, lambda: trip)
        return _Pattern(findings, trip_results(trip, findings, self._judging.windows))

    def _class_of(self, record: Record) -> tuple[int, int, int, int] | None:
        """The class of a record; None where the kernel must look at it itself, be it to refuse it."""
        facts = self._facts_of(record)
        if facts is None or self._judging.edges.by_stay or not record.record.strip():
            return None
        kind_in, first_in, _, entered = self._seen["entered"](record.entered or "")
        kind_out, first_out, _, exited = self._seen["exited"](record.exited or "")
        if kind_in == BAD or kind_out == BAD:
            return None
        if not record.born:
            return facts, entered, exited, NOT_GIVEN
        kind, _, last, _ = self._seen["born"](record.born)
        first = min(first_in if kind_in >= DAY else LATEST, first_out if kind_out >= DAY else LATEST)
        due = last + int(self._relevance.years[facts]) * _YEAR
        if kind == BAD or last == EARLIEST or last > self._relevance.oldest[facts] or due > first:
            return None
        return facts, entered, exited, OF_AGE

    def _facts_of(self, record: Record) -> int | None:
        values: dict[str, str | None] = {}
        for column in FACT_COLUMNS:
            texts = self._facts[column]
            place = texts.class_of(getattr(record, column) or "")
            if place == BAD_FACT:
                return None
            values[column] = texts.values[place]
        return self._relevance.number(values.pop("passport"), values)


Make = Callable[[Record, Mapping[str, str | None]], Finding]


class _Pattern:
    """The answers to a class, and how those of any of its trips are made from them."""

    def __init__(self, findings: tuple[Finding, ...], results: tuple[TripResult, ...]) -> None:
        self._findings = [_maker(finding) for finding in findings]
        self._results = [
            (one.project, one.result, one.strength, one.windows, one.flags, one.notes, one.reasons, one.settled_by)
            for one in results
        ]

    def of(self, record: Record) -> TripJudgement:
        """The same answers to a trip of the class."""
        given = _given(record)
        results = tuple([TripResult(record.record, *one) for one in self._results])
        return TripJudgement(tuple([make(record, given) for make in self._findings]), results)


def _maker(finding: Finding) -> Make:
    """What makes this finding for another trip of its class: only its name and what was given in it are its own."""
    before = (finding.project, finding.window, finding.group, finding.status, finding.decides, finding.result)
    answer = (finding.strength, finding.segments, finding.flags, finding.notes, finding.reasons)
    asked = [(one.name, one.value, one.fact) for one in finding.criteria]
    columns, settled_by, weight = [column for column, _ in finding.inputs], finding.settled_by, finding.weight

    def make(record: Record, given: Mapping[str, str | None]) -> Finding:
        criteria = tuple([Criterion(name, value, fact, given.get(fact)) for name, value, fact in asked])
        inputs = tuple([(column, getattr(record, column) or None) for column in columns])
        return Finding(record.record, *before, *answer, criteria, inputs, settled_by, weight)

    return make


def _given(record: Record) -> dict[str, str | None]:
    """What stands behind each criterion: the document in capitals, dates as written, "don't know" as nothing."""
    found: dict[str, str | None] = {name: getattr(record, name) or None for name in DATE_COLUMNS}
    for column in FACT_COLUMNS:
        found[column] = known_value(column, getattr(record, column) or "")[1]
    return found


@lru_cache(maxsize=8)
def claim_judging(registry: Registry, records: str) -> ClaimJudging:
    """The memory of one registry; the oldest is forgotten when others come."""
    return ClaimJudging(registry, records=records)
