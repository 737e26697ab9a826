"""A phone that others hold too: after the visit nothing on it opens anything, and the code was never anywhere but on its page."""

import pytest
from flask import Flask
from sqlmodel import col, update
from werkzeug.test import TestResponse

from claims.model.session import SessionRow
from claims.store.sessions import CLAIMANT_IDLE, ROUNDED
from tests.client import Page, Visitor
from tests.desks.intake.test_receipt import receipt_of, shown
from tests.make import MadeOffice

WAY = ("claim", "agreements", "person", "trips", "trip", "account", "lawyers", "evidence", "contact", "review")
AFTER = ("proof", "status", "withdraw", "agreements", "contact", "evidence")
TRIP = {"passport": "VNM", "entered-day": 2, "entered-month": 3, "entered-year": 2015}


class Watched(Visitor):
    """A visitor whose every answer is kept."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seen: list[tuple[str, TestResponse]] = []

    def fetch(self, address: str, **request):  # type: ignore[no-untyped-def]  # as the visitor's own
        """As always, and kept."""
        answer = super().fetch(address, **request)
        self.seen.append((address, answer))
        return answer


def whole_way(service: Flask) -> tuple[Watched, str, str]:
    """From the receipt over every page to sending and back in with the receipt; the visitor, reference and code."""
    visitor = Watched(service)
    page = shown(visitor)
    reference, code = receipt_of(page)
    page.fill(last_four=code[-4:]).press("I have written it down")
    for name in WAY:
        visitor.open(f"/en/{name}")
    visitor.open("/en/agreements").fill(C1="yes", C8="no").press("Save my answers")
    visitor.open("/en/person").fill(name="Linh").press("Save")
    visitor.open("/en/trip").fill(TRIP).press("Save this trip")
    visitor.open("/en/review").press("Send to the lawyers")
    for name in AFTER:
        visitor.open(f"/en/{name}")
    visitor.fetch("/en/leave")
    visitor.open("/en/come-back").fill(reference=reference, code=code).press("Open my claim")
    return visitor, reference, code


def spelled(code: str) -> tuple[str, ...]:
    """The code as it is shown, as it is typed, and its parts that nobody guesses."""
    plain = code.replace("-", "")
    return code, plain, plain.lower(), code[:14]


def test_the_code_stands_on_the_page_that_shows_it_and_nowhere_else(service: Flask) -> None:
    visitor, _, code = whole_way(service)
    shown_on = []
    for address, answer in visitor.seen:
        places = [address, *(value for _, value in answer.headers.items())]
        for spelling in spelled(code):
            assert not any(spelling in place for place in places), f"in the address or a header of {address}"
            if spelling in answer.get_data(as_text=True):
                shown_on.append(address.split("?")[0].rpartition("/")[2])
    assert set(shown_on) == {"begin"}
    assert len(visitor.seen) > len(WAY) + len(AFTER)


def test_no_title_holds_it_no_box_is_remembered_and_nothing_is_stored(service: Flask) -> None:
    visitor, _, code = whole_way(service)
    pages = [(address, answer) for address, answer in visitor.seen if answer.mimetype == "text/html"]
    for address, answer in pages:
        assert answer.headers["Cache-Control"] == "no-store", address
        if answer.status_code == 200:
            page = Page(visitor=visitor, address=address, answer=answer)
            assert not any(spelling in page.title for spelling in spelled(code))
            for box in page.tree.iter("input"):
                if box.attrib.get("type") in ("text", "password", None):
                    assert box.attrib.get("autocomplete") == "off", f"{address}: {box.attrib.get('name')}"


def cookie_of(visitor: Visitor) -> str:
    """The cookie of the open visit; "" where there is none."""
    found = visitor.browser.get_cookie("claimant", domain="127.0.0.1")
    return found.value if found else ""


def leave(visitor: Visitor, office: MadeOffice) -> None:
    """By the button at the top."""
    answer = visitor.fetch("/en/leave")
    assert answer.status_code == 303
    assert answer.location.startswith("https://")
    assert "cache" in answer.headers["Clear-Site-Data"]


def destroy(visitor: Visitor, office: MadeOffice) -> None:
    """The draft is destroyed."""
    assert visitor.open("/en/destroy").press("Destroy my draft").address == "/en/gone"


def wait(visitor: Visitor, office: MadeOffice) -> None:
    """Twenty minutes pass in which nobody touches the phone. The cookie stays in it, and is good for nothing."""
    with office.database.deed() as session:
        session.exec(update(SessionRow).values(seen=col(SessionRow.seen) - CLAIMANT_IDLE - 2 * ROUNDED))


@pytest.mark.parametrize("end", [leave, destroy, wait])
def test_when_it_is_over_nothing_on_the_phone_opens_anything(service: Flask, office: MadeOffice, end) -> None:  # type: ignore[no-untyped-def]  # one of the three above
    visitor = Visitor(service)
    shown(visitor)
    visitor.open("/en/person").fill(name="Nobody Else").press("Save")
    cookie = cookie_of(visitor)
    end(visitor, office)

    assert end is wait or cookie_of(visitor) == ""
    visitor.browser.set_cookie("claimant", cookie, domain="127.0.0.1")
    for name in (*WAY, *AFTER, "receipt", "note", "proof/paper", "proof/facts"):
        answer = visitor.fetch(f"/en/{name}")
        assert answer.status_code in (303, 404, 405), name
        assert "Nobody Else" not in answer.get_data(as_text=True)
        if answer.status_code == 303:
            assert "/come-back" in answer.location, name
