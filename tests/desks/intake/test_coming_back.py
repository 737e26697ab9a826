"""Coming back with a receipt: ten tries of a reference in ten minutes, known and unknown alike, and no flood shuts the door."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from claims.model.claim import ClaimWrap
from claims.model.vocabulary import Recipient
from claims.store.claim_parts import add_wrap
from claims.store.clock import seconds
from claims.store.receipts import key_of_code, new_code, new_reference
from claims.web import house as house_of
from claims.web.limits import BY_REFERENCE, WRONG_RECEIPTS, attempts
from tests.cast import LINH
from tests.client import Page, Visitor
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office

BACK = "/en/come-back"


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[MadeOffice]:
    """An office with nobody at work."""
    made = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=())
    yield made
    made.close()


@pytest.fixture
def service(office: MadeOffice, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The service, its clock standing still: no window ends amid a test."""
    moment = datetime.now(UTC)
    monkeypatch.setattr(house_of, "now", lambda: moment)
    return create_app(office.settings)


def come_back(service: Flask, reference: str, code: str, *, status: int = 200) -> Page:
    """Try a receipt from a browser that knows nothing."""
    page = Visitor(service).open(BACK).fill(reference=reference, code=code)
    return (
        page.press_refused(page.page.buttons[-1]) if status == 422 else page.press(page.page.buttons[-1], status=status)
    )


def test_known_and_unknown_references_get_the_same_answers_and_the_same_limit(
    office: MadeOffice, service: Flask
) -> None:
    known = office.send(LINH).receipt.reference
    said = {}
    for reference in (known, new_reference()):
        pages = [come_back(service, reference, new_code(), status=422) for _ in range(10)]
        pages.append(come_back(service, reference, new_code(), status=429))
        said[reference] = [(page.status, page.errors, page.h1) for page in pages]

    first, second = said.values()
    assert first == second
    assert come_back(service, new_reference(), new_code(), status=422).errors


def test_who_has_the_receipt_comes_in_however_often(office: MadeOffice, service: Flask) -> None:
    receipt = office.send(LINH).receipt
    for _ in range(12):
        assert come_back(service, receipt.reference, receipt.code).address == "/en/status"


def test_when_wrong_receipts_flood_in_a_right_one_opens_all_the_same(office: MadeOffice, service: Flask) -> None:
    receipt = office.send(LINH).receipt
    with service.app_context():
        now = seconds(house_of.house().now())
        for _ in range(WRONG_RECEIPTS.most):
            attempts().count(WRONG_RECEIPTS, "", now=now)

    for reference in (receipt.reference, new_reference()):
        assert come_back(service, reference, new_code(), status=429).h1 == "Too many attempts in a short time"
        with service.app_context():
            assert attempts().counted(BY_REFERENCE, reference, now=now) == 0, "nothing more is kept of each"
    assert come_back(service, receipt.reference, receipt.code).address == "/en/status"


def test_a_renewed_receipt_ends_what_was_opened_with_the_one_before(office: MadeOffice, service: Flask) -> None:
    sent, other, code = office.send(LINH), office.send(LINH), new_code()
    visitors = [Visitor(service), Visitor(service)]
    for visitor, each in zip(visitors, (sent, other), strict=True):
        page = visitor.open(BACK).fill(reference=each.receipt.reference, code=each.receipt.code)
        assert page.press("Open my claim").address == "/en/status"

    claim = sent.claim.id
    with office.database.deed() as session:
        session.delete(session.get_one(ClaimWrap, (claim, Recipient.RECEIPT, claim, 1)))
        session.flush()
        key = key_of_code(code, claim_id=claim)
        add_wrap(session, sent.claim, recipient=Recipient.RECEIPT, recipient_id=claim, key=key, generation=2)

    assert visitors[0].open("/en/status").address.startswith(BACK)
    assert visitors[1].open("/en/status").address == "/en/status"
    assert come_back(service, sent.receipt.reference, sent.receipt.code, status=422).errors
    assert come_back(service, sent.receipt.reference, code).address == "/en/status"
