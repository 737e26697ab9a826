"""From findings to a verdict: the best trip leads, projects stay apart, and a blank passport may be inside either way."""

from pathlib import Path

import pytest

from claims.model.disclosure import CollectionWindow, DisclosedProject, Population, Registry
from claims.model.judgement import TripResult, Verdict
from claims.model.vocabulary import Grade, Result, Strength
from claims.rules.eligibility import RESULTS, verdicts
from claims.rules.matching import Record, judge, judge_trip
from claims.store.registry import load_registry

PROJECT = "MOJ-AIRPORT-FACES"
KR, FN = "MOJ-KR-FOI", "MOJ-FN-FOI"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(Path(__file__).parents[2] / "disclosures")


def result(registry: Registry, **facts: str) -> TripResult:
    (found,) = judge_trip(Record("r", **facts), registry).results
    return found


def test_the_order_of_results():
    assert RESULTS == (Result.INSIDE, Result.INSIDE_FLAGGED, Result.CANNOT_TELL, Result.OUTSIDE)


@pytest.mark.parametrize(
    ("facts", "expected", "windows", "reasons", "settled_by"),
    [
        # The passport decides which, but in every reading the trip is in a range.
        ({"entered": "2015-03-02"}, "inside", (KR, FN), ("either_way",), ()),
        ({"entered": "2011", "exited": "none"}, "inside", (KR, FN), ("either_way",), ()),
        ({"entered": "2010-08-23"}, "inside", (KR, FN), ("either_way",), ()),
        # Before the foreigners' range only a Korean passport would do.
        (
            {"entered": "2010-08-22"},
            "cannot_tell",
            (KR,),
            ("passport_unknown", "entry_inside", "exit_unknown"),
            (("passport",),),
        ),
        (
            {"entered": "2010", "exited": "2010"},
            "cannot_tell",
            (KR, FN),
            ("passport_unknown", "entry_inside", "exit_inside", "entry_partly_known"),
            (("passport", "entered"),),
        ),
        # An exit in the range does for a Korean passport only.
        (
            {"entered": "none", "exited": "2015-01-01"},
            "cannot_tell",
            (KR,),
            ("passport_unknown", "no_entry", "exit_inside"),
            (("passport",),),
        ),
        ({"entered": "2004", "exited": "2004"}, "outside", (KR,), ("entry_before", "exit_before"), ()),
        ({"entered": "2015", "capacity": "transit"}, "outside", (KR,), ("no_inspection",), ()),
        ({"entered": "2015", "capacity": "refused_entry"}, "cannot_tell", (KR, FN), ("refused_entry",), ()),
    ],
    ids=str,
)
def test_a_blank_passport(
    registry: Registry, facts: dict, expected: str, windows: tuple, reasons: tuple, settled_by: tuple
):
    found = result(registry, **facts)
    assert (found.result, found.windows, found.reasons, found.settled_by) == (expected, windows, reasons, settled_by)


def test_either_way_takes_the_flags_of_all_ways_and_the_weakest_strength(registry: Registry):
    found = result(registry, entered="2015-03-02", capacity="diplomat")
    assert (found.result, found.flags, found.strength) == ("inside_flagged", ("diplomat",), "medium")
    found = result(registry, entered="2011-08-01", channel_in="gate")
    assert (found.result, found.strength) == ("inside", "weak")


def test_a_press_row_never_overturns_an_official_one(registry: Registry):
    found = result(registry, passport="CHN", entered="2010-08-22")
    assert (found.result, found.windows, found.reasons) == ("outside", (FN,), ("entry_before",))
    assert found.notes == ("press_differs",)


def test_outside_is_explained_by_the_window_about_this_traveller(registry: Registry):
    assert result(registry, passport="KOR", entered="2004", exited="2004").windows == (KR,)
    assert result(registry, passport="VNM", entered="2004").windows == (FN,)


def test_the_best_trip_leads_by_result_then_strength(registry: Registry):
    records = [
        Record("transit", passport="VNM", entered="2017", capacity="transit"),
        Record("vague", passport="VNM", entered="2010"),
        Record("young", passport="VNM", entered="2013-01-01", born="2000"),
        Record("early", passport="VNM", entered="2010-08-25"),
        Record("strong", passport="VNM", entered="2015-03-02"),
        Record("strong too", passport="VNM", entered="2016-03-02"),
    ]
    seen = []
    for number in range(1, len(records) + 1):
        (verdict,) = judge(records[:number], registry, now_seconds=0).verdicts
        seen.append((verdict.record, verdict.result))
    assert seen == [
        ("transit", "outside"),
        ("vague", "cannot_tell"),
        ("young", "inside_flagged"),
        ("early", "inside"),
        ("strong", "inside"),
        ("strong", "inside"),
    ]


def test_evidence_breaks_ties_only(registry: Registry):
    records = [
        Record("own word", passport="VNM", entered="2015-03-02"),
        Record("stamped", passport="VNM", entered="2016-03-02"),
        Record("weak but certified", passport="VNM", entered="2010-08-25"),
    ]
    grades = {"own word": Grade.D, "stamped": Grade.B, "weak but certified": Grade.A}
    assert judge(records, registry, now_seconds=0, grades=grades).verdicts[0].record == "stamped"
    assert judge(records, registry, now_seconds=0, grades={"stamped": Grade.D}).verdicts[0].record == "stamped"


def test_projects_are_never_weighed_against_one_another():
    trips = (
        TripResult("1", "A", Result.OUTSIDE),
        TripResult("1", "B", Result.INSIDE, Strength.WEAK),
        TripResult("2", "A", Result.CANNOT_TELL),
        TripResult("2", "B", Result.INSIDE_FLAGGED, Strength.STRONG),
    )
    found = [(verdict.project, verdict.record, verdict.result) for verdict in verdicts(trips, grades={})]
    assert found == [("A", "2", "cannot_tell"), ("B", "1", "inside")]


def test_a_verdict_says_what_its_leading_trip_says(registry: Registry):
    judgement = judge([Record("1", passport="VNM", entered="2010")], registry, now_seconds=0)
    (trip,) = judgement.trips
    assert judgement.verdicts == (
        Verdict(
            project=PROJECT,
            result=trip.result,
            record="1",
            strength=trip.strength,
            windows=(FN,),
            flags=(),
            notes=(),
            reasons=("entry_partly_known",),
            settled_by=(("entered",),),
        ),
    )
    assert judgement.verdict("NO-SUCH") is None


def test_no_trip_no_verdict(registry: Registry):
    assert judge([], registry, now_seconds=0).verdicts == ()


def half(name: str, first: str, last: str, **differing: object) -> CollectionWindow:
    facts = {"status": "official", "group": name, "event": "entry", **differing}
    return CollectionWindow(id=name, role="collection", from_=first, to=last, **facts)  # type: ignore[arg-type]  # as given


def test_two_windows_of_equal_rank_may_hold_every_reading_between_them():
    halves = half("W1", "2015-01-01", "2015-06-30"), half("W2", "2015-07-01", "2015-12-31", status="court")
    for group in ("G", "H"):
        windows = (halves[0], half("W2", "2015-07-01", "2015-12-31", status="court", group=group))
        registry = Registry((DisclosedProject("P", {}, {}, (), windows),))
        assert result(registry, entered="2015").result == "inside"
        assert result(registry, entered="2015/2016").settled_by == (("entered",),)


def test_documents_named_on_both_sides_are_all_weighed():
    windows = (
        half("W1", "2015-01-01", "2015-12-31", population=Population(passport=("CHN", "VNM"))),
        half("W2", "2015-01-01", "2015-12-31", population=Population(passport_not=("CHN", "VNM", "THA"))),
    )
    found = result(Registry((DisclosedProject("P", {}, {}, (), windows),)), entered="2015-05-05")
    assert (found.result, found.settled_by) == ("cannot_tell", (("passport",),))
    windows = (windows[0], half("W2", "2015-01-01", "2015-12-31", population=Population(passport_not=("CHN", "VNM"))))
    assert result(Registry((DisclosedProject("P", {}, {}, (), windows),)), entered="2015-05-05").result == "inside"
