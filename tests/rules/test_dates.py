"""What a date text may mean, one row a sentence of docs/matching.md rules 5 to 10, and how it is refused."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.rules.dates import Widening, read_date

SAMPLES = Path(__file__).parents[2] / "../shared/data/edtf/loc-edtf-examples.json"


def spans(text: str) -> list[str]:
    """The possible days as text, first..last per span."""
    read = read_date(text)
    ends = [(date.fromordinal(first), date.fromordinal(last)) for first, last in read.spans]
    return [f"{first}..{last}" if first != last else str(first) for first, last in ends]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2015-03-02", ["2015-03-02"]),
        ("2015-03-02T23:59:59+09:00", ["2015-03-02"]),
        ("2015-03", ["2015-03-01..2015-03-31"]),
        ("2012-02", ["2012-02-01..2012-02-29"]),
        ("1900-02", ["1900-02-01..1900-02-28"]),
        ("2015", ["2015-01-01..2015-12-31"]),
        ("201X", ["2010-01-01..2019-12-31"]),
        ("20XX", ["2000-01-01..2099-12-31"]),
        ("2015-XX", ["2015-01-01..2015-12-31"]),
        ("2015-03-XX", ["2015-03-01..2015-03-31"]),
        ("2015-XX-XX", ["2015-01-01..2015-12-31"]),
        ("2019-1X-XX", ["2019-10-01..2019-12-31"]),
        ("2019-0X-XX", ["2019-01-01..2019-09-30"]),
        # Korea's seasons; winter is January, February or December of that same year.
        ("2010-21", ["2010-03-01..2010-05-31"]),
        ("2010-22", ["2010-06-01..2010-08-31"]),
        ("2010-23", ["2010-09-01..2010-11-30"]),
        ("2010-24", ["2010-01-01..2010-02-28", "2010-12-01..2010-12-31"]),
        ("2012-24", ["2012-01-01..2012-02-29", "2012-12-01..2012-12-31"]),
        # About: a day by 15 days, a month by one, a season by three months, a year by one, a decade by ten.
        ("2010-09-01~", ["2010-08-17..2010-09-16"]),
        ("2010-09-01%", ["2010-08-17..2010-09-16"]),
        ("2010-01~", ["2009-12-01..2010-02-28"]),
        ("2010-12~", ["2010-11-01..2011-01-31"]),
        ("2010-22~", ["2010-03-01..2010-11-30"]),
        ("2010-24~", ["2009-10-01..2010-05-31", "2010-09-01..2011-03-31"]),
        ("2010~", ["2009-01-01..2011-12-31"]),
        ("2010-XX~", ["2009-01-01..2011-12-31"]),
        ("2019-1X-XX~", ["2019-09-01..2020-01-31"]),
        ("201X~", ["2000-01-01..2029-12-31"]),
        ("20XX~", ["1900-01-01..2199-12-31"]),
        # As given, only flagged.
        ("2010?", ["2010-01-01..2010-12-31"]),
        # One day within an interval; each end widens alone.
        ("2015-03-30/2015-04-02", ["2015-03-30..2015-04-02"]),
        ("2015-03/2015-05", ["2015-03-01..2015-05-31"]),
        ("2015~/2016-02", ["2014-01-01..2016-02-29"]),
        ("2015-24/2016-24", ["2015-01-01..2016-12-31"]),
        ("2015-03-02/2015-03-02", ["2015-03-02"]),
    ],
)
def test_a_date_may_mean_these_days(text: str, days: list[str]):
    assert spans(text) == days


@pytest.mark.parametrize(
    ("text", "precision", "level"),
    [
        ("2015-03-02", "day", 0),
        ("2015-03", "month", 0),
        ("2015", "year", 0),
        ("2015/2016", "interval", 0),
        ("2015-21", "season", 1),
        ("201X", "decade", 1),
        ("20XX", "century", 1),
        ("2015-03-XX", "month", 1),
        ("2015-XX-XX", "year", 1),
        ("2015-03-02?", "day", 1),
        ("2015/..", "interval", 1),
        ("2015-21/2016", "interval", 1),
        ("-0044", "year", 1),
        ("Y12345", "year", 1),
    ],
)
def test_precision_and_level(text: str, precision: str, level: int):
    read = read_date(text)
    assert (read.precision, read.level) == (precision, level)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2015", False, False),
        ("2015?", True, False),
        ("2015~", False, True),
        ("2015%", True, True),
        ("2015?/2016", True, False),
        ("2015/2016~", False, True),
    ],
)
def test_question_mark_is_uncertain_and_tilde_approximate(text: str, uncertain: bool, approximate: bool):
    read = read_date(text)
    assert (read.uncertain, read.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "starts", "ends"),
    [
        ("2015/..", "2015-01-01", "", "known", "open"),
        ("2015/", "2015-01-01", "", "known", "unknown"),
        ("../2015", "", "2015-12-31", "open", "known"),
        ("/2015", "", "2015-12-31", "unknown", "known"),
    ],
)
def test_an_open_end_is_not_an_unknown_one(text: str, earliest: str, latest: str, starts: str, ends: str):
    read = read_date(text)
    assert (read.earliest_text, read.latest_text, read.starts, read.ends) == (earliest, latest, starts, ends)
    assert (read.earliest is None, read.latest is None) == (earliest == "", latest == "")


def test_may_be_and_exact():
    winter = read_date("2010-24")
    assert winter.may_be(date(2010, 12, 1).toordinal())
    assert not winter.may_be(date(2011, 1, 1).toordinal())
    assert not winter.exact
    assert read_date("2015-03-02").exact


def test_the_widening_is_data():
    read = read_date("2015-03-02~", Widening(days=2))
    assert (read.earliest_text, read.latest_text) == ("2015-02-28", "2015-03-04")


@pytest.mark.skipif(not SAMPLES.exists(), reason="the Library of Congress examples are not on this machine")
def test_the_library_of_congress_examples():
    samples = json.loads(SAMPLES.read_text("utf-8"))
    assert len(samples["examples"]) > 60
    for example in samples["examples"]:
        level = example.get("our_level", example["level"])
        if level < 2:
            assert read_date(example["edtf"]).level == level, example
            continue
        with pytest.raises(NotValid) as refused:
            read_date(example["edtf"])
        assert refused.value.reason == "date_level_2", example
    for example in samples["invalid"]:
        with pytest.raises(NotValid) as refused:
            read_date(example["edtf"])
        assert refused.value.reason == "date_malformed", example


@given(st.dates(), st.integers(0, 400))
def test_any_two_days_make_an_interval_of_just_the_days_between(first: date, more: int):
    last = min(first, date.max - timedelta(more)) + timedelta(more)
    first = last - timedelta(more)
    read = read_date(f"{first.isoformat()}/{last.isoformat()}")
    assert read.spans == ((first.toordinal(), last.toordinal()),)
