"""How each trip of a claimant was judged, as a paper says it: for counsel whole, for the court without what is counsel's.

"A match explanation enters the court's package only by counsel's tick, without strength, flags, notes or segments." This is where that
line is drawn for explanations; for all other papers it is in court_papers.py.
"""

from datetime import date

from claims.model.claim_file import EntryRecord
from claims.model.disclosure import CollectionWindow, DisclosedProject
from claims.model.judgement import Finding, Judgement, TripResult
from claims.model.match_paper import FOR_COURT, MatchExplanation, MatchTrip, MatchWindow
from claims.rules.court_papers import Going, worded
from claims.rules.dates import read_date
from claims.rules.records import DID_NOT_HAPPEN


def match_of(
    going: Going, project: DisclosedProject, *, day: date, language: str, code_version: str = "", judged_on: str = ""
) -> MatchExplanation:
    """How each trip was judged for one project; counsel's package only, or the court's by counsel's tick through `for_court`.

    `code_version` names the program as its maker does, `judged_on` is the legal day of the judgement (ISO).
    """
    judgement = going.judgement
    verdict = judgement.verdict(project.code)
    results = {r.record: r for r in judgement.trips if r.project == project.code}
    records = {trip.id: trip for trip in going.file.records}
    trips = [
        _match_trip(n, records[key], result, judgement, project, born=going.file.claimant.born)
        for n, (key, result) in enumerate(results.items(), start=1)
        if key in records
    ]
    return MatchExplanation(
        reference=going.reference,
        day=day,
        name=going.file.claimant.name or going.file.claimant.name_latin,
        project=worded(project.title, language),
        verdict=verdict.result if verdict else "cannot_tell",
        registry_revision=judgement.registry_revision,
        rule_version=judgement.rule_version,
        code_version=code_version,
        judged_on=judged_on,
        trips=tuple(trips),
    )


def _match_trip(
    number: int, trip: EntryRecord, result: TripResult, judgement: Judgement, project: DisclosedProject, *, born: str
) -> MatchTrip:
    findings = [f for f in judgement.findings_of(trip.id) if f.project == project.code]
    windows = {window.id: window for window in project.windows}
    earliest, latest = deciding_days(trip)
    return MatchTrip(
        number=number,
        result=result.result,
        passport=trip.passport,
        entered=trip.entered,
        exited=trip.exited,
        earliest=earliest,
        latest=latest,
        strength=result.strength or "",
        reasons=result.reasons,
        missing=tuple(" + ".join(facts) for facts in result.settled_by),
        notes=result.notes,
        inputs=_inputs(trip, born=born),
        windows=tuple(_match_window(f, windows[f.window], project) for f in findings if f.window in windows),
    )


_JUDGED = ("port_in", "port_out", "channel_in", "channel_out", "capacity", "registered", "gate_registered")


def _inputs(trip: EntryRecord, *, born: str) -> tuple[tuple[str, str], ...]:
    """What was judged, as given: passport, entry and exit even where they are blank, of the rest what there is."""
    given = [(column, str(getattr(trip, column) or "")) for column in (*FOR_COURT, *_JUDGED)]
    given.append(("born", born))
    return tuple((column, text) for column, text in given if text or column in FOR_COURT)


def deciding_days(trip: EntryRecord) -> tuple[str, str]:
    """Earliest and latest possible day (ISO) of the event that is known: the entry, else the exit; empty where neither is."""
    for told in (trip.entered, trip.exited):
        if told and told != DID_NOT_HAPPEN:
            known = read_date(told)
            return known.earliest_text, known.latest_text
    return "", ""


def _match_window(finding: Finding, window: CollectionWindow, project: DisclosedProject) -> MatchWindow:
    source = next((s for s in project.sources if s.key in window.sources), None)
    return MatchWindow(
        code=window.id,
        first_day=window.from_,
        last_day=window.to,
        result=finding.result,
        rank=window.status,
        decides=finding.decides,
        source=f"{source.publisher}, {source.title}, {source.date}" if source else "",
        source_address=source.address if source else "",
        event=window.event,
        passports=window.population.passport or window.population.passport_not,
        all_but="yes" if window.population.passport_not else "",
        segments=finding.segments,
        flags=finding.flags,
    )


def for_court(explanation: MatchExplanation) -> MatchExplanation:
    """The same explanation without strength, flags, notes and segments, as counsel may tick it into the court's package."""
    trips = tuple(
        MatchTrip(
            number=t.number,
            result="inside" if t.result == "inside_flagged" else t.result,
            passport=t.passport,
            entered=t.entered,
            exited=t.exited,
            earliest=t.earliest,
            latest=t.latest,
            inputs=tuple((column, text) for column, text in t.inputs if column in FOR_COURT),
            windows=tuple(
                MatchWindow(
                    code=w.code,
                    first_day=w.first_day,
                    last_day=w.last_day,
                    result="inside" if w.result == "inside_flagged" else w.result,
                    rank=w.rank,
                    decides=w.decides,
                    source=w.source,
                    source_address=w.source_address,
                    event=w.event,
                    passports=w.passports,
                    all_but=w.all_but,
                )
                for w in t.windows
                if w.decides
            ),
        )
        for t in explanation.trips
    )
    return MatchExplanation(
        reference=explanation.reference,
        day=explanation.day,
        name=explanation.name,
        project=explanation.project,
        verdict="inside" if explanation.verdict == "inside_flagged" else explanation.verdict,
        registry_revision=explanation.registry_revision,
        rule_version=explanation.rule_version,
        code_version=explanation.code_version,
        judged_on=explanation.judged_on,
        trips=trips,
        for_counsel=False,
    )
