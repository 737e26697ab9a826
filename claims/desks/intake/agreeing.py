"""Yes or no to the texts as they are shown. This is where an answer gets the version, language and hash of its text."""

from claims.desks.intake.choices import NO, YES
from claims.desks.intake.routes_open import office_facts
from claims.desks.intake.saving import Change
from claims.model.claim_file import Agreement, ClaimFile
from claims.model.vocabulary import AgreementCode
from claims.rules.agreements import latest, may_hold_numbers
from claims.store.agreement_texts import AgreementText
from claims.store.clock import seconds
from claims.web.house import house
from claims.web.language import current_language

Texts = dict[AgreementCode, AgreementText]


def texts_here() -> Texts:
    """The newest text of each agreement in the page's language, with this office's names in it."""
    facts, language = office_facts(), current_language().tag
    return {code: house().agreements.get(code, language).filled(facts) for code in AgreementCode}


def kept_answers(file: ClaimFile) -> dict[str, str]:
    """The answers given so far, as the form shows them."""
    return {code.value: YES if given.yes else NO for code, given in latest(file.agreements).items()}


def with_answers(answers: dict[AgreementCode, bool], *, texts: Texts) -> Change:
    """Append each answer that is new, or that is now given to another text; nothing that was answered is overwritten.

    Without a yes to keeping numbers, the passport number is taken out.
    """
    at = seconds(house().now())

    def change(file: ClaimFile) -> ClaimFile:
        before = latest(file.agreements)
        new = [_agreement(texts[code], yes=yes, at=at) for code, yes in answers.items()]
        added = tuple(each for each in new if _differs(before.get(each.code), each))
        agreed = (*file.agreements, *added)
        person = file.claimant
        if not may_hold_numbers(agreed) and AgreementCode.C3 in latest(agreed):
            person = person.model_copy(update={"passport_number": ""})
        return file.model_copy(update={"agreements": agreed, "claimant": person})

    return change


def _agreement(text: AgreementText, *, yes: bool, at: int) -> Agreement:
    return Agreement(
        code=text.code, version=text.version, language=text.language, text_sha256=text.shown_sha256, yes=yes, at=at
    )


def _differs(before: Agreement | None, now: Agreement) -> bool:
    if before is None or before.yes != now.yes:
        return True
    return before.text_sha256 != now.text_sha256
