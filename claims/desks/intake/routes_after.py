"""After sending: status and messages, withdraw; and for a draft: destroy. This is where a claim ends or goes on."""

from flask import Response, make_response, redirect, render_template, url_for
from sqlmodel import Session

from claims.actions.attach_evidence import WHILE
from claims.actions.draft_claim import destroy_draft
from claims.actions.hold_claim import holds_in_force
from claims.actions.match_claims import latest_judgement
from claims.actions.send_message import ANSWERABLE, read_messages, send_message
from claims.actions.withdraw_claim import is_for_counsel, withdraw_claim
from claims.desks.intake.appoint_status import shown_on_status
from claims.desks.intake.forms_after import DestroyForm, StatusForm, WithdrawForm
from claims.desks.intake.refusals import refusal_sentence
from claims.desks.intake.results import TripAnswer, answers_from, answers_of
from claims.errors import NotFound, NotValid
from claims.model.claim_file import ClaimFile
from claims.model.disclosure import Registry
from claims.model.judgement import Judgement
from claims.model.vocabulary import PartKind, Status
from claims.queries.appointing import offered_to
from claims.queries.judged_by import registry_judged_by
from claims.store.claim_parts import read_claim_file, read_part
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import current_language
from claims.web.visits import CLAIMANT, leave

Answer = Response | tuple[str, int]


def status() -> Answer:
    """Where the claim stands, what was said, and what may be done now."""
    claim, here = current_claim(), house()
    if claim.status is Status.DRAFT:
        return _to("intake.claim")
    form = StatusForm.from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                send_message(session, claim, text=form.text.data or "", language=current_language().tag, now=here.now())
        except NotValid as refusal:
            form.add_problem(refusal_sentence(refusal), field=form.text)
        else:
            return _to("intake.status")
    return _status(form)


def withdraw() -> Answer:
    """Take the claim back. That destroys it, unless a lawyer has filed or held it; then counsel is told."""
    claim, here = current_claim(), house()
    if claim.status is Status.DRAFT:
        return _to("intake.destroy")
    form = WithdrawForm.from_page()
    if not form.accepted():
        with here.database.question() as session:
            for_counsel = is_for_counsel(session, claim, now=here.now())
        return render_template("intake/withdraw.html", form=form, claim=claim, for_counsel=for_counsel), form.status
    with here.database.deed() as session:
        destroyed = withdraw_claim(session, claim, vault=here.vault, now=here.now())
    if not destroyed:
        return _to("intake.status")
    here.database.forget()
    return leave(_to("intake.gone"), CLAIMANT)


def destroy() -> Answer:
    """Destroy a draft; nobody can bring it back."""
    form, here = DestroyForm.from_page(), house()
    if not form.accepted():
        return render_template("intake/destroy.html", form=form, claim=current_claim()), form.status
    with here.database.deed() as session:
        destroy_draft(session, current_claim(), vault=here.vault)
    here.database.forget()
    return leave(_to("intake.gone"), CLAIMANT)


def _status(form: StatusForm) -> Answer:
    claim = current_claim()
    with house().database.question() as session:
        if read_part(session, claim, kind=PartKind.FILE) is None:
            return leave(_to("intake.gone"), CLAIMANT)
        file = read_claim_file(session, claim)[0]
        messages = read_messages(session, claim)
        holds = holds_in_force(session, claim, now=house().now())
        judgement = latest_judgement(session, claim)
        judged_by = _judged_by(session, judgement) if judgement else None
        offered = offered_to(session, claim)
    page = render_template(
        "intake/status.html",
        form=form,
        claim=claim,
        file=file,
        messages=messages,
        appointments=[shown_on_status(each, file=file, status=claim.status, today=house().today()) for each in offered],
        held_until=max((hold.until for hold in holds), default=""),
        answers=_answers(file, judgement, judged_by),
        provable=judged_by is not None,
        may_answer=claim.status in ANSWERABLE,
        may_add_files=claim.status in WHILE,
    )
    return page, form.status


def _judged_by(session: Session, judgement: Judgement) -> Registry | None:
    """The ranges as they stood when the claim was judged; None where an older version of the service did not keep them."""
    here = house()
    try:
        return registry_judged_by(session, here.office_id, judgement=judgement, in_force=here.registry)
    except NotFound:
        return None


def _answers(file: ClaimFile, judgement: Judgement | None, judged_by: Registry | None) -> list[TripAnswer]:
    """What was found when it was judged; by the ranges of today where those of then are gone."""
    if judgement is None:
        return []
    return answers_from(file, judgement, registry=judged_by) if judged_by else answers_of(file)


def _to(page: str) -> Response:
    return make_response(redirect(url_for(page), code=303))
