"""Records that are refused, each naming its column, and those that are only unusual."""

from dataclasses import dataclass

import pytest

from claims.errors import NotValid
from claims.rules.matching import Record, judge_record
from tests.rules.ministry import REGISTRY, foreigner


@dataclass(frozen=True)
class Refused:
    facts: dict
    reason: str
    column: str


@pytest.mark.parametrize(
    "case",
    [
        # 4: born after the trip; both facts are named.
        Refused(foreigner("2015-03-02", born="2016"), "contradiction", "entered"),
        Refused(foreigner("2015-03-02", born="2015-03-03"), "contradiction", "entered"),
        Refused(foreigner(None, "2015", born="2016-01-01"), "contradiction", "exited"),
        Refused(foreigner("2016", "2014", born="2015"), "contradiction", "exited"),
        Refused(foreigner("2015-13"), "date_malformed", "entered"),
        Refused(foreigner("2015", "[2015]"), "date_level_2", "exited"),
        Refused(foreigner("2015", born="soon"), "date_malformed", "born"),
        Refused({"passport": "KR"}, "passport_code", "passport"),
        Refused({"passport": "ZZZ"}, "passport_code", "passport"),
        Refused({"passport": "Korea"}, "passport_code", "passport"),
        Refused(foreigner("2015", channel_in="door"), "not_a_choice", "channel_in"),
        Refused(foreigner("2015", capacity="tourist"), "not_a_choice", "capacity"),
        Refused(foreigner("2015", registered="maybe"), "not_a_choice", "registered"),
    ],
    ids=str,
)
def test_refused_naming_the_column(case: Refused):
    with pytest.raises(NotValid) as refused:
        judge_record(Record("r", **case.facts), REGISTRY)
    assert (refused.value.reason, refused.value.facts["column"]) == (case.reason, case.column)


def test_a_contradiction_names_both_facts():
    with pytest.raises(NotValid) as refused:
        judge_record(Record("r", entered="2015-03-02", born="2016"), REGISTRY)
    facts = refused.value.facts
    assert (facts["first"], facts["second"], facts["born"], facts["given"]) == ("born", "entered", "2016", "2015-03-02")


@pytest.mark.parametrize("name", ["", "  "])
def test_a_record_needs_a_name(name: str):
    with pytest.raises(NotValid) as refused:
        judge_record(Record(name), REGISTRY)
    assert refused.value.reason == "record_blank"


@pytest.mark.parametrize(
    "facts", [foreigner("2015-03-02", "2015-02-10"), foreigner("2015", born="2015"), foreigner("none", "none")], ids=str
)
def test_unusual_but_no_contradiction(facts: dict):
    assert judge_record(Record("r", **facts), REGISTRY)
