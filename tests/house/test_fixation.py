"""A cookie that somebody planted is never taken over, and a field that no form has changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from app import create_app
from claims.model.claim import Claim
from claims.model.staff import Member, Office
from claims.store.claim_parts import read_claim_file
from tests.cast import LINH, TRIIN
from tests.client import Visitor
from tests.databases import sqlite_copy
from tests.house.test_access import signed_in
from tests.make import MadeOffice, make_office

PLANTED = "QUFB" * 10 + "QUE"


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[MadeOffice]:
    """An office with one member."""
    made = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(TRIIN,))
    yield made
    made.close()


def cookie(visitor: Visitor, name: str) -> str:
    """The value of a cookie in this browser."""
    found = visitor.browser.get_cookie(name, domain="127.0.0.1")
    return str(found.value) if found else ""


def test_a_cookie_that_was_planted_is_never_taken_over(office: MadeOffice) -> None:
    """Neither the sessions' nor the one of the token: signing in and coming back make new sessions."""
    house = create_app(office.settings)
    visitor = Visitor(house)
    visitor.browser.set_cookie("member", PLANTED, domain="127.0.0.1")
    visitor.browser.set_cookie("claimant", PLANTED, domain="127.0.0.1")
    page = visitor.open("/en/begin")
    receipt = page.press(page.buttons[0])
    assert cookie(visitor, "claimant") not in ("", PLANTED)
    first, code = cookie(visitor, "claimant"), receipt.value("code")
    back = visitor.open("/en/come-back").fill(reference=receipt.value("which_claim"), code=code)
    back.press(next(iter(back.form.buttons)))
    assert cookie(visitor, "claimant") not in ("", PLANTED, first)
    assert Visitor(house).fetch("/en/claim", headers={"Cookie": f"claimant={PLANTED}"}).status_code == 303


def test_signing_in_gives_a_new_session_and_each_browser_its_own(office: MadeOffice) -> None:
    house = create_app(office.settings)
    one = signed_in(office, house, TRIIN)
    assert cookie(one, "member") not in ("", PLANTED)
    assert Visitor(house).fetch("/en/office", headers={"Cookie": f"member={PLANTED}"}).status_code == 303


def columns(row: Claim | Member | Office) -> dict[str, object]:
    """What stands in a row."""
    return {name: getattr(row, name) for name in type(row).model_fields}


FORGED = {
    "status": "filed",
    "assignee": "0" * 32,
    "office_id": "0" * 32,
    "reference": "AAAA",
    "sent_at": "1",
    "id": "0" * 32,
    "evidence_identity": "x",
    "agreements": "x",
    "records": "x",
    "roles": "lead",
    "active": "no",
    "claimant.name": "x",
    "claimant[name]": "x",
    "__class__": "x",
    "format": "9",
}


def test_fields_that_no_form_has_change_nothing(office: MadeOffice) -> None:
    """A claimant sends columns and inner names along with an honest answer: the answer is kept, the rest is nothing."""
    house = create_app(office.settings)
    visitor = Visitor(house)
    page = visitor.open("/en/begin")
    receipt = page.press(page.buttons[0])
    carried = {name: receipt.value(name) for name in ("csrf_token", "which_claim")}
    with office.database.question() as session:
        before = {row.id: columns(row) for row in session.exec(select(Claim))}
        members = [columns(row) for row in session.exec(select(Member))]
        offices = [columns(row) for row in session.exec(select(Office))]
    for path in ("/en/person", "/en/account", "/en/contact", "/en/lawyers"):
        visitor.fetch(path, method="POST", data=FORGED | carried | {"name": "Linh"})
    with office.database.question() as session:
        after = {row.id: columns(row) for row in session.exec(select(Claim))}
        assert [columns(row) for row in session.exec(select(Member))] == members
        assert [columns(row) for row in session.exec(select(Office))] == offices
    for claim_id, row in before.items():
        assert {name for name in row if row[name] != after[claim_id][name]} <= {"retention_week", "unread"}
    assert visitor.open("/en/person").value("name") == "Linh"


def test_a_sealed_file_takes_no_name_it_does_not_know(office: MadeOffice) -> None:
    receipt, draft = office.draft(LINH)
    with office.database.question() as session:
        file, _ = read_claim_file(session, draft)
    assert receipt.reference
    with pytest.raises(ValueError, match="extra"):
        type(file).model_validate(file.model_dump() | {"status": "filed"})
