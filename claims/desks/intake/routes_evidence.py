"""Files: list, add as a stream, take out. This is where an upload is sealed while it comes in, or leaves nothing behind."""

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from claims.actions.attach_evidence import (
    WHILE,
    attach_evidence,
    begin_upload,
    destroy_parts,
    read_upload,
    remove_evidence,
)
from claims.desks.intake.arrivals import WHICH_CLAIM
from claims.desks.intake.forms_after import RemoveForm
from claims.desks.intake.forms_trips import EvidenceForm, evidence_form
from claims.desks.intake.refusals import refusal_sentence
from claims.desks.intake.saving import current_file
from claims.errors import NotFound, NotValid
from claims.model.claim_file import ClaimFile, EvidenceFacts
from claims.model.vocabulary import EvidenceKind, Status
from claims.rules.uploads import LIMITS
from claims.store.sealed_files import HashingSealer
from claims.web.dates import format_edtf
from claims.web.draining import MOST_BODY_BYTES, drain_body
from claims.web.guards import current_claim
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.uploads import Received, receive_upload

Answer = Response | tuple[str, int]


def evidence() -> Answer:
    """The files given so far, and one more."""
    file = current_file()
    form = evidence_form(trip_words(file))()
    problem = ""
    if request.method == "POST":
        request.max_content_length = MOST_BODY_BYTES
        try:
            form = _take(file)
        except NotValid as refusal:
            form, problem = _form(file, refusal.facts.get("fields")), refusal_sentence(refusal)
            form.form_errors.append(problem)
            drain_body()
        else:
            if not form.errors:
                return make_response(redirect(url_for("intake.evidence"), code=303))
            problem = " ".join(str(sentence) for sentence in form.form_errors)
    page = render_template(
        "intake/evidence.html",
        form=form,
        file=file,
        limits=LIMITS,
        problem=problem,
        sent=current_claim().status is not Status.DRAFT,
        may_add=current_claim().status in WHILE,
    )
    return page, form.status


def remove_file(evidence_id: str) -> Answer:
    """Destroy one file of the draft."""
    facts = next((each for each in current_file().evidence if each.id == evidence_id), None)
    if facts is None:
        raise NotFound("evidence")
    form = RemoveForm.from_page()
    if form.accepted():
        here = house()
        with here.database.deed() as session:
            remove_evidence(session, current_claim(), evidence_id=evidence_id, vault=here.vault, now=here.now())
        return make_response(redirect(url_for("intake.evidence"), code=303))
    return render_template("intake/remove_file.html", form=form, facts=facts), form.status


def trip_words(file: ClaimFile) -> list[tuple[str, str]]:
    """Each trip by its id, as "Trip 1: 2 March 2015"."""
    return [
        (trip.id, _("Trip %(number)s: %(day)s", number=number, day=format_edtf(trip.entered or trip.exited)))
        for number, trip in enumerate(file.records, start=1)
    ]


def _form(file: ClaimFile, fields: object) -> EvidenceForm:
    return evidence_form(trip_words(file))(MultiDict(fields) if isinstance(fields, dict) else None)


def _take(file: ClaimFile) -> EvidenceForm:
    """Receive one file and list it in the claim; the form with its problems where it cannot be taken."""
    here, claim = house(), current_claim()
    received = receive_upload(
        begin=lambda: begin_upload(claim, file, vault=here.vault, now=here.now()), most_bytes=LIMITS.bytes_per_file
    )
    form = _form(file, received.fields)
    if received.fields.get(WHICH_CLAIM) != claim.reference:
        if received.taker is not None:
            received.taker.abandon()
        raise NotValid("changed_elsewhere", fields=received.fields)
    if not form.validate() or received.taker is None:
        words = _("Please choose a file, or take a photo, before pressing the button.")
        if received.taker is not None:
            received.taker.abandon()
            words = _("Please choose the file once more; browsers do not keep it. Nothing of it was kept here.")
        form.form_errors.append(words)
        return form
    try:
        _list(_read(file, received, form))
    except NotValid as refusal:
        form.form_errors.append(refusal_sentence(refusal))
    return form


def _read(file: ClaimFile, received: Received, form: EvidenceForm) -> EvidenceFacts:
    here, sealer = house(), received.taker
    assert isinstance(sealer, HashingSealer)
    return read_upload(
        current_claim(),
        sealer,
        identity=file.evidence_identity,
        file_name=received.file_name,
        kind=EvidenceKind(str(form.kind.data)),
        record_id=form["record_id"].data,
        note=form.note.data or "",
        vault=here.vault,
        now=here.now(),
    )


def _list(facts: EvidenceFacts) -> None:
    here, claim = house(), current_claim()
    try:
        with here.database.deed() as session:
            attach_evidence(session, claim, facts=facts, now=here.now())
    except BaseException:
        destroy_parts(claim, (*facts.parts, *facts.clean), vault=here.vault)
        raise
