"""The office's time line of a claim: ranges that could be about the person, every day that is known."""

from datetime import date

from claims.actions.match_claims import judge_file
from claims.model.claim_file import ClaimFile, EntryRecord
from claims.model.triage import DeskFacts
from claims.queries.claim_page import ClaimContents, FoundWindow, JudgedTrip
from claims.settings import ROOT
from claims.store.registry import load_registry
from claims.web.claim_timeline import timeline_of
from claims.web.language import speaking
from tests.cast import LINH
from tests.make import NOW

REGISTRY = load_registry(ROOT / "disclosures")


def contents(file: ClaimFile) -> ClaimContents:
    """A judged claim as its page gets it."""
    judgement = judge_file(file, registry=REGISTRY, now=NOW)
    trips = tuple(
        JudgedTrip(
            record=record,
            results=judgement.trips_of(record.id),
            findings=tuple(FoundWindow(f, REGISTRY.window(f.window)) for f in judgement.findings_of(record.id)),
        )
        for record in file.records
    )
    return ClaimContents(
        file=file,
        judgement=judgement,
        judgements=(judgement,),
        trips=trips,
        desk=DeskFacts(),
        messages=(),
        answers={},
        deadline=None,
        days=None,
    )


def test_ranges_about_other_passports_are_left_out_and_both_events_marked() -> None:
    trip = EntryRecord(id="a", passport="VNM", entered="2015-03-02", exited="2015-04")
    with speaking("en"):
        line = timeline_of(contents(LINH.model_copy(update={"records": (trip,)})))

    assert line is not None
    assert [span.kind for span in line.ranges] == ["official", "press"]
    assert [(span.name, span.first, span.last) for span in line.trips] == [
        ("trip 1: entered Korea", date(2015, 3, 2), date(2015, 3, 2)),
        ("trip 1: left Korea", date(2015, 4, 1), date(2015, 4, 30)),
    ]
    assert {span.kind for span in line.trips} == {"inside"}


def test_where_no_day_is_known_nothing_is_drawn() -> None:
    for entered in (None, "none", "../2015"):
        trip = EntryRecord(id="a", passport="VNM", entered=entered)
        assert timeline_of(contents(LINH.model_copy(update={"records": (trip,)}))) is None
