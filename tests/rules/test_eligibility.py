"""From findings to a verdict: the best trip leads, and projects stay apart."""

from claims.model.judgement import TripResult, Verdict
from claims.model.vocabulary import Grade, Result, Strength
from claims.rules.eligibility import RESULTS, verdicts
from claims.rules.matching import Record, judge
from tests.rules.ministry import FN, KR, REGISTRY, result

PROJECT = "MOJ-AIRPORT-FACES"


def test_the_order_of_results():
    assert RESULTS == (Result.INSIDE, Result.INSIDE_FLAGGED, Result.CANNOT_TELL, Result.OUTSIDE)


def test_a_press_row_never_overturns_an_official_one():
    found = result(passport="CHN", entered="2010-08-22")
    assert (found.result, found.windows, found.reasons) == ("outside", (FN,), ("entry_before",))
    assert found.notes == ("press_differs",)


def test_outside_is_explained_by_the_window_about_this_traveller():
    assert result(passport="KOR", entered="2004", exited="2004").windows == (KR,)
    assert result(passport="VNM", entered="2004").windows == (FN,)


def test_the_best_trip_leads_by_result_then_strength():
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
        (verdict,) = judge(records[:number], REGISTRY, now_seconds=0).verdicts
        seen.append((verdict.record, verdict.result))
    assert seen == [
        ("transit", "outside"),
        ("vague", "cannot_tell"),
        ("young", "inside_flagged"),
        ("early", "inside"),
        ("strong", "inside"),
        ("strong", "inside"),
    ]


def test_evidence_breaks_ties_only():
    records = [
        Record("own word", passport="VNM", entered="2015-03-02"),
        Record("stamped", passport="VNM", entered="2016-03-02"),
        Record("weak but certified", passport="VNM", entered="2010-08-25"),
    ]
    grades = {"own word": Grade.D, "stamped": Grade.B, "weak but certified": Grade.A}
    assert judge(records, REGISTRY, now_seconds=0, grades=grades).verdicts[0].record == "stamped"
    assert judge(records, REGISTRY, now_seconds=0, grades={"stamped": Grade.D}).verdicts[0].record == "stamped"


def test_projects_are_never_weighed_against_one_another():
    trips = (
        TripResult("1", "A", Result.OUTSIDE),
        TripResult("1", "B", Result.INSIDE, Strength.WEAK),
        TripResult("2", "A", Result.CANNOT_TELL),
        TripResult("2", "B", Result.INSIDE_FLAGGED, Strength.STRONG),
    )
    found = [(verdict.project, verdict.record, verdict.result) for verdict in verdicts(trips, grades={})]
    assert found == [("A", "2", "cannot_tell"), ("B", "1", "inside")]


def test_a_verdict_says_what_its_leading_trip_says():
    judgement = judge([Record("1", passport="VNM", entered="2010")], REGISTRY, now_seconds=0)
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


def test_no_trip_no_verdict():
    assert judge([], REGISTRY, now_seconds=0).verdicts == ()
