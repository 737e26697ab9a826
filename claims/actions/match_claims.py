"""Judge what a claimant says against the registry, at the door, while the dates are in memory anyway. This is where records become findings."""

from datetime import datetime

from sqlmodel import Session

from claims.model.claim_file import ClaimFile, EntryRecord
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.model.vocabulary import Answer, Grade, PartKind
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


def _known(answer: Answer | None) -> str | None:
    return answer.value if answer in (Answer.YES, Answer.NO) else None
