"""The sixteen demonstration claims, judged: per trip and window, and the verdict, against tests/sixteen.py."""

import tomllib
import unicodedata
from pathlib import Path

import pytest

from claims.model.claim_file import Claimant, ConsentStatement, Contact, EntryRecord, ForLawyers
from claims.model.disclosure import Registry
from claims.model.judgement import Finding
from claims.rules.matching import Record, judge
from claims.store.registry import load_registry
from tests.sixteen import PEOPLE, PROJECT, SIXTEEN, WINDOWS, Expected, Person


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(Path(__file__).parents[2] / "disclosures")


def records(person: Person) -> list[Record]:
    return [Record(**trip, born=person.born, holds_korean=person.holds_korean) for trip in person.records]


def seen(finding: Finding) -> Expected:
    return Expected(
        finding.result.value,
        finding.strength.value if finding.strength else None,
        finding.segments,
        finding.flags,
        finding.notes,
        finding.settled_by,
    )


@pytest.mark.parametrize("person", SIXTEEN, ids=lambda person: person.slug)
def test_every_window_and_the_verdict_as_decided_by_hand(person: Person, registry: Registry):
    judgement = judge(records(person), registry, now_seconds=1_795_219_200)

    for trip in person.records:
        findings = {finding.window: finding for finding in judgement.findings_of(trip["record"])}
        assert tuple(findings) == WINDOWS
        expected = person.trips[trip["record"]]
        assert {window: seen(findings[window]) for window in expected} == dict(expected)
        for window in findings.keys() - expected.keys():
            assert findings[window].result == "outside"
            assert findings[window].reasons == ("other_population",)

    verdict = judgement.verdict(PROJECT)
    assert verdict is not None
    assert (verdict.result, verdict.strength) == (person.verdict, person.strength)
    assert (verdict.record, verdict.flags) == (person.leading, person.flags)


def test_there_are_sixteen_and_all_the_scripts_and_languages_occur():
    assert len(SIXTEEN) == len({person.slug for person in SIXTEEN}) == 16
    assert {person.language for person in SIXTEEN} == {"ko", "en", "zh-Hans", "ja", "vi", "ar"}
    scripts = {unicodedata.name(letter).split()[0] for person in SIXTEEN for letter in person.name if letter.isalpha()}
    assert {"HANGUL", "CJK", "ARABIC", "THAI", "CYRILLIC", "MYANMAR", "LATIN"} <= scripts
    assert any("ễ" in person.name for person in SIXTEEN)
    assert {file.specimen for person in SIXTEEN for file in person.evidence} == {
        "entry_stamp",
        "certificate",
        "boarding_pass",
        "old_korean_passport",
    }
    assert [person.slug for person in SIXTEEN if "C8" in person.refused] == ["refuses-court"]


@pytest.mark.parametrize("facts", tomllib.loads(PEOPLE.read_text("utf-8"))["person"], ids=lambda facts: facts["slug"])
def test_the_people_fit_into_a_claim_file(facts: dict):
    Claimant(**facts["claimant"])
    ConsentStatement(**facts["statement"])
    ForLawyers(**facts["for_lawyers"])
    Contact(**facts["contact"])
    for trip in facts["record"]:
        columns = dict(trip)
        EntryRecord(id=columns.pop("record"), **columns)
