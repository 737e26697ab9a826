"""Check one trip; nothing is kept. This is where a stranger gets one of four results."""

from typing import Any

from flask import render_template

from claims.desks.intake.forms_open import CheckForm
from claims.desks.intake.refusals import say_contradiction
from claims.desks.intake.results import answers_of
from claims.errors import NotValid
from claims.model.claim_file import Claimant, ClaimFile, EntryRecord
from claims.web.language import current_language

FACTS = ("passport", "entered", "exited", "channel_in", "channel_out", "capacity")


def check() -> tuple[str, int]:
    """The question, and on the same address its answer; the trip stands in no address, log, session or row."""
    form = CheckForm.from_page()
    answers: list[Any] = []
    if form.accepted():
        try:
            answers = answers_of(_file_of(form))
        except NotValid as refusal:
            say_contradiction(form, refusal)
    return render_template("intake/check.html", form=form, answers=answers), form.status


def _file_of(form: CheckForm) -> ClaimFile:
    """A claim that lives in memory only, for as long as this answer takes."""
    trip = EntryRecord(id="trip", **{fact: form[fact].data for fact in FACTS})
    person = Claimant.model_validate({"born": form.born.data or "", "holds_korean": form.holds_korean.data})
    return ClaimFile(language=current_language().tag, claimant=person, records=(trip,))
