"""Check and send, the proof, and what comes after."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlmodel import select

from claims.model.claim import ClaimPart
from claims.model.proof import SignedProof
from claims.model.vocabulary import PartKind
from tests.client import Page
from tests.desks.intake.conftest import fill_what_is_needed
from tests.desks.intake.opened import claim_of, file_of


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
