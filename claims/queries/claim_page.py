"""What is in this claim? Everything a desk shows of one claim, opened: what was said, how it was judged, what the office added.

This is where the sealed parts of a claim are read together. The caller has written the ledger line before.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from claims.errors import NotFound
from claims.model.claim import Claim
from claims.model.claim_file import Agreement, ClaimFile, EntryRecord
from claims.model.disclosure import CollectionWindow, Deadline, Registry, Segment, Source
from claims.model.judgement import Finding, Judgement, TripResult
from claims.model.staff import Member
from claims.model.triage import DeskFacts, Message, TriageEvent
from claims.model.vocabulary import AgreementCode, Move, PartKind, Status
from claims.rules.agreements import latest
from claims.rules.next_deadline import days_left, next_deadline
from claims.store.claim_parts import OpenClaim, read_claim_file, read_part, read_parts


@dataclass(frozen=True)
class Step:
    """One step in the claim's history. `by` is a member's name; empty: the claimant."""

    move: Move
    by: str
    week: str


@dataclass(frozen=True)
class FoundWindow:
    """A finding beside the window it was judged by, its segments and its sources; None and empty where the registry no longer has it."""

    finding: Finding
    window: CollectionWindow | None
    segments: tuple[Segment, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def about_others(self) -> bool:
        """Whether the range is about other passports than the one shown, so that nothing of it concerns this trip."""
        return self.finding.reasons == ("other_population",)


@dataclass(frozen=True)
class JudgedTrip:
    """One trip: as given, its result per project, and the findings behind it."""

    record: EntryRecord
    results: tuple[TripResult, ...]
    findings: tuple[FoundWindow, ...]


@dataclass(frozen=True)
class ClaimFacts:
    """What stands in clear of one claim, and its history. Shown also when nothing sealed is left of it."""

    claim: Claim
    assignee: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class ClaimContents:
    """What lay under the seal. `answers` is the latest answer to each agreement; `days` remain until `deadline`.

    `judgements`: all that were ever made, oldest first; `judgement`, the last of them, is the one in force.
    """

    file: ClaimFile
    judgement: Judgement | None
    judgements: tuple[Judgement, ...]
    trips: tuple[JudgedTrip, ...]
    desk: DeskFacts
    messages: tuple[Message, ...]
    answers: dict[AgreementCode, Agreement | None]
    deadline: Deadline | None
    days: int | None


def sent_claim(session: Session, office_id: str, reference: str) -> Claim:
    """The claim with that reference. Raises NotFound; a draft looks as if it did not exist, for it is nobody's but the claimant's."""
    row = session.exec(select(Claim).where(Claim.office_id == office_id, Claim.reference == reference)).first()
    if row is None or Status(row.status) is Status.DRAFT:
        raise NotFound("claim")
    return row


def read_claim_facts(session: Session, claim: Claim) -> ClaimFacts:
    """The clear facts, steps oldest first."""
    names = {m.id: m.name for m in session.exec(select(Member).where(Member.office_id == claim.office_id))}
    events = select(TriageEvent).where(TriageEvent.claim_id == claim.id).order_by(col(TriageEvent.number))
    steps = tuple(Step(Move(e.move), names.get(e.member_id, ""), e.week) for e in session.exec(events))
    return ClaimFacts(claim=claim, assignee=names.get(claim.assignee, ""), steps=steps)


def read_claim_contents(session: Session, claim: OpenClaim, *, registry: Registry, today: date) -> ClaimContents:
    """The sealed parts. Raises Damaged, naming the part."""
    file, _ = read_claim_file(session, claim)
    judgements = tuple(Judgement.from_json(each) for each in read_parts(session, claim, kind=PartKind.JUDGEMENT))
    judgement = judgements[-1] if judgements else None
    results = {v.project: v.result for v in judgement.verdicts} if judgement else {}
    deadline = next_deadline(registry, results, today=today)
    given = latest(file.agreements)
    return ClaimContents(
        file=file,
        judgement=judgement,
        judgements=judgements,
        trips=tuple(_judged(record, judgement, registry) for record in file.records),
        desk=_desk_facts(session, claim),
        messages=tuple(Message.model_validate_json(each) for each in read_parts(session, claim, kind=PartKind.MESSAGE)),
        answers={code: given.get(code) for code in AgreementCode},
        deadline=deadline,
        days=days_left(deadline, today=today),
    )


def _desk_facts(session: Session, claim: OpenClaim) -> DeskFacts:
    found = read_part(session, claim, kind=PartKind.DESK)
    return DeskFacts.model_validate_json(found[0]) if found else DeskFacts()


def _judged(record: EntryRecord, judgement: Judgement | None, registry: Registry) -> JudgedTrip:
    if judgement is None:
        return JudgedTrip(record=record, results=(), findings=())
    findings = tuple(_found(finding, registry) for finding in judgement.findings_of(record.id))
    return JudgedTrip(record=record, results=judgement.trips_of(record.id), findings=findings)


def _found(finding: Finding, registry: Registry) -> FoundWindow:
    try:
        project, window = registry.project(finding.project), registry.window(finding.window)
    except KeyError:
        return FoundWindow(finding=finding, window=None)
    segments = tuple(segment for segment in window.segments if segment.id in finding.segments)
    keys = dict.fromkeys((*window.sources, *(key for segment in segments for key in segment.sources)))
    return FoundWindow(
        finding=finding, window=window, segments=segments, sources=tuple(project.source(key) for key in keys)
    )
