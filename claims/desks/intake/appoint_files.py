"""Files of a signing: proof of who may sign, pages of a signed paper. This is where one is received, or taken out again."""

from collections.abc import Sequence

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from claims.actions.draft_signing import drop_file
from claims.desks.intake.appoint_way import Way, way_to
from claims.desks.intake.arrivals import WHICH_CLAIM
from claims.desks.intake.forms_after import RemoveForm
from claims.desks.intake.refusals import refusal_sentence
from claims.errors import Conflict, NotFound, NotValid
from claims.model.claim_file import EvidenceFacts
from claims.model.signing import SigningDraft
from claims.web.draining import MOST_BODY_BYTES, drain_body
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.signing_files import receive_beside
from claims.web.uploads import Received

Answer = Response | tuple[str, int]


def received_file(way: Way) -> tuple[MultiDict[str, str], Received]:
    """The fields of the form and the file beside them, sealed as it came. Raises NotValid with `fields`; nothing remains then."""
    claim = current_claim()
    request.max_content_length = MOST_BODY_BYTES
    try:
        received = receive_beside(claim, way.file)
    except NotValid:
        drain_body()
        raise
    if received.fields.get(WHICH_CLAIM) != claim.reference:
        abandon(received)
        raise NotValid("changed_elsewhere", fields=received.fields)
    return MultiDict(received.fields), received


def abandon(received: Received) -> None:
    """Nothing of the file is kept."""
    if received.taker is not None:
        received.taker.abandon()


def appoint_remove_proof(place: int, number: int) -> Answer:
    """Destroy one proof of who may sign, of the signing under way. Raises NotFound for a number of none."""
    way = way_to(place)
    return _remove(way, way.signer.proofs, number, page="appoint_signer")


def appoint_remove_page(place: int, number: int) -> Answer:
    """Destroy one page of a signed paper that was not sent yet. Raises NotFound for a number of none."""
    way = way_to(place)
    return _remove(way, way.draft.scans if way.draft else (), number, page="appoint_sign")


def _remove(way: Way, files: Sequence[EvidenceFacts], number: int, *, page: str) -> Answer:
    """Asked once more, then gone; only the very file that stood on the page that asked."""
    if way.draft is None or not 1 <= number <= len(files):
        raise NotFound("evidence")
    facts, form, back = files[number - 1], RemoveForm.from_page(), url_for(f"intake.{page}", place=way.place)
    if form.accepted():
        try:
            if request.form.get("which_file") != facts.sha256:
                raise Conflict("changed_elsewhere")
            _drop(way, way.draft, facts)
            return make_response(redirect(back, code=303))
        except Conflict as refusal:
            form.add_problem(refusal_sentence(refusal))
    return render_template("intake/appoint_remove.html", form=form, facts=facts, back=back), form.status


def _drop(way: Way, draft: SigningDraft, facts: EvidenceFacts) -> None:
    here = house()
    with here.database.deed() as session:
        drop_file(
            session,
            current_claim(),
            draft,
            file_id=facts.id,
            place=way.place,
            after_version=way.version,
            vault=here.vault,
        )
