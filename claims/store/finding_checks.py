"""Findings judged once more by the kernel from their own document: this is where a claim about a result is held against the rule.

A difference is named field by field; nothing is repaired.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from claims.errors import NotValid, RegistryError
from claims.model.disclosure import KOREAN_BORDER, DisclosedProject, Registry
from claims.model.judgement import Finding, TripResult, Verdict
from claims.rules.eligibility import verdicts
from claims.rules.matching import RULE_VERSION, TripJudgement, judge_trip
from claims.store.finding_json import FindingsDocument
from claims.store.registry import registry_of
from claims.store.registry_file import file_form, project_from_file_form

_NEEDS_SEGMENTS = frozenset({"strength", "segments", "flags", "reasons", "criteria", "inputs"})
_COUNSELS = frozenset({"strength", "segments"})

Answer = Finding | TripResult | Verdict


@dataclass(frozen=True)
class Difference:
    """One field that is not what the kernel says; `subject` names the record and window, or is empty for the whole document."""

    subject: str
    field: str
    said: object
    found: object


def differences(document: FindingsDocument, *, registry: Registry | None = None) -> list[Difference]:
    """Every field in which the document and the kernel differ; none where it is unchanged.

    With a registry the ranges are compared with it and taken from it. Raises NotValid: "ranges_withheld" (they are needed
    and not there), "ranges_unusable" (problem), "window_absent", "record_absent", "record_twice", "finding_twice", and
    what the kernel refuses in a record.
    """
    found = (
        []
        if document.rule_version == RULE_VERSION
        else [Difference("", "rule_version", document.rule_version, RULE_VERSION)]
    )
    if "ranges" in document.withheld:
        if registry is None:
            raise NotValid("ranges_withheld")
        by = registry
    else:
        by = _registry_in(document)
    if registry is not None:
        found += _against_registry(document, by, registry)
        by = registry
    return found + list(_against_kernel(document, by, whole=registry is not None))


def _registry_in(document: FindingsDocument) -> Registry:
    try:
        projects = registry_of(
            project_from_file_form(
                table.model_dump(mode="json", by_alias=True, exclude_defaults=True), name=f"projects[{number}]"
            )
            for number, table in enumerate(document.projects, start=1)
        ).projects
        return Registry(projects, document.ports)
    except RegistryError as refusal:
        raise NotValid("ranges_unusable", problem=str(refusal)) from None


def _against_registry(document: FindingsDocument, inside: Registry, registry: Registry) -> Iterator[Difference]:
    """Whether revision and ranges are those of the registry."""
    if document.registry_revision != registry.revision:
        yield Difference("", "registry_revision", document.registry_revision, registry.revision)
    if document.ports and document.ports != registry.ports:
        yield Difference("", "ports", document.ports, registry.ports)
    if "ranges" in document.withheld:
        return
    for project in inside.projects:
        published = next((one for one in registry.projects if one.code == project.code), None)
        known = _tables(published) if published else {}
        for name, table in _tables(project).items():
            other = known.get(name, {})
            for key in dict.fromkeys((*table, *other)):
                if table.get(key) != other.get(key) and not (key == "segment" and "segments" in document.withheld):
                    yield Difference(name, key, table.get(key), other.get(key))


def _tables(project: DisclosedProject) -> dict[str, dict[str, object]]:
    return {table["id"]: table for table in file_form(project)["window"]}


def _against_kernel(document: FindingsDocument, registry: Registry, *, whole: bool) -> Iterator[Difference]:
    names = [columns["record"] for columns in document.records]
    for name in names:
        if names.count(name) > 1:
            raise NotValid("record_twice", record=name)
    kind = _kind_of_records(document, registry)
    judged = {name: judge_trip(document.record(name), registry, records=kind) for name in names}
    unheld = frozenset[str]() if "segments" not in document.withheld else _COUNSELS if whole else _NEEDS_SEGMENTS
    seen: set[tuple[str, str]] = set()
    for finding in document.findings:
        key = (finding.record, finding.window)
        if key in seen:
            raise NotValid("finding_twice", record=finding.record, window=finding.window)
        seen.add(key)
        right = next((one for one in _of(judged, finding.record).findings if one.window == finding.window), None)
        if right is None:
            raise NotValid("window_absent", record=finding.record, window=finding.window)
        yield from _fields_differing(f"{finding.record}, {finding.window}", finding, right, unheld)
    for trip in document.trips:
        result = next((one for one in _of(judged, trip.record).results if one.project == trip.project), None)
        if result is None:
            raise NotValid("window_absent", record=trip.record, window=trip.project)
        yield from _fields_differing(f"{trip.record}, {trip.project}", trip, result, unheld)
    yield from _verdicts_differing(document, judged)


def _kind_of_records(document: FindingsDocument, registry: Registry) -> str:
    """The kind of record that the findings' windows are judged by; all are of one kind."""
    windows = {window.id: window for project in registry.projects for window in project.collection_windows}
    found = [windows[finding.window].records for finding in document.findings if finding.window in windows]
    return found[0] if found else KOREAN_BORDER


def _of(judged: dict[str, TripJudgement], record: str) -> TripJudgement:
    if record not in judged:
        raise NotValid("record_absent", record=record)
    return judged[record]


def _verdicts_differing(document: FindingsDocument, judged: dict[str, TripJudgement]) -> Iterator[Difference]:
    if not document.verdicts:
        return
    trips = tuple(result for trip in judged.values() for result in trip.results)
    right = {verdict.project: verdict for verdict in verdicts(trips, grades=document.grades)}
    for verdict in document.verdicts:
        if verdict.project not in right:
            raise NotValid("window_absent", record=verdict.record, window=verdict.project)
        yield from _fields_differing(verdict.project, verdict, right[verdict.project], frozenset())


def _fields_differing(subject: str, said: Answer, found: Answer, unheld: frozenset[str]) -> Iterator[Difference]:
    for field in fields(said):
        if field.name not in unheld and getattr(said, field.name) != getattr(found, field.name):
            yield Difference(subject, field.name, getattr(said, field.name), getattr(found, field.name))
