"""Date texts that are refused: where, and what would be accepted there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.rules.dates import read_date


@pytest.mark.parametrize(
    ("text", "position", "accepted"),
    [
        ("", 1, "YYYY"),
        (" 2015", 1, "YYYY"),
        ("2015 ", 5, "-, ?, ~, %, /"),
        ("spring 2015", 1, "YYYY"),
        ("02/03/2015", 1, "YYYY"),
        ("2015-13", 6, "01-12, 21-24, XX"),
        ("2015-00", 6, "01-12, 21-24, XX"),
        ("2015-3", 6, "01-12, 21-24, XX"),
        ("2015-21-01", 6, "01-12, XX"),
        ("2015-02-29", 9, "01-28, XX"),
        ("2012-02-30", 9, "01-29, XX"),
        ("2015-04-31", 9, "01-30, XX"),
        ("2015-03-00", 9, "01-31, XX"),
        ("2015-03-", 9, "01-31, XX"),
        ("2015-03-02x", 11, "?, ~, %, /"),
        ("2015-03-02T25:00:00", 11, "?, ~, %, /"),
        ("2015-03-02?x", 12, "/"),
        ("20150302", 5, "-, ?, ~, %, /"),
        ("2015-05/2015-04", 9, ">= 2015-05"),
        ("2015/2016/2017", 10, "-, ?, ~, %, /"),
        ("../..", 3, "YYYY"),
        ("/", 1, "YYYY"),
        ("Y2015", 1, "YYYY"),
        ("-Y20150", 1, "YYYY"),
        ("２０１５", 1, "YYYY"),
        ("٢٠١٥", 1, "YYYY"),
        ("2015-0٣", 6, "01-12"),
        ("9" * 70, 65, "<= 64 characters"),
    ],
)
def test_malformed_text_is_refused_with_position_and_what_would_do(text: str, position: int, accepted: str):
    with pytest.raises(NotValid) as refused:
        read_date(text)
    assert refused.value.reason == "date_malformed"
    assert refused.value.facts["position"] == position
    assert str(refused.value.facts["accepted"]).startswith(accepted)


@pytest.mark.parametrize(
    "text", ["2015-3X", "2015?-03-02", "[2015,2016]", "{2015..2016}", "2015-34", "XXXX", "2015-XX-02", "2015-03-1X"]
)
def test_level_two_is_refused_as_level_two(text: str):
    with pytest.raises(NotValid) as refused:
        read_date(text)
    assert refused.value.reason == "date_level_2"


@given(st.text(alphabet="0123456789-X?~%/.TYES[]{},: ", max_size=24))
def test_no_text_breaks_the_reading(text: str):
    try:
        read = read_date(text)
    except NotValid as refused:
        assert refused.reason in ("date_malformed", "date_level_2")  # noqa: PT017 -- either outcome is right
        assert 1 <= int(str(refused.facts["position"])) <= len(text) + 1  # noqa: PT017
    else:
        assert all(first <= last for first, last in read.spans)
        assert list(read.spans) == sorted(read.spans)
