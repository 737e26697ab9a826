"""The judgement, one row a sentence: decision by decision, edge by edge, against the ministry's registry file.

Read a row as: with these facts, this window says this, with this strength, in these segments, under these flags.
Numbers in comments are the rules of docs/matching.md.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from claims.errors import NotValid
from claims.model.disclosure import CollectionWindow, DisclosedProject, FlagRule, Population, Registry, Segment
from claims.model.judgement import Finding, Judgement
from claims.model.vocabulary import Strength
from claims.rules.matching import RULE_VERSION, Record, judge, judge_record, judge_trip
from claims.store.registry import load_registry

KR, KR_PRESS, FN, FN_PRESS = "MOJ-KR-FOI", "MOJ-KR-PRESS", "MOJ-FN-FOI", "MOJ-FN-PRESS"
INSIDE, FLAGGED, CANNOT_TELL, OUTSIDE = "inside", "inside_flagged", "cannot_tell", "outside"


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry(Path(__file__).parents[2] / "disclosures")


def finding(registry: Registry, window: str, **facts: str | None) -> Finding:
    return {one.window: one for one in judge_record(Record("r", **facts), registry)}[window]


def foreigner(entered: str | None = None, exited: str | None = None, **facts: str) -> dict:
    return {"passport": "VNM", "entered": entered, "exited": exited, **facts}


def korean(entered: str | None = None, exited: str | None = None, **facts: str) -> dict:
    return {"passport": "KOR", "entered": entered, "exited": exited, **facts}


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
def test_foreigners_by_entry_alone(registry: Registry, facts: dict, result: str, reasons: tuple[str, ...]):
    found = finding(registry, FN, **facts)
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
def test_nationals_by_entry_or_exit(
    registry: Registry, facts: dict, result: str, reasons: tuple[str, ...], settled_by: tuple
):
    found = finding(registry, KR, **facts)
    assert (found.result, found.reasons, found.settled_by) == (result, reasons, settled_by)


@pytest.mark.parametrize(
    ("facts", "settled_by"),
    [
        (foreigner("2010"), (("entered",),)),
        (foreigner(None, "2014-07-19"), (("entered",),)),
        ({"entered": "2010"}, (("passport", "entered"),)),
        ({"entered": "2015"}, (("passport",),)),
        # 29: a lawyer must decide; no fact of the traveller's settles it.
        (foreigner("2015", capacity="refused_entry"), ()),
        ({"entered": "2015", "capacity": "refused_entry"}, ()),
    ],
    ids=str,
)
def test_the_smallest_sets_that_settle(registry: Registry, facts: dict, settled_by: tuple):
    found = finding(registry, FN, **facts)
    assert (found.result, found.settled_by) == (CANNOT_TELL, settled_by)


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        (foreigner("2015-03-02"), ()),
        (foreigner("2015-03-02", capacity="ordinary"), ()),
        (foreigner("2015-03-02", capacity="diplomat"), ("diplomat",)),
        (foreigner("2015-03-02", capacity="sofa"), ("sofa",)),
        (foreigner("2015-03-02", capacity="crew"), ("crew",)),
        (foreigner("2015-03-02", capacity="cruise"), ("cruise",)),
        (foreigner("2015-03-02", capacity="refugee"), ("refugee",)),
        # 8
        (foreigner("2015-03-02?"), ("date_uncertain",)),
        (foreigner("2015-03-02%"), ("date_uncertain",)),
        (foreigner("2015-03-02~"), ()),
        (foreigner("2015-03-02", "2015-04?"), ()),
        (foreigner("2015-03-02", born="1990?"), ()),
        # 10: statutory age on the entry day.
        (foreigner("2013-05-31", born="1996-06-01"), ("under_17",)),
        (foreigner("2013-06-01", born="1996-06-01"), ()),
        (foreigner("2013-02-28", born="1996-02-29"), ("under_17",)),
        (foreigner("2013-03-01", born="1996-02-29"), ()),
        (foreigner("2012-02-29", born="1995-03-01"), ("under_17",)),
        (foreigner("2013-06-01", born="1996-06-01", capacity="diplomat"), ("diplomat",)),
        (foreigner("2013-05-31", born="1996-06-01", capacity="diplomat"), ("under_17", "diplomat")),
        # Known only partly: if some reading raises it.
        (foreigner("2013", born="1996-06-01"), ("under_17",)),
        (foreigner("2013-06-01", born="1996"), ("under_17",)),
        (foreigner("2013-06-01", born="1996-06"), ("under_17",)),
        (foreigner("2013-06-30", born="1996-06"), ()),
        (foreigner("2014", born="1996"), ()),
        (foreigner("2013", born="1996"), ("under_17",)),
        (foreigner("2013", born="2013"), ("under_17",)),
        # Born before the exit of 1994, so of age by 2013, though 1998 was given as possible.
        (foreigner("2013-06-01", "1994-05-05", born="1990/1998"), ()),
        # 18: days outside the window raise none.
        (foreigner("2010", born="1993-06-01"), ()),
        (foreigner("2010", born="1993-09-01"), ("under_17",)),
        (foreigner("2010-08-22", born="2000-01-01"), ()),
        # 19: blank raises none.
        (foreigner("2013-05-31"), ()),
        (foreigner(None, "2014-07-19", born="2000-01-01"), ()),
    ],
    ids=str,
)
def test_flags_of_the_foreigners_window(registry: Registry, facts: dict, flags: tuple[str, ...]):
    found = finding(registry, FN, **facts)
    assert found.flags == flags
    if found.result in (INSIDE, FLAGGED):
        assert found.result == (FLAGGED if flags else INSIDE)


@pytest.mark.parametrize(
    ("facts", "flags", "strength"),
    [
        (korean("2018-05-11", "2018-05-04"), (), "medium"),
        (korean("2018-05-11", "2018-05-04", channel_in="gate", channel_out="gate"), (), "strong"),
        (korean("2018-05-11", "2018-05-04", channel_in="desk", channel_out="desk"), ("gate_dispute",), "weak"),
        (korean("2018-05-11", "none", channel_in="other"), ("gate_dispute",), "weak"),
        # 17: a second crossing within the range never makes it worse.
        (korean("2018-05-11", "2018-05-04", channel_in="desk", channel_out="gate"), (), "strong"),
        (korean("2018-05-11", "2018-05-04", channel_in="desk"), (), "medium"),
        # Only the event that decides: the exit was before the range.
        (korean("2018-05-11", "2004-01-01", channel_in="desk", channel_out="gate"), ("gate_dispute",), "weak"),
        (korean("2018-05-11", "2004-01-01", channel_in="gate", channel_out="desk"), (), "strong"),
        # An event that was given decides before a blank one.
        (korean("2018-05-11", channel_in="desk", channel_out="gate"), ("gate_dispute",), "weak"),
        # Nationals have no age flag.
        (korean("2018-05-11", "2018-05-04", born="2010-01-01"), (), "medium"),
        (korean("2018-05-11", "2018-05-04", capacity="diplomat"), (), "medium"),
    ],
    ids=str,
)
def test_gate_dispute_and_the_strength_of_nationals(
    registry: Registry, facts: dict, flags: tuple[str, ...], strength: str
):
    found = finding(registry, KR, **facts)
    assert (found.flags, found.strength) == (flags, strength)


@pytest.mark.parametrize(
    ("window", "facts", "segments", "strength"),
    [
        (FN, foreigner("2010-08-23"), ("F1",), "weak"),
        (FN, foreigner("2010-08-31"), ("F1",), "weak"),
        (FN, foreigner("2010-09-01"), ("F2",), "weak"),
        (FN, foreigner("2011-06-30"), ("F2",), "weak"),
        (FN, foreigner("2011-07-01"), ("F3",), "weak"),
        (FN, foreigner("2011-07-01", registered="yes"), ("F3",), "medium"),
        (FN, foreigner("2011-07-01", registered="no"), ("F3",), "weak"),
        (FN, foreigner("2011-07-01", registered="dont_know"), ("F3",), "weak"),
        (FN, foreigner("2011-12-31", registered="yes"), ("F3",), "medium"),
        (FN, foreigner("2012-01-01"), ("F4",), "strong"),
        (FN, foreigner("2021-10-20"), ("F4",), "strong"),
        (FN, foreigner("2010-08-22"), (), None),
        # Every segment that some inside reading falls in; the weakest strength.
        (FN, foreigner("2010"), ("F1", "F2"), "weak"),
        (FN, foreigner("2011"), ("F2", "F3"), "weak"),
        (FN, foreigner("2011-07/2012-01", registered="yes"), ("F3", "F4"), "medium"),
        (FN, foreigner("2021-10"), ("F4",), "strong"),
        # 20: F4 asks for seventeen; a reading in no segment is unrated.
        (FN, foreigner("2013-08-15", born="1998-06-01"), (), "unrated"),
        (FN, foreigner("2013", born="1996-06-01"), ("F4",), "unrated"),
        (FN, foreigner("2013-06-01", born="1996-06-01"), ("F4",), "strong"),
        (FN, foreigner("2011-08-01", born="2000-01-01"), ("F3",), "weak"),
        # 19
        (FN, foreigner("2013-08-15"), ("F4",), "strong"),
        (FN, foreigner(None, "2014-07-19", born="2000-01-01"), ("F1", "F2", "F3", "F4"), "weak"),
        (KR, korean("2005-02-03", "none"), ("N1",), "weak"),
        (KR, korean("2008-06-25", "none", channel_in="gate"), ("N1",), "weak"),
        (KR, korean("2008-06-26", "none", channel_in="gate"), ("N2",), "strong"),
        (KR, korean("2016-09-29", "none"), ("N2",), "medium"),
        (KR, korean("2016-09-30", "none"), ("N3",), "medium"),
        (KR, korean("2016-09-30", "none", channel_in="desk"), ("N3",), "weak"),
        (KR, korean("2021-10-20", "none", channel_in="gate"), ("N3",), "strong"),
        # 21: registration for the gates decides nothing.
        (KR, korean("2018-05-11", "none", gate_registered="yes"), ("N3",), "medium"),
        (KR, korean("2008"), ("N1", "N2"), "weak"),
        (FN_PRESS, foreigner("2015-03-02"), (), "unrated"),
    ],
    ids=str,
)
def test_segments_and_strength(
    registry: Registry, window: str, facts: dict, segments: tuple[str, ...], strength: str | None
):
    found = finding(registry, window, **facts)
    assert (found.segments, found.strength) == (segments, strength)


@pytest.mark.parametrize(
    ("window", "facts", "result"),
    [
        # 12: an edge known only by month leaves every day of that month open.
        (KR_PRESS, korean("2005-02-28", "none"), OUTSIDE),
        (KR_PRESS, korean("2005-03-01", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2005-03-31", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2005-04-01", "none"), FLAGGED),
        (KR_PRESS, korean("2021-09-30", "none"), FLAGGED),
        (KR_PRESS, korean("2021-10-01", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2021-10-31", "none"), CANNOT_TELL),
        (KR_PRESS, korean("2021-11-01", "none"), OUTSIDE),
        (KR_PRESS, korean("2005-04-01", "2005-03-31"), FLAGGED),
        (FN_PRESS, foreigner("2010-07-31"), OUTSIDE),
        (FN_PRESS, foreigner("2010-08-01"), CANNOT_TELL),
        (FN_PRESS, foreigner("2010-08-22"), CANNOT_TELL),
        (FN_PRESS, foreigner("2010-08-31"), CANNOT_TELL),
        (FN_PRESS, foreigner("2010-09-01"), FLAGGED),
        (FN_PRESS, foreigner("2021-10-21"), CANNOT_TELL),
        (FN_PRESS, foreigner("2017-01-01", capacity="transit"), OUTSIDE),
    ],
    ids=str,
)
def test_press_rows(registry: Registry, window: str, facts: dict, result: str):
    found = finding(registry, window, **facts)
    assert found.result == result
    assert not found.decides
    assert found.flags == ("lower_source",)
    if result == CANNOT_TELL:
        assert (found.reasons[0], found.settled_by) == ("edge_uncertain", ())


@pytest.mark.parametrize(
    ("window", "facts", "notes"),
    [
        # 24: exactly where the press answers otherwise for this trip.
        (FN, foreigner("2010-08-22"), ("press_differs",)),
        (FN, foreigner("2010-08-23"), ("press_differs",)),
        (FN, foreigner("2010-09-01"), ()),
        (FN, foreigner("2021-10-21"), ("press_differs",)),
        (KR, korean("2005-02-20", "2005-02-26"), ("press_differs",)),
        (KR, korean("2015-03-02"), ()),
        # 22
        (FN, {"passport": "USA", "entered": "2013-07-10", "holds_korean": "yes"}, ("also_korean",)),
        (FN, {"passport": "USA", "entered": "2013-07-10", "holds_korean": "no"}, ()),
        (FN, {"passport": "USA", "entered": "2009-07-10", "holds_korean": "yes"}, ()),
        (FN, {"entered": "2013-07-10", "holds_korean": "yes"}, ()),
        (KR, korean("2013-07-10", holds_korean="yes"), ()),
        (FN, {"passport": "USA", "entered": "2010-08-25", "holds_korean": "yes"}, ("also_korean", "press_differs")),
    ],
    ids=str,
)
def test_notes(registry: Registry, window: str, facts: dict, notes: tuple[str, ...]):
    assert finding(registry, window, **facts).notes == notes


def test_use_and_cameras_never_produce_findings(registry: Registry):
    found = judge_record(Record("r", passport="VNM", entered="2020-06-01"), registry)
    assert [one.window for one in found] == [KR, KR_PRESS, FN, FN_PRESS]
    assert {window.id for window in registry.projects[0].windows if window.role == "context"} == {"MOJ-USE", "MOJ-CCTV"}


@dataclass(frozen=True)
class Refused:
    facts: dict
    reason: str
    column: str


@pytest.mark.parametrize(
    "case",
    [
        # 4: born after the trip; both facts are named.
        Refused(foreigner("2015-03-02", born="2016"), "contradiction", "entered"),
        Refused(foreigner("2015-03-02", born="2015-03-03"), "contradiction", "entered"),
        Refused(foreigner(None, "2015", born="2016-01-01"), "contradiction", "exited"),
        Refused(foreigner("2016", "2014", born="2015"), "contradiction", "exited"),
        Refused(foreigner("2015-13"), "date_malformed", "entered"),
        Refused(foreigner("2015", "[2015]"), "date_level_2", "exited"),
        Refused(foreigner("2015", born="soon"), "date_malformed", "born"),
        Refused({"passport": "KR"}, "passport_code", "passport"),
        Refused({"passport": "ZZZ"}, "passport_code", "passport"),
        Refused({"passport": "Korea"}, "passport_code", "passport"),
        Refused(foreigner("2015", channel_in="door"), "not_a_choice", "channel_in"),
        Refused(foreigner("2015", capacity="tourist"), "not_a_choice", "capacity"),
        Refused(foreigner("2015", registered="maybe"), "not_a_choice", "registered"),
    ],
    ids=str,
)
def test_refused_naming_the_column(registry: Registry, case: Refused):
    with pytest.raises(NotValid) as refused:
        judge_record(Record("r", **case.facts), registry)
    assert (refused.value.reason, refused.value.facts["column"]) == (case.reason, case.column)


def test_a_contradiction_names_both_facts(registry: Registry):
    with pytest.raises(NotValid) as refused:
        judge_record(Record("r", entered="2015-03-02", born="2016"), registry)
    facts = refused.value.facts
    assert (facts["first"], facts["second"], facts["born"], facts["given"]) == ("born", "entered", "2016", "2015-03-02")


@pytest.mark.parametrize("name", ["", "  "])
def test_a_record_needs_a_name(registry: Registry, name: str):
    with pytest.raises(NotValid) as refused:
        judge_record(Record(name), registry)
    assert refused.value.reason == "record_blank"


@pytest.mark.parametrize(
    "facts", [foreigner("2015-03-02", "2015-02-10"), foreigner("2015", born="2015"), foreigner("none", "none")], ids=str
)
def test_unusual_but_no_contradiction(registry: Registry, facts: dict):
    assert judge_record(Record("r", **facts), registry)


def test_a_finding_carries_what_it_was_judged_by(registry: Registry):
    found = finding(registry, FN, passport="vnm", entered="2013", born="1996-06-01", capacity="ordinary")
    values = {criterion.name: (criterion.value, criterion.fact, criterion.given) for criterion in found.criteria}
    assert values == {
        "population": ("true", "passport", "VNM"),
        "entry": ("true", "entered", "2013"),
        "no_inspection": ("false", "capacity", "ordinary"),
        "refused_entry": ("false", "capacity", "ordinary"),
        "age_17": ("unknown", "born", "1996-06-01"),
    }
    assert dict(found.inputs) == {
        "passport": "vnm",
        "entered": "2013",
        "exited": None,
        "capacity": "ordinary",
        "holds_korean": None,
        "registered": None,
        "born": "1996-06-01",
    }
    assert (found.project, found.group, found.status, found.decides) == (
        "MOJ-AIRPORT-FACES",
        "MOJ-FN",
        "official",
        True,
    )


def test_criteria_of_what_is_not_known(registry: Registry):
    found = finding(registry, KR, entered="2010", exited="2004")
    values = {criterion.name: criterion.value for criterion in found.criteria}
    assert values == {
        "population": "unknown",
        "entry": "true",
        "exit": "false",
        "no_inspection": "unknown",
        "refused_entry": "unknown",
    }


def window(name: str, **differing: object) -> CollectionWindow:
    """A window of a made-up project, 2015 unless said otherwise."""
    facts = {
        "id": name,
        "role": "collection",
        "group": name,
        "status": "official",
        "event": "entry",
        "from_": "2015-01-01",
        "to": "2015-12-31",
        **differing,
    }
    return CollectionWindow(**facts)  # type: ignore[arg-type]  # the keywords of the case


def made_up(*windows: CollectionWindow) -> Registry:
    return Registry((DisclosedProject("P", {"en": "P"}, {"en": "P"}, (), windows),))


@pytest.mark.parametrize(
    ("edges", "entered", "result"),
    [
        # 12: open, unknown, uncertain and about.
        (("2015-01-01", ".."), "2060", INSIDE),
        (("..", "2015-01-01"), "1960", INSIDE),
        (("..", ".."), "1960", INSIDE),
        (("2022-01-01", "unknown"), "2021-12-31", OUTSIDE),
        (("2022-01-01", "unknown"), "2022-01-01", INSIDE),
        (("2022-01-01", "unknown"), "2022-01-02", CANNOT_TELL),
        (("2022-01", "unknown"), "2022-01-01", CANNOT_TELL),
        (("unknown", "2022-01-01"), "2022-01-01", INSIDE),
        (("unknown", "2022-01-01"), "2021-12-31", CANNOT_TELL),
        (("unknown", "2022-01-01"), "2022-01-02", OUTSIDE),
        (("unknown", "unknown"), "2022", CANNOT_TELL),
        (("2015-01-16~", "2020"), "2015-01-31", CANNOT_TELL),
        (("2015-01-16~", "2020"), "2015-02-01", INSIDE),
        (("2015-01-16?", "2020"), "2015-02-01", FLAGGED),
        (("2015", "2016"), "2015-06-01", CANNOT_TELL),
        (("2015-01", "2015-01"), "2015-01-15", CANNOT_TELL),
    ],
)
def test_edges_of_a_window(edges: tuple[str, str], entered: str, result: str):
    (found,) = judge_record(Record("r", entered=entered), made_up(window("W", from_=edges[0], to=edges[1])))
    assert found.result == result


def test_a_window_of_exits_alone_mirrors_one_of_entries():
    registry = made_up(window("W", event="exit"))
    cases = {
        (None, "2015-05-05"): (INSIDE, ("exit_inside",)),
        ("2016-01-01", None): (OUTSIDE, ("arrived_after",)),
        ("2014-01-01", None): (CANNOT_TELL, ("exit_unknown",)),
        ("2014-01-01", "none"): (OUTSIDE, ("no_exit",)),
    }
    for (entered, exited), expected in cases.items():
        (found,) = judge_record(Record("r", entered=entered, exited=exited), registry)
        assert (found.result, found.reasons) == expected


@pytest.mark.parametrize(
    ("statuses", "decides", "flags"),
    [
        # 23
        (("official", "press"), (True, False), ((), ("lower_source",))),
        (("press", "court"), (False, True), (("lower_source",), ())),
        (("official", "court"), (True, True), ((), ())),
        (("press", "disputed"), (True, False), (("press_only",), ("lower_source",))),
        (("disputed", "disputed"), (True, True), (("disputed_only",), ("disputed_only",))),
    ],
)
def test_ranks_within_a_group(statuses: tuple, decides: tuple, flags: tuple):
    windows = [window(f"W{n}", group="G", status=status) for n, status in enumerate(statuses)]
    found = judge_record(Record("r", entered="2015-05-05"), made_up(*windows))
    assert tuple(one.decides for one in found) == decides
    assert tuple(one.flags for one in found) == flags


def test_a_group_is_a_matter_of_one_project():
    one = DisclosedProject("A", {}, {}, (), (window("W1", group="G"),))
    other = DisclosedProject("B", {}, {}, (), (window("W2", group="G", status="press", to="2015-03"),))
    found = judge_record(Record("r", entered="2015-05-05"), Registry((other, one)))
    assert [(x.project, x.decides, x.flags, x.notes) for x in found] == [
        ("A", True, (), ()),
        ("B", True, ("press_only",), ()),
    ]


def test_entry_exit_and_birthday_are_weighed_jointly():
    """Of age at the entry in June but not at the exit in August: no birthday does that, so the entry never decides."""
    june = Segment("JUNE", "2013-06-01", "2013-06-30", Strength.WEAK, age_at_least=17)
    august = Segment("AUGUST", "2013-08-01", "2013-08-31", Strength.STRONG)
    registry = made_up(
        window(
            "W",
            event="entry_or_exit",
            from_="2013-01-01",
            to="2013-12-31",
            segments=(june, august),
            flags=(FlagRule("under_17", age_below=17),),
        )
    )
    record = Record("r", entered="2013-06-01", exited="2013-08-01", born="1996-05/1996-09")
    (found,) = judge_record(record, registry)
    assert (found.result, found.segments, found.strength, found.flags) == (
        FLAGGED,
        ("AUGUST",),
        "strong",
        ("under_17",),
    )


def test_without_a_population_anyone_counts():
    (found,) = judge_record(Record("r", entered="2015-05-05"), made_up(window("W")))
    assert found.result == INSIDE
    named = made_up(window("W", population=Population(passport=("CHN", "VNM"))))
    assert judge_record(Record("r", passport="VNM", entered="2015-05-05"), named)[0].result == INSIDE
    assert judge_record(Record("r", passport="THA", entered="2015-05-05"), named)[0].result == OUTSIDE


def test_a_judgement_comes_back_from_its_json_unchanged(registry: Registry):
    records = [Record("1", entered="2015"), Record("2", passport="VNM", entered="2010", holds_korean="yes")]
    judgement = judge(records, registry, now_seconds=1_795_219_200)
    again = Judgement.from_json(judgement.to_json())
    assert again == judgement
    assert (again.format, again.rule_version, again.judged_at) == (1, RULE_VERSION, 1_795_219_200)
    assert again.registry_revision == registry.revision
    assert [one.record for one in again.findings_of("2")] == ["2"] * 4
    assert [one.record for one in again.trips_of("2")] == ["2"]


def test_one_kernel_for_one_trip_and_for_many(registry: Registry):
    records = [Record(str(n), passport="VNM", entered=f"20{n:02}") for n in range(5, 25)]
    judgement = judge(records, registry, now_seconds=0)
    for record in records:
        assert judgement.findings_of(record.record) == judge_record(record, registry)
        assert judgement.trips_of(record.record) == judge_trip(record, registry).results
