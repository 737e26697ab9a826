"""One finding as a file that proves itself. This is where triage takes along what was found of one trip and one range."""

from flask import Response, make_response, render_template

from claims.actions.explain_claim import explain_claim
from claims.actions.match_claims import latest_judgement
from claims.desks.triage.finding import find_claim
from claims.errors import NotFound
from claims.store.claim_parts import read_claim_file
from claims.store.finding_documents import finding_document
from claims.store.finding_json import finding_json
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.house import house
from claims.web.reasons import ReasonForm

Answer = Response | tuple[str, int]


def finding(reference: str, record: str, window: str) -> Answer:
    """All that the finding rests on, strength and segments included: asked why first, then handed out."""
    found, form = find_claim(reference), ReasonForm.from_page()
    if found.key is None:
        raise NotFound("claim")
    if form.accepted():
        return _file(found, form, record=record, window=window)
    return render_template("triage/finding.html", form=form, reference=reference, window=window), form.status


def _file(found: FoundClaim, form: ReasonForm, *, record: str, window: str) -> Response:
    """The file; its ledger line, with the reason sealed, is committed before anything is opened."""
    here = house()
    note_on_claim(found, "take_finding", window=window, record=record, **form.reason)
    with here.database.question() as session:
        file, judgement = read_claim_file(session, found.open)[0], latest_judgement(session, found.open)
        if judgement is None:
            raise NotFound("finding")
        document = explain_claim(session, here.office_id, file=file, judgement=judgement, in_force=here.registry)
    answer = make_response(finding_json(finding_document(document, record=record, window=window)))
    answer.headers["Content-Type"] = "application/json"
    answer.headers["Content-Disposition"] = 'attachment; filename="finding.json"'
    return answer
