"""The disclosed ranges of the ministry's project, row by row and edge by edge, against the shipped registry file.

First the rows (whom, by which event, from when to when), then the segments that make a match stronger or weaker. Each edge is
tried on both sides.
"""

import pytest

from claims.rules.matching import Record, judge_record
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
    finding,
    foreigner,
    korean,
)

WINDOWS = {window.id: window for window in REGISTRY.project("MOJ-AIRPORT-FACES").windows}


@pytest.mark.parametrize(
    ("row", "status", "event", "first", "last", "role"),
    [
        # id, whom it comes from, which event, first and last day
        ("MOJ-KR-FOI", "official", "entry_or_exit", "2005-02-03", "2021-10-20", "collection"),
        ("MOJ-KR-PRESS", "press", "entry_or_exit", "2005-03", "2021-10", "collection"),
        ("MOJ-FN-FOI", "official", "entry", "2010-08-23", "2021-10-20", "collection"),
        ("MOJ-FN-PRESS", "press", "entry", "2010-08", "2021-10", "collection"),
        ("MOJ-USE", "official", "entry_or_exit", "2019-04-30", "2021-10-20/2021-12-31", "context"),
        ("MOJ-CCTV", "official", "entry_or_exit", "2020", "2021-10", "context"),
    ],
)
def test_the_rows_as_they_were_published(row: str, status: str, event: str, first: str, last: str, role: str):
    window = WINDOWS[row]
    assert (window.status, window.event, window.from_, window.to, window.role) == (status, event, first, last, role)
    assert window.records == "border-KOR"
    if role == "collection":
        # No port, no age and no channel was disclosed as a condition; the dispute about gates is a flag and never rejects.
        assert (window.requires, window.ages, window.asked) == ((), (), ())


@pytest.mark.parametrize(
    ("row", "day", "by_entry", "by_exit"),
    [
        # MOJ-KR-FOI: nationals, entry or exit inspection, 2005-02-03 to 2021-10-20.
        (KR, "2005-02-02", OUTSIDE, OUTSIDE),
        (KR, "2005-02-03", INSIDE, INSIDE),
        (KR, "2021-10-20", INSIDE, INSIDE),
        (KR, "2021-10-21", OUTSIDE, OUTSIDE),
        # MOJ-KR-PRESS: the same by month, from a month later; the edge months are open, and the source is a lesser one.
        (KR_PRESS, "2005-02-28", OUTSIDE, OUTSIDE),
        (KR_PRESS, "2005-03-01", CANNOT_TELL, CANNOT_TELL),
        (KR_PRESS, "2005-03-31", CANNOT_TELL, CANNOT_TELL),
        (KR_PRESS, "2005-04-01", FLAGGED, FLAGGED),
        (KR_PRESS, "2021-09-30", FLAGGED, FLAGGED),
        (KR_PRESS, "2021-10-01", CANNOT_TELL, CANNOT_TELL),
        (KR_PRESS, "2021-10-31", CANNOT_TELL, CANNOT_TELL),
        (KR_PRESS, "2021-11-01", OUTSIDE, OUTSIDE),
        # MOJ-FN-FOI: foreigners, entry only, 2010-08-23 to 2021-10-20.
        (FN, "2010-08-22", OUTSIDE, OUTSIDE),
        (FN, "2010-08-23", INSIDE, OUTSIDE),
        (FN, "2021-10-20", INSIDE, OUTSIDE),
        (FN, "2021-10-21", OUTSIDE, OUTSIDE),
        # MOJ-FN-PRESS: the same by month.
        (FN_PRESS, "2010-07-31", OUTSIDE, OUTSIDE),
        (FN_PRESS, "2010-08-01", CANNOT_TELL, OUTSIDE),
        (FN_PRESS, "2010-08-31", CANNOT_TELL, OUTSIDE),
        (FN_PRESS, "2010-09-01", FLAGGED, OUTSIDE),
        (FN_PRESS, "2021-09-30", FLAGGED, OUTSIDE),
        (FN_PRESS, "2021-10-01", CANNOT_TELL, OUTSIDE),
        (FN_PRESS, "2021-10-31", CANNOT_TELL, OUTSIDE),
        (FN_PRESS, "2021-11-01", OUTSIDE, OUTSIDE),
    ],
)
def test_the_edges_of_each_row(row: str, day: str, by_entry: str, by_exit: str):
    of = korean if row in (KR, KR_PRESS) else foreigner
    assert finding(row, **of(day, "none")).result == by_entry
    assert finding(row, **of("none", day)).result == by_exit


@pytest.mark.parametrize("row", ["MOJ-USE", "MOJ-CCTV"])
def test_use_and_cctv_are_context(row: str):
    assert row not in {one.window for one in judge_record(Record("r", passport="KOR", entered="2020-05-05"), REGISTRY)}


REGISTERED = {"registered": "yes"}


@pytest.mark.parametrize(
    ("day", "facts", "segments", "strength"),
    [
        # F1: law in force, no roll-out yet.
        ("2010-08-23", {}, ("F1",), "weak"),
        ("2010-08-31", {}, ("F1",), "weak"),
        # F2: selected travellers only.
        ("2010-09-01", {}, ("F2",), "weak"),
        ("2011-06-30", REGISTERED, ("F2",), "weak"),
        # F3: medium if registered (long-stay), else weak.
        ("2011-07-01", {}, ("F3",), "weak"),
        ("2011-07-01", REGISTERED, ("F3",), "medium"),
        ("2011-12-31", {"registered": "no"}, ("F3",), "weak"),
        ("2011-12-31", REGISTERED, ("F3",), "medium"),
        # F4: strong, aged seventeen or more on the entry day.
        ("2012-01-01", {}, ("F4",), "strong"),
        ("2012-01-01", {"born": "1995-01-01"}, ("F4",), "strong"),
        ("2012-01-01", {"born": "1995-01-02"}, (), "unrated"),
        ("2021-10-20", {}, ("F4",), "strong"),
    ],
)
def test_segments_of_foreigners(day: str, facts: dict, segments: tuple[str, ...], strength: str):
    found = finding(FN, **foreigner(day, **facts))
    assert (found.segments, found.strength) == (segments, strength)


@pytest.mark.parametrize(
    ("day", "channel", "segments", "strength"),
    [
        # N1: in the range of the answer, before gates existed.
        ("2005-02-03", None, ("N1",), "weak"),
        ("2008-06-25", "gate", ("N1",), "weak"),
        # N2: strong at a gate (a consent form exists), medium if the channel is blank, weak at a desk.
        ("2008-06-26", "gate", ("N2",), "strong"),
        ("2008-06-26", None, ("N2",), "medium"),
        ("2008-06-26", "desk", ("N2",), "weak"),
        ("2016-09-29", "gate", ("N2",), "strong"),
        ("2016-09-29", None, ("N2",), "medium"),
        # N3: the Act lets the Ministry collect nationals' biometrics.
        ("2016-09-30", "gate", ("N3",), "strong"),
        ("2016-09-30", None, ("N3",), "medium"),
        ("2016-09-30", "other", ("N3",), "weak"),
        ("2021-10-20", "gate", ("N3",), "strong"),
    ],
)
def test_segments_of_nationals(day: str, channel: str | None, segments: tuple[str, ...], strength: str):
    for facts in (korean(day, "none", channel_in=channel), korean("none", day, channel_out=channel)):
        found = finding(KR, **facts)
        assert (found.segments, found.strength) == (segments, strength)


@pytest.mark.parametrize(
    ("facts", "flags"),
    [
        # F-x: under seventeen on the entry day, foreign-government and forces' people: flagged, for a lawyer.
        ({"born": "1998-03-03"}, ("under_17",)),
        ({"born": "1998-03-02"}, ()),
        ({"capacity": "diplomat"}, ("diplomat",)),
        ({"capacity": "sofa"}, ("sofa",)),
        # F-c: crew, cruise tourists, refugee landing.
        ({"capacity": "crew"}, ("crew",)),
        ({"capacity": "cruise"}, ("cruise",)),
        ({"capacity": "refugee"}, ("refugee",)),
    ],
)
def test_statutory_exceptions_are_flags(facts: dict, flags: tuple[str, ...]):
    found = finding(FN, **foreigner("2015-03-02", **facts))
    assert (found.flags, found.result) == (flags, FLAGGED if flags else INSIDE)


def test_the_passport_used_decides_not_todays_nationality():
    assert finding(FN, **foreigner("2015-03-02", holds_korean="yes")).result == INSIDE
    assert finding(KR, **foreigner("2015-03-02", holds_korean="yes")).result == OUTSIDE
