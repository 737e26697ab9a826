"""A code said beside its question."""

from claims.desks.intake.forms_open import CheckForm
from claims.desks.intake.refusals import refusal_sentence, say_contradiction
from claims.errors import NotValid
from claims.web.wording_refusals import REFUSALS

BORN = NotValid("contradiction", column="entered", born="2015-01-01", given="2012")


def test_a_contradiction_names_both_facts_at_the_question(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        form = CheckForm()
        say_contradiction(form, BORN)
        assert "2012" in form.entered.errors[0]
        assert "1 January 2015" in form.entered.errors[0]
        assert form.status == 422


def test_a_refusal_about_no_question_of_the_page_is_about_the_page(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        form = CheckForm()
        say_contradiction(form, NotValid("contradiction", column="port_in", born="2015", given="2012"))
        assert len(form.form_errors) == 1


def test_every_code_gets_a_sentence(service):
    with service.test_request_context("/en/"):
        service.preprocess_request()
        assert refusal_sentence(NotValid("upload_empty")) == str(REFUSALS["upload_empty"])
        assert refusal_sentence(NotValid("never_heard_of")).startswith("We could not read this answer.")
