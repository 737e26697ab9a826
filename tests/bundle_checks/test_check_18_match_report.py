"""Check 18: the match report says how it was judged, and a stranger's thirty lines recompute every verdict from its findings.

The stranger knows the document's columns and nothing of this service: it takes every day and every passport that may have been, asks of
each whether a deciding range holds it, and calls the trip inside where all do, outside where none does. Flags are not its matter.
"""

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from claims.actions.match_claims import grades_of, judge_file, record_of
from claims.model.claim_file import ClaimFile, EntryRecord
from claims.model.match_paper import MatchExplanation
from claims.model.triage import DeskFacts
from claims.model.vocabulary import Capacity, Channel
from claims.rules.court_papers import Going
from claims.rules.match_explaining import for_court, match_of
from claims.rules.matching import RULE_VERSION
from claims.settings import ROOT
from claims.store.finding_documents import judgement_document
from claims.store.finding_json import finding_json
from claims.store.registry import load_registry
from claims.web.paper_voice import PaperVoice
from tests.cast import LINH
from tests.outside_tools import text_of
from tests.paper_samples import sample_press

Table = dict[str, Any]
REGISTRY = load_registry(ROOT / "disclosures").only(frozenset({"MOJ-AIRPORT-FACES"}))
PROJECT = REGISTRY.project("MOJ-AIRPORT-FACES")
CODE = "9f" * 32
FIRST, LAST, FAR = date(2010, 8, 23), date(2021, 10, 20), (date(1900, 1, 1), date(2090, 1, 1))


# ---------------------------------------------------------------------------------------------------- the stranger's program
def days(text: str) -> tuple[date, date]:
    """First and last day of YYYY, YYYY-MM or YYYY-MM-DD; a "?" changes nothing."""
    numbers = [int(part) for part in text.rstrip("?").split("-")]
    first = date(*[*numbers, 1, 1][:3])
    if len(numbers) == 3:
        return first, first
    following = (
        date(first.year + 1, 1, 1) if len(numbers) == 1 or first.month == 12 else date(first.year, first.month + 1, 1)
    )
    return first, following - timedelta(days=1)


def ways(text: str, windows: list[Table]) -> list[date | None]:
    """Days that stand for all an event may have had: the ends of its span, and the days about each edge of a range. None: it did not happen."""
    if text == "none":
        return [None]
    first, last = days(text) if text else FAR
    edges = [
        edge + timedelta(days=n) for w in windows for edge in (*days(w["from"]), *days(w["to"])) for n in (-1, 0, 1)
    ]
    return [day for day in (first, last, *edges) if first <= day <= last] + ([] if text else [None])


def holds(window: Table, passport: str, entered: date | None, exited: date | None) -> bool:
    """Whether a range holds a trip of which everything is known; both its days belong to it."""
    people, first, last = window["population"], days(window["from"])[0], days(window["to"])[1]
    if passport not in people.get("passport", [passport]) or passport in people.get("passport_not", []):
        return False
    shown = {"entry": [entered], "exit": [exited], "entry_or_exit": [entered, exited]}[window["event"]]
    return any(day is not None and first <= day <= last for day in shown)


def verdict_of_trip(record: Table, windows: list[Table]) -> str:
    """inside, outside or cannot_tell."""
    due = {x["result"] for w in windows for x in w.get("exclusion", []) if record.get(x["fact"]) in x["is"]}
    if "outside" in due:
        return "outside"
    passports = [record["passport"]] if record.get("passport") else ["KOR", "VNM"]
    entries, exits = (ways(record.get(event) or "", windows) for event in ("entered", "exited"))
    found = set()
    for passport, entered, exited in product(passports, entries, exits):
        # Where entries alone count, the entry that was forgotten is the one which the exit ended: no later than that.
        if not record.get("entered") and entered and exited and passport != "KOR" and entered > exited:
            continue
        found.add(any(holds(window, passport, entered, exited) for window in windows))
    return "cannot_tell" if len(found) > 1 or (due and True in found) else "inside" if True in found else "outside"


def recomputed(document: Table) -> tuple[dict[str, str], str]:
    """Every trip's verdict by its record, and the claim's: the best of them."""
    [project] = document["projects"]
    deciding = {finding["window"] for finding in document["findings"] if finding["decides"]}
    windows = [window for window in project["window"] if window["id"] in deciding]
    trips = {record["record"]: verdict_of_trip(record, windows) for record in document["records"]}
    return trips, min(trips.values(), key=["inside", "cannot_tell", "outside"].index)


# ------------------------------------------------------------------------------------------------------------------ the check
def trip(number: int, **facts: Any) -> EntryRecord:
    return EntryRecord(id=f"trip-{number}", **facts)


def _day(day: date, days_on: int = 0) -> str:
    return (day + timedelta(days=days_on)).isoformat()


TRIPS = tuple(
    trip(number, **facts)
    for number, facts in enumerate(
        [
            *({"passport": "VNM", "entered": _day(FIRST, n)} for n in (-1, 0, 1)),
            *({"passport": "VNM", "entered": _day(LAST, n)} for n in (-1, 0, 1)),
            *({"passport": "KOR", "entered": day} for day in ("2005-02-02", "2005-02-03", "2021-10-20", "2021-10-21")),
            {"passport": "KOR", "entered": "2021-10-21", "exited": "2021-10-20"},
            {"passport": "KOR", "entered": "2000-01-01", "exited": "none"},
            {"passport": "KOR", "entered": "2000-01-01"},
            {"passport": "VNM", "entered": "2015"},
            {"passport": "VNM", "entered": "2010"},
            {"passport": "VNM", "entered": "2010-08"},
            {"passport": "VNM", "entered": "2010-09"},
            {"passport": "VNM", "entered": "2021-10-20?"},
            {"passport": "VNM", "exited": "2010-08-22"},
            {"passport": "VNM", "exited": "2010-08-23"},
            {"passport": "VNM", "entered": "none", "exited": "2015-01-01"},
            {"entered": "2015-03-02", "channel_in": Channel.GATE},
            {"entered": "2008-03-02"},
            {"entered": "2001-03-02", "exited": "2001-04-01"},
            {},
            {"passport": "VNM", "entered": "2015-03-02", "capacity": Capacity.TRANSIT},
            {"passport": "VNM", "entered": "2015-03-02", "capacity": Capacity.REFUSED_ENTRY},
            {"passport": "XXA", "entered": "2015-03-02", "capacity": Capacity.CREW},
        ],
        start=1,
    )
)


def going(*trips: EntryRecord) -> Going:
    file: ClaimFile = LINH.model_copy(update={"records": trips})
    judgement = judge_file(file, registry=REGISTRY, now=datetime(2026, 11, 22, tzinfo=UTC))
    return Going(
        number=1, reference="7K3M9Q4T", sent=date(2026, 11, 20), file=file, desk=DeskFacts(), judgement=judgement
    )


def document_of(one: Going) -> Table:
    records = tuple(record_of(one.file, each) for each in one.file.records)
    written = judgement_document(one.judgement, records=records, registry=REGISTRY, grades=grades_of(one.file))
    found: Table = json.loads(finding_json(written))
    return found


def said(document: Table) -> tuple[dict[str, str], str]:
    """The results in the document, without their flags."""
    trips = {one["record"]: one["result"].removesuffix("_flagged") for one in document["trips"]}
    [verdict] = document["verdicts"]
    return trips, verdict["result"].removesuffix("_flagged")


def test_a_strangers_program_recomputes_every_verdict() -> None:
    document = document_of(going(*TRIPS))

    assert recomputed(document) == said(document)
    assert len(document["trips"]) == len(TRIPS)
    assert set(said(document)[0].values()) == {"inside", "cannot_tell", "outside"}


@pytest.mark.parametrize("one", TRIPS, ids=lambda one: f"{one.passport} {one.entered} {one.exited}")
def test_so_does_it_for_each_trip_as_a_claim_of_its_own(one: EntryRecord) -> None:
    document = document_of(going(one))

    assert recomputed(document) == said(document)


def test_the_stranger_notices_another_answer_another_day_and_another_range() -> None:
    """A program that always agrees would be no check."""
    for change in ("result", "day", "range"):
        document = document_of(going(TRIPS[1]))
        if change == "result":
            document["trips"][0]["result"] = "outside"
        elif change == "day":
            document["records"][0]["entered"] = "2010-08-22"
        else:
            for window in document["projects"][0]["window"]:
                window["from"] = "2010-08-24"
        assert recomputed(document) != said(document), change


@cache
def explained() -> MatchExplanation:
    chosen = (TRIPS[1], TRIPS[15], trip(90, passport="VNM", entered="2013-07-01", capacity=Capacity.CREW))
    return match_of(
        going(*chosen), PROJECT, day=date(2026, 11, 22), language="ko", code_version=CODE, judged_on="2026-11-22"
    )


def paper(explanation: MatchExplanation, folder: Path, language: str = "ko") -> str:
    words = PaperVoice().match(language)
    return text_of(sample_press().match_explanation(explanation, words=words, language=language), folder)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_report_says_how_it_was_judged(language: str, tmp_path: Path) -> None:
    """Inputs, closed ends, calendar days of Korea, uncertain days, the rules' version and words, the hashes of registry and program."""
    text = paper(explained(), tmp_path, language)
    joined = text.replace(" ", "")

    for sentence in {
        "ko": (
            "닫힌 구간",
            "시간대를 바꾸어 계산하지 않습니다",
            "넓혀 봅니다",
            "‘알 수 없음’",
            "규칙 판 2",
            "입국일: 2010-08-23",
            "출국일: 비어 있음",
        ),
        "en": (
            "closed interval",
            "never converted between time zones",
            "is widened",
            "cannot tell",
            "rules 2",
            "Day of entry: 2010-08-23",
        ),
    }[language]:
        assert sentence.replace(" ", "") in joined, sentence
    assert REGISTRY.revision in joined
    assert CODE in joined
    assert RULE_VERSION == explained().rule_version == 2
    assert "https://" in text
    assert all(year in text for year in ("2011", "2021"))


def test_every_sheet_of_counsels_says_that_it_is_never_filed(tmp_path: Path) -> None:
    words = PaperVoice().match("ko")
    text = paper(explained(), tmp_path)

    sheets = int(text.rsplit("/", 1)[1].split()[0])
    assert text.count(words["for_counsel"]) == sheets + 1


def test_the_courts_copy_holds_the_rules_and_nothing_of_counsels(tmp_path: Path) -> None:
    """Strength, flags, segments, notes and the facts on which flags hang stay with counsel; the picture stays."""
    words, whole = PaperVoice().match("ko"), explained()
    text = paper(for_court(whole), tmp_path)

    assert words["flag.crew"] in paper(whole, tmp_path)
    for code in ("for_counsel", "strength", "flags", "segments", "notes", "flag.crew"):
        assert words[code] not in text, code
    assert "crew" not in text
    assert "1990-05-01" not in text
    assert REGISTRY.revision in text.replace(" ", "")
    assert "닫힌 구간" in text
    assert text.count("2010-08-23") > whole.trips[0].entered.count("2010-08-23")  # type: ignore[union-attr]  # it is given
