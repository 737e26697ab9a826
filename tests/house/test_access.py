"""Every page is listed in access.toml with who may enter, and lets in exactly those: anonymous visitors first of all."""

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from werkzeug.routing import Rule

from app import create_app
from claims.actions.open_office import NewMember
from claims.model.vocabulary import Role
from tests.cast import STAFF
from tests.client import Visitor
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office

LISTED = tomllib.loads(Path(__file__).with_name("access.toml").read_text(encoding="utf-8"))
EVERYONE, CLAIMANT, MEMBER = "everyone", "claimant", "member"
WHO = {page: name for name, group in LISTED.items() for page in group["pages"]}
ROLES = {name: frozenset(group.get("roles", Role if name == MEMBER else ())) for name, group in LISTED.items()}
DOORS = ("/en/come-back", "/en/office/sign-in", "/ko/office/sign-in")
WITHOUT_TOKEN = {"intake.leave": "leaving must work from any page however old; it ends a session and keeps nothing"}
MADE_UP = "0123456789abcdef0123456789abcdef"


def unlisted(pages: Iterable[str], listed: Iterable[str]) -> list[str]:
    """Pages that are not on the list, and names on the list that are no pages."""
    return sorted(set(pages) ^ set(listed))


@pytest.fixture(scope="module")
def office(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office with the whole cast at work."""
    folder = tmp_path_factory.mktemp("access")
    made = make_office(sqlite_copy(sqlite_template, folder), folder)
    yield made
    made.close()


@pytest.fixture(scope="module")
def house(office: MadeOffice) -> Flask:
    """The running house of that office."""
    return create_app(office.settings)


@pytest.fixture(scope="module")
def members(office: MadeOffice, house: Flask) -> dict[str, Visitor]:
    """Each of the cast, signed in at the desk."""
    return {who.name: signed_in(office, house, who) for who in STAFF}


def signed_in(office: MadeOffice, house: Flask, who: NewMember) -> Visitor:
    """A browser in which this member has signed in by the real page."""
    entry, visitor = office.sign_ins[who.sign_in_name], Visitor(house)
    answers = {"name": entry.sign_in_name, "passphrase": entry.passphrase, "code": pyotp.TOTP(entry.totp_secret).now()}
    # The page that follows is another test's subject: only the answer itself is looked at.
    request = visitor.open("/en/office/sign-in").fill(answers).form.request("Sign in")
    request.pop("action")
    assert visitor.fetch("/en/office/sign-in", **request).status_code == 303
    return visitor


def rules(house: Flask, *groups: str) -> list[Rule]:
    """The addresses of pages in these groups of the list."""
    return [rule for rule in house.url_map.iter_rules() if WHO.get(rule.endpoint) in groups]


def address(house: Flask, rule: Rule) -> str:
    """A rule as an address: English, and made-up ids."""
    known = {"language": "en"} | {name: 1 for name in rule.arguments if f"<int:{name}>" in rule.rule}
    values = {name: known.get(name, MADE_UP) for name in rule.arguments}
    return str(house.url_map.bind("127.0.0.1").build(rule.endpoint, values, method=sorted(rule.methods or ())[0]))


def verbs(rule: Rule) -> list[str]:
    """What a page answers to."""
    return sorted((rule.methods or set()) & {"GET", "POST"})


def test_every_page_is_on_the_list(house: Flask) -> None:
    assert unlisted((rule.endpoint for rule in house.url_map.iter_rules()), WHO) == []


def test_a_page_that_is_not_listed_is_found(house: Flask) -> None:
    pages = [rule.endpoint for rule in house.url_map.iter_rules()]

    assert unlisted([*pages, "triage.new_page"], WHO) == ["triage.new_page"]
    assert unlisted(pages, [*WHO, "triage.old_page"]) == ["triage.old_page"]


def test_strangers_see_nothing_that_is_not_for_everyone(house: Flask) -> None:
    stranger = Visitor(house)
    for rule in rules(house, *(group for group in LISTED if group != EVERYONE)):
        for verb in verbs(rule):
            answer = stranger.fetch(address(house, rule), method=verb)
            led_to_a_door = answer.status_code in (302, 303) and answer.location.split("?")[0].endswith(DOORS)
            # A form that was typed into before the session ended is shown again, so that nothing typed is lost.
            kept = WHO[rule.endpoint] == CLAIMANT and verb == "POST" and answer.status_code in (403, 404, 422)
            assert led_to_a_door or answer.status_code == 404 or kept, f"{verb} {rule}: {answer.status}"


def test_members_enter_by_their_role_and_no_other(house: Flask, members: dict[str, Visitor]) -> None:
    for who in STAFF:
        for rule in rules(house, *(group for group in LISTED if group not in (EVERYONE, CLAIMANT))):
            for verb in verbs(rule):
                answer = members[who.name].fetch(address(house, rule), method=verb)
                enters = bool(ROLES[WHO[rule.endpoint]] & set(who.roles))
                place = f"{verb} {rule} as {who.name}: {answer.status}"
                if not enters:
                    assert answer.status_code == 404, place
                elif verb == "GET" and rule.arguments <= {"language"}:
                    assert answer.status_code in (200, 302, 303), place
                assert answer.status_code < 500, place


def test_a_member_is_no_claimant(house: Flask, members: dict[str, Visitor]) -> None:
    for rule in rules(house, CLAIMANT):
        answer = members["Han"].fetch(address(house, rule))
        assert answer.status_code in (303, 404, 405), f"{rule}: {answer.status}"


def test_nothing_is_done_without_the_pages_own_token(house: Flask, members: dict[str, Visitor]) -> None:
    for rule in rules(house, *LISTED):
        if "POST" in verbs(rule) and rule.endpoint not in WITHOUT_TOKEN:
            for visitor in (members["Han"], members["Park"]):
                answer = visitor.fetch(address(house, rule), method="POST", data={"csrf_token": "made-up"})
                led_to_a_door = answer.status_code in (302, 303) and answer.location.split("?")[0].endswith(DOORS)
                assert 400 <= answer.status_code < 500 or led_to_a_door, f"POST {rule}: {answer.status}"
