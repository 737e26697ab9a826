"""What may be said about one trip: result, reasons, the published range with its source, a time line.

"The Ministry said the photos came from people who entered between … and …. It has not said whose photos."
Where the answer is that we cannot tell, no edge of a range is shown beside it: a missing fact is named, never the value
that would win. This is where a judgement becomes what a claimant reads.
"""

from dataclasses import dataclass
from datetime import date

from claims.actions.match_claims import judge_file
from claims.desks.intake.explained import Explained, explained_by
from claims.desks.intake.result_words import reasons_said
from claims.model.claim_file import ClaimFile, EntryRecord
from claims.model.disclosure import CollectionWindow, Registry, Source
from claims.model.judgement import Finding, Judgement, TripResult
from claims.model.vocabulary import Result
from claims.queries.disclosures import day_edges, deciding_sources
from claims.rules.dates import read_date
from claims.web import timeline
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.wording import needed, said, said_here
from claims.web.wording_findings import FLAGS, NOTES

_EVENTS = {"entry": ("entered",), "exit": ("exited",), "entry_or_exit": ("entered", "exited")}


@dataclass(frozen=True)
class TripAnswer:
    """One trip of a claim and what is said about it, for one disclosed project; sentences are in the page's language."""

    number: int
    trip: EntryRecord
    project: str
    result: Result
    sentences: tuple[str, ...]
    flags: tuple[str, ...]
    notes: tuple[str, ...]
    needed: str
    sources: tuple[Source, ...]
    line: timeline.Timeline | None
    explained: tuple[Explained, ...]
    revision: str
    rule_version: int


def answers_of(file: ClaimFile) -> list[TripAnswer]:
    """Every trip judged by the registry in force. Raises NotValid `contradiction` where a trip contradicts itself."""
    here = house()
    return answers_from(file, judge_file(file, registry=here.registry, now=here.now()), registry=here.registry)


def answers_from(file: ClaimFile, judgement: Judgement, *, registry: Registry) -> list[TripAnswer]:
    """What is said about each trip of the claim by a judgement that was made of it by that registry."""
    return [
        _answer(number, trip, result, judgement, registry)
        for number, trip in enumerate(file.records, start=1)
        for result in judgement.trips_of(trip.id)
    ]


def _answer(number: int, trip: EntryRecord, result: TripResult, judgement: Judgement, registry: Registry) -> TripAnswer:
    windows = _windows(result, judgement, registry)
    shown = () if result.result is Result.CANNOT_TELL else windows
    project = registry.project(result.project)
    ranges = [said_here(window.summary) for window in shown]
    reasons = result.reasons if result.result is not Result.OUTSIDE else _outside_reasons(result, judgement)
    lies = (
        [_("This trip lies between these two days.")] if result.result in (Result.INSIDE, Result.INSIDE_FLAGGED) else []
    )
    return TripAnswer(
        number=number,
        trip=trip,
        project=said_here(project.title),
        result=result.result,
        sentences=(*ranges, *lies, *reasons_said(reasons)),
        flags=tuple(said(flag, among="flags") for flag in result.flags if flag in FLAGS),
        notes=tuple(said(note, among="notes") for note in result.notes if note in NOTES),
        needed=needed(result.settled_by),
        sources=deciding_sources(registry, windows),
        line=_line(trip, result.result, shown),
        explained=explained_by(
            _resting_on(result, judgement) if shown else _deciding(result, judgement),
            titles={window.id: said_here(window.title) for window in shown},
            asked={fact.code: said_here(fact.title) for window in windows for fact in window.asked},
        ),
        revision=judgement.registry_revision,
        rule_version=judgement.rule_version,
    )


def _deciding(result: TripResult, judgement: Judgement) -> list[Finding]:
    """The findings that decide about this trip, without those about other people's passports."""
    found = [f for f in judgement.findings_of(result.record) if f.decides and f.project == result.project]
    return [f for f in found if "other_population" not in f.reasons] or found


def _resting_on(result: TripResult, judgement: Judgement) -> list[Finding]:
    """The findings that the answer rests on."""
    found = [finding for finding in judgement.findings_of(result.record) if finding.window in result.windows]
    return found or _deciding(result, judgement)


def _windows(result: TripResult, judgement: Judgement, registry: Registry) -> tuple[CollectionWindow, ...]:
    return tuple(registry.window(finding.window) for finding in _resting_on(result, judgement))


def _outside_reasons(result: TripResult, judgement: Judgement) -> tuple[str, ...]:
    return tuple(reason for finding in _deciding(result, judgement) for reason in finding.reasons)


def _line(trip: EntryRecord, result: Result, windows: tuple[CollectionWindow, ...]) -> timeline.Timeline | None:
    bars = [timeline.Range(said_here(w.title), *day_edges(w), status=w.status) for w in windows]
    counted = dict.fromkeys(event for window in windows for event in _EVENTS[window.event])
    names = {"entered": _("Entered Korea"), "exited": _("Left Korea")}
    marks = [timeline.Trip(names[e], *days, result=result) for e in counted if (days := _days(getattr(trip, e)))]
    return timeline.draw_timeline(bars, trips=marks) if bars and marks else None


def _days(given: str | None) -> tuple[date, date] | None:
    """First and last possible day of an event; None where it is blank, did not happen or has an open end."""
    if not given or given == "none":
        return None
    known = read_date(given)
    if not known.earliest_text or not known.latest_text:
        return None
    return date.fromisoformat(known.earliest_text), date.fromisoformat(known.latest_text)
