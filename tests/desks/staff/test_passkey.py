"""A passkey in a real Chromium: added, used instead of the code, good once, taken away; at an address of digits it says why not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from claims.actions.register_passkey import register_passkey
from claims.model.staff import Member, Passkey
from claims.store.clock import seconds
from claims.store.passkeys import Party, make_challenge, read_registration
from claims.web import house as house_of
from claims.web.limits import BY_NAME, attempts
from tests.browser import axe_violations, served
from tests.cast import AUD, HAN
from tests.client import Visitor
from tests.databases import sqlite_copy
from tests.desks.at_work import AtWork
from tests.make import make_office
from tests.soft_passkey import SoftPasskey

VIRTUAL = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


@pytest.fixture
def work(sqlite_template: Path, tmp_path: Path) -> Iterator[AtWork]:
    """An office with two members."""
    office = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(HAN, AUD))
    yield AtWork(office)
    office.close()


@pytest.fixture
def home(work: AtWork) -> Iterator[str]:
    """The service at a host with a name."""
    with served(work.service) as address:
        yield address.replace("127.0.0.1", "localhost")


def with_key(page: Page) -> str:
    """A security key in this browser; returns its name."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    return str(session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})["authenticatorId"])


def fill(page: Page, work: AtWork, **other: str) -> None:
    """Name and words, and whatever else."""
    told = work.office.sign_ins["han"]
    for name, text in {"name": "han", "passphrase": told.passphrase, **other}.items():
        page.locator(f"[name={name}]").fill(text)


def code(work: AtWork) -> str:
    """What the authenticator shows; the last accepted step is forgotten first."""
    with work.office.database.deed() as session:
        member = session.exec(select(Member).where(Member.sign_in_name == "han")).one()
        member.last_step = 0
        session.add(member)
    return pyotp.TOTP(work.office.sign_ins["han"].totp_secret).at(datetime.now(UTC))


@pytest.mark.browser
def test_a_passkey_is_added_used_once_and_taken_away(work: AtWork, home: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{home}/en/office/sign-in", script=True)
    with_key(page)
    fill(page, work, code=code(work))
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("All claims")

    page.goto(f"{home}/en/office/own/passkey")
    assert axe_violations(page) == []
    page.locator("[name=label]").fill("blue key")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.locator("h1")).to_have_text("Your door")
    expect(page.get_by_text("blue key", exact=True)).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    fill(page, work, passphrase="zoo " * 7)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    fill(page, work)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("h1")).to_have_text("All claims")
    with work.office.database.question() as session:
        assert session.exec(select(Passkey)).one().sign_count >= 2

    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": home}
    again = page.context.request.post(f"{home}/en/office/sign-in", data=sent[-1], headers=form, max_redirects=0)
    assert again.status == 422, "the same answer a second time opens nothing"

    page.goto(f"{home}/en/office/prove")
    page.locator("[name=passphrase]").fill(work.office.sign_ins["han"].passphrase)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("h1")).to_have_text("All claims")
    page.goto(f"{home}/en/office/own")
    page.get_by_role("button", name="Take “blue key” away").click()
    expect(page.get_by_text("You have none.")).to_be_visible()
    actions = [line.action for line in work.ledger()]
    assert actions[-1] == "remove_passkey"
    assert "prove" in actions


@pytest.mark.browser
def test_without_a_passkey_the_page_says_so_and_the_code_works(
    work: AtWork, home: str, open_page: Callable[..., Page]
) -> None:
    page = open_page(f"{home}/en/office/sign-in", script=True)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": VIRTUAL | {"hasUserVerification": False, "isUserVerified": False}},
    )
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"
    )
    fill(page, work)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("The passkey did not answer.")).to_be_visible()
    assert page.locator("[name=name]").input_value() == "han"
    fill(page, work, code=code(work))
    page.get_by_role("button", name="Sign in").click()

    expect(page.locator("h1")).to_have_text("All claims")


def test_at_an_address_of_digits_it_says_why_not(work: AtWork) -> None:
    visitor = work.inside(AUD)

    assert visitor.open("/en/office/own").says("At this address passkeys do not work")
    assert "challenge" not in work.stranger().open("/en/office/sign-in").html
    assert visitor.open("/en/office/own/passkey").says("At this address passkeys do not work")


def test_an_answer_nobody_made_adds_nothing(work: AtWork) -> None:
    at_a_name = work.inside(AUD)
    at_a_name.home = "http://localhost:8000"
    at_a_name.browser.set_cookie(
        "member", str(at_a_name.browser.get_cookie("member", domain="127.0.0.1").value), domain="localhost"
    )
    page = at_a_name.open("/en/office/own/passkey")

    answer = at_a_name.fetch(
        "/en/office/own/passkey",
        method="POST",
        data={
            "label": "x",
            "passkey": "{}",
            "challenge": page.form("label").form.values("challenge")[0],
            "csrf_token": page.form("label").form.values("csrf_token")[0],
        },
    )

    assert answer.status_code == 422
    assert "Nothing was added" in answer.get_data(as_text=True)
    with work.office.database.question() as session:
        assert session.exec(select(Passkey)).all() == []


def at_localhost(work: AtWork) -> Visitor:
    """A browser that comes by a host with a name."""
    return Visitor(work.service, home="http://localhost:8000")


def registered(work: AtWork) -> SoftPasskey:
    """A passkey of Han's."""
    passkey = SoftPasskey()
    asked = make_challenge(work.office.host_key, door="any", now=0)
    made = read_registration(Party(host=passkey.host, origins=(passkey.origin,)), passkey.make(asked), challenge=asked)
    assert made is not None
    with work.office.database.deed() as session:
        register_passkey(session, work.member(HAN).id, made=made, label="key", now=datetime.now(UTC))
    return passkey


def knock(visitor: Visitor, work: AtWork, passkey: SoftPasskey, **other: str) -> int:
    """Name, words and a passkey's answer to the page's challenge; returns the status."""
    form = visitor.open("/en/office/sign-in").form("name").form
    challenge = form.values("challenge")[0]
    typed = {
        "name": "han",
        "passphrase": work.office.sign_ins["han"].passphrase,
        "csrf_token": form.values("csrf_token")[0],
        "challenge": challenge,
        "passkey": passkey.use(other.pop("asked", challenge)),
        **other,
    }
    return visitor.fetch("/en/office/sign-in", method="POST", data=typed).status_code


def test_an_answer_is_good_once_also_of_a_passkey_that_does_not_count(work: AtWork) -> None:
    """Those of phones and computers always say 0."""
    passkey, visitor = registered(work), at_localhost(work)
    passkey.count = -1
    form = visitor.open("/en/office/sign-in").form("name").form
    challenge = form.values("challenge")[0]
    typed = {
        "name": "han",
        "passphrase": work.office.sign_ins["han"].passphrase,
        "csrf_token": form.values("csrf_token")[0],
        "challenge": challenge,
        "passkey": passkey.use(challenge),
    }

    statuses = [visitor.fetch("/en/office/sign-in", method="POST", data=typed).status_code for _ in range(2)]

    assert statuses == [303, 422]


def test_strangers_do_not_lock_out_who_brings_their_passkey(work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    passkey, moment = registered(work), datetime.now(UTC)
    monkeypatch.setattr(house_of, "now", lambda: moment)  # no window ends amid the test
    with work.service.app_context():
        for _ in range(BY_NAME.most):
            attempts().count(BY_NAME, "han", now=seconds(moment))

    assert knock(at_localhost(work), work, SoftPasskey()) == 429
    assert knock(at_localhost(work), work, passkey) == 303


def test_a_challenge_of_another_browser_or_another_members_passkey_opens_nothing(work: AtWork) -> None:
    passkey = registered(work)
    elsewhere = at_localhost(work).open("/en/office/sign-in").form("name").form.values("challenge")[0]

    assert knock(at_localhost(work), work, passkey, asked=elsewhere, challenge=elsewhere) == 422
    told = work.office.sign_ins["aud"]
    assert knock(at_localhost(work), work, passkey, name="aud", passphrase=told.passphrase) == 422
    assert knock(at_localhost(work), work, passkey, passphrase="zoo " * 7) == 422
    passkey.count = 0
    assert knock(at_localhost(work), work, passkey) == 303
    passkey.count = 0
    assert knock(at_localhost(work), work, passkey) == 422, "a counter that does not grow is a copy"
