"""The time line: days become places, mirrored for readers from the right."""

from datetime import date

import pytest

from claims.model.vocabulary import Result
from claims.web.language import language_of
from claims.web.timeline import Range, Timeline, Trip, draw_timeline

DECADE = Range("Range", date(2010, 1, 1), date(2014, 12, 31))
WHOLE = Range("Whole", date(2010, 1, 1), date(2019, 12, 31))


def drawn(*ranges: Range, trips: tuple[Trip, ...] = (), tag: str = "en") -> Timeline:
    return draw_timeline(ranges, trips=trips, language=language_of(tag))


def test_half_of_the_line_is_half_of_the_width() -> None:
    half, whole = drawn(DECADE, WHOLE).ranges
    assert (whole.left, whole.width) == (0, 100)
    assert half.left == 0
    assert half.width == pytest.approx(50, abs=0.1)


def test_right_to_left_is_the_mirror_image() -> None:
    trip = Trip("Trip", date(2011, 3, 2), date(2011, 3, 2), Result.INSIDE)
    left = drawn(DECADE, WHOLE, trips=(trip,))
    right = drawn(DECADE, WHOLE, trips=(trip,), tag="ar")
    for ours, theirs in zip(left.ranges + left.trips, right.ranges + right.trips, strict=True):
        assert ours.left + ours.width == pytest.approx(100 - theirs.left, abs=0.02)
        assert ours.width == theirs.width
        assert (ours.first_anchor, ours.last_anchor) == (theirs.first_anchor, theirs.last_anchor)
    assert right.ranges[0].left == pytest.approx(50, abs=0.1)


def test_a_known_day_is_a_mark_and_an_uncertain_one_a_span() -> None:
    known = Trip("Known", date(2015, 3, 2), date(2015, 3, 2))
    year = Trip("Year", date(2010, 1, 1), date(2010, 12, 31), Result.CANNOT_TELL)
    first, second = drawn(WHOLE, trips=(known, year)).trips
    assert (first.exact, first.kind) == (True, "unjudged")
    assert (second.exact, second.kind) == (False, "cannot_tell")
    assert second.width == pytest.approx(10, abs=0.1)
    assert 50 < first.middle < 53


def test_an_open_range_goes_to_the_edge() -> None:
    no_start, no_end = drawn(Range("A", None, date(2012, 5, 1)), Range("B", date(2012, 5, 1), None), WHOLE).ranges[:2]
    assert no_start.left == 0
    assert no_end.left + no_end.width == pytest.approx(100, abs=0.01)
    assert no_end.last is None


def test_labels_near_an_edge_turn_inward() -> None:
    first = drawn(Range("A", date(2010, 1, 5), date(2010, 2, 1)), WHOLE).ranges[0]
    last = drawn(Range("A", date(2019, 11, 1), date(2019, 12, 1)), WHOLE).ranges[0]
    assert (first.first_anchor, first.last_anchor) == ("start", "start")
    assert (last.first_anchor, last.last_anchor) == ("end", "end")


@pytest.mark.parametrize("span", [1, 2, 7, 17, 40, 150])
def test_only_a_few_years_are_named(span: int) -> None:
    years = drawn(Range("A", date(2000, 1, 1), date(2000 + span - 1, 12, 31))).years
    assert 1 <= len(years) <= 6
    assert all(0 <= place <= 100 for _, place in years)


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        drawn(Range("A", None, None))
