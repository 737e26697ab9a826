"""A real Chromium. This is where it is found, started and asked what it sees.

    def test_a_trip_can_be_checked_on_a_phone_without_script(open_page):
        with served(app) as address:
            page = open_page(f"{address}/en/check", phone=True)
            page.get_by_label("Day of entry").fill("2015-03-02")
            page.get_by_role("button", name="Check").click()
            assert axe_violations(page) == []

Pages run without script unless `script=True`. A page that asks anything of another machine, breaks its own content
policy or raises in its script fails the test when the test ends.
"""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Route, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 640}
AT_HOME = {"127.0.0.1", "localhost", ""}
WAIT_MS = 60_000  # on a machine busy with other tests


def find_chromium() -> str:
    """The path of the installed browser. Fails, naming what to install, where there is none."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise AssertionError(f"No browser found (looked for {', '.join(NAMES)}): run `make test`, which installs chromium.")


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Chromium without a window, ended afterwards."""
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class PageOpener:
    """Opens pages, each in a browser profile that knows nothing yet, and listens to what they complain about."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(
        self,
        address: str,
        *,
        script: bool = False,
        phone: bool = False,
        size: dict[str, int] | None = None,
        language: str = "en-GB",
        dark: bool = False,
        **more: Any,
    ) -> Page:
        """A new profile at `address`. `size` overrides `phone` (390 x 844); `more` goes to Playwright's new_context."""
        context = self.browser.new_context(
            java_script_enabled=script,
            viewport=size or (PHONE if phone else DESKTOP),
            device_scale_factor=2 if phone else 1,
            has_touch=phone,
            locale=language,
            color_scheme="dark" if dark else "light",
            **more,
        )
        self.contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        context.on("request", self._watch)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.complaints.append(f"script failed: {error.error}"))
        page = context.new_page()
        page.goto(address)
        return page

    def _watch(self, request: Request) -> None:
        if (urlsplit(request.url).hostname or "") not in AT_HOME:
            self.complaints.append(f"asked another machine: {request.url}")

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.complaints.append(f"broke the content policy: {message.text}")

    def close(self) -> None:
        """Close every profile; fails when any page complained."""
        for context in self.contexts:
            context.close()
        assert not self.complaints, self.complaints


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds wrong on the page as it stands now, one line each; an empty list is what is wanted.

    axe needs script and timers, which a page opened without script does not have. So a twin is opened: the same
    address, width, colours and styles, showing what the page shows now, with none of the page's own script.
    """
    browser = page.context.browser
    assert browser is not None
    shown = _twin_page(browser)
    _show_alike(shown, page)
    shown.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found = shown.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['help']} -- {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _twin_page(browser: Browser) -> Page:
    """The one page in which axe looks at all others: a new one each time would take as long as axe itself."""
    page = browser.new_context().new_page()
    page.set_default_timeout(WAIT_MS)
    return page


def _show_alike(twin: Page, page: Page) -> None:
    """Let the twin show what the page shows now, with its cookies, at its width and in its colours, and nothing of before."""
    content = page.content()

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=content, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    twin.goto("about:blank")  # else an address that differs by its #mark alone would not be opened anew
    twin.context.clear_cookies()
    twin.context.add_cookies(page.context.cookies())
    twin.set_viewport_size(page.viewport_size)
    dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    twin.emulate_media(color_scheme="dark" if dark else "light")
    twin.route("**/*", answer)
    twin.goto(page.url)
    twin.unroute("**/*")


class _Quiet(WSGIRequestHandler):
    """Writes no access log, as the service itself writes none."""

    def log(self, type: str, message: str, *args: Any) -> None:
        return


def _let_go(app: Callable[..., Any]) -> Callable[..., Iterator[bytes]]:
    """`app` whose body is closed even when the browser hangs up: werkzeug's development server forgets it then."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterator[bytes]:
        body = app(environ, start_response)
        try:
            yield from body
        finally:
            body.close()

    return answer


@contextmanager
def served(app: Callable[..., Any]) -> Iterator[str]:
    """Serve an application on a free port of 127.0.0.1 while the block runs; gives its address without final slash."""
    server = make_server("127.0.0.1", 0, _let_go(app), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
