"""The ledger at the desk: sealed details are opened by leads alone and behind a line; it leaves as a file with a reason."""

import json

import pytest
from werkzeug.test import TestResponse

from tests.cast import AUD, HAN, LINH, MINJUN
from tests.client import Page, Visitor
from tests.desks.at_work import AtWork
from tests.queries.test_ledger_export import holds

LEDGER = "/en/office/ledger"


def searched(work: AtWork, words: str) -> int:
    """A search by Han; its line's number."""
    work.inside(HAN).open("/en/office/claims").fill(words=words).press("Search the cards")
    return work.ledger("search")[-1].number


def sealed_of(page: Page, number: int) -> str:
    """The last cell of a line."""
    return next(row[-1] for row in page.rows() if row[0] == str(number))


def test_a_lead_opens_one_line_and_that_leaves_a_line(work: AtWork) -> None:
    number = searched(work, "Nguyễn verborgen")
    page = work.inside(HAN).open(LEDGER)
    assert "verborgen" not in page.text

    page = page.press(f"Open line {number}")

    assert sealed_of(page, number) == "Words Nguyễn verborgen"
    assert "Open line" in sealed_of(page, number - 1)
    line = work.ledger()[-1]
    assert (line.action, line.actor, line.role) == ("open_details", work.member(HAN).id, "lead")
    assert work.details(line, HAN) == {"lines": str(number)}


def test_a_lead_opens_a_whole_page(work: AtWork) -> None:
    number = searched(work, "ganze Seite")
    page = work.inside(HAN).open(LEDGER)
    lowest = page.rows()[-1][0]

    page = page.press("Open what is sealed in all lines of this page")

    assert sealed_of(page, number) == "Words ganze Seite"
    assert "Open line" not in page.text
    assert work.details(work.ledger("open_details")[-1], HAN)["lines"] == f"{lowest}-{page.rows()[1][0]}"


def test_an_auditor_opens_none(work: AtWork) -> None:
    number = searched(work, "nichts für Aud")
    aud = work.inside(AUD)
    page = aud.open(LEDGER)
    before = len(work.ledger())

    assert page.says("are not opened on this page")
    assert not [button for button in page.buttons if "Open" in button]
    token = page.form(button="Sign out").form.values("csrf_token")[0]
    for address in (f"{LEDGER}/open", f"{LEDGER}/{number}/open"):
        assert aud.fetch(address, method="POST", data={"csrf_token": token}).status_code == 404
    assert len(work.ledger()) == before


def test_no_line_no_opening(work: AtWork) -> None:
    number = searched(work, "ohne Zeile")
    page = work.inside(HAN).open(LEDGER)
    request = page.form(button=f"Open line {number}").form.request(f"Open line {number}")

    with work.without_ledger():
        answer = page.visitor.fetch(request.pop("action"), **request)

    assert answer.status_code == 500
    assert b"ohne Zeile" not in answer.data


def test_a_line_that_is_not_there_is_not_found(work: AtWork) -> None:
    page = work.inside(HAN).open(LEDGER)
    token = page.form(button="Sign out").form.values("csrf_token")[0]

    answer = page.visitor.fetch(f"{LEDGER}/999999/open", method="POST", data={"csrf_token": token})

    assert answer.status_code == 404


def test_a_line_that_no_key_opens_says_so(fresh_work: AtWork) -> None:
    """Written while the office's public key was another one."""
    fresh_work.office.send(LINH)
    foreign = bytes(31) + b"\x09"
    fresh_work._set_public_key(foreign)
    fresh_work.office.send(MINJUN)
    fresh_work._set_public_key(fresh_work.office.office.public_key)
    number = fresh_work.ledger("receive")[-1].number

    page = fresh_work.inside(HAN).open(LEDGER).press(f"Open line {number}")

    assert sealed_of(page, number) == "Your keys do not open this line."


def taken(visitor: Visitor, **answers: str) -> TestResponse:
    """The file, asked for on its page."""
    page = visitor.open(f"{LEDGER}/export")
    request = page.fill({"why": "oversight", **answers}).form.request("Download the ledger")
    return visitor.fetch(request.pop("action") or f"{LEDGER}/export", **request)


@pytest.mark.parametrize("who", [AUD, HAN], ids=lambda who: who.name)
def test_the_ledger_leaves_with_a_reason_and_a_stranger_verifies_it(work: AtWork, who) -> None:  # type: ignore[no-untyped-def]  # one of the cast
    searched(work, "bleibt hier")

    answer = taken(work.inside(who), why_words="Jahresprüfung")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="ledger-all.jsonl"'
    rows = answer.data.splitlines(keepends=True)
    assert holds(rows)
    assert json.loads(rows[-1])["action"] == "export_ledger"
    assert json.loads(rows[-1])["actor"] == work.member(who).id
    assert b"bleibt hier" not in answer.data
    assert (
        work.details(work.ledger("export_ledger")[-1], HAN).items()
        >= {
            "why": "oversight",
            "why_words": "Jahresprüfung",
        }.items()
    )


def test_a_month_leaves_alone(work: AtWork) -> None:
    work.office.send(MINJUN)
    page = work.inside(AUD).open(f"{LEDGER}/export")
    month = page.form("month").form.controls["month"][-1].attrib.get("value") or "2026-11"

    answer = taken(work.inside(AUD), month=month)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="ledger-{month}.jsonl"'
    rows = answer.data.splitlines(keepends=True)
    assert holds(rows)
    assert len(rows) > 1


def test_without_a_reason_it_stays_and_what_was_typed_is_kept(work: AtWork) -> None:
    before = len(work.ledger())
    page = work.inside(AUD).open(f"{LEDGER}/export")

    refused = page.fill(why_words="für später").press_refused("Download the ledger")

    assert refused.errors == ["Why do you take this out of the service? – Please choose why you take it out."]
    assert refused.value("why_words") == "für später"
    assert len(work.ledger()) == before
