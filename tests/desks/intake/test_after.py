"""After sending: status, messages, changed answers; withdrawing, and destroying a draft."""

import pytest
from sqlmodel import select

from claims.actions.match_claims import match_again
from claims.actions.publish_disclosure import publish_disclosure
from claims.model.claim import ClaimPart
from claims.model.disclosure import Registry
from claims.store.claim_parts import read_claim_file
from tests.client import Page
from tests.desks.intake.opened import claim_of
from tests.make import MadeOffice
from tests.make_registries import corrected


def test_it_says_where_the_claim_stands_and_what_it_is_not(sent: Page):
    page = sent.follow("To my claim")
    for words in ("Received", "This is not a lawsuit.", "Inside a disclosed range", "No message yet."):
        assert page.says(words)


def test_a_message_reaches_the_office_verbatim(sent: Page):
    page = sent.visitor.open("/en/status").fill(text="Xin chào\n  <b>").press("Send this message")
    assert page.address == "/en/status"
    assert page.says("From you")
    assert "Xin chào\n  &lt;b&gt;" in page.html


def publish(office: MadeOffice, registry: Registry) -> None:
    """The registry is in force from now on."""
    with office.database.deed() as session:
        publish_disclosure(session, office.office.id, registry=registry, now=office.now, why="corrected")


def test_another_result_is_told_in_the_language_of_the_visit(sent: Page, office: MadeOffice):
    """The sentence, which trips, and the new result; in another language the same."""
    registry = corrected(office.registry, from_="2016-01-01")
    publish(office, registry)
    try:
        with office.database.deed() as session:
            claim = claim_of(sent)
            file, _ = read_claim_file(session, claim)
            match_again(session, claim, file=file, registry=registry, now=office.now)
        page, vietnamese = sent.visitor.open("/en/status"), sent.visitor.open("/vi/status")
    finally:
        publish(office, office.registry)

    for words in (
        "From us",
        "What is published about the photos has changed",
        "Trip 1",
        "Outside the disclosed ranges",
    ):
        assert page.says(words), words
    assert not page.says("Inside a disclosed range")
    assert vietnamese.says("Thông tin công bố về các bức ảnh đã thay đổi")


@pytest.mark.parametrize("typed", ["", "   ", "900101-1234567", "x" * 5001])
def test_a_message_that_cannot_be_taken_comes_back(sent: Page, typed: str):
    page = sent.visitor.open("/en/status").tamper({"text": typed}).press_refused("Send this message")
    assert page.errors
    assert page.value("text") == typed


def test_answers_may_change_and_taking_back_the_first_leads_to_withdrawing(sent: Page):
    visitor = sent.visitor
    assert visitor.open("/en/agreements").fill(C8="yes").press("Save my answers").address == "/en/status"
    page = visitor.open("/en/agreements").fill(C1="no", C4="yes").press("Save my answers")
    assert page.address == "/en/withdraw"
    again = visitor.open("/en/agreements")
    assert [again.value(code) for code in ("C1", "C4", "C8")] == ["yes", "yes", "yes"]


def test_a_file_may_still_be_added_and_none_taken_out(sent: Page):
    from_phone = ("a.png", b"")
    page = sent.visitor.open("/en/evidence").fill(kind="stamp", file=from_phone).press_refused("Add this file")
    assert "Destroy file 1" not in page.links


def test_withdrawing_destroys_and_the_receipt_opens_nothing(sent: Page, office):
    page = sent.visitor.open("/en/withdraw")
    assert page.says("Nobody can bring it back.")
    claim = claim_of(sent)
    assert page.press("Withdraw my claim").address == "/en/gone"
    assert sent.visitor.open("/en/status").address.startswith("/en/come-back")
    with office.database.question() as session:
        assert session.exec(select(ClaimPart).where(ClaimPart.claim_id == claim.id)).all() == []


def test_a_claim_withdrawn_in_another_tab_is_gone_here_too(sent: Page, service):
    visitor = sent.visitor
    cookie = visitor.browser.get_cookie("claimant", domain="127.0.0.1").value
    old = visitor.open("/en/status").fill(text="Are you there?")
    visitor.open("/en/withdraw").press("Withdraw my claim")
    visitor.browser.set_cookie("claimant", cookie, domain="127.0.0.1")
    page = old.press("Send this message", status=403)
    assert page.says("Are you there?")


def test_a_draft_is_destroyed_after_asking(begun: Page):
    page = begun.follow("Destroy this draft")
    assert page.follow("Keep it").address == "/en/claim"
    assert page.press("Destroy my draft").address == "/en/gone"
    assert begun.visitor.open("/en/claim").address.startswith("/en/come-back")


def test_withdrawing_a_draft_is_destroying_it(begun: Page):
    assert begun.visitor.open("/en/withdraw").address == "/en/destroy"
