"""A lost receipt at the desk: what the person says is compared and never shown, and the new receipt stands on one page, once."""

import re

import pytest

from claims.model.claim_file import ClaimFile
from claims.model.vocabulary import Status
from tests.cast import ADA, AUD, HAN, LINH, PARK, REA, TRIIN
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork
from tests.make import Sent

GOOD = {
    "born-day": "1",
    "born-month": 5,
    "born-year": "١٩٩٠",
    "name": "linh nguyen thi",
    "nationality": "VNM",
    "document": "passport",
    "way": "video",
}
BUTTON = "Compare, and make a new receipt"


def at_receipt(work: AtWork, sent: Sent, language: str = "en") -> Page:
    """The page, as Triin opens it."""
    return work.inside(TRIIN).open(f"/{language}/office/claims/{sent.claim.reference}/receipt")


def come_back(work: AtWork, reference: str, code: str) -> Page:
    """A claimant with this receipt, in a browser that knows nothing."""
    form = Visitor(work.service).open("/en/come-back").fill(reference=reference, code=code)
    return form.press("Open my claim")


def refused(work: AtWork, reference: str, code: str) -> Page:
    """The same, where nothing opens."""
    form = Visitor(work.service).open("/en/come-back").fill(reference=reference, code=code)
    return form.press_refused("Open my claim")


def code_on(page: Page) -> str:
    """The code that a page shows."""
    found = re.findall(r"\b(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}\b", page.text)
    assert len(found) == 1, page.text
    return found[0]


def test_two_facts_and_a_document_make_a_new_receipt(work: AtWork) -> None:
    sent = work.office.send(LINH)
    old = come_back(work, sent.receipt.reference, sent.receipt.code)

    page = (
        work.inside(TRIIN).open(f"/en/office/claims/{sent.claim.reference}").follow("The claimant has lost the receipt")
    )
    made = page.fill(GOOD).press(BUTTON)

    assert made.headers["Cache-Control"] == "no-store"
    assert made.address.endswith("/receipt")
    assert made.title.startswith("A new receipt –")
    sheet = next(element for element in made.tree.iter("section") if element.attrib.get("lang"))
    assert (sheet.attrib["lang"], sheet.attrib["dir"]) == ("vi", "ltr")
    assert made.says("Mã bí mật"), "in the claimant's language"
    assert made.says("/vi/come-back")
    code = code_on(made)
    assert "No claim opens" in refused(work, sent.receipt.reference, sent.receipt.code).errors[0]
    status = come_back(work, sent.receipt.reference, code)
    assert status.says("A new receipt was made for this claim")
    assert status.says("In the week that began on")
    assert old.visitor.open("/en/status").address.startswith("/en/come-back"), "the old receipt's visit is over"


def test_what_the_claim_says_is_not_shown(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = at_receipt(work, sent)
    wrong = page.fill(GOOD | {"name": "Someone Else"}).press_refused(BUTTON)

    assert "At least one of the two facts is not what the claim says." in wrong.errors[0]
    assert wrong.says("4 tries are left")
    for seen in (page, wrong):
        for words in ("Nguyễn", "NGUYEN", "1 May 1990", "2 March 2015", "응우옌"):
            assert words not in seen.html, words
    assert wrong.value("name") == "Someone Else"
    line = work.ledger("receipt_refused")[-1]
    assert (line.actor, line.role, line.reference) == (work.member(TRIIN).id, "triage", sent.claim.reference)
    assert work.details(line, HAN) == {
        "facts": ["born", "name_and_nationality"],
        "document": "passport",
        "way": "video",
    }
    come_back(work, sent.receipt.reference, sent.receipt.code)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"passport_number": "B1234567"},
        GOOD | {"passport_number": "B1234567"},
        GOOD | {"nationality": ""},
        GOOD | {"document": None},
    ],
    ids=["nothing", "one fact", "three facts", "half a fact", "no document"],
)
def test_the_form_says_what_is_missing_and_tries_nothing(work: AtWork, answers: dict[str, object]) -> None:
    sent = work.office.send(LINH)
    given = {name: value for name, value in answers.items() if value is not None}
    base = {} if "document" in answers else {"document": "passport", "way": "video"}

    page = at_receipt(work, sent).fill(base | given).press_refused(BUTTON)

    assert page.errors
    assert page.says("5 tries are left")
    assert [line.action for line in work.ledger() if line.reference == sent.claim.reference] == ["receive"]


def test_after_five_wrong_tries_there_is_no_form(work: AtWork) -> None:
    sent = work.office.send(LINH)
    page = at_receipt(work, sent)
    kept = page.fill(GOOD)
    for _ in range(4):
        page = page.fill(GOOD | {"name": "Someone"}).press_refused(BUTTON)
    assert page.says("One try is left")
    page = page.fill(GOOD | {"name": "Someone"}).press_refused(BUTTON)
    assert page.says("Please try again tomorrow.")
    assert BUTTON not in page.buttons
    assert "too many wrong tries" in kept.press_refused(BUTTON).errors[0]


def test_a_page_sent_twice_makes_one_receipt(work: AtWork) -> None:
    sent = work.office.send(LINH)
    form = at_receipt(work, sent).fill(GOOD)
    code = code_on(form.press(BUTTON))

    assert "made meanwhile" in form.press_refused(BUTTON).errors[0]
    come_back(work, sent.receipt.reference, code)


def test_the_line_of_the_reading_comes_first(work: AtWork) -> None:
    sent = work.office.send(LINH)
    triin = work.inside(TRIIN)
    address = f"/en/office/claims/{sent.claim.reference}/receipt"
    request = triin.open(address).fill(GOOD).form.request(BUTTON)
    with work.without_ledger():
        answer = triin.fetch(address, method="POST", data=request["data"])

    assert answer.status_code == 500
    come_back(work, sent.receipt.reference, sent.receipt.code)


def test_a_claimant_of_a_language_that_reads_from_the_right(work: AtWork) -> None:
    sent = work.office.send(LINH.model_copy(update={"language": "ar"}))
    made = at_receipt(work, sent, "ko")
    made = made.fill(GOOD).press(made.buttons[-1])

    sheet = next(element for element in made.tree.iter("section") if element.attrib.get("lang"))
    assert (sheet.attrib["lang"], sheet.attrib["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("who", [PARK, ADA, AUD, REA], ids=lambda who: who.name)
def test_nobody_else_gets_there(work: AtWork, who: object) -> None:
    sent = work.office.send(LINH)
    for method in ("GET", "POST"):
        answer = work.inside(who).fetch(f"/en/office/claims/{sent.claim.reference}/receipt", method=method)  # type: ignore[arg-type]
        assert answer.status_code == 404


def test_of_a_draft_and_of_what_was_withdrawn_there_is_no_such_page(work: AtWork) -> None:
    file: ClaimFile = LINH
    _, draft = work.office.draft(file)
    sent = work.office.send(file)
    visitor = come_back(work, sent.receipt.reference, sent.receipt.code).visitor
    visitor.open("/en/withdraw").press("Withdraw my claim")

    assert work.row(sent).status == Status.WITHDRAWN
    for reference in (draft.reference, sent.claim.reference):
        assert work.inside(TRIIN).fetch(f"/en/office/claims/{reference}/receipt").status_code == 404
