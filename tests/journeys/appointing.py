"""Somebody who appoints a lawyer in a real browser: pages are found by their addresses, boxes by their names. This is where the steps stand.

Words differ by language, so nothing here reads them. Each page is held against its width; axe looks at each kind of page once.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from claims.web.language import speaking
from claims.web.wording_appoint import GENERAL_POWER
from tests.browser import PageOpener
from tests.journeys.browsing import look, sideways
from tests.make import Sent

AT_HOME = {"service_address": "counsel", "country": "KOR", "other": "no"}


@dataclass
class Walks:
    """Where the service is, who opens browsers, and which kinds of page axe has looked at."""

    home: str
    opener: PageOpener
    seen: set[str] = field(default_factory=set)

    def back(self, sent: Sent, language: str, **looks: object) -> "Walk":
        """Somebody in a browser that knows nothing yet, back with the receipt: on the page of their claim."""
        page = self.opener.open(f"{self.home}/{language}/come-back", **looks)
        walk = Walk(self, page, language)
        walk.answer(reference=sent.receipt.reference, code=sent.receipt.code).press("code")
        assert walk.place == "status"
        return walk


@dataclass
class Walk:
    """One browser on its way."""

    walks: Walks
    page: Page
    language: str

    @property
    def place(self) -> str:
        """Where the browser is, without host, language and question."""
        return urlsplit(self.page.url).path.removeprefix(f"/{self.language}/")

    @property
    def picked(self) -> list[str]:
        """The names of boxes and circles that are ticked."""
        return [str(each.get_attribute("name")) for each in self.page.locator("main input:checked").all()]

    def value(self, name: str) -> str:
        """What stands in a line."""
        return self.page.locator(f"main [name={name}]").input_value()

    def open(self, place: str) -> "Walk":
        """Another page of the same service."""
        self.page.goto(f"{self.walks.home}/{self.language}/{place}")
        return self.came()

    def follow(self, place: str) -> "Walk":
        """Click the link in the page that leads there."""
        return self.click(self.page.locator(f'main a[href$="/{self.language}/{place}"]').first)

    def answer(self, **answers: str) -> "Walk":
        """Fill boxes by name: a line, a list, a circle or a tick, whichever it is."""
        for name, said in answers.items():
            circle = self.page.locator(f'main input:is([type=radio], [type=checkbox])[name={name}][value="{said}"]')
            box = self.page.locator(f"main :is(select, textarea, input[type=text])[name={name}]")
            if circle.count():
                circle.check()
            elif box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(said)
            else:
                box.fill(said)
        return self

    def add(self, content: bytes, name: str, folder: Path) -> "Walk":
        """Choose a file of the phone."""
        path = folder / name
        path.write_bytes(content)
        self.page.locator("main input[name=file]").set_input_files(path)
        return self

    def press(self, name: str, button: str = ":not([name])") -> "Walk":
        """Press the button of the form that holds a box of this name."""
        return self.click(self.page.locator(f"main form:has([name={name}]) button[type=submit]{button}").first)

    def click(self, leads_on: Locator) -> "Walk":
        """Click what leads to another page."""
        with self.page.expect_navigation():
            leads_on.click()
        return self.came()

    def came(self) -> "Walk":
        """A page is there: nothing sticks out, and axe finds nothing where it has not looked yet."""
        kind = re.sub(r"[0-9A-Z]{8}|\d+", "", self.place)
        if kind in self.walks.seen:
            assert sideways(self.page) <= 0, f"{self.page.url} sticks out"
        else:
            self.walks.seen.add(kind)
            look(self.page)
        return self

    def save(self, link: Locator, folder: Path) -> bytes:
        """What a link saves on the phone."""
        with self.page.expect_download() as waiting:
            link.click()
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.read_bytes()

    def to_sign(self, *, where: dict[str, str] | None = None, granted: str = "", **signer: str) -> "Walk":
        """From the claim's page through every page before the signature. Nothing that binds is ticked beforehand."""
        self.follow("appoint/1").press("tongue")
        assert (self.place, self.picked) == ("appoint/1/court", []), self.picked
        self.answer(court="yes").press("court")
        assert (self.place, self.picked) == ("appoint/1/powers", []), self.picked
        with speaking(self.language):
            assert str(GENERAL_POWER) in self.page.locator("main").inner_text()
        self.answer(**({granted: "yes"} if granted else {})).press("appeal")
        self.answer(**(where or AT_HOME)).press("country")
        assert self.place == "appoint/1/signer"
        self.answer(**signer).press("relation")
        assert self.place == "appoint/1/sign"
        return self

    def sign(self, name: str) -> "Walk":
        """Sign by typing a name."""
        self.answer(typed=name).press("typed")
        assert self.place == "appoint/1/signed"
        return self
