"""Check and send, and the proof of receipt. This is where a draft becomes a claim that the office can read."""

from flask import Response, make_response, redirect, render_template, url_for

from claims.actions.send_claim import read_proof, send_claim
from claims.desks.intake.forms_after import SendForm
from claims.desks.intake.proofs import paper_of
from claims.desks.intake.refusals import refusal_sentence
from claims.desks.intake.results import answers_of
from claims.desks.intake.saving import current_file, save
from claims.errors import NotFound, NotValid
from claims.model.claim_file import ClaimFile
from claims.model.proof import SignedProof
from claims.model.vocabulary import Status
from claims.rules.agreements import latest
from claims.rules.sending import missing_to_send
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import current_language, gettext
from claims.web.paper_words import proof_words

Answer = Response | tuple[str, int]


def review() -> Answer:
    """Everything the claimant said, and what is known about each trip; from here on results count as shown."""
    file = current_file()
    if file.records and not file.results_shown:
        file = save("review", lambda now: now.model_copy(update={"results_shown": True}))
    return _review(file, SendForm.from_page())


def send() -> Answer:
    """Send once; sending twice is sending once."""
    form = SendForm.from_page()
    if form.accepted():
        here = house()
        try:
            with here.database.deed() as session:
                send_claim(
                    session,
                    current_claim(),
                    registry=here.registry,
                    host_key=here.host_key,
                    zone=here.settings.timezone,
                    now=here.now(),
                )
        except NotValid as refusal:
            form.add_problem(refusal_sentence(refusal))
        else:
            return make_response(redirect(url_for("intake.proof"), code=303))
    return _review(current_file(), form)


def proof() -> str:
    """What was received, and what that means and does not mean."""
    return render_template("intake/proof.html", proof=_proof())


def proof_paper() -> Response:
    """The proof as PDF."""
    language = current_language().tag
    paper = paper_of(_proof(), file=current_file())
    pdf = house().press.proof(paper, words=proof_words(gettext), language=language)
    return _download(pdf, kind="application/pdf", name="receipt-of-papers.pdf")


def proof_facts() -> Response:
    """The signed facts, for whoever wants to check the signature."""
    return _download(_proof().model_dump_json().encode(), kind="application/json", name="receipt-of-papers.json")


def _review(file: ClaimFile, form: SendForm) -> Answer:
    answers, problem = [], ""
    try:
        answers = answers_of(file)
    except NotValid as refusal:
        problem = refusal_sentence(refusal)
    page = render_template(
        "intake/review.html",
        file=file,
        form=form,
        answers=answers,
        problem=problem,
        missing=missing_to_send(file),
        agreed=latest(file.agreements),
    )
    return page, form.status


def _proof() -> SignedProof:
    if current_claim().status is Status.DRAFT:
        raise NotFound("proof")
    with house().database.question() as session:
        return read_proof(session, current_claim())


def _download(content: bytes, *, kind: str, name: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
