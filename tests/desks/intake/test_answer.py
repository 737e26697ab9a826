"""An answer as a file: the claimant's own, with a neutral name, kept by nobody on the way, provable and nothing of the lawyers' in it."""

import json

from claims.actions.publish_disclosure import publish_disclosure
from claims.cli import match_verify
from claims.store.finding_json import read_finding_json
from claims.web.house import NAME
from tests.actions.test_publish_disclosure import changed
from tests.client import Page
from tests.desks.intake.conftest import begin
from tests.make import NOW


def answer(page: Page, number: int = 1, language: str = "en"):
    return page.visitor.fetch(f"/{language}/status/answers/{number}")


def test_the_status_page_leads_to_the_file(sent: Page):
    page = sent.follow("To my claim")

    assert page.links["Take this answer with you as a file"] == "/en/status/answers/1"
    assert page.says("How this was judged")
    assert page.says(sent.visitor.app.extensions[NAME].registry.revision[:12])


def test_it_is_a_neutral_file_that_nobody_keeps_on_the_way(sent: Page):
    found = answer(sent)

    assert found.status_code == 200
    assert found.headers["Content-Type"] == "application/json"
    assert found.headers["Content-Disposition"] == 'attachment; filename="answer.json"'
    assert found.headers["Cache-Control"] == "no-store"


def test_it_can_be_judged_once_more_and_says_no_strength(sent: Page, tmp_path):
    text = answer(sent).get_data()
    path = tmp_path / "answer.json"
    path.write_bytes(text)

    document = read_finding_json(text)
    assert document.trips[0].result.value == "inside"
    assert document.withheld == ("strength", "segments")
    assert not any(word in text for word in (b'"strong"', b'"weak"', b"strength_if", b'"F4"', b"Linh"))
    assert match_verify.run([path]) == match_verify.UNCHANGED
    assert match_verify.run([path], registry=sent.visitor.app.extensions[NAME].registry) == match_verify.UNCHANGED


def test_where_we_cannot_tell_it_names_no_edge(begun: Page, tmp_path):
    visitor = begun.visitor
    visitor.open("/en/agreements").fill(C1="yes", C8="no").press("Save my answers")
    visitor.open("/en/person").fill(name="Nguyễn Thị Linh").press("Save")
    visitor.open("/en/trip").fill({"passport": "VNM", "entered-year": 2010}).press("Save this trip")
    visitor.open("/en/review").press("Send to the lawyers")

    text = answer(begun).get_data()

    assert json.loads(text)["withheld"] == ["strength", "segments", "ranges"]
    assert not any(edge in text for edge in (b"2010-08-23", b"2021-10-20", b"2005-02-03"))
    path = tmp_path / "answer.json"
    path.write_bytes(text)
    assert match_verify.run([path], registry=visitor.app.extensions[NAME].registry) == match_verify.UNCHANGED


def test_after_another_revision_it_says_what_was_found_by_the_one_of_then(sent: Page, office, tmp_path):
    first = office.registry
    with office.database.deed() as session:
        later = changed(first, window="MOJ-FN-FOI", to="2014-12-31")
        publish_disclosure(session, office.office.id, registry=later, now=NOW)
    try:
        page = sent.visitor.open("/en/status")
        assert page.says("Inside a disclosed range")
        assert page.says(first.revision[:12])
        path = tmp_path / "answer.json"
        path.write_bytes(answer(sent).get_data())
        assert match_verify.run([path]) == match_verify.UNCHANGED
        assert match_verify.run([path], registry=later) == match_verify.CHANGED
    finally:
        with office.database.deed() as session:
            publish_disclosure(session, office.office.id, registry=first, now=NOW)


def test_only_answers_that_are_there_are_found(sent: Page):
    assert [answer(sent, number).status_code for number in (0, 2, 99)] == [404, 404, 404]


def test_a_draft_has_none_and_another_visitor_gets_none(begun: Page, service):
    assert answer(begun).headers["Location"].endswith("/en/claim")
    stranger = type(begun.visitor)(service)
    assert "/come-back" in stranger.fetch("/en/status/answers/1").headers["Location"]
    assert begin(stranger).visitor.fetch("/en/status/answers/1").status_code == 303
