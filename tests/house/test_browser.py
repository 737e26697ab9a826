"""The browser is real, runs no script unless asked, and tells on pages that misbehave."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser import PHONE, PageOpener, axe_violations, served

pytestmark = pytest.mark.browser
PAGE = '<!doctype html><html lang="en" dir="ltr"><head><title>Trial</title></head><body><main><h1>Trial</h1>{}</main></body></html>'
POLICY = {"Content-Security-Policy": "default-src 'self'"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A small site with good and bad pages."""
    app = Flask("trial")
    pages = {
        "good": '<label>Year <input name="year"></label>',
        "unlabelled": '<input name="year">',
        "scripted": '<p id="said">plain</p><script src="/said.js"></script>',
        "inline": '<p style="color: red">red</p>',
        "elsewhere": '<img src="http://127.0.0.2:1/x.png" alt="">',
    }
    app.add_url_rule("/<name>", "page", lambda name: (PAGE.format(pages[name]), POLICY))
    script = 'document.getElementById("said").textContent = "by script"'
    app.add_url_rule("/said.js", "script", lambda: (script, {"Content-Type": "text/javascript"}))
    with served(app) as found:
        yield found


@pytest.mark.parametrize(("script", "words"), [(False, "plain"), (True, "by script")])
def test_script_runs_only_when_asked_for(
    open_page: Callable[..., Page], address: str, script: bool, words: str
) -> None:
    assert open_page(f"{address}/scripted", script=script).inner_text("#said") == words


def test_a_phone_is_small_and_speaks_its_language(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(f"{address}/good", phone=True, language="ar")

    assert page.viewport_size == PHONE
    assert page.evaluate("() => navigator.language") == "ar"


@pytest.mark.parametrize("script", [False, True])
def test_axe_finds_a_missing_label(open_page: Callable[..., Page], address: str, script: bool) -> None:
    assert axe_violations(open_page(f"{address}/good", script=script)) == []
    found = axe_violations(open_page(f"{address}/unlabelled", script=script))
    assert [line.split()[0] for line in found] == ["label"]


@pytest.mark.parametrize(
    ("page", "complaint"), [("inline", "broke the content policy"), ("elsewhere", "asked another machine")]
)
def test_a_page_that_misbehaves_fails_the_test(chromium: Browser, address: str, page: str, complaint: str) -> None:
    opener = PageOpener(chromium)
    opener.open(f"{address}/{page}")

    with pytest.raises(AssertionError, match=complaint):
        opener.close()
