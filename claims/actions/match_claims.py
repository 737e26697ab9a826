"""Judge what a claimant says against the registry, at the door, while the dates are in memory anyway. This is where records become findings."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.send_message import tell_claimant
from claims.model.claim import Claim
from claims.model.claim_file import ClaimFile, EntryRecord
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.model.trip_shard import Answers, MatchedClaim
from claims.model.vocabulary import Answer, Grade, MessageCode, PartKind
from claims.rules.answers import answers_of, differ, matched_by, result_differs, row_of
from claims.rules.grading import best_grade
from claims.rules.matching import Record, judge
from claims.store.claim_parts import OpenClaim, append_part, read_parts
from claims.store.clock import seconds


def record_of(file: ClaimFile, trip: EntryRecord) -> Record:
    """One trip in the kernel's columns; what a claimant does not know is blank."""
    return Record(
        record=trip.id,
        claimant="",
        passport=trip.passport,
        entered=trip.entered,
        exited=trip.exited,
        port_in=trip.port_in,
        port_out=trip.port_out,
        channel_in=trip.channel_in,
        channel_out=trip.channel_out,
        born=file.claimant.born or None,
        capacity=trip.capacity,
        registered=_known(trip.registered),
        gate_registered=_known(trip.gate_registered),
        holds_korean=_known(file.claimant.holds_korean),
    )


def judge_file(file: ClaimFile, *, registry: Registry, now: datetime) -> Judgement:
    """All findings of a claim by one registry revision. Raises NotValid when a record contradicts itself."""
    records = tuple(record_of(file, trip) for trip in file.records)
    return judge(records, registry, now_seconds=seconds(now), grades=grades_of(file))


def grades_of(file: ClaimFile) -> dict[str, Grade]:
    """The best grade of evidence for each trip; a file that names no trip counts for all of them."""
    return {
        trip.id: best_grade(facts.kind for facts in file.evidence if facts.record_id in (None, trip.id))
        for trip in file.records
    }


def keep_judgement(session: Session, claim: OpenClaim, *, judgement: Judgement) -> int:
    """Append a judgement, sealed; none is ever overwritten. Returns its number."""
    return append_part(session, claim, kind=PartKind.JUDGEMENT, plaintext=judgement.to_json())


def latest_judgement(session: Session, claim: OpenClaim) -> Judgement | None:
    """The newest kept judgement, or None for a draft."""
    kept = read_parts(session, claim, kind=PartKind.JUDGEMENT)
    return Judgement.from_json(kept[-1]) if kept else None


def match_again(
    session: Session, claim: OpenClaim, *, file: ClaimFile, registry: Registry, now: datetime
) -> Judgement | None:
    """The claim's answers are those of this registry; returns the judgement in force, None where there never was one.

    Where anything would be said otherwise a new judgement is appended, and where the result of a trip is another one the
    claimant finds a message and the office something unread. Else the judgement that is there stays in force.
    """
    kept = latest_judgement(session, claim)
    return answer_again(session, claim, kept=kept, file=file, registry=registry, now=now)


def answer_again(
    session: Session, claim: OpenClaim, *, kept: Judgement | None, file: ClaimFile, registry: Registry, now: datetime
) -> Judgement | None:
    """The same as match_again, for whoever has read the newest kept judgement already."""
    if kept is None or f"{kept.registry_revision}.{kept.rule_version}" == matched_by(registry):
        return kept
    fresh = judge_file(file, registry=registry, now=now)
    pairs = [(_answers(kept, trip.id), _answers(fresh, trip.id)) for trip in file.records]
    if not any(differ(old, new) for old, new in pairs):
        return kept
    keep_judgement(session, claim, judgement=fresh)
    changed = [str(number) for number, (old, new) in enumerate(pairs, start=1) if result_differs(old, new)]
    if changed:
        _tell_claimant(session, claim, trips=changed, now=now)
    return fresh


def matched_claim(
    file: ClaimFile, judgement: Judgement | None, *, claim_id: str, reference: str, registry: Registry
) -> MatchedClaim:
    """What lies in a trip shard of a claim whose judgement in force stands by this registry."""
    return MatchedClaim(
        claim_id=claim_id,
        reference=reference,
        matched_by=matched_by(registry),
        trips=tuple(row_of(record_of(file, trip)) for trip in file.records),
        answers=tuple(_answers(judgement, trip.id) for trip in file.records),
    )


def _answers(judgement: Judgement | None, record: str) -> Answers:
    return answers_of(judgement.findings_of(record), judgement.trips_of(record)) if judgement else ()


def _tell_claimant(session: Session, claim: OpenClaim, *, trips: list[str], now: datetime) -> None:
    tell_claimant(session, claim, code=MessageCode.RESULT_CHANGED, facts={"trips": tuple(trips)}, now=now)
    row = session.get_one(Claim, claim.id)
    row.unread = True
    session.add(row)


def _known(answer: Answer | None) -> str | None:
    return answer.value if answer in (Answer.YES, Answer.NO) else None
