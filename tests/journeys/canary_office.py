"""A day of the running service in which every word is a canary: claimants by HTTP, the desk by HTTP, and two crashes.

This is where the day is lived; test_canary_over_http.py looks through what it left.
"""

import re
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.store.clock import now, seconds
from tests.client import FilledPage, Page, Visitor
from tests.house.adversary import Traveller
from tests.house.canaries import canary
from tests.journeys.canary_people import canary_people
from tests.journeys.running import Service
from tests.journeys.sixteen_path import send_by_pages

PATIENCE = 180  # seconds until the worker has done what was asked of it
REFERENCE = re.compile(r"\b([0-9A-Z]{4})-([0-9A-Z]{4})\b")
CHANGED = "moj-airport-faces.toml"


@dataclass
class CanaryDay:
    """What was done, and what of it must never be found: the words so far, codes and cookies, days of travel."""

    service: Service
    disclosures: Path
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**6)))
    texts: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    travellers: dict[str, Traveller] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    said: int = 0
    sent: list[tuple[Visitor, str]] = field(default_factory=list)
    park: Visitor | None = None

    def word(self) -> str:
        """The next canary."""
        self.said += 1
        return canary(next(self.numbers))

    def visitor(self) -> Visitor:
        return Visitor(self.service, home=self.service.home)  # type: ignore[arg-type]  # an application like any other

    def claimants(self) -> None:
        """Fifty claims are sent with files; three more stay drafts; one upload breaks off, one claim is withdrawn."""
        for person in canary_people(self.numbers):
            visitor = self.visitor()
            proof = send_by_pages(visitor, person)
            assert proof.address.endswith("/proof"), person.slug
            self.days += [record.entered or "" for record in person.records]
            self.names.append(person.claimant.name)
            reference = "".join(REFERENCE.findall(proof.title)[0])
            days = tuple(sorted(record.entered or "" for record in person.records))
            self.travellers[reference] = Traveller(person.claimant.nationality, days)
            self.languages[reference] = person.language
            self.keep_cookies(visitor, "claimant", "door")
            self.sent.append((visitor, person.language))
        for _ in range(3):
            self.draft()
        self.break_off(self.draft())

    def draft(self) -> Visitor:
        """Somebody begins, types, and closes the browser."""
        visitor = self.visitor()
        page = visitor.open("/en/begin")
        receipt = page.form("csrf_token").press(page.buttons[0])
        code = receipt.value("code")
        self.texts.append(code)
        confirmed = receipt.fill(last_four=code[-4:])
        confirmed.press(receipt.buttons[0])
        person = visitor.open("/en/person").fill({"name": self.word()})
        person.press(next(iter(person.form.buttons)))
        self.keep_cookies(visitor, "claimant", "door")
        return visitor

    def break_off(self, visitor: Visitor) -> None:
        """An upload of which half arrives."""
        carried = visitor.open("/en/evidence").form("file").form
        body = "".join(
            f'--cut\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{carried.values(name)[0]}\r\n'
            for name in ("csrf_token", "which_claim")
            if carried.has(name)
        )
        body += f'--cut\r\nContent-Disposition: form-data; name="file"; filename="{self.word()}.jpg"\r\n\r\n'
        half = body.encode() + self.word().encode() * 200_000
        head = (
            f"POST /en/evidence HTTP/1.1\r\nHost: 127.0.0.1:{self.service.port}\r\nCookie: {self.cookies(visitor)}\r\n"
        )
        head += f"Content-Type: multipart/form-data; boundary=cut\r\nContent-Length: {2 * len(half)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=60) as line:
            line.sendall(head.encode() + half)

    def cookies(self, visitor: Visitor) -> str:
        held = {name: visitor.browser.get_cookie(name, domain="127.0.0.1") for name in ("claimant", "door")}
        return "; ".join(f"{name}={cookie.value}" for name, cookie in held.items() if cookie)

    def keep_cookies(self, visitor: Visitor, *names: str) -> None:
        for name in names:
            cookie = visitor.browser.get_cookie(name, domain="127.0.0.1")
            if cookie:
                self.texts.append(cookie.value)

    def desk(self) -> None:
        """Wrong words first, then: the mail is opened, a claim asked about, noted, translated, searched for; answered."""
        self.sign_in("han", passphrase=f"{self.word()} {self.word()}", status=422)
        han = self.sign_in("han")
        queue = self.until(han, "/en/office/claims?sort=name", lambda page: self.names[0] in page.text)
        page = han.open(self.address_of(queue, self.names[0]))
        for names in (("note",), ("translation", "translator", "reviewer", "translation_harm", "name_hangul")):
            form = page.form(names[0])
            page = form.fill({name: self.word() for name in names}).press(next(iter(form.form.buttons)))
        self.decide(page, "ask", words=self.word())
        found = han.open("/en/office/claims").form("words").fill({"words": self.names[1]})
        assert self.names[1] in found.press(next(iter(found.form.buttons))).text
        claimant, language = self.sent[0]
        status = claimant.open(f"/{language}/status").form("text").fill({"text": self.word()})
        status.press(next(iter(status.form.buttons)))
        self.decide(han.open(self.address_of(queue, self.names[2])), "check")
        self.matter(han)
        self.leave(han)

    def address_of(self, queue: Page, name: str) -> str:
        """Where the claim of somebody lies, by the queue's link, which says reference and name."""
        return queue.where(next(words for words in queue.links if words.endswith(name)))

    def decide(self, page: Page, move: str, **more: str) -> Page:
        form = page.form("move").fill({"move": move} | more)
        return form.press(next(iter(form.form.buttons)))

    def matter(self, han: Visitor) -> None:
        """A matter of three claims, its bundle ordered, made and collected by counsel."""
        opening = han.open("/en/office/new-matter").form("title")
        counsel = self.value_of(opening, "counsel", "Park")
        answers: dict[str, Any] = {name: self.word() for name in ("title", "court", "defendant", "lawyer")}
        # The firm is the one that the agreement names; nobody goes to another.
        form = opening.fill(answers | {"firm": "Firm One", "route": "state", "counsel": [counsel]})
        matter = form.press(next(iter(form.form.buttons))).address
        choose = han.open(f"{matter}/choose").form("references")
        offered = [option.attrib["value"] for option in choose.form.controls["references"]][:3]
        choose.fill({"references": offered}).press(next(iter(choose.form.buttons)))
        park = self.sign_in("park")
        order = park.open(f"{matter}/order").form("purpose").fill({"purpose": self.word(), "recipient": self.word()})
        bundle = order.press(next(iter(order.form.buttons))).address
        page = self.until(park, bundle, lambda each: any("Collect" in button for button in each.buttons))
        self.collect(park, page)
        self.park = park  # stays signed in: this session ends by time

    def collect(self, park: Visitor, page: Page) -> None:
        """The bundle leaves; a reason is given where one is asked for."""
        button = next(button for button in page.buttons if "Collect" in button)
        form = page.form(button=button)
        form = form.fill({"why": "other", "why_words": self.word()})
        request = form.form.request(button)
        answer = park.fetch(request.pop("action") or page.address, **request)
        assert answer.status_code == 200, answer.status
        assert answer.data[:2] == b"PK"

    def value_of(self, opening: FilledPage, name: str, words: str) -> str:
        """The value of the choice whose label says these words."""
        for label in opening.page.tree.iter("label"):
            control = next((each for each in label.iter("input") if each.attrib.get("name") == name), None)
            if control is not None and words in "".join(label.itertext()):
                return control.attrib["value"]
        raise AssertionError(f"{opening.page.address} offers no '{words}'")

    def sign_in(self, name: str, *, passphrase: str = "", status: int = 200) -> Visitor:
        visitor = self.visitor()
        entry = self.service.sign_ins[name]
        form = visitor.open("/en/office/sign-in").fill(
            {"name": name, "passphrase": passphrase or entry.passphrase, "code": self.service.code(name)}
        )
        button = next(iter(form.form.buttons))
        page = form.press(button) if status == 200 else form.press_refused(button)
        assert page.status == status
        self.texts += [entry.passphrase, entry.totp_secret]
        self.keep_cookies(visitor, "member", "door", "known")
        return visitor

    def leave(self, visitor: Visitor) -> None:
        """Signed out by the button at the top of every page of the desk."""
        page = visitor.open("/en/office")
        form = page.form(button="Sign out")
        form.press("Sign out")

    def until(self, visitor: Visitor, address: str, there: Any) -> Page:
        deadline = seconds(now()) + PATIENCE
        while not there(page := visitor.open(address)):
            assert seconds(now()) < deadline, f"{address} never showed what was waited for"
            self.service.look_away()
        return page

    def crash_and_match_again(self) -> None:
        """Web and worker are killed amid an upload; a disclosure file changed meanwhile; all claims are matched again."""
        drafting = self.draft()
        self.break_off(drafting)
        for name in ("worker", "web"):
            self.service.end(name, how=signal.SIGKILL)
        file = self.disclosures / CHANGED
        file.write_text(file.read_text().replace("2010-08-23", "2010-08-24"))
        self.service.start("web")
        self.service.start("worker")
        han = self.sign_in("han")
        form = self.until(han, "/en/office", lambda page: "Re-match now" in page.buttons).form(button="Re-match now")
        form.press("Re-match now")
        self.until(han, "/en/office", lambda page: "Re-match now" not in page.buttons)
        self.leave(han)
