"""Every page, every person, every verb and token, tried on one office. This is where the table of docs/doors.md is made.

python -m tests.house.doors     prints the table anew, to be read and kept as docs/doors.md
"""

import hmac
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from sqlmodel import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from claims.actions.open_office import NewMember
from claims.actions.preview_revision import order_preview
from claims.actions.rematch_claims import order_rematch
from claims.model.session import Errand
from claims.model.staff import Member
from claims.model.vocabulary import Role
from claims.store.clock import seconds
from claims.store.database import sqlite_file
from claims.store.revision_content import content_of
from claims.store.sessions import Visit, begin_visit
from claims.web import house as house_of
from tests.cast import ADA, AUD, HAN, LEE, LINH, PARK, REA, TRIIN
from tests.client import Visitor
from tests.databases import migrated_sqlite_file, sqlite_copy
from tests.make import MadeOffice, Sent, make_office
from tests.make_appointments import Firm
from tests.make_bundles import Court, attach, picture

PAGE = Path(__file__).parents[2] / "docs" / "doors.md"
VERBS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
TOKENS = ("own", "none", "made up", "of another session")
LEA = NewMember(name="Lea", sign_in_name="lea", roles=(Role.LEAD,), language="en")
GIL = NewMember(name="Gil", sign_in_name="gil", roles=(Role.TRIAGE, Role.LEAD), language="en")  # leaves
MEMBERS = {
    "triage": TRIIN,
    "lead": LEA,
    "counsel": PARK,
    "other counsel": LEE,
    "administrator": ADA,
    "auditor": AUD,
    "researcher": REA,
    "leaver": GIL,
}
PERSONS = ("nobody", "draft", "sent", *MEMBERS, "old cookie")
MADE_UP = "0123456789abcdef0123456789abcdef"
ENDS_BY_LOOKING = "intake.leave"  # a link as well as a button, so that it works from any page however old
PROJECT = "MOJ-AIRPORT-FACES"
SHORT = {"page": "p", "file": "f", "on": "→", "door": "⌂", "none": "·", "again": "↺", "later": "~", "verb": "×"}
LEGEND = """# Every door

Made by `python -m tests.house.doors`; `tests/house/test_doors.py` fails when it is not what is found. Each page is tried on one
office with real ids, by each person, with every verb and with four tokens: their own, none, a made-up one, another session's.

- Before the stroke GET, after it POST with one's own token and nothing filled in; a page that knows no such verb has `×` there.
- `p` a page, `f` a file, `→` led on (for POST: something was done), `↺` the form again (422 or 403), `~` not possible now (409),
  `⌂` led to a door (sign in, or come back with the receipt), `·` looks as if it did not exist (404), a number: that status.
- **POST with no token, a made-up token or another session's** changes nothing for anybody: `↺`, `⌂` or `·`. Exceptions, which
  do not need one, are in the test with their reason.
- **HEAD** is answered like GET without a body. **PUT, PATCH, DELETE, TRACE** are refused to everybody (405); **OPTIONS** names
  verbs at most and allows no other origin anything.
- *leaver*: was signed in when their membership ended. *old cookie*: from before the last restart.
"""


@dataclass(frozen=True)
class Person:
    """Somebody's browser: the cookies it sends, and the token that belongs to them; `claim`: the claim they came for."""

    name: str
    cookies: str
    token: str
    claim: str = ""


@dataclass
class Entrance:
    """The office, its house, everybody in front of it, and the ids that addresses are made of."""

    office: MadeOffice
    house: Flask
    court: Court
    sent: Sent
    draft: str
    ids: dict[str, str]
    persons: dict[str, Person] = field(default_factory=dict)

    @cached_property
    def rules(self) -> list[Rule]:
        """Every address there is, in the order of their text."""
        return sorted(self.house.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule))

    def address(self, rule: Rule, person: Person) -> str:
        """A rule as an address of the English pages, with real ids; a claimant's own trip and file."""
        known = {"language": "en", "number": 1, "code": PROJECT, "filename": "style.css"} | self.ids
        if person.name == "draft":
            known["evidence_id"] = self.ids["draft_evidence_id"]
        # A place that is a number is the first; by the same name a part of the registry goes by its words.
        values = {n: 1 if f"<int:{n}>" in rule.rule else known.get(n, MADE_UP) for n in rule.arguments}
        adapter = self.house.url_map.bind("127.0.0.1")
        return str(adapter.build(rule.endpoint, values, method=sorted(rule.methods or ())[0]))

    def ask(self, rule: Rule, person: Person, verb: str, token: str = "own") -> TestResponse:
        """What is answered; the office is as before afterwards, where it was asked with the right token."""
        other = self.persons["nobody" if person.name != "nobody" else "lead"]
        tokens = {"own": person.token, "made up": "0" * 64, "of another session": other.token}
        fields = {"which_claim": person.claim} if person.claim else {}
        fields |= {"csrf_token": tokens[token]} if token in tokens else {}
        browser = self.house.test_client(use_cookies=False)
        answer = browser.open(
            self.address(rule, person),
            method=verb,
            data=fields if verb == "POST" else None,
            headers={"Cookie": person.cookies, "Sec-Fetch-Site": "same-origin"},
            base_url="http://127.0.0.1:8000",
            buffered=True,
        )
        if (verb == "POST" and token == "own" and answer.status_code < 400) or rule.endpoint == ENDS_BY_LOOKING:
            self.restore()
        return answer

    def asked(self, rule: Rule, person: Person, verb: str) -> TestResponse:
        """What is answered with one's own token; asked once, for the table and all tests."""
        key = (rule.rule, person.name, verb)
        if key not in self._answers:
            self._answers[key] = self.ask(rule, person, verb)
        return self._answers[key]

    def __post_init__(self) -> None:
        self._answers: dict[tuple[str, str, str], TestResponse] = {}
        self.file = sqlite_file(self.office.settings.database_url)
        assert self.file is not None
        self._kept = sqlite3.connect(":memory:")
        self._vault = self.office.settings.folder / "vault-as-it-was"
        self.house.extensions.pop("attempts", None)

    def keep(self) -> None:
        """From now on this is how the office is after each trial."""
        with closing(sqlite3.connect(str(self.file))) as office:
            office.backup(self._kept)
        shutil.copytree(self.office.settings.vault, self._vault, dirs_exist_ok=True)

    def rows(self, *, but: frozenset[str]) -> list[str]:
        """Every row of every table, but for these tables, as text in no order of its own."""
        with closing(sqlite3.connect(str(self.file))) as office:
            names = [name for (name,) in office.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return sorted(f"{n} {row!r}" for n in names if n not in but for row in office.execute(f"SELECT * FROM {n}"))

    def restore(self) -> None:
        """Undo what a trial did."""
        with closing(sqlite3.connect(str(self.file))) as office:
            self._kept.backup(office)
        shutil.copytree(self._vault, self.office.settings.vault, dirs_exist_ok=True)

    def close(self) -> None:
        """Forget it all."""
        self._kept.close()
        self.office.close()


def kind_of(answer: TestResponse) -> str:
    """The class of an answer, as the legend names it."""
    status, there = answer.status_code, answer.headers.get("Location", "")
    if status in (302, 303, 307, 308):
        return "door" if re.search(r"/come-back\?ended|/office/sign-in", there) else "on"
    if status == 200:
        return "page" if answer.mimetype == "text/html" else "file"
    named = {403: "again", 422: "again", 404: "none", 405: "verb", 409: "later"}
    return named.get(status, str(status))


@contextmanager
def open_entrance(folder: Path, template: Path) -> Iterator[Entrance]:
    """An office with a matter, a bundle, a draft, a sent claim with a file, lent keys, and everybody before its door."""
    office = make_office(sqlite_copy(template, folder), folder, members=(HAN, *MEMBERS.values()))
    court = Court(office)
    receipt, draft = office.draft(LINH)
    piece = attach(office, draft, picture())
    sent = Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft))
    court.choose(sent)
    firm = Firm(office, on=court)
    firm.invite_again(sent)
    entry = firm.tell()
    other = office.send(LINH)
    own_receipt, own = office.draft(LINH)
    own_piece = attach(office, own, picture(shade=90))
    office.work(court.han)
    with office.worker() as worker:
        bundle = court.order()
        court.make(worker)
        ids = _lent(office, court)
        house = create_app(office.settings)
        ids |= {
            "reference": sent.receipt.reference,
            "other": other.receipt.reference,
            "matter_id": court.matter.id,
            "bundle_id": bundle.id,
            "evidence_id": piece.id,
            "draft_evidence_id": own_piece.id,
            "tag": "en",
            "entry_id": entry.id,
            "record_id": "trip-one",
            "record": "trip-one",
            "window": office.registry.projects[0].windows[0].id,
        }
        made = Entrance(office=office, house=house, court=court, sent=sent, draft=own_receipt.reference, ids=ids)
        _bring(made, sent=sent, own=own)
        made.ids |= _places(made)
        made.keep()
        moment = datetime.now(UTC)
        with pytest.MonkeyPatch.context() as clock:
            clock.setattr(house_of, "now", lambda: moment)  # however long the trials take, nobody's visit ends
            try:
                yield made
            finally:
                made.close()


def _lent(office: MadeOffice, court: Court) -> dict[str, str]:
    """A re-match waits, so that there is an errand to end; a preview was ordered."""
    now, han = datetime.now(UTC), court.han
    with office.database.deed() as session:
        content, revision = content_of(office.registry), office.registry.revision
        given = {"keyring": han.keyring, "host_key": office.host_key, "now": now}
        preview = order_preview(session, han.member, content=content, base_revision=revision, **given)  # type: ignore[arg-type]
        order_rematch(session, han.member, **given)  # type: ignore[arg-type]
        errand = session.exec(select(Errand)).first()
        researcher = session.exec(select(Member).where(Member.sign_in_name == REA.sign_in_name)).one()
    assert errand is not None
    return {"errand_id": errand.id, "preview_id": preview, "member_id": researcher.id}


def _places(entrance: Entrance) -> dict[str, str]:
    """A part of the registry that has a page: the first that the researcher's page of the project links to."""
    rule = next(rule for rule in entrance.rules if rule.endpoint == "disclosures.project")
    page = entrance.ask(rule, entrance.persons["researcher"], "GET").get_data(as_text=True)
    found = re.search(r"/part/([^\"?#]+)", page)
    assert found is not None
    return {"place": found[1]}


def _bring(entrance: Entrance, *, sent: Sent, own: object) -> None:
    """Everybody comes to the door: members by the real page, claimants by the visit that coming back begins."""
    office, house = entrance.office, entrance.house
    moment = seconds(datetime.now(UTC))
    entrance.persons["nobody"] = _person(house, "nobody")
    for name, claim in (("draft", own), ("sent", sent.claim)):
        visit = Visit("claimant", office.office.id, claim.id, claim.key, moment, epoch=1)  # type: ignore[attr-defined]
        with office.database.deed() as session:
            cookie = begin_visit(session, visit, host_key=house.extensions["house"].host_key)
        entrance.persons[name] = _person(house, name, f"claimant={cookie}", claim.reference)  # type: ignore[attr-defined]
    for name, who in MEMBERS.items():
        entrance.persons[name] = _person(house, name, f"member={_signed_in(entrance, who)}")
    with office.database.deed() as session:
        leaver = session.exec(select(Member).where(Member.sign_in_name == GIL.sign_in_name)).one()
        leaver.active = False
        session.add(leaver)
    old = "QUFB" * 10 + "QUE"
    entrance.persons["old cookie"] = _person(house, "old cookie", f"member={old}; claimant={old}")


def _signed_in(entrance: Entrance, who: NewMember) -> str:
    """The cookie that the real sign-in page gives."""
    visitor = Visitor(entrance.house)
    entry = entrance.office.sign_ins[who.sign_in_name]
    answers = {"name": entry.sign_in_name, "passphrase": entry.passphrase, "code": pyotp.TOTP(entry.totp_secret).now()}
    request = visitor.open("/en/office/sign-in").fill(answers).form.request("Sign in")
    request.pop("action")
    answer = visitor.fetch("/en/office/sign-in", **request)
    assert answer.status_code == 303, f"{who.name} was not let in: {answer.status}"
    cookie = visitor.browser.get_cookie("member", domain="127.0.0.1")
    assert cookie is not None
    return str(cookie.value)


def _person(house: Flask, name: str, cookie: str = "", claim: str = "") -> Person:
    door = (name.encode().hex() + "0" * 64)[:64]
    token = hmac.new(bytes(house.config["CSRF_SECRET"]), b"door:" + door.encode(), "sha256").hexdigest()
    return Person(name=name, cookies="; ".join(filter(None, (f"door={door}", cookie))), token=token, claim=claim)


def cell(entrance: Entrance, rule: Rule, person: Person) -> str:
    """What a person gets for GET and for POST."""
    kinds = [kind_of(entrance.asked(rule, person, verb)) for verb in ("GET", "POST")]
    return "/".join(SHORT.get(kind, kind) for kind in kinds)


def table(entrance: Entrance) -> str:
    """The page of doors, whole."""
    heads = [name.replace("administrator", "admin") for name in PERSONS]
    lines = [LEGEND, "| page | " + " | ".join(heads) + " |", "|---" * (len(heads) + 1) + "|"]
    for rule in entrance.rules:
        cells = (cell(entrance, rule, entrance.persons[name]) for name in PERSONS)
        address = rule.rule.replace("/<language>", "").replace("|", "") or "/"
        lines.append(f"| `{rule.endpoint}` `{address}` | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the page, made on an office of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open_entrance(folder, migrated_sqlite_file(folder)) as entrance:
            sys.stdout.write(table(entrance))


if __name__ == "__main__":
    main()
