"""The judgement, one row a sentence: decision by decision, edge by edge, against the ministry's registry file.

Read a row as: with these facts, this window says this, for these reasons. Numbers in comments are the rules of
docs/matching.md. Flags, segments and strength stand in test_event_cases.py, press rows in test_windows.py.
"""

import pytest

from claims.rules.matching import Record, judge, judge_record, judge_trip
from tests.rules.ministry import CANNOT_TELL, FLAGGED, FN, INSIDE, KR, OUTSIDE, REGISTRY, finding, foreigner, korean


@pytest.mark.parametrize(
    ("facts", "result", "reasons"),
    [
        # 11: edges are inclusive days.
        (foreigner("2010-08-22"), OUTSIDE, ("entry_before",)),
        (foreigner("2010-08-23"), INSIDE, ("entry_inside",)),
        (foreigner("2021-10-20"), INSIDE, ("entry_inside",)),
        (foreigner("2021-10-21"), OUTSIDE, ("entry_after",)),
        # Entry's day decides; the exit does not.
        (foreigner("2010-08-22", "2010-08-29"), OUTSIDE, ("entry_before",)),
        (foreigner("2021-10-21", "2021-10-20"), OUTSIDE, ("entry_after",)),
        (foreigner("2021-10-20", "2021-11-20"), INSIDE, ("entry_inside",)),
        # Both orders: a resident leaves and returns.
        (foreigner("2015-03-02", "2015-02-10"), INSIDE, ("entry_inside",)),
        # 14: entry blank and exit given.
        (foreigner(None, "2010-08-22"), OUTSIDE, ("left_before",)),
        (foreigner(None, "2010-08-23"), CANNOT_TELL, ("entry_unknown",)),
        (foreigner(None, "2010-08"), CANNOT_TELL, ("entry_unknown",)),
        (foreigner(None, "2010-07"), OUTSIDE, ("left_before",)),
        (foreigner(None, "2014-07-19"), CANNOT_TELL, ("entry_unknown",)),
        (foreigner(None, "2014-07-19", born="2012-01-01"), CANNOT_TELL, ("entry_unknown",)),
        (foreigner(None, "2030"), CANNOT_TELL, ("entry_unknown",)),
        (foreigner(None, "none"), CANNOT_TELL, ("entry_unknown",)),
        (foreigner(None, None), CANNOT_TELL, ("entry_unknown",)),
        # 3: entry `none` is a fact.
        (foreigner("none", "2015-03-02"), OUTSIDE, ("no_entry",)),
        (foreigner("none", "none"), OUTSIDE, ("no_entry",)),
        # 1: readings decide, not how well the day is known.
        (foreigner("2010"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2011"), INSIDE, ("entry_inside",)),
        (foreigner("2009"), OUTSIDE, ("entry_before",)),
        (foreigner("2022"), OUTSIDE, ("entry_after",)),
        (foreigner("2010-08"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2010-09"), INSIDE, ("entry_inside",)),
        (foreigner("2021-10"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2021-09"), INSIDE, ("entry_inside",)),
        (foreigner("201X"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2005/2025"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2010-08-23/.."), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2021-10-21/"), OUTSIDE, ("entry_after",)),
        # 7: winter 2010 is January, February or December of 2010.
        (foreigner("2010-24"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2010-23"), INSIDE, ("entry_inside",)),
        (foreigner("2010-21"), OUTSIDE, ("entry_before",)),
        (foreigner("2021-24"), CANNOT_TELL, ("entry_partly_known",)),
        # 9: about.
        (foreigner("2010-09-07~"), INSIDE, ("entry_inside",)),
        (foreigner("2010-09-06~"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2010-08-07~"), OUTSIDE, ("entry_before",)),
        (foreigner("2010-08-08~"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner("2012~"), INSIDE, ("entry_inside",)),
        (foreigner("2011~"), CANNOT_TELL, ("entry_partly_known",)),
        # 16: never went through passport control; refused at the border.
        (foreigner("2017-09-14", capacity="transit"), OUTSIDE, ("no_inspection",)),
        (foreigner("2017-09-14", capacity="refused_entry"), CANNOT_TELL, ("refused_entry",)),
        (foreigner("none", capacity="refused_entry"), CANNOT_TELL, ("refused_entry",)),
        # 13: the document shown decides.
        (korean("2015-03-02"), OUTSIDE, ("other_population",)),
        (korean("2015-03-02", capacity="refused_entry"), OUTSIDE, ("other_population",)),
        *[
            ({"passport": code, "entered": "2015-03-02"}, INSIDE, ("entry_inside",))
            for code in ("XXA", "XXB", "XXC", "UNO", "D", "PRK", "vnm")
        ],
        # A blank document: each window by its own rule.
        ({"entered": "2015-03-02"}, CANNOT_TELL, ("passport_unknown", "entry_inside")),
        ({"entered": "2006-03-02"}, OUTSIDE, ("entry_before",)),
        ({"entered": "2010"}, CANNOT_TELL, ("passport_unknown", "entry_partly_known")),
        ({"entered": "2015-03-02", "capacity": "transit"}, OUTSIDE, ("no_inspection",)),
        # A birth date narrows the days: nobody travels before being born.
        (foreigner("2010", born="2010-08-25"), INSIDE, ("entry_inside",)),
        (foreigner("2010", born="2010"), CANNOT_TELL, ("entry_partly_known",)),
        (foreigner(None, None, born="2021-10-21"), OUTSIDE, ("born_after",)),
    ],
    ids=str,
)
def test_foreigners_by_entry_alone(facts: dict, result: str, reasons: tuple[str, ...]):
    found = finding(FN, **facts)
    under_17 = ("under_17",) if facts.get("born", "") >= "2010" and result == INSIDE else ()
    assert (found.result, found.reasons) == (FLAGGED if under_17 else result, reasons)


@pytest.mark.parametrize(
    ("facts", "result", "reasons", "settled_by"),
    [
        # 11
        (korean("2005-02-02", "none"), OUTSIDE, ("entry_before", "no_exit"), ()),
        (korean("2005-02-03", "none"), INSIDE, ("entry_inside",), ()),
        (korean("2021-10-20", "none"), INSIDE, ("entry_inside",), ()),
        (korean("2021-10-21", "none"), OUTSIDE, ("entry_after", "no_exit"), ()),
        (korean("none", "2005-02-02"), OUTSIDE, ("no_entry", "exit_before"), ()),
        (korean("none", "2005-02-03"), INSIDE, ("exit_inside",), ()),
        (korean("none", "2021-10-20"), INSIDE, ("exit_inside",), ()),
        (korean("none", "2021-10-21"), OUTSIDE, ("no_entry", "exit_after"), ()),
        # 15: entry or exit; either is enough.
        (korean("2005-02-03", "2005-01-10"), INSIDE, ("entry_inside",), ()),
        (korean("2021-11-01", "2021-10-20"), INSIDE, ("exit_inside",), ()),
        (korean("2021-10-21", "2005-02-02"), OUTSIDE, ("entry_after", "exit_before"), ()),
        (korean("2005-02-02", "2005-02-01"), OUTSIDE, ("entry_before", "exit_before"), ()),
        # One inside, the other blank: inside in every reading.
        (korean("2015-03-02"), INSIDE, ("entry_inside",), ()),
        (korean(None, "2015-03-02"), INSIDE, ("exit_inside",), ()),
        # 3: one outside, the other blank: the other date is missing.
        (korean(None, "2005-01-10"), CANNOT_TELL, ("entry_unknown", "exit_before"), (("entered",),)),
        (korean("2021-10-21"), CANNOT_TELL, ("entry_after", "exit_unknown"), (("exited",),)),
        (korean("none"), CANNOT_TELL, ("no_entry", "exit_unknown"), (("exited",),)),
        (korean("none", "none"), OUTSIDE, ("no_entry", "no_exit"), ()),
        (korean(), CANNOT_TELL, ("entry_unknown", "exit_unknown"), (("entered", "exited"),)),
        # 28: what would settle it.
        (
            korean("2005-02", "2005-02"),
            CANNOT_TELL,
            ("entry_partly_known", "exit_partly_known"),
            (("entered", "exited"),),
        ),
        (korean("2005-02", "2005-02-01"), CANNOT_TELL, ("entry_partly_known", "exit_before"), (("entered",),)),
        (korean("2005-02", "2005-02-03"), INSIDE, ("exit_inside",), ()),
        (
            {"entered": "2015-03-02"},
            CANNOT_TELL,
            ("passport_unknown", "entry_inside", "exit_unknown"),
            (("passport",),),
        ),
        (
            {"exited": "2005-02-01"},
            CANNOT_TELL,
            ("passport_unknown", "entry_unknown", "exit_before"),
            (("passport", "entered"),),
        ),
        # 16, 13
        (korean("2015-03-02", capacity="transit"), OUTSIDE, ("no_inspection",), ()),
        (korean("2015-03-02", capacity="refused_entry"), CANNOT_TELL, ("refused_entry",), ()),
        (foreigner("2015-03-02"), OUTSIDE, ("other_population",), ()),
    ],
    ids=str,
)
def test_nationals_by_entry_or_exit(facts: dict, result: str, reasons: tuple[str, ...], settled_by: tuple):
    found = finding(KR, **facts)
    assert (found.result, found.reasons, found.settled_by) == (result, reasons, settled_by)


def test_one_kernel_for_one_trip_and_for_many():
    records = [Record(str(n), passport="VNM", entered=f"20{n:02}") for n in range(5, 25)]
    judgement = judge(records, REGISTRY, now_seconds=0)
    for record in records:
        assert judgement.findings_of(record.record) == judge_record(record, REGISTRY)
        assert judgement.trips_of(record.record) == judge_trip(record, REGISTRY).results


def test_a_judgement_says_by_which_revision_by_which_rules_and_when():
    judged = judge([Record("r", passport="VNM", entered="2015-03-02")], REGISTRY, now_seconds=1_700_000_000)
    assert (judged.registry_revision, judged.rule_version, judged.judged_at) == (REGISTRY.revision, 2, 1_700_000_000)
