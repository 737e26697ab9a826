"""Flags, segments and strength of the days of one event, against the ministry's registry file.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from tests.rules.ministry import FLAGGED, FN, FN_PRESS, INSIDE, KR, finding, foreigner, korean


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
def test_flags_of_the_foreigners_window(facts: dict, flags: tuple[str, ...]):
    found = finding(FN, **facts)
    assert found.flags == flags
    if found.result in (INSIDE, FLAGGED):
        assert found.result == (FLAGGED if flags else INSIDE)


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
def test_segments_and_strength(window: str, facts: dict, segments: tuple[str, ...], strength: str | None):
    found = finding(window, **facts)
    assert (found.segments, found.strength) == (segments, strength)
