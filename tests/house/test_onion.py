"""The service as a Tor onion service: plain http inside Tor's own encryption, host-bound cookies, and no way out to another host."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyotp
import pytest
from flask import Flask

from app import create_app
from tests.cast import TRIIN
from tests.client import FilledPage, Page, Visitor
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office

ONION = "a2" * 28 + ".onion"
CLEAR = "claims.example.org"


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office with one member."""
    folder = tmp_path_factory.mktemp("onion")
    made = make_office(sqlite_copy(sqlite_template, folder), folder, members=(TRIIN,))
    yield made
    made.close()


@pytest.fixture(scope="module")
def house(office: MadeOffice) -> Flask:
    """That office behind TLS and at its onion address."""
    return create_app(replace(office.settings, secure=True, loopback=False, hosts=(CLEAR, ONION), onion=ONION))


class Watched(Visitor):
    """A visitor who looks at every cookie and every address on the way."""

    def fetch(self, address: str, **request: object) -> object:  # type: ignore[override]  # the answer, as it is
        answer = super().fetch(address, **request)
        if address.endswith("/leave"):
            return answer  # leads out on purpose
        for cookie in answer.headers.getlist("Set-Cookie"):
            assert cookie.startswith("__Host-"), cookie
            said = {part.strip().lower() for part in cookie.split(";")[1:]}
            assert {"secure", "httponly", "path=/"} <= said, cookie
            assert not [part for part in said if part.startswith("domain")], cookie
            assert said & {"samesite=strict", "samesite=lax"}, cookie
        assert not answer.headers.get("Location", "/").startswith(("http", "//"))
        text = answer.data.decode("latin-1")
        assert [other for other in (CLEAR, ONION, "127.0.0.1") if other in text and other not in self.home] == []
        assert not re.search(r'(?:href|src|action)="(?:https?:)?//[^"]*(?:onion|example)', text)
        return answer


def begun(visitor: Visitor) -> tuple[Page, str, str]:
    """A draft, its reference and its code."""
    page = visitor.open("/en/begin")
    receipt = page.press(page.buttons[0])
    code, reference = receipt.value("code"), receipt.value("which_claim")
    return receipt.fill(last_four=code[-4:]).press(receipt.buttons[0]), reference, code


def pressed(filled: FilledPage) -> Page:
    """The page behind the first button."""
    return filled.press(next(iter(filled.form.buttons)))


@pytest.mark.parametrize("host", [f"http://{ONION}", f"https://{CLEAR}"])
def test_a_claimant_goes_all_the_way(house: Flask, host: str) -> None:
    visitor = Watched(house, home=host)
    for page in ("/en/", "/en/ranges", "/en/about", "/en/privacy", "/en/sealing"):
        visitor.open(page)
    _, reference, code = begun(visitor)
    person = visitor.open("/en/person")
    pressed(person.fill(name="Linh"))
    trip = visitor.open("/en/trip").fill({"entered-year": 2015, "entered-month": 3, "passport": "VNM"})
    pressed(trip)
    agreements = visitor.open("/en/agreements").fill({f"C{n}": "yes" if n != 8 else "no" for n in range(1, 9)})
    pressed(agreements)
    visitor.open("/en/review").form(button="Send to the lawyers").press("Send to the lawyers")
    assert visitor.open("/en/proof").says("You are represented only after")
    visitor.fetch("/en/leave", method="POST")
    assert "come-back" in visitor.fetch("/en/status").headers["Location"]  # type: ignore[attr-defined]
    back = visitor.open("/en/come-back").fill(reference=reference, code=code)
    pressed(back)
    assert visitor.open("/en/status").status == 200


def test_a_member_signs_in_at_the_onion_address(office: MadeOffice, house: Flask) -> None:
    visitor, entry = Watched(house, home=f"http://{ONION}"), office.sign_ins[TRIIN.sign_in_name]
    code = pyotp.TOTP(entry.totp_secret).now()
    form = visitor.open("/en/office/sign-in").fill(name="triin", passphrase=entry.passphrase, code=code)
    form.press("Sign in")
    assert visitor.browser.get_cookie("__Host-member", domain=ONION) is not None
    assert visitor.open("/en/office").status == 200


def test_a_cookie_that_a_neighbour_tossed_is_not_read(house: Flask) -> None:
    """Without the prefix a cookie may come from any host below the same name; behind TLS such names mean nothing here."""
    visitor = Visitor(house, home=f"http://{ONION}")
    begun(visitor)
    cookie = visitor.browser.get_cookie("__Host-claimant", domain=ONION)
    assert cookie is not None
    for name, status in (("claimant", 303), ("__Host-claimant", 200)):
        stranger = Visitor(house, home=f"http://{ONION}")
        answer = stranger.fetch("/en/claim", headers={"Cookie": f"{name}={cookie.value}"})
        assert answer.status_code == status, f"{name} {answer.location}"
    stranger = Visitor(house, home=f"http://{ONION}")
    tossed = stranger.fetch("/en/office/sign-in", headers={"Cookie": "language=ko; door=" + "0" * 64})
    assert '<html lang="en"' in tossed.get_data(as_text=True)
    assert any(each.startswith("__Host-door=") for each in tossed.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize(
    "host", ["evil.example", f"evil.{ONION}", "127.0.0.1", f"{ONION}.evil.example", f"{ONION}@evil"]
)
def test_no_other_host_is_answered(house: Flask, host: str) -> None:
    answer = house.test_client().get("/en/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_who_reads_over_tls_is_told_the_onion_address(house: Flask) -> None:
    clear = house.test_client().get("/en/ranges", base_url=f"https://{CLEAR}")
    assert clear.headers["Onion-Location"] == f"http://{ONION}/en/ranges"
    assert "Onion-Location" not in house.test_client().get("/en/ranges", base_url=f"http://{ONION}").headers
