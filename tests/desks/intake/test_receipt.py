"""Begin, the receipt shown once, the note, coming back."""

import re

import pytest

from claims.desks.intake import routes_receipt
from claims.rules.references import with_check
from claims.store.attempts import Limit
from claims.web import limits
from tests.client import Page, Visitor


def shown(visitor: Visitor) -> Page:
    return visitor.open("/en/begin").press("Get my receipt")


def receipt_of(page: Page) -> tuple[str, str]:
    reference, code = [each.text for each in page.tree.iter("span") if "receipt" in each.attrib.get("class", "")]
    return reference, code


def test_the_receipt_is_shown_by_the_answer_itself_and_stands_in_no_address(visitor: Visitor):
    page = shown(visitor)
    reference, code = receipt_of(page)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}", reference)
    assert re.fullmatch(r"([0-9A-Z]{4}-){5}[0-9A-Z]{4}", code)
    assert page.address == "/en/begin"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.says("You may copy it on paper.")


def test_the_last_four_characters_must_come_from_the_copy(visitor: Visitor):
    page = shown(visitor)
    again = page.fill(last_four="0000").press_refused("I have written it down")
    assert receipt_of(again) == receipt_of(page)
    assert again.value("last_four") == "0000"
    empty = again.fill(last_four="").press_refused("I have written it down")
    assert receipt_of(empty) == receipt_of(page)
    done = empty.fill(last_four=receipt_of(page)[1][-4:].lower()).press("I have written it down")
    assert done.address == "/en/claim"
    assert not done.says("You have not yet told us")


def test_going_on_without_confirming_is_possible_and_said(visitor: Visitor):
    shown(visitor)
    assert visitor.open("/en/claim").says("You have not yet told us that you wrote your receipt down.")


def test_the_note_is_neutral(visitor: Visitor):
    page = shown(visitor)
    reference, code = receipt_of(page)
    form = page.form("last_four").form.request("Save it as a text file")
    assert form["action"].endswith("/note")
    answer = visitor.fetch(form["action"], method="POST", data=form["data"])
    assert answer.get_data(as_text=True) == f"{reference}\n{code}\n"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="note.txt"'


def test_a_damaged_page_does_not_invent_a_code(visitor: Visitor):
    page = shown(visitor)
    again = page.tamper({"code": "<script>", "last_four": "ipt>"}).press_refused("I have written it down")
    assert again.says("This page has lost the code.")


def test_a_receipt_opens_its_claim_from_another_browser(service, visitor: Visitor):
    reference, code = receipt_of(shown(visitor))
    visitor.open("/en/person").fill(name="Ли Анна").press("Save")
    other = Visitor(service)
    page = other.open("/en/come-back").fill(reference=f" {reference.lower()} ", code=code.replace("-", " "))
    assert page.press("Open my claim").address == "/en/claim"
    assert other.open("/en/person").value("name") == "Ли Анна"


def test_every_wrong_receipt_gets_the_same_answer(visitor: Visitor, service):
    reference, code = receipt_of(shown(visitor))
    other_reference, other_code = receipt_of(shown(Visitor(service)))
    stranger = Visitor(service)
    pages = [
        stranger.open("/en/come-back").fill(reference=given, code=secret).press_refused("Open my claim")
        for given, secret in ((reference, other_code), (other_reference, code))
    ]
    assert pages[0].errors == pages[1].errors
    assert "No claim opens with these two." in pages[0].errors[0]
    assert stranger.open("/en/claim").address.startswith("/en/come-back")


def test_a_slip_of_the_pen_is_told_apart_before_anything_is_looked_up(visitor: Visitor):
    page = visitor.open("/en/come-back").fill(reference="7K3M", code="x" * 90).press_refused("Open my claim")
    assert len(page.errors) == 2
    assert page.value("reference") == "7K3M"
    assert visitor.open("/en/come-back").press_refused("Open my claim").errors[0].startswith("Reference")


def test_a_browser_without_cookies_is_told_so(service):
    visitor = Visitor(service)
    page = visitor.open("/en/begin")
    visitor.browser.delete_cookie("door", domain="127.0.0.1")
    again = page.press_refused("Get my receipt")
    assert again.says("your browser does not keep cookies")


def test_beginning_again_leaves_the_first_claim_alone(visitor: Visitor, service):
    first = receipt_of(shown(visitor))
    assert visitor.open("/en/begin").says("A claim is open in this browser.")
    second = receipt_of(shown(visitor))
    assert first[0] != second[0]
    page = Visitor(service).open("/en/come-back").fill(reference=first[0], code=first[1]).press("Open my claim")
    assert page.says(first[0])


def test_too_many_drafts_at_once_are_asked_to_wait(visitor: Visitor, monkeypatch: pytest.MonkeyPatch):
    """In the person's language, with a time to come back; whoever has a receipt comes in as always."""
    receipt = receipt_of(shown(visitor))
    monkeypatch.setattr(routes_receipt, "DRAFTS", Limit(limits.DRAFTS.what, most=0))
    for language, words in (("en", "Very many people are starting a claim just now"), ("ko", "")):
        page = visitor.open(f"/{language}/begin")
        refused = page.form(button=page.buttons[0]).press(page.buttons[0], status=429)
        assert refused.says(words)
        assert refused.language == language
        assert int(refused.headers["Retry-After"]) > 0
    come_back = visitor.open("/en/come-back").fill(reference=receipt[0], code=receipt[1])
    assert come_back.press("Open my claim").address == "/en/claim"


def answer_to(service, reference: str, code: str) -> tuple[int, str, list[tuple[str, str]]]:
    """Status, body without what was typed and the page's token, headers; of a browser that always has the same door."""
    visitor = Visitor(service)
    visitor.browser.set_cookie("door", "0" * 64, domain="127.0.0.1")
    page = visitor.open("/en/come-back").fill(reference=reference, code=code).press_refused("Open my claim")
    body = page.html.replace(f'value="{reference}"', "").replace(f'value="{code}"', "")
    return page.status, body, sorted((name, value) for name, value in page.headers.items() if name != "Date")


def test_unknown_references_and_wrong_codes_cannot_be_told_apart(visitor: Visitor, service):
    """Not by status, not by a letter of the page, not by a header; also where the claim was destroyed or renewed."""
    known, code = receipt_of(shown(visitor))
    other, other_code = receipt_of(shown(Visitor(service)))
    destroyed = Visitor(service)
    gone, gone_code = receipt_of(shown(destroyed))
    destroyed.open("/en/destroy").press("Destroy my draft")
    unknown = with_check("0000000")
    answers = [
        answer_to(service, reference.replace("-", ""), secret.replace("-", ""))
        for reference, secret in (
            (unknown, code),
            (known, other_code),
            (other, code),
            (gone, gone_code),
            (unknown, with_check("0" * 23)),
        )
    ]
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 422
