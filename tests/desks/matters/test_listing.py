"""Matters: listed for those who may know of them, opened by the lead, with the key in the hands of their counsel alone."""

import pytest

from claims.model.vocabulary import Role
from tests.cast import ADA, HAN, LEE, LINH, PARK, TRIIN
from tests.desks.at_work import AtWork

FACTS = {
    "title": "국가배상 제1차",
    "route": "state",
    "court": "서울중앙지방법원",
    "profile": "japan",
    "project": "MOJ-AIRPORT-FACES",
    "defendant": "대한민국",
    "firm": "Firm One",
    "lawyer": "Park",
}


def test_the_lead_opens_a_matter_and_its_counsel_hold_the_key(fresh_work: AtWork) -> None:
    work = fresh_work
    han = work.inside(HAN)
    assert han.open("/en/office/matters").says("There is no matter yet.")

    page = han.open("/en/office/new-matter").fill({**FACTS, "counsel": [work.member(PARK).id]}).press("Open the matter")

    assert page.h1 == FACTS["title"]
    for words in ("Lawsuit against the State", "Japan", FACTS["court"], FACTS["defendant"], FACTS["firm"], "Park"):
        assert page.says(words), words
    assert len(work.holding(PARK).keyring.matters) == 1
    assert work.holding(HAN).keyring.matters == {}
    assert work.ledger("open_matter")[-1].actor == work.member(HAN).id
    assert work.inside(PARK).open("/en/office/matters").says(FACTS["title"])
    assert work.inside(LEE).open("/en/office/matters").says("There is no matter for you yet.")


def test_titles_stand_nowhere_in_clear(fresh_work: AtWork) -> None:
    fresh_work.open_matter(HAN, PARK, title="Zywiec against the State")

    with fresh_work.office.database.engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT for_office, for_counsel FROM matter").one()
    assert all(b"Zywiec" not in bytes(each) for each in stored)
    assert fresh_work.inside(TRIIN).open("/en/office/matters").says("Zywiec against the State")


def test_what_is_missing_is_said_and_what_was_typed_is_kept(work: AtWork) -> None:
    page = work.inside(HAN).open("/en/office/new-matter")

    refused = page.fill({**FACTS, "title": ""}).press_refused("Open the matter")

    assert refused.errors == [
        "Title of the matter – Please give the matter a title.",
        "Counsel of the matter – Please tick at least one lawyer.",
    ]
    assert refused.value("court") == FACTS["court"]
    assert refused.value("route") == "state"
    strange = page.tamper({**FACTS, "route": "war", "counsel": [work.member(TRIIN).id]}).press_refused(
        "Open the matter"
    )
    assert len(strange.errors) == 2


def test_only_the_lead_opens_matters(work: AtWork) -> None:
    for who in (PARK, TRIIN, ADA):
        assert Role.LEAD not in who.roles
        assert work.inside(who).fetch("/en/office/new-matter").status_code == 404
        assert "Open a new matter" not in work.inside(PARK).open("/en/office/matters").links
    assert work.stranger().open("/en/office/new-matter").h1 == "Sign in to the office"
    assert work.inside(HAN).fetch("/en/office/new-matter", method="POST", data=FACTS).status_code == 422
    assert work.inside(HAN).fetch("/en/office/matters", method="POST").status_code == 405


@pytest.mark.parametrize("page", ["", "/order", "/choose"])
def test_counsel_know_nothing_of_other_matters(work: AtWork, page: str) -> None:
    matter = work.open_matter(HAN, PARK)
    sent = work.office.send(LINH)
    work.choose(matter, sent, by=HAN)
    before = len(work.ledger())

    assert work.inside(LEE).fetch(f"/en/office/matters/{matter.id}{page}").status_code == 404
    assert work.inside(LEE).fetch(f"/en/office/matters/{matter.id}/claims/{sent.claim.reference}").status_code == 404
    assert work.inside(HAN).fetch(f"/en/office/matters/{'0' * 32}").status_code == 404
    assert len(work.ledger()) == before
