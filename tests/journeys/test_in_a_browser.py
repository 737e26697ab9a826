"""The claimant's whole way in a real Chromium without script, once per language; axe finds nothing on any page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from claims.cli.demonstration.people import read_people
from tests.journeys.browsing import answer_everything, begin, go, look, press
from tests.journeys.running import Service

PEOPLE = {person.language: person for person in reversed(read_people())}
LOOKS = {
    "ko": {"phone": True},
    "en": {"size": {"width": 320, "height": 640}},
    "zh-Hans": {"phone": True, "dark": True},
    "ja": {},
    "vi": {"phone": True},
    "ar": {"phone": True, "dark": True},
}

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", sorted(LOOKS))
def test_a_claim_is_sent_found_again_and_withdrawn(
    service: Service, open_page: Callable[..., Page], language: str, tmp_path: Path
):
    """From the first page to the proof, back with the receipt, and out again."""
    person = PEOPLE[language]
    page = open_page(f"{service.home}/{language}/", **LOOKS[language])
    look(page)
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    reference, code = begin(page, language)
    answer_everything(page, person, tmp_path)
    go(page, f"/{language}/review")
    press(page, "/send")
    assert page.url.endswith("/proof")

    again = open_page(f"{service.home}/{language}/come-back", **LOOKS[language])
    again.locator("[name=reference]").fill(reference)
    again.locator("[name=code]").fill(code.lower())
    press(again, "/come-back")
    assert again.url.endswith("/status")
    go(again, f"/{language}/withdraw")
    press(again, "/withdraw")
    go(again, f"/{language}/come-back")
    again.locator("[name=reference]").fill(reference)
    again.locator("[name=code]").fill(code)
    press(again, "/come-back")
    assert again.url.endswith("/come-back")


def test_the_way_can_be_walked_with_the_keyboard_alone(service: Service, open_page: Callable[..., Page]):
    """Check a trip and begin a claim by Tab, letters, space and Enter."""
    page = open_page(f"{service.home}/en/check")
    for name, typed in (
        ("passport", "Viet"),
        ("entered-day", "2"),
        ("entered-month", "March"),
        ("entered-year", "2015"),
    ):
        _tab_to(page, name)
        page.keyboard.type(typed)
    _enter(page)
    assert "2 March 2015" in page.locator("main").inner_text()

    page.goto(f"{service.home}/en/begin")
    _tab_to(page, "", button=True)
    _enter(page)
    code = page.locator('form[action$="/receipt"] input[name=code]').input_value()
    _tab_to(page, "last_four")
    page.keyboard.type(code[-4:])
    _enter(page)
    assert page.url.endswith("/claim")


def _enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _tab_to(page: Page, name: str, *, button: bool = False) -> None:
    wanted = "main button:focus" if button else f'[name="{name}"]:focus'
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator(wanted).count():
            return
    raise AssertionError(f"Tab never reaches {name or 'a button'} on {page.url}")
