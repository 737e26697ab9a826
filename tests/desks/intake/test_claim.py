"""The task list, and what no page of a claim takes."""

import hmac
from collections.abc import Callable
from hashlib import sha256

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from claims.desks.intake.forms_claim import ALIEN_NUMBER_WORDS, ClaimForm
from claims.rules.forbidden import contains_alien_number, contains_resident_number
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


def unlucky_door(service: Flask, is_unlucky: Callable[[str], bool]) -> str:
    """A door cookie whose token, 64 random digits, looks as if it held such a number: one of some thousands does."""
    secret = bytes(service.config["CSRF_SECRET"])
    for number in range(1_000_000):
        door = f"{number:064x}"
        if is_unlucky(hmac.new(secret, b"door:" + door.encode(), sha256).hexdigest()):
            return door
    raise AssertionError("none of a million tokens is unlucky")


@pytest.mark.parametrize("is_unlucky", [contains_alien_number, contains_resident_number])
def test_what_the_page_itself_sends_is_not_looked_through(
    begun: Page, service: Flask, is_unlucky: Callable[[str], bool]
):
    """The token is no answer: with an unlucky one every page of the claim is kept all the same, and the claim is sent."""
    visitor = begun.visitor
    visitor.browser.set_cookie("door", unlucky_door(service, is_unlucky), domain="127.0.0.1")
    token = visitor.open("/en/person").value("csrf_token")
    assert is_unlucky(token), "the test has found no unlucky token"
    trip = {"passport": "VNM", "entered-day": 2, "entered-month": 3, "entered-year": 2015}
    for address, answers, button in (
        ("person", {"name": "Linh"}, "Save"),
        ("account", {"harm": "Nothing yet"}, "Save"),
        ("lawyers", {"learned_how": "a friend"}, "Save"),
        ("contact", {"channel": "none"}, "Save"),
        ("trip", trip, "Save this trip"),
        ("agreements", {"C1": "yes", "C8": "no"}, "Save my answers"),
    ):
        visitor.open(f"/en/{address}").fill(answers).press(button)
    sent = visitor.open("/en/review").press("Send to the lawyers")
    assert sent.address == "/en/proof"
    visitor.open("/en/status").fill(text="Thank you").press("Send this message")
