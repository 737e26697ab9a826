"""What `claims match` says: each refusal of the kernel has words, and a silent window is named once."""

import pytest

from claims.cli.match_words import refusal_said, silence_said
from claims.errors import NotValid
from claims.rules.matching import Record
from claims.rules.records import read_trip
from claims.rules.windows import silent_windows
from tests.rules.ministry import REGISTRY


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"record": " "}, "record: is blank; give each trip a number of your own"),
        ({"passport": "ABC"}, "passport: 'ABC' is not a passport code; write three letters such as KOR or VNM"),
        ({"channel_in": "door"}, "channel_in: 'door' is not one of: desk, gate, other"),
        ({"entered": "2015-3"}, "entered: '2015-3' is not a date; at character 6 expected"),
        ({"exited": "{2015}"}, "exited: '{2015}' is EDTF level 2; only levels 0 and 1 are read"),
        (
            {"born": "2016", "entered": "2015"},
            "born and entered contradict each other: born 2016, entered 2015",
        ),
    ],
)
def test_each_refusal_has_words(facts: dict, said: str):
    with pytest.raises(NotValid) as refused:
        read_trip(Record(**{"record": "r"} | facts))
    assert refusal_said(refused.value).startswith(said)


def test_a_silent_window_is_named_once_with_the_records_that_would_speak():
    silent = silent_windows(REGISTRY)
    lines = silence_said(silent, records="border-KOR")
    assert len(lines) == len({window.records for window in silent})
    for window in silent:
        (line,) = [line for line in lines if line.endswith(f": look at {window.records} records")]
        assert line.count(window.id) >= 1
