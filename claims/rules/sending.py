"""What a claim needs before it may be sent: as little as possible. This is where it is ruled.

"No free text is compulsory; a date may be unknown; only a name, one trip and the first agreement are needed."
"""

from claims.errors import NotValid
from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import AgreementCode
from claims.rules.agreements import latest_answer
from claims.rules.forbidden import contains_resident_number


def missing_to_send(file: ClaimFile) -> tuple[str, ...]:
    """Codes of what is still missing: agreement, name, trip."""
    missing = []
    if latest_answer(file.agreements, AgreementCode.C1) is not True:
        missing.append("agreement")
    if not (file.claimant.name or file.claimant.name_latin):
        missing.append("name")
    if not file.records:
        missing.append("trip")
    return tuple(missing)


def check_may_send(file: ClaimFile) -> None:
    """Raises NotValid `send_incomplete` (facts: missing) or `resident_number`, which may never be held."""
    missing = missing_to_send(file)
    if missing:
        raise NotValid("send_incomplete", missing=missing)
    if any(contains_resident_number(text) for text in texts_of(file)):  # each alone: two answers are not one number
        raise NotValid("resident_number")


def texts_of(file: ClaimFile) -> tuple[str, ...]:
    """Everything a claimant can type freely."""
    person, account, lawyers = file.claimant, file.statement, file.for_lawyers
    return (
        person.name,
        person.name_latin,
        person.name_hangul,
        person.passport_number,
        person.representative.name,
        person.representative.contact,
        account.account,
        account.harm,
        account.helped_by,
        lawyers.learned_when,
        lawyers.learned_how,
        lawyers.other_proceedings_what,
        lawyers.access_request_reply,
        file.contact.address,
        file.contact.own_address,
        *(facts.note + "\n" + facts.file_name for facts in file.evidence),
        *(first.what_helped for trip in file.records for first in trip.earlier),
    )
