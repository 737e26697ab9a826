"""The decision rules, a row to a sentence: what each says of a trip, against the ministry's registry file.

A row is the sentence, the trip, and what the windows of its traveller say: result, flags, notes, strength, reasons where the
sentence is about them, and what the trip comes to for the project. "Visitor" has a Vietnamese passport, "national" a Korean.
"""

from typing import NamedTuple

import pytest

from claims.errors import NotValid
from claims.model.judgement import Finding, TripResult
from claims.model.vocabulary import Grade
from claims.rules.matching import Record, judge, judge_trip
from tests.rules.ministry import (
    CANNOT_TELL,
    FLAGGED,
    FN,
    FN_PRESS,
    INSIDE,
    KR,
    KR_PRESS,
    OUTSIDE,
    REGISTRY,
    foreigner,
    korean,
)


class Says(NamedTuple):
    """What one window says; what is not named is not looked at."""

    window: str
    result: str
    flags: tuple[str, ...] | None = None
    notes: tuple[str, ...] | None = None
    strength: str | None = None
    segments: tuple[str, ...] | None = None
    reasons: tuple[str, ...] | None = None
    settled_by: tuple[tuple[str, ...], ...] | None = None


def check(finding: Finding, says: Says) -> None:
    for name in ("result", "flags", "notes", "strength", "segments", "reasons", "settled_by"):
        expected = getattr(says, name)
        if expected is not None:
            assert getattr(finding, name) == expected, name


def judged(facts: dict) -> tuple[dict[str, Finding], TripResult]:
    trip = judge_trip(Record("r", **facts), REGISTRY)
    return {one.window: one for one in trip.findings}, next(
        one for one in trip.results if one.project == "MOJ-AIRPORT-FACES"
    )


SECTION_1 = [
    (
        "A record is one trip: an entry and an exit, two events, each with a day known by day",
        foreigner("2015-03-02", "2015-03-20"),
        Says(FN, INSIDE, (), (), "strong", ("F4",), ("entry_inside",)),
        INSIDE,
    ),
    ("… by month", foreigner("2015-03"), Says(FN, INSIDE), INSIDE),
    ("… by season", foreigner("2015-21"), Says(FN, INSIDE), INSIDE),
    ("… by year", foreigner("2015"), Says(FN, INSIDE), INSIDE),
    ("… by decade", foreigner("201X"), Says(FN, CANNOT_TELL, settled_by=(("entered",),)), CANNOT_TELL),
    ("… by interval", foreigner("2015-03-30/2016-04-02"), Says(FN, INSIDE), INSIDE),
    ("… or blank", foreigner(None, "2014-07-19"), Says(FN, CANNOT_TELL, reasons=("entry_unknown",)), CANNOT_TELL),
    (
        "Both orders are valid: visitors arrive and leave",
        foreigner("2015-03-02", "2015-03-20"),
        Says(FN, INSIDE, ()),
        INSIDE,
    ),
    (
        "… residents and Koreans leave and return",
        korean("2015-03-20", "2015-03-02"),
        Says(KR, INSIDE, ()),
        INSIDE,
    ),
    (
        "Blank = it may have happened, day unknown",
        korean(None, "2005-01-10"),
        Says(KR, CANNOT_TELL, reasons=("entry_unknown", "exit_before")),
        CANNOT_TELL,
    ),
    (
        "The word `none` = it did not happen",
        korean("none", "2005-01-10"),
        Says(KR, OUTSIDE, reasons=("no_entry", "exit_before")),
        OUTSIDE,
    ),
    ("The result is `inside` if every reading satisfies the window", foreigner("2011"), Says(FN, INSIDE), INSIDE),
    ("… `outside` if none does", foreigner("2009"), Says(FN, OUTSIDE, reasons=("entry_before",)), OUTSIDE),
    (
        "… else `cannot_tell`",
        foreigner("2010"),
        Says(FN, CANNOT_TELL, reasons=("entry_partly_known",), settled_by=(("entered",),)),
        CANNOT_TELL,
    ),
    (
        "EDTF: an interval in an event means one day within it",
        foreigner("2010-08-20/2010-08-25"),
        Says(FN, CANNOT_TELL),
        CANNOT_TELL,
    ),
    (
        "`?` = as given, with flag `date_uncertain`",
        foreigner("2015-03-02?"),
        Says(FN, FLAGGED, ("date_uncertain",)),
        FLAGGED,
    ),
    ("`~` widens: a day by 15 days each side", foreigner("2010-09-06~"), Says(FN, CANNOT_TELL), CANNOT_TELL),
    ("… and no more than 15", foreigner("2010-09-07~"), Says(FN, INSIDE, ()), INSIDE),
    ("… a month by one month", foreigner("2010-10~"), Says(FN, INSIDE), INSIDE),
    ("… and no less", foreigner("2010-09~"), Says(FN, CANNOT_TELL), CANNOT_TELL),
    ("… a year by one year", foreigner("2011~"), Says(FN, CANNOT_TELL), CANNOT_TELL),
    ("`%` widens and flags", foreigner("2010-09-07%"), Says(FN, FLAGGED, ("date_uncertain",)), FLAGGED),
    ("Seasons are Korea's: 21 = March–May", foreigner("2010-21"), Says(FN, OUTSIDE), OUTSIDE),
    ("22 = June–August", foreigner("2010-22"), Says(FN, CANNOT_TELL), CANNOT_TELL),
    ("23 = September–November", foreigner("2010-23"), Says(FN, INSIDE), INSIDE),
    ("24 = January, February or December of that year", foreigner("2010-24"), Says(FN, CANNOT_TELL), CANNOT_TELL),
    (
        "A window edge known only by month is itself uncertain: days in that month are `cannot_tell` for that row",
        korean("2005-03-15", "none"),
        Says(KR_PRESS, CANNOT_TELL, reasons=("edge_uncertain", "no_exit"), settled_by=()),
        INSIDE,
    ),
]

SECTION_2 = [
    (
        "Population by the document shown on that trip: KOR = national",
        korean("2006-03-02", "none"),
        Says(KR, INSIDE),
        INSIDE,
    ),
    ("… and no foreigner", korean("2015-03-02", "none"), Says(FN, OUTSIDE, reasons=("other_population",)), INSIDE),
    *[
        (
            f"Every other code, {code} included = foreigner",
            {"passport": code, "entered": "2015-03-02"},
            Says(FN, INSIDE),
            INSIDE,
        )
        for code in ("VNM", "XXA", "XXB", "XXC", "UNO", "D")
    ],
    (
        "Blank: the windows it might fall in are `cannot_tell`",
        {"entered": "2015-03-02"},
        Says(FN, CANNOT_TELL, reasons=("passport_unknown", "entry_inside"), settled_by=(("passport",),)),
        INSIDE,
    ),
    (
        "If every reading lies in some window of the project, the project's verdict is `inside`",
        {"entered": "2015-03-02"},
        Says(KR, CANNOT_TELL),
        INSIDE,
    ),
    (
        "… else it is not",
        {"entered": "2006-03-02"},
        Says(KR, CANNOT_TELL, settled_by=(("passport",),)),
        CANNOT_TELL,
    ),
    (
        "Korean nationality held as well as a foreign passport shown: note `also_korean`",
        foreigner("2015-03-02", holds_korean="yes"),
        Says(FN, INSIDE, (), ("also_korean",)),
        INSIDE,
    ),
    ("MOJ-FN-FOI: entry's day decides", foreigner("2010-08-22", "2010-08-29"), Says(FN, OUTSIDE), OUTSIDE),
    (
        "Entry blank and exit given: `outside` if the exit's last possible day is before 2010-08-23",
        foreigner(None, "2010-08-22"),
        Says(FN, OUTSIDE, reasons=("left_before",)),
        OUTSIDE,
    ),
    (
        "… else `cannot_tell`, never `inside`",
        foreigner(None, "2010-08-23"),
        Says(FN, CANNOT_TELL, settled_by=(("entered",),)),
        CANNOT_TELL,
    ),
    (
        "Entry `none`: `outside`, reason `no_entry`",
        foreigner("none", "2015-03-02"),
        Says(FN, OUTSIDE, reasons=("no_entry",)),
        OUTSIDE,
    ),
    (
        "MOJ-KR-FOI: `inside` if at least one event is inside in every reading",
        korean("2005-02-03", "2005-01-10"),
        Says(KR, INSIDE, reasons=("entry_inside",)),
        INSIDE,
    ),
    (
        "`outside` if both are outside in every reading",
        korean("2005-02-02", "2005-01-10"),
        Says(KR, OUTSIDE, reasons=("entry_before", "exit_before")),
        OUTSIDE,
    ),
    ("… or `none`", korean("none", "none"), Says(KR, OUTSIDE, reasons=("no_entry", "no_exit")), OUTSIDE),
    (
        "One outside and the other blank: `cannot_tell`, naming the other date",
        korean("2021-10-21"),
        Says(KR, CANNOT_TELL, settled_by=(("exited",),)),
        CANNOT_TELL,
    ),
    (
        "Capacity `transit` → `outside`, reason `no_inspection`",
        foreigner("2015-03-02", capacity="transit"),
        Says(FN, OUTSIDE, reasons=("no_inspection",)),
        OUTSIDE,
    ),
    (
        "`refused_entry` → `cannot_tell`, for a lawyer",
        foreigner("2015-03-02", capacity="refused_entry"),
        Says(FN, CANNOT_TELL, reasons=("refused_entry",), settled_by=()),
        CANNOT_TELL,
    ),
]

SECTION_3 = [
    ("A flag never rejects", foreigner("2015-03-02", capacity="diplomat"), Says(FN, FLAGGED, ("diplomat",)), FLAGGED),
    ("A fact left blank raises none", foreigner("2015-03-02"), Says(FN, INSIDE, ()), INSIDE),
    (
        "A fact known only partly raises the flag if some reading does",
        foreigner("2013", born="1996-06-01"),
        Says(FN, FLAGGED, ("under_17",)),
        FLAGGED,
    ),
    ("MOJ-FN: `under_17`", foreigner("2013-05-31", born="1996-06-01"), Says(FN, FLAGGED, ("under_17",)), FLAGGED),
    ("… seventeen that day", foreigner("2013-06-01", born="1996-06-01"), Says(FN, INSIDE, ()), INSIDE),
    (
        "Born 29 February turns 17 on 1 March of a common year: not on 28 February",
        foreigner("2013-02-28", born="1996-02-29"),
        Says(FN, FLAGGED, ("under_17",), strength="unrated"),
        FLAGGED,
    ),
    ("… but on 1 March", foreigner("2013-03-01", born="1996-02-29"), Says(FN, INSIDE, (), strength="strong"), INSIDE),
    *[
        (f"MOJ-FN: `{capacity}`", foreigner("2015-03-02", capacity=capacity), Says(FN, FLAGGED, (capacity,)), FLAGGED)
        for capacity in ("diplomat", "sofa", "crew", "cruise", "refugee")
    ],
    (
        "MOJ-KR: `gate_dispute`, if the channel of the event that decides is given and is not `gate`",
        korean("2018-05-11", "none", channel_in="desk"),
        Says(KR, FLAGGED, ("gate_dispute",), strength="weak"),
        FLAGGED,
    ),
    ("… not if it is blank", korean("2018-05-11", "none"), Says(KR, INSIDE, (), strength="medium"), INSIDE),
    (
        "… not at a gate",
        korean("2018-05-11", "none", channel_in="gate"),
        Says(KR, INSIDE, (), strength="strong"),
        INSIDE,
    ),
    (
        "… only of the event that decides",
        korean("2018-05-11", "2018-05-04", channel_in="desk", channel_out="gate"),
        Says(KR, INSIDE, (), strength="strong"),
        INSIDE,
    ),
    ("Nationals have no age flag", korean("2018-05-11", "none", born="2012"), Says(KR, INSIDE, ()), INSIDE),
    (
        "Conflict: the highest-ranked row gets the note `press_differs`, no flag",
        foreigner("2010-08-22"),
        Says(FN, OUTSIDE, (), ("press_differs",)),
        OUTSIDE,
    ),
    ("… only where they differ", foreigner("2015-03-02"), Says(FN, INSIDE, (), ()), INSIDE),
    (
        "Lower rows are judged and shown, with flag `lower_source`",
        foreigner("2015-03-02"),
        Says(FN_PRESS, FLAGGED, ("lower_source",)),
        INSIDE,
    ),
    (
        "A finding lists every segment that some inside reading falls in; its strength is the weakest of them",
        foreigner("2010-08-25/2012-02-01"),
        Says(FN, INSIDE, strength="weak", segments=("F1", "F2", "F3", "F4")),
        INSIDE,
    ),
    (
        "A reading in no segment: `unrated`",
        foreigner("2013-05-31", born="1996-06-01"),
        Says(FN, FLAGGED, strength="unrated", segments=()),
        FLAGGED,
    ),
    (
        "F3 medium if `registered` is yes",
        foreigner("2011-08-01", registered="yes"),
        Says(FN, INSIDE, strength="medium"),
        INSIDE,
    ),
    ("… else weak", foreigner("2011-08-01", registered="no"), Says(FN, INSIDE, strength="weak"), INSIDE),
]

SECTION_4 = [
    (
        "A press row never overturns an official one: an entry on 2010-08-22 is `outside` although a press row says August 2010",
        foreigner("2010-08-22"),
        Says(FN_PRESS, CANNOT_TELL, ("lower_source",)),
        OUTSIDE,
    ),
    (
        "Per record the deciding row's result",
        korean("2005-02-10", "none"),
        Says(KR, INSIDE, (), ("press_differs",)),
        INSIDE,
    ),
]


@pytest.mark.parametrize(
    ("facts", "says", "comes_to"),
    [pytest.param(*row[1:], id=row[0]) for row in (*SECTION_1, *SECTION_2, *SECTION_3, *SECTION_4)],
)
def test_a_sentence_of_the_decision_rules(facts: dict, says: Says, comes_to: str):
    findings, trip = judged(facts)
    check(findings[says.window], says)
    assert trip.result == comes_to


def test_1_a_record_with_no_possible_reading_is_refused_naming_both_facts():
    with pytest.raises(NotValid) as refused:
        judged(foreigner("2015-03-02", born="2016"))
    assert refused.value.reason == "contradiction"
    assert (refused.value.facts["first"], refused.value.facts["second"]) == ("born", "entered")


def test_2_either_way_this_trip_is_in_a_disclosed_range():
    _, trip = judged({"entered": "2015-03-02"})
    assert (trip.result, trip.reasons, trip.windows) == (INSIDE, ("either_way",), (KR, FN))


def test_2_use_and_cctv_never_produce_findings():
    findings, _ = judged(foreigner("2020-05-05"))
    assert not {"MOJ-USE", "MOJ-CCTV"} & set(findings)
    assert {"MOJ-USE", "MOJ-CCTV"} <= {one.id for one in REGISTRY.project("MOJ-AIRPORT-FACES").windows}


ORDER = [
    (INSIDE, foreigner("2015-03-02")),
    (FLAGGED, foreigner("2015-03-02", capacity="crew")),
    (CANNOT_TELL, foreigner("2010")),
    (OUTSIDE, foreigner("2009")),
]


@pytest.mark.parametrize(("better", "worse"), [(n, m) for n in range(4) for m in range(n + 1, 4)])
def test_4_over_trips_the_best_of_inside_flagged_cannot_tell_outside(better: int, worse: int):
    records = [Record("worse", **ORDER[worse][1]), Record("better", **ORDER[better][1])]
    verdict = judge(records, REGISTRY, now_seconds=0).verdict("MOJ-AIRPORT-FACES")
    assert verdict is not None
    assert (verdict.result, verdict.record) == (ORDER[better][0], "better")


@pytest.mark.parametrize(
    ("first", "second", "grades", "leads"),
    [
        # By result, then strength, then evidence grade; all are listed.
        (foreigner("2010-09-01"), foreigner("2015-03-02"), {}, "b"),
        (foreigner("2015-03-02"), foreigner("2016-03-02"), {"a": Grade.D, "b": Grade.A}, "b"),
        (foreigner("2015-03-02"), foreigner("2016-03-02"), {}, "a"),
        (foreigner("2010-09-01"), foreigner("2015-03-02", capacity="crew"), {"b": Grade.A}, "a"),
    ],
    ids=str,
)
def test_4_the_leading_trip(first: dict, second: dict, grades: dict, leads: str):
    judgement = judge([Record("a", **first), Record("b", **second)], REGISTRY, now_seconds=0, grades=grades)
    verdict = judgement.verdict("MOJ-AIRPORT-FACES")
    assert verdict is not None
    assert verdict.record == leads
    assert {trip.record for trip in judgement.trips} == {"a", "b"}


def test_4_projects_are_never_weighed_against_one_another():
    judgement = judge([Record("a", **foreigner("2015-03-02"))], REGISTRY, now_seconds=0)
    projects = [verdict.project for verdict in judgement.verdicts]
    assert len(projects) == len(set(projects))
    assert {trip.project for trip in judgement.trips_of("a")} == set(projects)
