"""Who claims, between the form and the sealed file. This is where a name typed becomes a Claimant."""

from claims.desks.intake.forms_draft import PersonForm
from claims.model.claim_file import Claimant, Representative

PERSON_FACTS = (
    *("for_whom", "name", "name_latin", "name_hangul", "born", "nationality", "nationality_during"),
    *("holds_korean", "in_korea", "passport_number"),
)
_ACTING = ("name", "relation", "contact")


def kept_person(person: Claimant) -> dict[str, object]:
    """The form's fields as kept so far."""
    acting = {f"representative_{fact}": getattr(person.representative, fact) for fact in _ACTING}
    return {fact: getattr(person, fact) for fact in PERSON_FACTS} | acting


def person_of(form: PersonForm, *, kept: Claimant) -> Claimant:
    """What the form says; a passport number is held only with its agreement, and stays as it was where it is not asked."""
    given = {fact: form[fact].data for fact in PERSON_FACTS}
    if not form.numbers_agreed:
        given["passport_number"] = ""
    blank_as_text = {fact: given[fact] or "" for fact in ("nationality", "nationality_during")}
    acting = {fact: form[f"representative_{fact}"].data or "" for fact in _ACTING}
    whom = given["for_whom"] or "self"
    return kept.model_copy(
        update=given | blank_as_text | {"for_whom": whom, "representative": Representative.model_validate(acting)}
    )
