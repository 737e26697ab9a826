"""One finding as a file that proves itself. This is where triage takes along what was found of one trip and one range."""

from flask import Response, make_response

from claims.actions.explain_claim import explain_claim
from claims.actions.match_claims import latest_judgement
from claims.desks.triage.finding import find_claim
from claims.errors import NotFound
from claims.store.claim_parts import read_claim_file
from claims.store.finding_documents import finding_document
from claims.store.finding_json import finding_json
from claims.web.claim_door import note_on_claim
from claims.web.house import house


def finding(reference: str, record: str, window: str) -> Response:
    """All that the finding rests on, strength and segments included; its ledger line is committed first."""
    found, here = find_claim(reference), house()
    if found.key is None:
        raise NotFound("claim")
    note_on_claim(found, "read_claim", window=window)
    with here.database.question() as session:
        file, judgement = read_claim_file(session, found.key)[0], latest_judgement(session, found.key)
        if judgement is None:
            raise NotFound("finding")
        document = explain_claim(session, here.office_id, file=file, judgement=judgement, in_force=here.registry)
    answer = make_response(finding_json(finding_document(document, record=record, window=window)))
    answer.headers["Content-Type"] = "application/json"
    answer.headers["Content-Disposition"] = 'attachment; filename="finding.json"'
    return answer
