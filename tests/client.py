"""A visitor of the service who refuses bad pages and can only do what the page in front of them allows.

    visitor = Visitor(app)
    page = visitor.open("/en/check")
    page = page.fill({"entered-year": 2015, "entered-month": 3, "entered-day": 2}).press("Check this trip")
    assert page.h1 == "Inside a disclosed range"
    assert page.says("It has not said whose photos.")

    page = visitor.open("/en/draft/person").fill({"born-year": "19x5"}).press_refused("Save")
    assert page.errors == ["Born – Write the year with four digits."]
    assert page.value("born-year") == "19x5"

Every HTML answer is parsed and must have no fault by tests/page_rules.py. A form is sent as it was rendered, hidden
fields and token included; filling a field that is not there, choosing what is not offered or pressing a button that
is not there fails. `press` wants the next page, `press_refused` wants the same page again (422) with errors.
This is where tests meet the doors as a person does.
"""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.filling import Filled, filled
from tests.page_rules import judged, parse, words_in

HOME = "http://127.0.0.1:8000"
MOST_REDIRECTS = 8


@dataclass
class Visitor:
    """One browser: an application, its cookies, and the headers it always sends."""

    app: Flask
    headers: dict[str, str] = field(default_factory=dict)
    home: str = HOME

    def __post_init__(self) -> None:
        self.browser = self.app.test_client()

    def fetch(self, address: str, **request: Any) -> TestResponse:
        """Any answer as it is, no redirect followed, nothing refused: for files, headers and wrong verbs."""
        headers = {"Sec-Fetch-Site": "same-origin", **self.headers, **request.pop("headers", {})}
        # Werkzeug's client drops a Cookie header in favour of its jar, so a cookie that is brought along goes into the jar.
        for name, _, value in (pair.partition("=") for pair in headers.pop("Cookie", "").split("; ") if pair):
            self.browser.set_cookie(name, value, domain=urlsplit(self.home).hostname or "")
        return self.browser.open(
            urlsplit(address)._replace(scheme="", netloc="").geturl(), base_url=self.home, headers=headers, **request
        )

    def open(self, address: str, *, status: int = 200, **request: Any) -> "Page":
        """The page at an address, after redirects; fails unless it answers with `status`."""
        answer = self.fetch(address, **request)
        for _ in range(MOST_REDIRECTS):
            if answer.status_code not in (301, 302, 303, 307, 308):
                break
            here = urljoin(urljoin(self.home, address), answer.headers["Location"])
            assert here.startswith((self.home, "/")), f"{address} leads away to {here}"
            address, answer = here.removeprefix(self.home), self.fetch(here)
        assert answer.status_code == status, f"{address} answered {answer.status}, wanted {status}:\n{_gist(answer)}"
        assert answer.mimetype == "text/html", f"{address} is {answer.mimetype}, no page"
        return Page(visitor=self, address=address.removeprefix(self.home), answer=answer)


class Page:
    """One good page. `text`, `h1`, `title`, `errors` are what a person reads; spaces are made single."""

    def __init__(self, *, visitor: Visitor, address: str, answer: TestResponse) -> None:
        self.visitor, self.address, self.status, self.headers = visitor, address, answer.status_code, answer.headers
        self.html = answer.get_data(as_text=True)
        self.tree, found = judged(self.html)
        assert not found, f"{address} is a bad page:\n" + "\n".join(f"- {fault}" for fault in found)

    def __repr__(self) -> str:
        return f"<Page {self.address} '{self.h1}'>"

    @property
    def h1(self) -> str:
        """The main heading."""
        return words_in(self.one("h1"))

    @property
    def title(self) -> str:
        """What stands on the browser's tab."""
        return words_in(self.one("title"))

    @property
    def language(self) -> str:
        """The language tag of the page."""
        return self.tree.attrib["lang"]

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.tree.attrib["dir"]

    @property
    def text(self) -> str:
        """All words of the main part."""
        return words_in(self.one("main"))

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary, which is a list inside an element with role `alert`."""
        alerts = [element for element in self.tree.iter() if element.attrib.get("role") == "alert"]
        return [words_in(line) for alert in alerts for line in alert.iter("li")]

    @property
    def links(self) -> dict[str, str]:
        """Words to address of every link; of two with the same words, the first."""
        found = [(words_in(link), link.attrib["href"]) for link in self.tree.iter("a")]
        return dict(reversed(found))

    @property
    def buttons(self) -> list[str]:
        """The words of every button that sends a form."""
        return [words for form in self.tree.iter("form") for words in filled(form, self.tree).buttons]

    def says(self, words: str) -> bool:
        """Whether the main part holds these words."""
        return " ".join(words.split()) in self.text

    def one(self, tag: str) -> Element:
        """The only element of a kind."""
        found = list(self.tree.iter(tag))
        assert len(found) == 1, f"{self.address} has {len(found)} <{tag}>"
        return found[0]

    def rows(self, caption: str = "") -> list[list[str]]:
        """The cells of a table, row by row, header included; `caption` says which, where there are several."""
        tables = [table for table in self.tree.iter("table") if caption in words_in(table)]
        assert len(tables) == 1, f"{self.address} has {len(tables)} tables with '{caption}'"
        return [[words_in(cell) for cell in row if cell.tag in ("td", "th")] for row in tables[0].iter("tr")]

    def facts(self, term: str) -> dict[str, str]:
        """The one list of terms and what is said of each that has this term."""
        lists = [
            dict(zip(map(words_in, found.iter("dt")), map(words_in, found.iter("dd")), strict=True))
            for found in self.tree.iter("dl")
        ]
        fitting = [each for each in lists if term in each]
        assert len(fitting) == 1, f"{self.address} has {len(fitting)} lists with '{term}'"
        return fitting[0]

    def follow(self, words: str, *, status: int = 200) -> "Page":
        """The page behind the link with these words."""
        return self.visitor.open(self.where(words), status=status)

    def where(self, words: str) -> str:
        """The address behind the link with these words, as a path of this service."""
        assert words in self.links, f"{self.address} has no link '{words}', only {sorted(self.links)}"
        return urljoin(self.address, self.links[words])

    def download(self, words: str) -> TestResponse:
        """The file behind the link with these words; fails unless it answers 200."""
        answer = self.visitor.fetch(self.where(words))
        assert answer.status_code == 200, f"'{words}' answered {answer.status}"
        return answer

    def forms(self) -> list["FilledPage"]:
        """Every form of the page, as it would be sent now."""
        return [FilledPage(self, filled(form, self.tree)) for form in self.tree.iter("form")]

    def form(self, *names: str, button: str = "") -> "FilledPage":
        """The one form that has fields of these names, and a button of these words where one is said."""
        fitting = [
            each for each in self.forms() if each.form.has(*names) and (not button or button in each.form.buttons)
        ]
        assert len(fitting) == 1, (
            f"{self.address} has {len(fitting)} forms with {names or 'any fields'} {button and f'and button {button!r}'}; "
            f"its forms: {[each.form for each in self.forms()]}"
        )
        return fitting[0]

    def fill(self, answers: dict[str, Any] | None = None, /, **more: Any) -> "FilledPage":
        """Fill the form that has these fields. Names with a dash go in the mapping, others may be keywords."""
        given = {**(answers or {}), **more}
        return self.form(*given).fill(given)

    def tamper(self, answers: dict[str, Any]) -> "FilledPage":
        """As `fill`, but as a forger would: values that the page does not offer are sent as well."""
        return self.form(*answers).tamper(answers)

    def press(self, button: str, *, status: int = 200) -> "Page":
        """Press a button without filling anything."""
        return self.form(button=button).press(button, status=status)

    def press_refused(self, button: str) -> "Page":
        """Press a button without filling anything and be refused."""
        return self.form(button=button).press_refused(button)

    def value(self, name: str) -> str:
        """What stands in a field now; of radios the chosen one."""
        return ", ".join(self.form(name).form.values(name))


@dataclass(frozen=True)
class FilledPage:
    """A form of a page with what was typed into it."""

    page: Page
    form: Filled

    def fill(self, answers: dict[str, Any] | None = None, /, **more: Any) -> "FilledPage":
        """Type, choose or tick: text, a number, True or False for one tick, a list for several, (name, bytes) for a file."""
        return FilledPage(self.page, self.form.fill({**(answers or {}), **more}, strictly=True))

    def tamper(self, answers: dict[str, Any]) -> "FilledPage":
        """Send what the page does not offer."""
        return FilledPage(self.page, self.form.fill(answers, strictly=False))

    def press(self, button: str, *, status: int = 200) -> Page:
        """Send the form by the button with these words; the page that follows, which must not be a refusal."""
        page = self._send(button, status=status)
        assert status != 200 or not page.errors, f"'{button}' was refused: {page.errors}"
        return page

    def press_refused(self, button: str) -> Page:
        """Send the form and be refused: 422, the errors listed first on the page."""
        page = self._send(button, status=422)
        assert page.errors, f"{page} refused '{button}' without saying why"
        return page

    def _send(self, button: str, *, status: int) -> Page:
        request = self.form.request(button)
        address = urljoin(self.page.address, request.pop("action") or self.page.address)
        return self.page.visitor.open(address, status=status, **request)


def _gist(answer: TestResponse) -> str:
    if answer.mimetype != "text/html":
        return answer.get_data(as_text=True)[:500]
    tree, _ = parse(answer.get_data(as_text=True))
    return words_in(tree)[:1000]
