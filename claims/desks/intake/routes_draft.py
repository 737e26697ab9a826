"""The claim's own pages: the task list, agreements, person, account, for the lawyers, contact. This is where answers are kept."""

from flask import Response, make_response, redirect, render_template, url_for

from claims.desks.intake import agreeing
from claims.desks.intake.forms_agreements import AgreementsForm
from claims.desks.intake.forms_claim import ClaimForm
from claims.desks.intake.forms_draft import AccountForm, ContactForm, LawyersForm, PersonForm
from claims.desks.intake.person import PERSON_FACTS, kept_person, person_of
from claims.desks.intake.progress import steps_of
from claims.desks.intake.refusals import say_contradiction
from claims.desks.intake.results import answers_of
from claims.desks.intake.saving import WHILE_HERE, current_file, save
from claims.errors import NotValid
from claims.model.claim_file import ConsentStatement, Contact, ForLawyers
from claims.model.vocabulary import AgreementCode, Status
from claims.rules.agreements import may_hold_numbers
from claims.web.guards import current_claim
from claims.web.language import current_language

Answer = Response | tuple[str, int]


def claim() -> Answer:
    """The whole journey as a list, in any order."""
    file = current_file()
    return render_template("intake/claim.html", file=file, claim=current_claim(), steps=steps_of(file)), 200


def agreements() -> Answer:
    """Eight questions, each alone. A no to the first after sending leads to withdrawing, which is what it means."""
    file, texts = current_file(), agreeing.texts_here()
    form = AgreementsForm.from_page(**agreeing.kept_answers(file))
    if not form.accepted():
        return render_template("intake/agreements.html", form=form, texts=texts, sent=_sent()), form.status
    answers = form.answers()
    takes_back = _sent() and answers.get(AgreementCode.C1) is False
    if takes_back:
        del answers[AgreementCode.C1]
    save("agreements", agreeing.with_answers(answers, texts=texts), while_status=WHILE_HERE)
    return _to("intake.withdraw" if takes_back else "intake.status" if _sent() else "intake.claim")


def person() -> Answer:
    """Who claims."""
    file = current_file()
    form = PersonForm.from_page(**kept_person(file.claimant))
    form.numbers_agreed = may_hold_numbers(file.agreements)
    if form.accepted():
        changed = person_of(form, kept=file.claimant)
        try:
            answers_of(file.model_copy(update={"claimant": changed}))
        except NotValid as refusal:
            say_contradiction(form, refusal)
        else:
            save("person", lambda now: now.model_copy(update={"claimant": person_of(form, kept=now.claimant)}))
            return _to("intake.claim")
    return render_template("intake/person.html", form=form, facts=PERSON_FACTS), form.status


def account() -> Answer:
    """What the claimant was told and asked then."""
    file = current_file()
    kept = file.statement.model_dump() if "account" in file.visited else {"language": current_language().tag}
    form = AccountForm.from_page(**kept)
    form.numbers_agreed = may_hold_numbers(file.agreements)
    if form.accepted():
        given = ConsentStatement.model_validate(_answers(form, ConsentStatement.model_fields))
        save("account", lambda now: now.model_copy(update={"statement": given}))
        return _to("intake.claim")
    return render_template("intake/account.html", form=form), form.status


def lawyers() -> Answer:
    """First knowledge and other proceedings: for counsel, never for a court."""
    file = current_file()
    form = LawyersForm.from_page(**file.for_lawyers.model_dump())
    form.numbers_agreed = may_hold_numbers(file.agreements)
    if form.accepted():
        given = ForLawyers.model_validate(_answers(form, ForLawyers.model_fields))
        save("lawyers", lambda now: now.model_copy(update={"for_lawyers": given}))
        return _to("intake.claim")
    return render_template("intake/lawyers.html", form=form), form.status


def contact() -> Answer:
    """How we may reach the claimant; it may change at any time."""
    file = current_file()
    form = ContactForm.from_page(**file.contact.model_dump())
    form.numbers_agreed = may_hold_numbers(file.agreements)
    if form.accepted():
        given = Contact.model_validate(_answers(form, Contact.model_fields))
        save("contact", lambda now: now.model_copy(update={"contact": given}), while_status=WHILE_HERE)
        return _to("intake.status" if _sent() else "intake.claim")
    return render_template("intake/contact.html", form=form, sent=_sent()), form.status


def _answers(form: ClaimForm, names: object) -> dict[str, object]:
    """The form's answers under the names of a sealed value; what was left open keeps the value's own blank."""
    asked = {name: form[name].data for name in names if name in form}  # type: ignore[attr-defined]
    yes_no = {name: value for name, value in asked.items() if value is not None}
    return yes_no


def _sent() -> bool:
    return current_claim().status is not Status.DRAFT


def _to(page: str) -> Response:
    return make_response(redirect(url_for(page), code=303))
