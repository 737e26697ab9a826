"""Dates in words: the language's own months, the Gregorian calendar, Latin digits."""

from datetime import date

import pytest

from claims.web.dates import box_order, format_day, format_edtf, format_instant, month_names
from claims.web.language import CLAIMANT_LANGUAGES, language_of, speaking


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("ko", "2015년 3월 2일"),
        ("en", "2 March 2015"),
        ("zh-Hans", "2015年3月2日"),
        ("ja", "2015年3月2日"),
        ("vi", "2 tháng 3, 2015"),
        ("ar", "2 مارس 2015"),
    ],
)
def test_a_day_in_each_language(tag: str, said: str) -> None:
    with speaking(tag) as language:
        assert format_edtf("2015-03-02") == said
        assert format_day(date(2015, 3, 2), language=language) == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2015-03", "March 2015"),
        ("2015", "2015"),
        ("2015-XX", "2015"),
        ("2015-03-XX", "March 2015"),
        ("201X", "the years 2010 to 2019"),
        ("2015-21", "spring 2015"),
        ("2015-24", "winter months of 2015 (January, February or December)"),
        ("2015-03-02?", "2 March 2015 (not certain)"),
        ("2015-03~", "about March 2015"),
        ("201X~", "about the years 2010 to 2019"),
        ("2015%", "about 2015 (not certain)"),
        ("2010-08/2010-10", "between August 2010 and October 2010"),
        ("2010-08/..", "August 2010 or later"),
        ("/2010-08", "August 2010 or earlier"),
        ("../..", "not remembered"),
        ("none", "did not happen"),
        ("", "not remembered"),
        (None, "not remembered"),
    ],
)
def test_whatever_a_person_may_remember(edtf: str | None, said: str) -> None:
    with speaking("en"):
        assert format_edtf(edtf) == said


@pytest.mark.parametrize("words", ["Tet 2015", "2015-02-30", "2015-13", "<b>", "0000"])
def test_what_is_no_date_comes_back_as_it_is(words: str) -> None:
    with speaking("en"):
        assert format_edtf(words) == words


def test_months_are_the_languages_own() -> None:
    firsts = {one.tag: month_names(one)[0] for one in CLAIMANT_LANGUAGES}
    assert firsts["ar"] == (1, "يناير")
    assert firsts["vi"] == (1, "tháng 1")
    assert firsts["ja"] == (1, "1月")
    assert all(len(month_names(one)) == 12 for one in CLAIMANT_LANGUAGES)


def test_boxes_stand_in_the_order_of_the_language() -> None:
    orders = {tag: box_order(language_of(tag)) for tag in ("ko", "zh-Hans", "ja", "en", "vi", "ar")}  # type: ignore[arg-type]
    assert {orders[tag] for tag in ("ko", "zh-Hans", "ja")} == {("year", "month", "day")}
    assert {orders[tag] for tag in ("en", "vi", "ar")} == {("day", "month", "year")}


def test_an_instant_is_told_on_the_offices_wall() -> None:
    with speaking("en"):
        assert format_instant(1_767_193_199) == "2025-12-31 23:59 Korean Standard Time"
        assert format_instant(1_767_193_199, zone="UTC").startswith("2025-12-31 14:59 ")
