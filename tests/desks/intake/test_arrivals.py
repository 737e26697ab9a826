"""Who may enter which page, with which verb, and what happens to words typed after a session has ended."""

import re

import pytest

from claims.desks.intake.routes import ACCESS, PAGES
from claims.web.guards import Enter
from tests.client import Page, Visitor
from tests.desks.intake.opened import file_of

CLAIMANT_PAGES = [page for page in PAGES if page.enter is Enter.CLAIMANT]


def address(page) -> str:
    return "/en" + re.sub(
        "<int:[^>]*>", "1", page.address.replace("<record_id>", "0" * 32).replace("<evidence_id>", "0" * 32)
    )


@pytest.mark.parametrize("page", CLAIMANT_PAGES, ids=lambda page: page.address)
def test_without_a_session_reading_leads_to_the_receipt(visitor: Visitor, page):
    answer = visitor.fetch(address(page))
    if "GET" in page.methods:
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/en/come-back")
    else:
        assert answer.status_code == 405


@pytest.mark.parametrize("page", CLAIMANT_PAGES, ids=lambda page: page.address)
def test_without_a_session_nothing_typed_is_lost(visitor: Visitor, page):
    answer = visitor.fetch(address(page), method="POST", data={"account": "my <words>", "csrf_token": "x"})
    if "POST" in page.methods:
        assert answer.status_code == 403
        assert "my &lt;words&gt;" in answer.get_data(as_text=True)
        assert answer.headers["Cache-Control"] == "no-store"
    else:
        assert answer.status_code == 405


def test_words_sent_from_another_site_are_not_shown(visitor: Visitor):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = visitor.fetch("/en/account", method="POST", data={"account": "call this number"}, headers=headers)
    assert "call this number" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("verb", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_other_verbs_are_refused(visitor: Visitor, page, verb: str):
    assert visitor.fetch(address(page), method=verb).status_code == 405


def test_every_page_says_who_enters():
    assert set(ACCESS.values()) <= {Enter.EVERYONE, Enter.CLAIMANT}
    assert ACCESS["claim"] is Enter.CLAIMANT


def test_a_page_whose_session_ended_shows_what_was_typed_and_takes_the_receipt(begun: Page):
    visitor = begun.visitor
    typed = visitor.open("/en/account").fill(account="Line one\nline two")
    visitor.browser.delete_cookie("claimant", domain="127.0.0.1")
    page = typed.press("Save", status=403)
    assert page.h1 == "This was not saved"
    assert "Line one\nline two" in page.html.replace("\r\n", "\n")
    assert "Open my claim" in page.buttons


def test_words_and_days_are_shown_again_and_the_codes_of_picked_answers_are_not(visitor: Visitor):
    typed = {"address": "me@example.org", "service_address": "counsel", "passport": "VNM", "C1": "yes"}
    typed |= {"entered-day": "2", "entered-month": "3", "entered-year": "2015", "exited-year": "abc"}
    shown = visitor.fetch("/en/trip", method="POST", data=typed).get_data(as_text=True)
    cards = re.findall(r'<p class="card verbatim"[^>]*>([^<]*)</p>', shown)
    assert cards == ["2 March 2015", "abc", "me@example.org"]


def test_a_forged_or_foreign_cookie_opens_nothing(begun: Page, service):
    for value in ("", "x", "A" * 43, "é", "0" * 4000):
        stranger = Visitor(service)
        stranger.browser.set_cookie("claimant", value, domain="127.0.0.1")
        assert stranger.open("/en/claim").address.startswith("/en/come-back")


def test_a_form_from_elsewhere_changes_nothing(begun: Page):
    page = begun.visitor.open("/en/person")
    refused = page.tamper({"csrf_token": "0" * 64, "name": "Mallory"}).press_refused("Save")
    assert refused.value("name") == "Mallory"
    assert begun.visitor.open("/en/person").value("name") == ""


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_leaving_quickly_ends_the_session_and_goes_elsewhere(begun: Page, verb: str):
    answer = begun.visitor.fetch("/en/leave", method=verb)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "https://www.wikipedia.org/"
    assert '"cookies"' in answer.headers["Clear-Site-Data"]
    assert begun.visitor.open("/en/claim").address.startswith("/en/come-back")


def test_an_old_tab_cannot_get_round_by_another_kind_of_body(begun: Page):
    """A page of another claim, its form sent as an upload or as JSON: nothing of it reaches the claim that is open now."""
    token = begun.visitor.open("/en/person").form("name").form.values("csrf_token")[0]
    fields = {"csrf_token": token, "which_claim": "OTHERONE", "name": "From the old tab"}
    for kind in ("multipart/form-data", "application/json"):
        sent = {"data": fields} if kind.startswith("multipart") else {"data": b"{}"}
        answer = begun.visitor.fetch("/en/person", method="POST", content_type=kind, **sent)
        assert answer.status_code == 403
    assert file_of(begun).claimant.name == ""
