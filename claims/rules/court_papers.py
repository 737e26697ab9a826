"""From what is sealed to what goes on paper: which facts of a claim enter which paper, and which never do.

"First knowledge, findings, strengths, flags and notes belong to counsel's package; the court's holds parties, statements and
exhibits." This is where that line is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.model.claim_file import ClaimFile, EntryRecord, EvidenceFacts
from claims.model.court_paper import ExhibitRow, PartyRow
from claims.model.disclosure import CollectionWindow, DisclosedProject
from claims.model.judgement import Finding, Judgement, TripResult
from claims.model.match_paper import MatchExplanation, MatchTrip, MatchWindow
from claims.model.paper import Statement, StatementAnswer, StatementTrip, Translation
from claims.model.triage import DeskFacts
from claims.rules.dates import read_date
from claims.rules.records import DID_NOT_HAPPEN

Words = Mapping[str, str]
QUESTIONS = ("notice_seen", "told_of_ai", "asked_to_agree", "could_refuse", "gate_registration")


@dataclass(frozen=True)
class Going:
    """One claimant of a bundle with everything that is open: what they said, what the office added, how it was judged."""

    number: int
    reference: str
    sent: date
    file: ClaimFile
    desk: DeskFacts
    judgement: Judgement


def statement_of(going: Going, *, day: date, exhibits: Mapping[str, str], counsel_address: str) -> Statement:
    """The statement for the court. `exhibits` maps evidence ids to their numbers; the address is counsel's unless chosen otherwise."""
    file, person, account = going.file, going.file.claimant, going.file.statement
    own = file.contact.own_address if file.contact.service_address == "own" else ""
    representative = person.representative
    return Statement(
        reference=going.reference,
        day=day,
        sent=going.sent,
        language=account.language or file.language,
        name=person.name or person.name_latin,
        name_latin=person.name_latin,
        name_hangul=going.desk.name_hangul or person.name_hangul,
        born=person.born,
        nationality=person.nationality,
        nationality_during=person.nationality_during,
        passport_number=person.passport_number,
        address=own or counsel_address,
        representative=f"{representative.name} ({representative.relation})" if representative.name else "",
        party_number=going.number,
        trips=tuple(_trip(n, trip, file, exhibits) for n, trip in enumerate(file.records, start=1)),
        answers=tuple(StatementAnswer(question=q, answer=getattr(account, q)) for q in QUESTIONS),
        account=account.account,
        harm=account.harm,
        helped_by=account.helped_by,
        in_person=account.in_person,
        translation=_translation(going.desk),
        exhibits=tuple(exhibits[e.id] for e in file.evidence if e.id in exhibits),
    )


def _trip(number: int, trip: EntryRecord, file: ClaimFile, exhibits: Mapping[str, str]) -> StatementTrip:
    shown = tuple(exhibits[e.id] for e in file.evidence if e.record_id == trip.id and e.id in exhibits)
    facts = trip.model_dump(include={"passport", "entered", "exited", "port_in", "port_out"})
    return StatementTrip(
        number=number,
        **facts,
        channel_in=trip.channel_in,
        channel_out=trip.channel_out,
        capacity=trip.capacity,
        registered=trip.registered,
        exhibits=shown,
    )


def _translation(desk: DeskFacts) -> Translation | None:
    if not (desk.translation or desk.translation_harm):
        return None
    return Translation(
        account=desk.translation, harm=desk.translation_harm, translator=desk.translator, reviewer=desk.reviewer
    )


def party_row_of(going: Going, *, counsel_address: str) -> PartyRow:
    """One line of the party list. The power of attorney is `to_follow` until it is signed; that never excludes."""
    file, person = going.file, going.file.claimant
    own = file.contact.own_address if file.contact.service_address == "own" else ""
    return PartyRow(
        number=going.number,
        name_hangul=going.desk.name_hangul or person.name_hangul,
        name=person.name or person.name_latin,
        name_latin=person.name_latin,
        born=person.born,
        nationality_trips=tuple(trip.passport or "" for trip in file.records),
        nationality_during=person.nationality_during,
        nationality_now=person.nationality,
        address=own or counsel_address,
        representative=person.representative.name,
    )


def exhibit_row_of(facts: EvidenceFacts, *, number: str, pages: int, slip: str, titles: Words) -> ExhibitRow:
    """One line of the exhibit list; `titles` are the court's terms by kind (`stamp.title`, `remark.copy`, …)."""
    kind = facts.kind.value
    remark = titles["remark.slip"] if slip else titles["remark.masked" if facts.masked else "remark.copy"]
    return ExhibitRow(
        number=number,
        title=titles[f"{kind}.title"],
        author=titles[f"{kind}.author"],
        purpose=titles[f"{kind}.purpose"],
        remark=remark,
        pages=pages,
    )


def match_of(going: Going, project: DisclosedProject, *, day: date, language: str) -> MatchExplanation:
    """How each trip was judged for one project; counsel's package only, or the court's by counsel's tick through `for_court`."""
    judgement = going.judgement
    verdict = judgement.verdict(project.code)
    results = {r.record: r for r in judgement.trips if r.project == project.code}
    records = {trip.id: trip for trip in going.file.records}
    trips = [
        _match_trip(n, records[key], result, judgement, project)
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
        trips=tuple(trips),
    )


def _match_trip(
    number: int, trip: EntryRecord, result: TripResult, judgement: Judgement, project: DisclosedProject
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
        windows=tuple(_match_window(f, windows[f.window], project) for f in findings if f.window in windows),
    )


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
        trips=trips,
        for_counsel=False,
    )


def worded(words: Mapping[str, str], language: str) -> str:
    """A registry text in a language, else English, else Korean, else whatever there is."""
    for tag in (language, "en", "ko"):
        if words.get(tag):
            return words[tag]
    return next(iter(words.values()), "")


def ordered_by_number(going: Sequence[Going]) -> list[Going]:
    """Party order."""
    return sorted(going, key=lambda one: one.number)
