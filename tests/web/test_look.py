"""The furniture in a real browser: accessible, readable at 320 px, nothing smaller than a fingertip."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.browser import DESKTOP, NARROW, axe_violations, served
from tests.web.small_house import small_house

pytestmark = pytest.mark.browser

TOO_SMALL = """() => [...document.querySelectorAll('a, button, summary, select, textarea, input:not([type=hidden])')]
    .filter(one => !one.matches('.skip, .summary a, details:not([open]) ul a'))
    .map(one => [one.outerHTML.slice(0, 80), (one.closest('label') || one).getBoundingClientRect().height])
    .filter(([, height]) => height < 43.9)"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIDE = "(name) => { const box = document.querySelector(name).getBoundingClientRect(); return box.left + box.width / 2 }"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The small house, served."""
    with served(small_house(DEMONSTRATION=True)) as here:
        yield here


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, DESKTOP], ids=["narrow", "desktop"])
@pytest.mark.parametrize("path", ["/en/everything", "/ar/everything", "/desk/sign-in", "/ko/nothing"])
def test_accessible_and_nothing_too_wide_or_small(
    open_page: Callable[..., Page], address: str, path: str, size: dict[str, int], dark: bool
) -> None:
    page = open_page(address + path, size=size, dark=dark)
    assert axe_violations(page) == []
    assert page.evaluate(OVERFLOW) <= 0
    assert page.evaluate(TOO_SMALL) == []


def test_a_page_with_problems_is_accessible_and_leads_to_the_box(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}/en/everything", size=NARROW)
    page.get_by_role("textbox", name="Year").first.fill("15")
    with page.expect_navigation():
        page.get_by_role("button", name="Save and go on").click()
    assert axe_violations(page) == []
    with page.expect_navigation():
        page.get_by_role("alert").get_by_role("link", name="When did you enter?").click()
    assert page.evaluate("() => document.querySelector(':target').id") == "entered-day"
    assert page.get_by_role("textbox", name="Year").first.input_value() == "15"


def test_the_chooser_works_without_script(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}/en/trip/7", size=NARROW)
    page.locator("summary").click()
    with page.expect_navigation():
        page.locator("details a", has_text="العربية").click()
    assert page.url == f"{address}/ar/trip/7"
    assert page.evaluate(OVERFLOW) <= 0


def test_from_the_right_everything_is_mirrored(open_page: Callable[..., Page], address: str) -> None:
    english = open_page(f"{address}/en/everything", size=DESKTOP)
    arabic = open_page(f"{address}/ar/everything", size=DESKTOP)
    for name in (".home", ".drawing .trip-inside circle", "figure th"):
        assert english.evaluate(SIDE, name) == pytest.approx(DESKTOP["width"] - arabic.evaluate(SIDE, name), abs=25)


def test_on_paper_only_the_content_is_printed(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}/en/everything")
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert not page.locator(".leave").is_visible()
    assert not page.locator("footer").is_visible()
