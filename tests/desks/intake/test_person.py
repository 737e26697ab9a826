"""Who claims, between form and file."""

from werkzeug.datastructures import MultiDict

from claims.desks.intake.forms_draft import PersonForm
from claims.desks.intake.person import kept_person, person_of
from claims.model.claim_file import Claimant, Representative
from tests.client import Page
from tests.desks.intake.opened import file_of


def test_what_was_kept_is_what_is_shown(service):
    person = Claimant(
        name="김하나", born="1990-05", for_whom="child", representative=Representative(name="Kim", relation="parent")
    )
    kept = kept_person(person)
    assert (kept["name"], kept["born"], kept["representative_name"], kept["representative_relation"]) == (
        "김하나",
        "1990-05",
        "Kim",
        "parent",
    )


def test_a_number_that_was_not_asked_for_is_not_held(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        for agreed, held in ((True, "N1"), (False, "")):
            form = PersonForm(MultiDict({"name": "Linh", "passport_number": "N1"}))
            form.numbers_agreed = agreed
            form.validate()
            assert person_of(form, kept=Claimant()).passport_number == held


def test_who_acts_for_another_is_kept(begun: Page):
    answers = {"for_whom": "other", "name": "Ba", "representative_name": "Linh", "representative_relation": "heir"}
    begun.visitor.open("/en/person").fill(answers).press("Save")
    person = file_of(begun).claimant
    assert (person.for_whom, person.representative.name, person.representative.relation) == ("other", "Linh", "heir")
