"""Check one trip: one of four results, nothing kept."""

import pytest
from sqlmodel import func, select

from claims.model.claim import Claim
from claims.model.session import SessionRow
from tests.client import Page, Visitor

ENTERED = ("entered-day", "entered-month", "entered-year")
CASES = [
    ("VNM", (2, 3, 2015), {}, "Inside a disclosed range"),
    ("VNM", (23, 8, 2010), {}, "Inside a disclosed range"),
    ("VNM", (20, 10, 2021), {}, "Inside a disclosed range"),
    ("VNM", (22, 8, 2010), {}, "Outside the disclosed ranges"),
    ("VNM", (21, 10, 2021), {}, "Outside the disclosed ranges"),
    ("VNM", ("", 10, 2021), {}, "We cannot tell yet"),
    ("VNM", ("", "", 2010), {}, "We cannot tell yet"),
    ("USA", (1, 7, 2013), {"born-year": 1998, "born-month": 5, "born-day": 1}, "Inside a disclosed range; a lawyer"),
    ("USA", (1, 7, 2013), {"capacity": "diplomat"}, "Inside a disclosed range; a lawyer"),
    ("USA", (1, 7, 2013), {"capacity": "transit"}, "Outside the disclosed ranges"),
    ("KOR", (10, 2, 2005), {}, "Inside a disclosed range"),
]


def ask(visitor: Visitor, passport: str, entered: tuple, more: dict) -> Page:
    answers = {"passport": passport, **dict(zip(ENTERED, entered, strict=True)), **more}
    return visitor.open("/en/check").fill(answers).press("Check this trip")


@pytest.mark.parametrize(("passport", "entered", "more", "result"), CASES)
def test_one_trip_gets_one_of_four_results(visitor: Visitor, passport, entered, more, result):
    page = ask(visitor, passport, entered, more)
    assert page.address == "/en/check"
    assert page.title.startswith(result)
    assert page.says("Nobody has been told that their own photo was used.")
    assert page.says("Nobody can promise money.")
    assert page.says("do not go to an immigration office")
    assert "your photo was used" not in page.text.replace("their own photo was used", "")


def test_inside_says_the_range_its_source_and_a_time_line_with_a_table(visitor: Visitor):
    page = ask(visitor, "VNM", (2, 3, 2015), {})
    assert page.says("between 23 August 2010 and 20 October 2021. It has not said whose photos.")
    assert "https://minbyun.or.kr/" in page.html
    rows = page.rows("The same as a table")
    assert ["1. Entered Korea Inside a disclosed range", "2 March 2015", ""] in rows


def test_cannot_tell_names_the_missing_fact_and_never_the_winning_value(visitor: Visitor):
    page = ask(visitor, "VNM", ("", 10, 2021), {})
    assert page.says("we would need the day you entered")
    assert "20 October 2021" not in page.text


def test_an_outside_trip_says_why_by_the_range_it_is_compared_with(visitor: Visitor):
    page = ask(visitor, "VNM", (22, 8, 2010), {})
    assert page.says("You may still send it; lists can change.")
    assert page.says("You entered before the range begins.")
    assert not page.says("Korean passports")


def test_nothing_is_kept(visitor: Visitor, office):
    def rows() -> tuple[int, int]:
        with office.database.question() as session:
            return tuple(session.exec(select(func.count()).select_from(table)).one() for table in (Claim, SessionRow))

    before = rows()
    page = ask(visitor, "VNM", (2, 3, 2015), {})
    assert rows() == before
    assert page.headers["Cache-Control"] == "no-store"
    assert {cookie.key for cookie in visitor.browser._cookies.values()} == {"door"}


def test_nonsense_is_refused_with_what_was_typed_still_there(visitor: Visitor):
    page = visitor.open("/en/check").fill({"entered-year": "19x5", "entered-day": "٣"}).press_refused("Check this trip")
    assert page.value("entered-year") == "19x5"
    assert page.value("entered-day") == "٣"
    assert page.errors


def test_a_passport_that_is_not_offered_is_refused(visitor: Visitor):
    page = visitor.open("/en/check").tamper({"passport": "ZZZ' OR 1=1"}).press_refused("Check this trip")
    assert page.value("passport") == "ZZZ' OR 1=1"


def test_a_birth_after_the_trip_names_both_facts(visitor: Visitor):
    answers = {"passport": "VNM", "entered-year": 2012, "born-year": 2015}
    page = visitor.open("/en/check").fill(answers).press_refused("Check this trip")
    assert any("2012" in line and "2015" in line for line in page.errors)
