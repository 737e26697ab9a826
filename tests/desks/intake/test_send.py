"""Check and send, the proof, and what comes after."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlmodel import select

from claims.model.claim import ClaimPart
from claims.model.proof import SignedProof
from claims.model.vocabulary import PartKind
from tests.client import Page
from tests.desks.intake.opened import claim_of, file_of


def fill_what_is_needed(begun: Page) -> None:
    """A yes, a name, a trip: enough to send."""
    visitor = begun.visitor
    visitor.open("/en/agreements").fill(C1="yes", C8="no").press("Save my answers")
    visitor.open("/en/person").fill(name="Nguyễn Thị Linh").press("Save")
    trip = {"passport": "VNM", "entered-day": 2, "entered-month": 3, "entered-year": 2015}
    visitor.open("/en/trip").fill(trip).press("Save this trip")


@pytest.fixture
def sent(begun: Page) -> Page:
    """The page after sending."""
    fill_what_is_needed(begun)
    return begun.visitor.open("/en/review").press("Send to the lawyers")


def test_what_is_missing_is_named_with_the_way_there(begun: Page):
    page = begun.visitor.open("/en/review")
    assert {"Say yes to keeping what you tell us", "Give a name", "Add one trip"} <= set(page.links)
    refused = page.press_refused("Send to the lawyers")
    assert any("Something is still missing" in line for line in refused.errors)
    assert begun.visitor.open("/en/claim").address == "/en/claim"


def test_a_no_to_everything_else_does_not_stop_a_claim(begun: Page):
    visitor = begun.visitor
    fill_what_is_needed(begun)
    visitor.open("/en/agreements").fill({f"C{number}": "no" for number in range(2, 9)}).press("Save my answers")
    assert visitor.open("/en/review").press("Send to the lawyers").address == "/en/proof"


def test_the_review_shows_results_openly_and_remembers_that_it_did(begun: Page):
    fill_what_is_needed(begun)
    assert not file_of(begun).results_shown
    page = begun.visitor.open("/en/review")
    for words in (
        "Inside a disclosed range",
        "It has not said whose photos.",
        "Nobody can promise money.",
        "This is not a lawsuit.",
    ):
        assert page.says(words)
    assert page.says("A lawyer will look at time limits for you.")
    assert file_of(begun).results_shown


def test_the_proof_is_signed_and_its_key_is_public(sent: Page):
    assert sent.says("This is not a lawsuit. Time limits keep running until a lawyer files for you.")
    facts = sent.download("Save the signed facts")
    assert "attachment" in facts.headers["Content-Disposition"]
    proof = SignedProof.model_validate(json.loads(facts.data))
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(proof.key)).verify(
        bytes.fromhex(proof.signature), proof.signed_bytes()
    )
    assert sent.follow("Keys that sign proofs of receipt").says(proof.key)
    paper = sent.download("Save the proof as PDF")
    assert paper.data.startswith(b"%PDF-")
    assert "receipt-of-papers.pdf" in paper.headers["Content-Disposition"]


def test_sending_twice_is_sending_once(begun: Page, office):
    fill_what_is_needed(begun)
    review = begun.visitor.open("/en/review")
    first, second = review.press("Send to the lawyers"), review.press("Send to the lawyers")
    assert first.address == second.address == "/en/proof"
    assert first.text == second.text
    with office.database.question() as session:
        of_claim = select(ClaimPart).where(ClaimPart.claim_id == claim_of(begun).id, ClaimPart.kind == PartKind.PROOF)
        assert len(session.exec(of_claim).all()) == 1


@pytest.mark.parametrize("page", ["claim", "person", "trips", "trip", "account", "lawyers", "review", "destroy"])
def test_pages_of_the_draft_lead_to_the_status_after_sending(sent: Page, page: str):
    assert sent.visitor.open(f"/en/{page}").address == "/en/status"


def test_what_was_typed_in_an_old_tab_after_sending_is_shown_again(begun: Page):
    fill_what_is_needed(begun)
    old = begun.visitor.open("/en/account").fill(account="One more thing.")
    begun.visitor.open("/en/review").press("Send to the lawyers")
    page = old.press("Save", status=403)
    assert page.says("The claim was sent meanwhile")
    assert page.says("One more thing.")


def test_there_is_no_proof_before_sending(begun: Page):
    for page in ("proof", "proof/paper", "proof/facts"):
        assert begun.visitor.fetch(f"/en/{page}").status_code == 404


class TestStatus:
    """After sending."""

    def test_it_says_where_the_claim_stands_and_what_it_is_not(self, sent: Page):
        page = sent.follow("To my claim")
        for words in ("Received", "This is not a lawsuit.", "Inside a disclosed range", "No message yet."):
            assert page.says(words)

    def test_a_message_reaches_the_office_verbatim(self, sent: Page):
        page = sent.visitor.open("/en/status").fill(text="Xin chào\n  <b>").press("Send this message")
        assert page.address == "/en/status"
        assert page.says("From you")
        assert "Xin chào\n  &lt;b&gt;" in page.html

    @pytest.mark.parametrize("typed", ["", "   ", "900101-1234567", "x" * 5001])
    def test_a_message_that_cannot_be_taken_comes_back(self, sent: Page, typed: str):
        page = sent.visitor.open("/en/status").tamper({"text": typed}).press_refused("Send this message")
        assert page.errors
        assert page.value("text") == typed

    def test_answers_may_change_and_taking_back_the_first_leads_to_withdrawing(self, sent: Page):
        visitor = sent.visitor
        assert visitor.open("/en/agreements").fill(C8="yes").press("Save my answers").address == "/en/status"
        page = visitor.open("/en/agreements").fill(C1="no", C4="yes").press("Save my answers")
        assert page.address == "/en/withdraw"
        again = visitor.open("/en/agreements")
        assert [again.value(code) for code in ("C1", "C4", "C8")] == ["yes", "yes", "yes"]

    def test_a_file_may_still_be_added_and_none_taken_out(self, sent: Page):
        from_phone = ("a.png", b"")
        page = sent.visitor.open("/en/evidence").fill(kind="stamp", file=from_phone).press_refused("Add this file")
        assert "Destroy file 1" not in page.links


class TestEndings:
    """Withdrawing and destroying."""

    def test_withdrawing_destroys_and_the_receipt_opens_nothing(self, sent: Page, office):
        page = sent.visitor.open("/en/withdraw")
        assert page.says("Nobody can bring it back.")
        claim = claim_of(sent)
        assert page.press("Withdraw my claim").address == "/en/gone"
        assert sent.visitor.open("/en/status").address.startswith("/en/come-back")
        with office.database.question() as session:
            assert session.exec(select(ClaimPart).where(ClaimPart.claim_id == claim.id)).all() == []

    def test_a_claim_withdrawn_in_another_tab_is_gone_here_too(self, sent: Page, service):
        visitor = sent.visitor
        cookie = visitor.browser.get_cookie("claimant", domain="127.0.0.1").value
        old = visitor.open("/en/status").fill(text="Are you there?")
        visitor.open("/en/withdraw").press("Withdraw my claim")
        visitor.browser.set_cookie("claimant", cookie, domain="127.0.0.1")
        page = old.press("Send this message", status=403)
        assert page.says("Are you there?")

    def test_a_draft_is_destroyed_after_asking(self, begun: Page):
        page = begun.follow("Destroy this draft")
        assert page.follow("Keep it").address == "/en/claim"
        assert page.press("Destroy my draft").address == "/en/gone"
        assert begun.visitor.open("/en/claim").address.startswith("/en/come-back")

    def test_withdrawing_a_draft_is_destroying_it(self, begun: Page):
        assert begun.visitor.open("/en/withdraw").address == "/en/destroy"
