"""Counsel edit what a matter is about; its page shows the days worked towards and what is missing for each."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.model.matter import Matter
from claims.model.vocabulary import Move
from tests.cast import HAN, LEE, LINH, MINJUN, PARK
from tests.client import Page
from tests.desks.at_work import AtWork

BUTTON = "Keep this"
TEXTS = {
    "title": "국가배상 제2차",
    "proceeding": "손해배상(국)",
    "court": "서울중앙지방법원",
    "case_number": "2026가합12345",
    "defendant": "대한민국",
    "defendant_address": "과천시 관문로 47",
    "firm": "Firm One",
    "firm_address": "서울 서초구",
    "lawyer": "Park",
    "lawyer_registration": "12345",
    "contact": "02-123-4567",
}


@pytest.fixture
def matter(work: AtWork) -> Matter:
    """A matter of Park's."""
    return work.open_matter(HAN, PARK)


def editing(work: AtWork, matter: Matter) -> Page:
    """The form."""
    return work.inside(PARK).open(f"/en/office/matters/{matter.id}").follow("Edit what it is about")


def day(name: str, year: int, month: int, number: int) -> dict[str, object]:
    """Three boxes of a day."""
    return {f"{name}-year": year, f"{name}-month": month, f"{name}-day": number}


def test_all_of_it_is_kept_and_shown(work: AtWork, matter: Matter) -> None:
    page = editing(work, matter)
    typed = TEXTS | {"route": "demand", "profile": "japan", "project": "MOJ-AIRPORT-FACES", "amount_each": "1 000,000"}
    typed |= {"purpose": "얼굴 사진을 동의 없이 제공하였습니다."}
    deadline = {"deadline_1_what": "Appeal", "deadline_1_source": "Art. 396", **day("deadline_1_day", 2030, 2, 28)}

    page = page.fill(typed | day("target_powers", 2030, 1, 31) | deadline).press(BUTTON)

    assert page.h1 == TEXTS["title"]
    for words in (*TEXTS.values(), "Letter of demand", "1,000,000", "31 January 2030", "28 February 2030", "Art. 396"):
        assert page.says(words), words
    line = work.ledger("edit_matter")[-1]
    assert (line.actor, line.reference) == (work.member(PARK).id, matter.id)
    assert work.inside(HAN).open(page.address).h1 == TEXTS["title"]
    again = editing(work, matter)
    assert {name: again.value(name) for name in TEXTS} == TEXTS
    assert again.value("purpose") == typed["purpose"]
    assert (again.value("amount_each"), again.value("profile"), again.value("route")) == ("1000000", "japan", "demand")
    assert (again.value("target_powers-day"), again.value("deadline_1_day-year")) == ("31", "2030")
    emptied = {"deadline_1_what": "", "deadline_1_source": "", **dict.fromkeys(day("deadline_1_day", 1, 1, 1), "")}
    assert not again.fill(emptied).press(BUTTON).says("Art. 396")


def test_wrong_answers_are_named_and_what_was_typed_stays(work: AtWork, matter: Matter) -> None:
    page = editing(work, matter)
    wrong = {"title": "", "amount_each": "a lot", "court": "Q-court", "deadline_2_what": "Reply"}

    refused = page.fill(wrong | day("target_court", 2030, 2, 31)).press_refused(BUTTON)

    assert [error.partition(" – ")[0] for error in refused.errors] == [
        "Title of the matter",
        "What each claimant claims, in won",
        "Day on which it is filed at court",
        "What must be done by then",
    ]
    assert refused.value("court") == "Q-court"
    assert refused.value("target_court-day") == "31"
    month = {"target_court-year": 2030, "target_court-month": 2}
    assert editing(work, matter).fill(month).press_refused(BUTTON).errors == [
        "Day on which it is filed at court – Please give day, month and year, or leave all empty."
    ]
    without_words = editing(work, matter).fill(day("deadline_1_day", 2030, 1, 1)).press_refused(BUTTON)
    assert without_words.errors == ["What must be done by then – Please write what must be done by that day."]
    strange = editing(work, matter).tamper({"profile": "mars", "route": "war"}).press_refused(BUTTON)
    assert len(strange.errors) == 2


def test_the_days_say_what_is_missing(work: AtWork, matter: Matter) -> None:
    signed, asked = work.office.send(LINH), work.office.send(MINJUN)
    work.office.decide(signed, work.holding(HAN), Move.CHECK)
    work.choose(matter, signed, asked, by=HAN)
    claim = work.inside(PARK).open(f"/en/office/matters/{matter.id}/claims/{signed.claim.reference}")
    claim.fill(move="sign").press("Do this")
    soon = datetime.now(UTC).date() + timedelta(days=40)
    typed = day("target_powers", soon.year, soon.month, soon.day) | day("target_claims", 2020, 1, 1)

    page = editing(work, matter).fill(typed).press(BUTTON)

    rows = {row[0]: row[1:] for row in page.rows("Days worked towards")[1:]}
    assert list(rows) == [
        "Day by which the claims are in and checked",
        "Day by which the powers of attorney are signed",
    ]
    claims, powers = rows.values()
    assert "passed" in claims[0]
    assert "days left" in powers[0]
    assert claims[1:] == ["1 of 2", "1: not checked yet"]
    assert powers[1:] == ["1 of 2", "1: not checked yet"]


def test_only_counsel_of_the_matter_edit(work: AtWork, matter: Matter) -> None:
    address = f"/en/office/matters/{matter.id}/edit"
    for who in (HAN, LEE):
        assert work.inside(who).fetch(address).status_code == 404
        assert work.inside(who).fetch(address, method="POST", data=TEXTS).status_code in (404, 422)
    assert work.inside(PARK).fetch(address, method="POST", data=TEXTS).status_code == 422
    assert "Edit what it is about" not in work.inside(HAN).open(f"/en/office/matters/{matter.id}").links
