"""Begin, keep the receipt, come back with it. This is where a claim is opened; its code is shown once and kept nowhere."""

from http import HTTPStatus

from flask import Response, make_response, redirect, render_template, url_for

from claims.actions.draft_claim import begin_draft
from claims.desks.intake.coming_back import claim_by_receipt
from claims.desks.intake.forms_open import BeginForm, ComeBackForm, NoteForm, ReceiptForm
from claims.desks.intake.saving import save
from claims.errors import NotValid
from claims.model.vocabulary import Status
from claims.rules.references import CODE_LENGTH, check_text, grouped
from claims.rules.retention import DRAFT_WEEKS
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds
from claims.store.sessions import Visit
from claims.web.errors import error_page
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import current_language
from claims.web.language import gettext as _
from claims.web.limits import DRAFTS, attempts
from claims.web.visits import CLAIMANT, visit_of
from claims.web.visits import begin as begin_visit
from claims.web.visits import end as end_visit
from claims.web.wording_errors import MANY_BEGIN

Answer = Response | tuple[str, int]


def begin() -> Answer:
    """What a receipt is; the button makes a draft and its receipt, which stands on the page that answers and nowhere else."""
    form = BeginForm.from_page()
    if not form.accepted():
        is_open = visit_of(CLAIMANT) is not None
        page = render_template("intake/begin.html", form=form, open=is_open, draft_weeks=DRAFT_WEEKS)
        return page, form.status
    here = house()
    if attempts().count(DRAFTS, "", now=seconds(here.now())) > DRAFTS.most:
        return error_page(HTTPStatus.TOO_MANY_REQUESTS, words=MANY_BEGIN)
    with here.database.deed() as session:
        receipt, draft = begin_draft(session, here.office_id, language=current_language().tag, now=here.now())
    page = _receipt_page(ReceiptForm(code=receipt.code), reference=receipt.reference)
    return _open(make_response(page), draft)


def receipt() -> Answer:
    """The receipt is confirmed by its last four characters, typed from the copy."""
    form = ReceiptForm.from_page()
    if form.accepted():
        save("receipt", lambda file: file)
        return make_response(redirect(url_for("intake.claim"), code=303))
    return _receipt_page(form, reference=current_claim().reference), form.status


def note() -> Answer:
    """The receipt as a small text file with a neutral name, for those who cannot write it down."""
    form, reference = NoteForm.from_page(), grouped(current_claim().reference)
    if not form.accepted() or not _is_code(form.code.data):
        return _receipt_page(ReceiptForm.from_page(), reference=current_claim().reference), 422
    answer = make_response(f"{reference}\n{grouped(form.code.data or '')}\n")
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = 'attachment; filename="note.txt"'
    return answer


def come_back() -> Answer:
    """Reference and code open the claim; whatever is wrong with them, the answer is one and the same."""
    form = ComeBackForm.from_page()
    if form.accepted():
        claim = claim_by_receipt(form.reference.data or "", form.code.data or "")
        if claim is not None:
            page = "intake.claim" if claim.status is Status.DRAFT else "intake.status"
            return _open(make_response(redirect(url_for(page), code=303)), claim)
        form.add_problem(
            _(
                "No claim opens with these two. Please compare both with your receipt. If you destroyed or withdrew it, it is gone."
            )
        )
    return render_template("intake/come_back.html", form=form), form.status


def _open(answer: Response, claim: OpenClaim) -> Response:
    """This browser is now here with this claim and no other."""
    here = house()
    now = seconds(here.now())
    visit = Visit(
        kind="claimant",
        office_id=here.office_id,
        subject=claim.id,
        key=claim.key,
        since=now,
        epoch=claim.receipt_generation,
    )
    return begin_visit(end_visit(answer, CLAIMANT), visit)


def _receipt_page(form: ReceiptForm, *, reference: str) -> str:
    code = form.code.data or ""
    shown = grouped(code) if _is_code(code) else ""
    return render_template(
        "intake/receipt.html", form=form, reference=grouped(reference), reference_here=reference, code=shown
    )


def _is_code(text: str | None) -> bool:
    if len(text or "") != CODE_LENGTH:
        return False
    try:
        return check_text(text or "", length=CODE_LENGTH) == text
    except NotValid:
        return False
