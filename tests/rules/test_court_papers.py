"""The line between court and counsel: which facts enter which paper, field by field."""

from dataclasses import asdict
from datetime import date

import pytest

from claims.actions.match_claims import judge_file
from claims.model.claim_file import Contact, EntryRecord, EvidenceFacts, ForLawyers, Representative
from claims.model.triage import DeskFacts
from claims.model.vocabulary import EvidenceKind
from claims.rules.court_papers import (
    Going,
    exhibit_row_of,
    ordered_by_number,
    party_row_of,
    statement_of,
    worded,
)
from claims.rules.exhibits import ExhibitNumber
from claims.settings import ROOT
from claims.store.registry import load_registry
from tests.cast import LINH
from tests.make import NOW

DAY = date(2026, 11, 22)
REGISTRY = load_registry(ROOT / "disclosures")
PROJECT = REGISTRY.project("MOJ-AIRPORT-FACES")
COUNSELS = "counsel's office"
STAMP = EvidenceFacts(
    id="e1", kind=EvidenceKind.STAMP, record_id="trip-one", file_name="w-file-name", note="w-note", media_type="image/jpeg",
    size=1, sha256="0" * 64, parts=(),
)  # fmt: skip
TITLES = {f"stamp.{term}": f"stamp {term}" for term in ("title", "author", "purpose")} | {
    "remark.copy": "copy",
    "remark.masked": "masked",
    "remark.slip": "slip",
}


def going(number: int = 1, **changed: object) -> Going:
    """Linh as a party, a child in 2013 too, so that findings have flags."""
    person = LINH.claimant.model_copy(update={"born": "1997-05-01"})
    trips = (*LINH.records, EntryRecord(id="trip-two", passport="VNM", entered="2013-07-01"))
    file = LINH.model_copy(update={"claimant": person, "records": trips, "evidence": (STAMP,), **changed})
    return Going(
        number=number,
        reference="7K3M9Q4T",
        sent=DAY,
        file=file,
        desk=DeskFacts(notes=("w-desk-note",), name_hangul="린", first_knowledge_note="w-knew", duplicates=("w-twin",)),
        judgement=judge_file(file, registry=REGISTRY, now=NOW),
    )


def words_of(value: object) -> str:
    """Everything a paper says, as one text."""
    return str(asdict(value))  # type: ignore[call-overload]  # any of the papers


def test_a_statement_says_what_the_claimant_said_and_no_more() -> None:
    """Own words and trips verbatim; of first knowledge, notes, file names and the way to reach them nothing."""
    lawyers = ForLawyers(learned_when="w-when", learned_how="w-how", access_request_reply="w-reply")
    one = going(for_lawyers=lawyers, contact=Contact(channel="email", address="w-mail"))
    statement = statement_of(one, day=DAY, exhibits={"e1": "갑 제1호증의 1"}, counsel_address=COUNSELS)

    assert (statement.account, statement.language, statement.name_hangul) == (LINH.statement.account, "vi", "린")
    assert [(trip.number, trip.entered) for trip in statement.trips] == [(1, "2015-03-02"), (2, "2013-07-01")]
    assert [trip.exhibits for trip in statement.trips] == [("갑 제1호증의 1",), ()]
    assert statement.exhibits == ("갑 제1호증의 1",)
    assert "w-" not in words_of(statement)
    assert "inside" not in words_of(statement)


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        (Contact(), COUNSELS),
        (Contact(service_address="own", own_address="Seoul 1"), "Seoul 1"),
        (Contact(service_address="own"), COUNSELS),
        (Contact(service_address="counsel", own_address="w-home"), COUNSELS),
    ],
)
def test_the_address_is_counsels_unless_the_claimant_chose_their_own(contact: Contact, address: str) -> None:
    """On the statement and in the party list."""
    one = going(contact=contact)

    assert statement_of(one, day=DAY, exhibits={}, counsel_address=COUNSELS).address == address
    assert party_row_of(one, counsel_address=COUNSELS, today=DAY).address == address


def test_a_party_is_listed_with_nationality_then_during_and_now() -> None:
    """The power of attorney is to follow; the representative by name; the name in Hangul by whoever checked it."""
    person = LINH.claimant.model_copy(
        update={"nationality_during": "KOR", "representative": Representative(name="어머니", relation="parent")}
    )
    row = party_row_of(going(claimant=person), counsel_address=COUNSELS, today=DAY)

    assert (row.nationality_trips, row.nationality_during, row.nationality_now) == (("VNM", "VNM"), "KOR", "VNM")
    assert (row.power, row.representative, row.name_hangul) == ("to_follow", "어머니", "린")
    assert "w-" not in words_of(row)


def test_a_translation_stands_beside_the_original_when_there_is_one() -> None:
    """With both names; half a translation is one, none is none."""
    one = going()
    assert statement_of(one, day=DAY, exhibits={}, counsel_address="").translation is None
    desk = DeskFacts(translation_harm="피해", translator="Han", reviewer="Park")
    told = statement_of(
        Going(number=1, reference="", sent=DAY, file=one.file, desk=desk, judgement=one.judgement),
        day=DAY,
        exhibits={},
        counsel_address="",
    ).translation

    assert told
    assert (told.account, told.harm, told.translator, told.reviewer) == ("", "피해", "Han", "Park")


@pytest.mark.parametrize(
    ("masked", "slip", "remark"), [("no", "", "copy"), ("yes", "", "masked"), ("yes", "unreadable", "slip")]
)
def test_an_exhibits_line_has_the_courts_terms(masked: str, slip: str, remark: str) -> None:
    """And neither file name nor note of the claimant."""
    facts = STAMP.model_copy(update={"masked": masked == "yes"})
    row = exhibit_row_of(facts, ExhibitNumber(1, 1), label="갑 제1호증의 1", party=7, pages=2, slip=slip, titles=TITLES)

    assert (row.title, row.author, row.purpose, row.remark) == (
        "stamp title",
        "stamp author",
        "stamp purpose",
        remark,
    )
    assert (row.pages, row.place) == (2, ("", 1, 1))
    assert "w-" not in words_of(row)


def test_parties_stand_in_their_order() -> None:
    """By number."""
    assert [one.number for one in ordered_by_number([going(3), going(1), going(2)])] == [1, 2, 3]


def test_a_registry_text_falls_back_to_a_language_there_is() -> None:
    """The asked one, English, Korean, whatever there is, nothing."""
    assert worded({"ko": "가", "en": "a"}, "ko") == "가"
    assert worded({"ko": "가", "en": "a"}, "vi") == "a"
    assert worded({"ko": "가"}, "vi") == "가"
    assert worded({"ja": "あ"}, "vi") == "あ"
    assert worded({}, "vi") == ""
