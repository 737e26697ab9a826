"""Paint over a number on a page of evidence: squares over the preview, ticked without script. This is where originals are masked."""

from flask import Response, render_template

from claims.actions.mask_evidence import mask_evidence
from claims.desks.triage.finding import find_claim
from claims.desks.triage.forms import COLUMNS, ROWS, MaskForm
from claims.errors import NotFound, NotNow, NotValid
from claims.model.claim_file import EvidenceFacts
from claims.queries.evidence_preview import evidence_in, previewed_pages
from claims.rules.access import May
from claims.store.claim_parts import read_claim_file
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to
from claims.web.wording import said

WHY_NOT = {
    "mask_empty": _l("Please tick at least one square."),
    "mask_outside_page": _l("One of the squares lies outside the page. Please tick them again."),
}
Answer = Response | tuple[str, int]


def mask(reference: str, evidence_id: str, number: int) -> Answer:
    """One page under a grid; the ticked squares are painted over in the copy that stays, and the original is destroyed."""
    found = find_claim(reference)
    piece = _piece(found, evidence_id, number)
    form = MaskForm.from_page()
    if form.accepted() and _masked(found, form, piece, number):
        return go_to("triage.mask", reference=reference, evidence_id=evidence_id, number=number)
    page = render_template(
        "triage/mask.html",
        form=form,
        piece=piece,
        number=number,
        pages=previewed_pages(piece),
        reference=reference,
        rows=ROWS,
        columns=COLUMNS,
    )
    return page, form.status


def _piece(found: FoundClaim, evidence_id: str, number: int) -> EvidenceFacts:
    note_on_claim(found, "read_evidence", evidence=evidence_id, page=number)
    with house().database.question() as session:
        file, _ = read_claim_file(session, found.open)
    piece = evidence_in(file, evidence_id)
    if not 1 <= number <= previewed_pages(piece):
        raise NotFound("page")
    return piece


def _masked(found: FoundClaim, form: MaskForm, piece: EvidenceFacts, number: int) -> bool:
    here = house()
    try:
        with here.database.deed() as session:
            mask_evidence(
                session,
                found.open,
                evidence_id=piece.id,
                regions=form.regions(number),
                vault=here.vault,
                actor=acting(May.DECIDE),
                now=here.now(),
            )
    except (NotValid, NotNow) as refusal:
        form.add_problem(WHY_NOT.get(refusal.reason) or said(refusal.reason, among="refusals"))
        return False
    return True
