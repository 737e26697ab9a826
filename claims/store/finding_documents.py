"""From a judgement to the documents that explain it: this is where the ranges, trips and sources a finding rests on are gathered.

A whole claim for counsel, one finding for anyone it is shown to, one answer for the claimant (without what is for lawyers).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from claims.errors import NotFound
from claims.model.disclosure import DisclosedProject, Registry
from claims.model.judgement import Finding, Judgement
from claims.model.vocabulary import Grade, Result
from claims.rules.records import Record
from claims.store.finding_json import FindingsDocument, columns_of
from claims.store.registry_file import file_form
from claims.store.registry_tables import ProjectTable

PLACE_FACTS = ("port", "city", "country", "mode")


def judgement_document(
    judgement: Judgement, *, records: Iterable[Record], registry: Registry, grades: Mapping[str, Grade]
) -> FindingsDocument:
    """All findings, results and verdicts of a claim. Raises ValueError for another registry than the one judged by."""
    if registry.revision != judgement.registry_revision:
        raise ValueError("a judgement is explained by the registry revision it was made by")
    judged = {finding.record for finding in judgement.findings}
    projects = _projects(registry, judgement.findings)
    return FindingsDocument(
        format=1,
        registry_revision=judgement.registry_revision,
        rule_version=judgement.rule_version,
        judged_at=judgement.judged_at,
        findings=judgement.findings,
        trips=judgement.trips,
        verdicts=judgement.verdicts,
        records=tuple(columns_of(record) for record in records if record.record in judged),
        grades={record: grade for record, grade in grades.items() if record in judged},
        ports=registry.ports if _asks_about_places(projects) else (),
        projects=projects,
    )


def finding_document(document: FindingsDocument, *, record: str, window: str) -> FindingsDocument:
    """One finding of a document, with the reports of the same fact and nothing else. Raises NotFound."""
    found = next((one for one in document.findings if (one.record, one.window) == (record, window)), None)
    if found is None:
        raise NotFound("finding")
    return document.model_copy(
        update={
            "findings": (found,),
            "trips": (),
            "verdicts": (),
            "grades": {},
            "records": tuple(columns for columns in document.records if columns["record"] == record),
            "projects": _narrowed(document.projects, project=found.project, groups={found.group}),
        }
    )


def answer_document(document: FindingsDocument, *, record: str, project: str) -> FindingsDocument:
    """What one trip's answer for one project rests on, as its claimant may have it. Raises NotFound.

    Without strength and segments; where nothing could be told, without the ranges as well, for they would name the day
    that wins. Whoever holds the registry of that revision can still recompute the rest.
    """
    trip = next((one for one in document.trips if (one.record, one.project) == (record, project)), None)
    if trip is None:
        raise NotFound("answer")
    open_ = trip.result is Result.CANNOT_TELL
    findings = [one for one in document.findings if (one.record, one.project) == (record, project)]
    tables = () if open_ else _narrowed(document.projects, project=project, groups={one.group for one in findings})
    return document.model_copy(
        update={
            "withheld": ("strength", "segments", *(("ranges",) if open_ else ())),
            "findings": tuple(replace(one, strength=None, segments=()) for one in findings),
            "trips": (replace(trip, strength=None),),
            "verdicts": (),
            "grades": {},
            "records": tuple(columns for columns in document.records if columns["record"] == record),
            "projects": tuple(_without_segments(table) for table in tables),
        }
    )


def _projects(registry: Registry, findings: tuple[Finding, ...]) -> tuple[ProjectTable, ...]:
    """The windows behind the findings, with all other reports of the same facts and what they are a part of."""
    groups: dict[str, set[str]] = {}
    for finding in findings:
        groups.setdefault(finding.project, set()).add(finding.group)
    return tuple(_table(_with_windows_of(registry.project(code), groups[code])) for code in sorted(groups))


def _asks_about_places(projects: tuple[ProjectTable, ...]) -> bool:
    for window in (window for table in projects for window in table.value.windows):
        conditions = [*window.requires, *(rule.condition for rule in window.notes)]
        conditions += [rule.condition for rule in window.exclusions]
        conditions += [rule.condition for rule in window.flags if rule.condition is not None]
        conditions += [rule.condition for segment in window.segments for rule in segment.stronger]
        if any(condition.fact in PLACE_FACTS for condition in conditions):
            return True
    return False


def _table(project: DisclosedProject) -> ProjectTable:
    return ProjectTable.model_validate(file_form(project))


def _narrowed(tables: tuple[ProjectTable, ...], *, project: str, groups: set[str]) -> tuple[ProjectTable, ...]:
    return tuple(_table(_with_windows_of(table.value, groups)) for table in tables if table.code == project)


def _with_windows_of(project: DisclosedProject, groups: set[str]) -> DisclosedProject:
    """The project with the judged windows of these groups, what they are a part of, and the sources they cite."""
    wanted = {window.id for window in project.collection_windows if window.group in groups}
    above = {window.id: window.subclass_of for window in project.windows}
    for name in list(wanted):
        while above.get(name) and above[name] not in wanted:
            name = above[name]
            wanted.add(name)
    windows = tuple(window for window in project.windows if window.id in wanted)
    cited = {key for window in windows for key in window.sources}
    cited |= {key for window in windows for segment in window.segments for key in segment.sources}
    cited |= {key for window in windows for asked in window.asked for key in asked.sources}
    sources = tuple(source for source in project.sources if source.key in cited)
    return replace(project, windows=windows, sources=sources, deadlines=(), facts=())


def _without_segments(table: ProjectTable) -> ProjectTable:
    return table.model_copy(
        update={"windows": tuple(window.model_copy(update={"segments": ()}) for window in table.windows)}
    )
