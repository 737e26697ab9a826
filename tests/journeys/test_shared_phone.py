"""A shared phone in a real Chromium, with script and without: after leaving, Back and a restored tab show nothing of anybody."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from sqlmodel import select

from app import create_app
from claims.model.session import SessionRow
from claims.model.staff import Member
from claims.web import house as house_of
from tests.browser import PHONE, WAIT_MS, served
from tests.cast import HAN
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office

pytestmark = pytest.mark.browser
NAME = "NGUYEN THI CANARY"


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office with one member."""
    folder = tmp_path_factory.mktemp("phone")
    made = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN,))
    yield made
    made.close()


@pytest.fixture
def home(office: MadeOffice) -> Iterator[str]:
    """The service."""
    with served(create_app(office.settings)) as address:
        yield address


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What the service takes for now."""
    moment = [datetime.now(UTC)]
    monkeypatch.setattr(house_of, "now", lambda: moment[0])
    return moment


@pytest.fixture(params=["script", "no script"])
def phone(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A phone that many people use. The site that quick exit leads to is played by us."""
    context = chromium.new_context(java_script_enabled=request.param == "script", viewport=PHONE, has_touch=True)
    context.set_default_timeout(WAIT_MS)
    context.route(
        "https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere", content_type="text/html")
    )
    yield context
    context.close()


def follow(page: Page, leads_on: Locator) -> None:
    """Click, and wait until the next page is there: what was sent is cut off where another page is opened before."""
    with page.expect_navigation():
        leads_on.click()


def claim_begun(page: Page, home: str) -> None:
    """A draft with a name in it, its page open."""
    page.goto(f"{home}/en/begin")
    follow(page, page.locator("main form button").first)
    code = page.locator('form[action$="/receipt"] input[name=code]').input_value()
    page.locator("[name=last_four]").fill(code[-4:])
    follow(page, page.locator("form:has([name=last_four]) button:not([formaction])").first)
    page.goto(f"{home}/en/person")
    page.locator("[name=name_latin]").fill(NAME)
    follow(page, page.locator("main form button").first)
    page.goto(f"{home}/en/person")
    assert NAME in page.content()


def shows_nothing(page: Page) -> None:
    """Neither in the text nor in a box."""
    assert NAME not in page.content()
    boxes = [box.input_value() for box in page.locator("input:not([type=radio]):not([type=checkbox])").all()]
    assert NAME not in boxes


def restored(phone: BrowserContext, cookies: list, address: str) -> Page:  # type: ignore[type-arg]  # playwright's own
    """A tab as a browser brings it back after a crash: its address, and the cookies it had."""
    phone.add_cookies(cookies)
    page = phone.new_page()
    page.goto(address)
    return page


def code_is_good_once(office: MadeOffice) -> None:
    """And the same half minute serves both phones: the last accepted step is forgotten."""
    with office.database.deed() as session:
        session.exec(select(Member)).one().last_step = 0


def test_after_leaving_quickly_back_shows_nothing(phone: BrowserContext, home: str) -> None:
    page = phone.new_page()
    claim_begun(page, home)
    cookies = phone.cookies()

    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url("https://www.wikipedia.org/**")
    for _ in range(3):
        page.go_back()
        shows_nothing(page)

    page = restored(phone, cookies, f"{home}/en/person")
    shows_nothing(page)
    assert "/come-back" in page.url


def test_after_twenty_idle_minutes_nothing_usable_is_left(
    phone: BrowserContext, home: str, office: MadeOffice, clock: list[datetime]
) -> None:
    page = phone.new_page()
    claim_begun(page, home)
    if page.evaluate("() => navigator.cookieEnabled"):
        kept = page.evaluate("async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length]")
        assert kept == [0, 0, 0]
        assert page.evaluate("() => document.cookie") == "", "scripts see no cookie"
    clock[0] += timedelta(minutes=22)

    for address in ("/en/claim", "/en/person", "/en/status", "/en/evidence"):
        page.goto(home + address)
        shows_nothing(page)
        assert "/come-back" in page.url
    page.go_back()
    shows_nothing(page)
    assert all(cookie["expires"] == -1 for cookie in phone.cookies()), "every cookie ends with the browser"


def test_after_signing_out_back_and_a_restored_tab_ask_for_the_words(
    phone: BrowserContext, home: str, office: MadeOffice, clock: list[datetime]
) -> None:
    told = office.sign_ins["han"]
    code_is_good_once(office)
    page = phone.new_page()
    page.goto(f"{home}/en/office/sign-in")
    for name, text in {"name": "han", "passphrase": told.passphrase}.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=code]").fill(pyotp.TOTP(told.totp_secret).at(clock[0]))
    follow(page, page.get_by_role("button", name="Sign in"))
    page.goto(f"{home}/en/office")
    assert "Opens claims" in page.content()
    cookies = phone.cookies()

    follow(page, page.get_by_role("button", name="Sign out"))
    for _ in range(2):
        page.go_back()
        assert "Opens claims" not in page.content()
        assert page.locator("h1").inner_text() == "Sign in to the office"

    page = restored(phone, [each for each in cookies if each["name"] == "member"], f"{home}/en/office")
    assert page.locator("h1").inner_text() == "Sign in to the office"
    with office.database.question() as session:
        rows = session.exec(select(SessionRow)).all()
    assert all(row.idle == 1200 for row in rows), "no member's row is left"
