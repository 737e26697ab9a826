"""Judging by classes met before answers as the kernel does, criterion by criterion, and keeps nobody's day or name."""

import random
from dataclasses import replace

import pytest

from claims.errors import NotValid
from claims.model.disclosure import KOREAN_BORDER
from claims.rules.claim_judging import MOST_KEPT, ClaimJudging, TripJudgement
from claims.rules.eligibility import trip_results
from claims.rules.findings import findings_of
from claims.rules.matching import Record, judge_trip
from claims.rules.records import read_trip
from claims.rules.windows import judged_windows
from tests.rules.class_cases import a_registry, records
from tests.rules.ministry import REGISTRY as MINISTRY


def by_the_kernel(record: Record, registry) -> TripJudgement | str:
    try:
        trip = read_trip(record)
    except NotValid as refusal:
        return refusal.reason
    findings = findings_of(trip, registry)
    return TripJudgement(findings, trip_results(trip, findings, judged_windows(registry)))


def by_class(record: Record, judging: ClaimJudging) -> TripJudgement | str:
    try:
        return judging.judge(record)
    except NotValid as refusal:
        return refusal.reason


@pytest.mark.parametrize("seed", range(16))
def test_it_answers_as_the_kernel(seed: int):
    pick = random.Random(seed)
    more = pick.random() < 0.5
    registry = a_registry(pick, more=more)
    judging = ClaimJudging(registry, records=KOREAN_BORDER)
    for record in records(pick, 120, more=more):
        assert by_class(record, judging) == by_the_kernel(record, registry), record


def test_what_was_given_is_each_trips_own():
    judging = ClaimJudging(MINISTRY, records=KOREAN_BORDER)
    first = Record(
        "one", passport="vnm", entered="2015-03-02", exited="2015-03-09", capacity="crew", registered="dont_know"
    )
    other = replace(first, record="two", passport="USA", entered="2016-07-07")
    for record in (first, other, first):
        assert judging.judge(record) == by_the_kernel(record, MINISTRY)
        assert judging.judge(record).findings == judge_trip(record, MINISTRY).findings


def test_a_young_travellers_trip_is_not_kept():
    judging = ClaimJudging(MINISTRY, records=KOREAN_BORDER)
    judging.judge(Record("one", passport="VNM", entered="2015-03-02", born="2001-01-01"))
    assert not judging._known
    judging.judge(Record("one", passport="VNM", entered="2015-03-02", born="1980-01-01"))
    assert len(judging._known) == 1


def test_it_forgets_before_it_grows_without_end(monkeypatch):
    judging = ClaimJudging(MINISTRY, records=KOREAN_BORDER)
    monkeypatch.setattr("claims.rules.claim_judging.MOST_KEPT", 2)
    for day in ("2005-01-01", "2010-08-24", "2011-01-01", "2011-08-01", "2015-01-01", "2022-01-01"):
        record = Record("one", passport="VNM", entered=day)
        assert judging.judge(record) == by_the_kernel(record, MINISTRY)
        assert len(judging._known) <= 2
    assert MOST_KEPT > 2
