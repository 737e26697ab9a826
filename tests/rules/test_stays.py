"""Stays: days from the entry to the exit, laid over a window; months as weight.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.model.disclosure import AgeRule, Condition, FlagRule, Segment, Weight
from claims.model.vocabulary import Strength
from tests.rules.ministry import CANNOT_TELL, FLAGGED, INSIDE, OUTSIDE
from tests.rules.test_weighing import judged

ILLINOIS = {"event": "stay", "from_": "2011-06-07", "to": "2020-08-19", "min_days": 183}
TEN_DAYS = {"event": "stay", "min_days": 10}
ANY_DAY = {"event": "stay"}
BY_MONTH = {"event": "stay", "from_": "2015-03", "to": "2015-05", "min_days": 30}


@pytest.mark.parametrize(
    ("asks", "entered", "exited", "result", "reasons", "settled_by"),
    [
        # 38: so many days of it, both ends included.
        (ILLINOIS, "2011-01-01", "2011-12-06", INSIDE, ("stay_inside",), ()),
        (ILLINOIS, "2011-01-01", "2011-12-05", OUTSIDE, ("stay_too_short",), ()),
        (ILLINOIS, "2020-02-19", "none", INSIDE, ("stay_inside",), ()),
        (ILLINOIS, "2020-02-20", "none", OUTSIDE, ("stay_too_short",), ()),
        (ILLINOIS, "2000", "2011-06-06", OUTSIDE, ("stay_outside",), ()),
        (ILLINOIS, "2020-08-20", "none", OUTSIDE, ("stay_outside",), ()),
        (ILLINOIS, "none", "none", OUTSIDE, ("no_entry",), ()),
        (ILLINOIS, "2000", "2015", INSIDE, ("stay_inside",), ()),
        (ANY_DAY, "2015-12-31", "2016", INSIDE, ("stay_inside",), ()),
        (ANY_DAY, "2014", "2015-01-01", INSIDE, ("stay_inside",), ()),
        (ANY_DAY, "2015-05-05", "2015-05-05", INSIDE, ("stay_inside",), ()),
        # A blank exit may be any day from the entry on, or none at all; a blank entry may never have been.
        (TEN_DAYS, "2015-05-05", None, CANNOT_TELL, ("exit_unknown",), (("exited",),)),
        (ANY_DAY, "2015-05-05", None, INSIDE, ("stay_inside",), ()),
        (ANY_DAY, None, "2015-05-05", CANNOT_TELL, ("entry_unknown",), (("entered",),)),
        (ANY_DAY, None, "2014-05-05", OUTSIDE, ("stay_outside",), ()),
        (ANY_DAY, None, None, CANNOT_TELL, ("entry_unknown", "exit_unknown"), (("entered", "exited"),)),
        (ANY_DAY, "2016", None, OUTSIDE, ("stay_outside",), ()),
        # 39: both days together.
        (TEN_DAYS, "2015-03", "2015-03", CANNOT_TELL, ("stay_partly_known",), (("entered", "exited"),)),
        (TEN_DAYS, "2015-03", "2015-04", CANNOT_TELL, ("stay_partly_known",), (("entered", "exited"),)),
        (TEN_DAYS, "2015-03-01", "2015-03", CANNOT_TELL, ("stay_partly_known",), (("exited",),)),
        (TEN_DAYS, "2015-03", "2015-03-31", CANNOT_TELL, ("stay_partly_known",), (("entered",),)),
        (TEN_DAYS, "2015-03-22", "2015-03", CANNOT_TELL, ("stay_partly_known",), (("exited",),)),
        (TEN_DAYS, "2015-03-23", "2015-03", OUTSIDE, ("stay_too_short",), ()),
        (TEN_DAYS, "2015-03", "2015-05", INSIDE, ("stay_inside",), ()),
        (TEN_DAYS, "2015-03-30", "2015-03", OUTSIDE, ("stay_too_short",), ()),
        # 39: an edge known only by month. Sure are April's 30 days; possible are March to May.
        (BY_MONTH, "2015-04-01", "2015-04-30", INSIDE, ("stay_inside",), ()),
        (BY_MONTH, "2015-04-02", "2015-05-31", CANNOT_TELL, ("edge_uncertain",), ()),
        (BY_MONTH, "2015-05-03", "2015-06-30", OUTSIDE, ("stay_too_short",), ()),
        (BY_MONTH, "2015-05-02", "2015-06-30", CANNOT_TELL, ("edge_uncertain",), ()),
        # 40: backwards.
        (ANY_DAY, "2015-03-02", "2015-02-10", CANNOT_TELL, ("stay_backwards",), ()),
        (ANY_DAY, "2015-03", "2015-02", CANNOT_TELL, ("stay_backwards",), ()),
        (ANY_DAY, "2015-03", "2015-03-01", INSIDE, ("stay_inside",), ()),
    ],
    ids=str,
)
def test_days_of_a_stay(
    asks: dict, entered: str | None, exited: str | None, result: str, reasons: tuple, settled_by: tuple
):
    found = judged(asks, entered=entered, exited=exited)
    assert (found.result, found.reasons, found.settled_by) == (result, reasons, settled_by)


def test_what_a_stay_cannot_meet_rules_it_out_even_backwards():
    asks = {**ANY_DAY, "requires": (Condition("capacity", ("crew",)),)}
    found = judged(asks, entered="2015-03-02", exited="2015-02-10", capacity="cruise")
    assert (found.result, found.reasons) == (OUTSIDE, ("capacity_other",))
    assert judged(asks, entered="2015-03-02", exited="2015-02-10").reasons == ("stay_backwards",)


ADULTS = {**ANY_DAY, "ages": (AgeRule(at_least=18),)}


@pytest.mark.parametrize(
    ("asks", "facts", "result", "settled_by"),
    [
        # 41: the age on the first day that may lie in the window; port and channel of the entry.
        (ADULTS, {"entered": "2010-01-01", "exited": "none", "born": "1995-01-01"}, INSIDE, ()),
        (ADULTS, {"entered": "2010-01-01", "exited": "none", "born": "1997-01-01"}, INSIDE, ()),
        (ADULTS, {"entered": "2010-01-01", "exited": "none", "born": "1997-01-02"}, OUTSIDE, ()),
        (ADULTS, {"entered": "2015-01-02", "exited": "none", "born": "1997-01-02"}, INSIDE, ()),
        (ADULTS, {"entered": "2015", "exited": "none", "born": "1997-06-01"}, CANNOT_TELL, (("entered",),)),
        (ADULTS, {"entered": "2010", "exited": "none"}, CANNOT_TELL, (("born",),)),
        (ADULTS, {"entered": "2015", "exited": "none", "born": "1997"}, CANNOT_TELL, (("entered", "born"),)),
        (
            {**ANY_DAY, "requires": (Condition("port", ("ICN",)),)},
            {"entered": "2015", "exited": "none", "port_in": "ICN"},
            INSIDE,
            (),
        ),
        (
            {**ANY_DAY, "requires": (Condition("port", ("ICN",)),)},
            {"entered": "2015", "exited": "2016", "port_out": "ICN"},
            CANNOT_TELL,
            (("port_in",),),
        ),
    ],
    ids=str,
)
def test_age_and_port_of_a_stay(asks: dict, facts: dict, result: str, settled_by: tuple):
    found = judged(asks, **facts)
    assert (found.result, found.settled_by) == (result, settled_by)


def test_41_segments_flags_and_strength_of_a_stay():
    spring = Segment("SPRING", "2015-03-01", "2015-05-31", Strength.STRONG)
    autumn = Segment("AUTUMN", "2015-09-01", "2015-11-30", Strength.WEAK)
    asks = {**ANY_DAY, "segments": (spring, autumn), "flags": (FlagRule("under_17", age_below=17),)}
    found = judged(asks, entered="2015-05-31", exited="2015-08-31")
    assert (found.result, found.segments, found.strength) == (INSIDE, ("SPRING",), "strong")
    found = judged(asks, entered="2015-05-31", exited="2015-09-01")
    assert (found.segments, found.strength) == (("SPRING", "AUTUMN"), "weak")
    found = judged(asks, entered="2015-06-01", exited="2015-08-31")
    assert (found.segments, found.strength) == ((), "unrated")
    assert judged(asks, entered="2015-05-31?", exited="2015-08-31").flags == ("date_uncertain",)
    assert judged(asks, entered="2015-05-31", exited="2015-08-31?").result == FLAGGED
    assert judged(asks, entered="2015-05-31", exited="2015-08", born="2000-01-01").flags == ("under_17",)
    assert judged(asks, entered=None, exited="2015-08-31", born="2000-01-01").flags == ()


ACTIVE = {"event": "stay", "from_": "2007-05-24", "to": "2022-12-22", "weight": Weight("months")}
ENDLESS = {"event": "stay", "from_": "2007-05-24", "to": "..", "weight": Weight("months")}
SHARES = {"event": "entry", "weight": Weight("shares", 10)}


@pytest.mark.parametrize(
    ("asks", "facts", "weight"),
    [
        # 42
        (ACTIVE, {"entered": "2007-05-31", "exited": "2007-07-01"}, (3, 3)),
        (ACTIVE, {"entered": "2007-05-31", "exited": "2007-07/2007-08"}, (3, 4)),
        (ACTIVE, {"entered": "2000", "exited": "none"}, (188, 188)),
        (ACTIVE, {"entered": "2022", "exited": "none"}, (1, 12)),
        (ACTIVE, {"entered": "2022-01-31", "exited": "2022"}, (1, 12)),
        (ACTIVE, {"entered": "2022-01", "exited": "2022-02"}, (2, 2)),
        (ACTIVE, {"entered": "2022-01", "exited": None}, (1, 12)),
        (ACTIVE, {"entered": None, "exited": "2007-06-30"}, (1, 2)),
        (ACTIVE, {"entered": "2023", "exited": "none"}, None),
        ({**ACTIVE, "min_days": 32}, {"entered": "2022-01", "exited": "2022-02/2022-03"}, (2, 3)),
        ({**ACTIVE, "min_days": 3}, {"entered": "2022-01-31", "exited": "2022-02"}, (2, 2)),
        # Sure are days of April alone; a stay that only may be met has at least one month.
        ({**ACTIVE, "from_": "2015-03", "to": "2015-05"}, {"entered": "2015-01", "exited": "none"}, (1, 3)),
        ({**ACTIVE, "from_": "2015-03", "to": "2015-05"}, {"entered": "2015-05-02", "exited": "none"}, (1, 1)),
        # Nothing bounds the months.
        (ENDLESS, {"entered": "2020", "exited": "none"}, None),
        (ENDLESS, {"entered": "2020", "exited": None}, None),
        (ENDLESS, {"entered": "2020-01", "exited": "2020-03"}, (3, 3)),
        ({**ACTIVE, "from_": ".."}, {"entered": None, "exited": "2015"}, None),
        ({**ACTIVE, "from_": ".."}, {"entered": "2015", "exited": "2015-12-31"}, (1, 12)),
        # Shares are as they are, on whatever event.
        (SHARES, {"entered": "2015"}, (10, 10)),
        (SHARES, {"entered": "2014/2015"}, (10, 10)),
        (SHARES, {"entered": "2014"}, None),
    ],
    ids=str,
)
def test_weight(asks: dict, facts: dict, weight: tuple[int, int] | None):
    assert judged(asks, **facts).weight == weight


def test_the_months_that_count_are_those_of_the_age_asked_for():
    asks = {**ACTIVE, "ages": (AgeRule(below=18),)}
    assert judged(asks, entered="2010", exited="2010-12-31", born="1992-06-15").weight == (7, 12)


def test_a_stay_says_its_two_days_among_the_criteria():
    found = judged(TEN_DAYS, entered="2015-03", exited="2015-03")
    assert [(one.name, one.value, one.fact, one.given) for one in found.criteria[1:]] == [
        ("stay", "unknown", "entered", "2015-03"),
        ("stay", "unknown", "exited", "2015-03"),
    ]
