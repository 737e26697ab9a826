"""Put everything a judgement rests on beside it, so that a stranger can recompute it. Nothing is kept or changed."""

from sqlmodel import Session

from claims.actions.match_claims import grades_of, record_of
from claims.errors import NotFound
from claims.model.claim_file import ClaimFile
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.queries.judged_by import registry_judged_by
from claims.store.finding_documents import judgement_document
from claims.store.finding_json import FindingsDocument


def explain_claim(
    session: Session, office_id: str, *, file: ClaimFile, judgement: Judgement, in_force: Registry
) -> FindingsDocument:
    """All findings of a claim as a document. Raises NotFound where nothing was judged or the revision was not kept."""
    if not judgement.findings:
        raise NotFound("finding")
    registry = registry_judged_by(session, office_id, judgement=judgement, in_force=in_force)
    records = tuple(record_of(file, trip) for trip in file.records)
    return judgement_document(judgement, records=records, registry=registry, grades=grades_of(file))
