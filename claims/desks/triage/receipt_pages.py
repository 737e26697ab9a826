"""A receipt was lost: the office checks two facts and a document, and a new one is made and shown once. This is where that is done."""

from flask import Response, render_template

from claims.actions.draft_claim import Receipt, receipt_generation
from claims.actions.renew_receipt import MOST_TRIES, renew_receipt, tries_today
from claims.desks.triage.finding import find_claim
from claims.desks.triage.forms_receipt import RenewForm
from claims.errors import Conflict, NotFound, NotNow, NotValid
from claims.model.vocabulary import Status
from claims.rules.access import May
from claims.store.claim_parts import read_claim_file
from claims.web.claim_door import FoundClaim, note_on_claim
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import gettext as _
from claims.web.language import speaking
from claims.web.wording import said

Answer = Response | tuple[str, int]


def receipt(reference: str) -> Answer:
    """What is asked, and what is compared; none of what the claim says is shown."""
    found, here = find_claim(reference), house()
    if found.key is None or Status(found.row.status) is Status.WITHDRAWN:
        raise NotFound("claim")
    with here.database.question() as session:
        generation = receipt_generation(session, found.row.id)
    form = RenewForm.from_page(generation=str(generation))
    if form.accepted():
        made = _renewed(found, form)
        if made is not None:
            return _shown_once(found, made)
    with here.database.question() as session:
        left = MOST_TRIES - tries_today(session, found.row, now=here.now())
    return render_template("triage/receipt.html", form=form, found=found, left=left), form.status


def _renewed(found: FoundClaim, form: RenewForm) -> Receipt | None:
    """The new receipt, or None and the form says why not. The ledger line of the reading stands before."""
    here = house()
    note_on_claim(found, "read_claim", part="receipt")
    try:
        with here.database.deed() as session:
            made = renew_receipt(
                session,
                found.open,
                checked=form.checked(),
                after_generation=form.after_generation,
                actor=acting(May.RENEW_RECEIPT),
                now=here.now(),
            )
    except (NotValid, NotNow, Conflict) as refusal:
        form.add_problem(said(refusal.reason, among="refusals"))
        return None
    if made is None:
        form.add_problem(_("At least one of the two facts is not what the claim says. No new receipt was made."))
        return None
    here.database.forget()  # the old wrap, which the old receipt would still open
    return made


def _shown_once(found: FoundClaim, made: Receipt) -> Answer:
    """The receipt in the claimant's language, and around it what the member is to do with it."""
    with house().database.question() as session:
        file, _version = read_claim_file(session, found.open)
    with speaking(file.language) as language:
        sheet = render_template("intake/receipt_sheet.html", made=made, tag=language.tag)
    return render_template("triage/receipt_made.html", found=found, sheet=sheet, spoken=language), 200
