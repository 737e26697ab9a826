"""Which part of a judgement goes into which document."""

import pytest

from claims.errors import NotFound
from claims.model.disclosure import Registry
from claims.model.vocabulary import Grade
from claims.rules.matching import Record, judge
from claims.store.finding_documents import answer_document, finding_document, judgement_document
from claims.store.finding_json import finding_json
from tests.store.finding_cases import JUDGED_AT, KOREANS, PARTS, PLACE, PORTS, PRESS, document, project, window

TRIPS = [Record("A-1", claimant="Linh", passport="VNM", entered="2015-08-01"), Record("A-2", entered="2014/2015")]


def test_a_judgement_keeps_everything_but_whose_trip_it_is() -> None:
    whole = document(TRIPS, PARTS, KOREANS)

    assert len(whole.findings) == 4
    assert [columns for columns in whole.records] == [
        {"record": "A-1", "passport": "VNM", "entered": "2015-08-01"},
        {"record": "A-2", "entered": "2014/2015"},
    ]
    assert [trip.record for trip in whole.trips] == ["A-1", "A-2"]
    assert [verdict.record for verdict in whole.verdicts] == ["A-1"]
    assert whole.grades == {"A-1": Grade.D, "A-2": Grade.D}
    assert b"Linh" not in finding_json(whole)


def test_a_finding_goes_with_the_other_reports_of_its_fact_and_nothing_else() -> None:
    reported = window("OTHER", group="PARTS", status="press")
    whole = document(TRIPS, PARTS, reported, KOREANS)

    found = finding_document(whole, record="A-2", window="PARTS")

    assert [(one.record, one.window) for one in found.findings] == [("A-2", "PARTS")]
    assert [table.id for table in found.projects[0].windows] == ["PARTS", "OTHER"]
    assert [columns["record"] for columns in found.records] == ["A-2"]
    assert (found.trips, found.verdicts, found.grades) == ((), (), {})
    for absent in ({"record": "A-3", "window": "PARTS"}, {"record": "A-1", "window": "W"}):
        with pytest.raises(NotFound):
            finding_document(whole, **absent)


def test_what_a_window_is_a_part_of_goes_with_it() -> None:
    whole = document(TRIPS, window("ALL"), window("HALF", subclass_of="ALL"), PARTS)

    assert [t.id for t in finding_document(whole, record="A-1", window="HALF").projects[0].windows] == ["ALL", "HALF"]


def test_a_claimants_answer_holds_nothing_that_is_for_lawyers() -> None:
    whole = document(TRIPS, PARTS, PRESS)
    answer = answer_document(whole, record="A-1", project="EXAMPLE")

    assert answer.withheld == ("strength", "segments")
    assert all(finding.strength is None and finding.segments == () for finding in answer.findings)
    assert answer.trips[0].strength is None
    text = finding_json(answer)
    for word in (b"strong", b"medium", b'"weak"', b"unrated", b'"P2"', b"strength_if", b'"segment"', b"verdicts"):
        assert word not in text
    assert b'"P2"' in finding_json(whole)
    with pytest.raises(NotFound):
        answer_document(whole, record="A-1", project="OTHER")


def test_where_nothing_could_be_told_a_claimants_answer_names_no_edge() -> None:
    answer = answer_document(document(TRIPS, PARTS), record="A-2", project="EXAMPLE")

    assert answer.withheld == ("strength", "segments", "ranges")
    assert answer.projects == ()
    assert b"2015-01-01" not in finding_json(answer)
    assert b"2015-12-31" not in finding_json(answer)


def test_ports_go_along_only_where_a_range_asks_about_places() -> None:
    assert document(TRIPS, PARTS).ports == ()
    assert document(TRIPS, PLACE).ports == PORTS


def test_a_judgement_is_explained_by_its_own_registry_alone() -> None:
    judgement = judge(TRIPS, Registry((project(PARTS),)), now_seconds=JUDGED_AT)

    with pytest.raises(ValueError, match="revision"):
        judgement_document(judgement, records=TRIPS, registry=Registry((project(KOREANS),)), grades={})
