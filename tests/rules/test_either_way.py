"""A blank passport: inside either way, or what is missing."""

import pytest

from claims.model.disclosure import CollectionWindow, DisclosedProject, Population, Registry
from tests.rules.ministry import FN, KR, made_up, result


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
def test_a_blank_passport(facts: dict, expected: str, windows: tuple, reasons: tuple, settled_by: tuple):
    found = result(**facts)
    assert (found.result, found.windows, found.reasons, found.settled_by) == (expected, windows, reasons, settled_by)


def test_either_way_takes_the_flags_of_all_ways_and_the_weakest_strength():
    found = result(entered="2015-03-02", capacity="diplomat")
    assert (found.result, found.flags, found.strength) == ("inside_flagged", ("diplomat",), "medium")
    found = result(entered="2011-08-01", channel_in="gate")
    assert (found.result, found.strength) == ("inside", "weak")


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
    found = result(made_up(*windows), entered="2015-05-05")
    assert (found.result, found.settled_by) == ("cannot_tell", (("passport",),))
    windows = (windows[0], half("W2", "2015-01-01", "2015-12-31", population=Population(passport_not=("CHN", "VNM"))))
    assert result(made_up(*windows), entered="2015-05-05").result == "inside"
