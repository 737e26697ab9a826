"""Ranks within a group, flags of the report itself, notes.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.model.disclosure import DisclosedProject, Registry
from claims.rules.matching import Record, judge_record
from tests.rules.ministry import FN, FN_PRESS, KR, KR_PRESS, REGISTRY, finding, foreigner, korean, made_up, window


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
def test_notes(window: str, facts: dict, notes: tuple[str, ...]):
    assert finding(window, **facts).notes == notes


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


def test_use_and_cameras_never_produce_findings():
    found = judge_record(Record("r", passport="VNM", entered="2020-06-01"), REGISTRY)
    assert [one.window for one in found] == [KR, KR_PRESS, FN, FN_PRESS]
    ministry = REGISTRY.project("MOJ-AIRPORT-FACES")
    assert {window.id for window in ministry.windows if window.role == "context"} == {"MOJ-USE", "MOJ-CCTV"}
