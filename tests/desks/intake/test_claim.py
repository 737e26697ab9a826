"""The task list, and what no page of a claim takes."""

from werkzeug.datastructures import MultiDict

from claims.desks.intake.forms_claim import ALIEN_NUMBER_WORDS, ClaimForm
from claims.web.fields import ShortTextField
from tests.client import Page

PAGES = ("agreements", "person", "trips", "account", "lawyers", "evidence", "contact")


class AnyForm(ClaimForm):
    """A page of the claim with one question."""

    word = ShortTextField("Word")


def test_the_list_leads_to_every_page_and_to_sending(begun: Page):
    addresses = set(begun.links.values())
    assert {f"/en/{page}" for page in (*PAGES, "review", "destroy")} <= addresses


def test_nothing_is_done_in_a_new_draft(begun: Page):
    marks = [
        each.attrib["class"] for each in begun.tree.iter("li") if each.attrib.get("class") in ("done", "begun", "open")
    ]
    assert marks == ["open"] * 7


def test_an_alien_number_needs_its_agreement(service):
    for agreed, refused in ((False, True), (True, False)):
        with service.test_request_context("/en/"):
            service.preprocess_request()
            form = AnyForm(MultiDict({"word": "900101-5234567"}))
            form.numbers_agreed = agreed
            form.validate()
            said = [str(sentence) for sentence in form.word.errors]
            assert (str(ALIEN_NUMBER_WORDS) in said) is refused
