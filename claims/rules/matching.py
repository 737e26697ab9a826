"""The one matching kernel: this is where a record meets a window and becomes a finding, for one claim and for a file alike.

Results are decided over readings (docs/matching.md): inside if every reading lies in the window, outside if none does,
else cannot_tell. Nothing about any project is written here; windows bring their own populations, flags and segments.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.model.disclosure import KOREAN_BORDER, Registry
from claims.model.judgement import Finding, Judgement, TripResult
from claims.model.vocabulary import Grade
from claims.rules.eligibility import trip_results, verdicts
from claims.rules.findings import findings_of
from claims.rules.records import COLUMNS, Record, read_trip
from claims.rules.windows import judged_windows, silent_windows

__all__ = ["COLUMNS", "RULE_VERSION", "Record", "judge", "judge_record", "judge_trip", "silent_windows"]

RULE_VERSION = 2
"""Raised whenever the same record and the same registry could give another answer."""


@dataclass(frozen=True, slots=True)
class TripJudgement:
    """One record judged: its findings in registry order and its result per project."""

    findings: tuple[Finding, ...]
    results: tuple[TripResult, ...]


def judge_record(record: Record, registry: Registry, *, records: str = KOREAN_BORDER) -> tuple[Finding, ...]:
    """One finding for each window of the registry about this kind of record, in its order.

    Refuses as `read_trip` does, with NotValid. `silent_windows` names the windows that such records say nothing about.
    Example: passport VNM, entered 2015-03-02: MOJ-FN-FOI inside, MOJ-KR-FOI outside ("other_population").
    """
    return findings_of(read_trip(record), registry, records=records)


def judge_trip(record: Record, registry: Registry, *, records: str = KOREAN_BORDER) -> TripJudgement:
    """The findings of one record and, from them, its result for each project. Refuses as `judge_record`."""
    trip = read_trip(record)
    findings = findings_of(trip, registry, records=records)
    return TripJudgement(findings, trip_results(trip, findings, judged_windows(registry, records)))


def judge(
    trips: Iterable[Record],
    registry: Registry,
    *,
    now_seconds: int,
    grades: Mapping[str, Grade] | None = None,
    records: str = KOREAN_BORDER,
) -> Judgement:
    """All trips of one claim judged: findings, results per trip, a verdict per project.

    `records`: what kind of record they are. `now_seconds`: UTC seconds. `grades`: the best evidence grade per record id; it only breaks ties for the leading trip.
    """
    judged = [judge_trip(trip, registry, records=records) for trip in trips]
    results = tuple(result for trip in judged for result in trip.results)
    return Judgement(
        registry_revision=registry.revision,
        rule_version=RULE_VERSION,
        judged_at=now_seconds,
        findings=tuple(finding for trip in judged for finding in trip.findings),
        trips=results,
        verdicts=verdicts(results, grades=grades or {}),
    )
