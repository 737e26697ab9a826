"""Ages that a window asks for, on the day of the event or on a fixed day: they decide, where ages of flags never do.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.model.disclosure import AgeRule, FlagRule
from tests.rules.ministry import CANNOT_TELL, INSIDE, OUTSIDE
from tests.rules.test_weighing import judged

ADULTS = {"ages": (AgeRule(at_least=18),)}
BOTH = {"ages": (AgeRule(at_least=18),), "event": "entry_or_exit"}
SEVENTEEN = {"ages": (AgeRule(at_least=17, below=18),)}
MINORS_THEN = {"ages": (AgeRule("2017-05-13", below=18),)}
ADULTS_THEN = {"ages": (AgeRule("2017-05-13", at_least=18),)}


@pytest.mark.parametrize(
    ("asks", "facts", "result", "reasons", "settled_by"),
    [
        # 35: on the day of the event.
        (ADULTS, {"entered": "2015-02-28", "born": "1997-03-01"}, OUTSIDE, ("too_young",), ()),
        (ADULTS, {"entered": "2015-03-01", "born": "1997-03-01"}, INSIDE, ("entry_inside",), ()),
        (ADULTS, {"entered": "2015-03-01", "born": "1997-03-02"}, OUTSIDE, ("too_young",), ()),
        (SEVENTEEN, {"entered": "2015-03-01", "born": "1997-03-01"}, OUTSIDE, ("too_old",), ()),
        (SEVENTEEN, {"entered": "2015-03-01", "born": "1997-03-02"}, INSIDE, ("entry_inside",), ()),
        (SEVENTEEN, {"entered": "2015-03-01", "born": "1998-03-02"}, OUTSIDE, ("too_young",), ()),
        (ADULTS, {"entered": "2014-03-01", "born": "1997-03-02"}, OUTSIDE, ("entry_before",), ()),
        # The event that counts is the one on which the age is met.
        (BOTH, {"entered": "2015-03-01", "exited": "2015-03-05", "born": "1997-03-03"}, INSIDE, ("exit_inside",), ()),
        (
            BOTH,
            {"entered": "2015-03-01", "exited": "2016-03-05", "born": "1997-03-03"},
            OUTSIDE,
            ("exit_after", "too_young"),
            (),
        ),
        # 35: on a fixed day.
        (MINORS_THEN, {"entered": "2015", "born": "1999-05-13"}, OUTSIDE, ("too_old",), ()),
        (MINORS_THEN, {"entered": "2015", "born": "1999-05-14"}, INSIDE, ("entry_inside",), ()),
        (ADULTS_THEN, {"entered": "2015", "born": "1999-05-13"}, INSIDE, ("entry_inside",), ()),
        (ADULTS_THEN, {"entered": "2015", "born": "1999-05-14"}, OUTSIDE, ("too_young",), ()),
        (
            {"ages": (AgeRule("2013-02-28", at_least=17),)},
            {"entered": "2015", "born": "1996-02-29"},
            OUTSIDE,
            ("too_young",),
            (),
        ),
        (
            {"ages": (AgeRule("2013-03-01", at_least=17),)},
            {"entered": "2015", "born": "1996-02-29"},
            INSIDE,
            ("entry_inside",),
            (),
        ),
        # 36: blank or vague.
        (ADULTS, {"entered": "2015-03-01"}, CANNOT_TELL, ("entry_inside", "age_unknown"), (("born",),)),
        (ADULTS_THEN, {"entered": "2015"}, CANNOT_TELL, ("entry_inside", "age_unknown"), (("born",),)),
        (ADULTS, {"entered": "2014"}, OUTSIDE, ("entry_before",), ()),
        (
            ADULTS,
            {"entered": "2015-03", "born": "1997-03"},
            CANNOT_TELL,
            ("entry_inside", "age_unknown"),
            (("entered", "born"),),
        ),
        (
            ADULTS,
            {"entered": "2015-03", "born": "1997-03-15"},
            CANNOT_TELL,
            ("entry_inside", "age_unknown"),
            (("entered",),),
        ),
        (
            ADULTS,
            {"entered": "2015-03-15", "born": "1997-03"},
            CANNOT_TELL,
            ("entry_inside", "age_unknown"),
            (("born",),),
        ),
        (ADULTS, {"entered": "2015-04", "born": "1997-03"}, INSIDE, ("entry_inside",), ()),
        (
            ADULTS,
            {"born": "1997-03-15", "exited": "2015-04-01"},
            CANNOT_TELL,
            ("entry_unknown", "age_unknown"),
            (("entered",),),
        ),
        # Nobody enters before being born: in 2015 only after June.
        ({"ages": (AgeRule(below=1),)}, {"entered": "2015", "born": "2015-06"}, INSIDE, ("entry_inside",), ()),
        # Some days are in the range, but never at that age.
        (ADULTS, {"entered": "2014/2015", "born": "1998"}, OUTSIDE, ("too_young",), ()),
        # An age no birthday meets on any possible day.
        (
            {"ages": (AgeRule(at_least=18), AgeRule(below=18))},
            {"entered": "2015"},
            OUTSIDE,
            ("too_young", "too_old"),
            (),
        ),
    ],
    ids=str,
)
def test_ages_that_are_asked_for(asks: dict, facts: dict, result: str, reasons: tuple[str, ...], settled_by: tuple):
    found = judged(asks, **facts)
    assert (found.result, found.reasons, found.settled_by) == (result, reasons, settled_by)


def test_36_flags_of_such_a_window_still_take_blank_as_blank():
    asks = {**ADULTS_THEN, "flags": (FlagRule("under_17", age_below=17),)}
    assert judged(asks, entered="2015").flags == ()
    assert judged(asks, entered="2015-03-01", born="1998-05-01").flags == ("under_17",)


@pytest.mark.parametrize(
    ("facts", "values"),
    [
        ({"entered": "2015-03-01", "born": "1997-03-01"}, ("true", "true", "true")),
        ({"entered": "2015-03-01", "born": "1995-03-01"}, ("true", "false", "true")),
        ({"entered": "2015-03-01", "born": "1999-06-01"}, ("false", "true", "false")),
        ({"entered": "2015-03-01"}, ("unknown", "unknown", "unknown")),
        ({"entered": "2015-03", "born": "1997-03-15"}, ("unknown", "true", "true")),
        ({"entered": "2014", "born": "1997-03-15"}, ("unknown", "unknown", "true")),
    ],
)
def test_each_age_is_a_criterion(facts: dict, values: tuple[str, ...]):
    asks = {"ages": (AgeRule(at_least=18, below=20), AgeRule("2017-05-13", at_least=18))}
    found = judged(asks, **facts)
    names = ("age_at_least_18", "age_below_20", "age_at_least_18_on_2017-05-13")
    assert tuple((one.name, one.value) for one in found.criteria[2:]) == tuple(zip(names, values, strict=True))
    assert dict(found.inputs)["born"] == facts.get("born")
