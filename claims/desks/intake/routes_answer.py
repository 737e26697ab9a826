"""One answer as a file that proves itself. This is where a claimant takes along what was found about a trip."""

from flask import Response, make_response, redirect, url_for

from claims.actions.explain_claim import explain_claim
from claims.actions.match_claims import latest_judgement
from claims.errors import NotFound
from claims.model.vocabulary import Status
from claims.store.claim_parts import read_claim_file
from claims.store.finding_documents import answer_document
from claims.store.finding_json import finding_json
from claims.web.guards import current_claim
from claims.web.house import house


def answer(number: int) -> Response:
    """The answer of that place on the status page, counted from 1, without what is for lawyers only; its name says nothing."""
    claim, here = current_claim(), house()
    if claim.status is Status.DRAFT:
        return make_response(redirect(url_for("intake.claim"), code=303))
    with here.database.question() as session:
        file, judgement = read_claim_file(session, claim)[0], latest_judgement(session, claim)
        if judgement is None:
            raise NotFound("answer")
        results = [result for trip in file.records for result in judgement.trips_of(trip.id)]
        if not 1 <= number <= len(results):
            raise NotFound("answer")
        document = explain_claim(session, here.office_id, file=file, judgement=judgement, in_force=here.registry)
    wanted = results[number - 1]
    found = make_response(finding_json(answer_document(document, record=wanted.record, project=wanted.project)))
    found.headers["Content-Type"] = "application/json"
    found.headers["Content-Disposition"] = 'attachment; filename="answer.json"'
    return found
