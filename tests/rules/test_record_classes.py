"""Classes of records: records of one class have one answer, refused ones have class 0, and classes are few."""

import os
import random
from collections.abc import Callable

import numpy as np
import pytest

from claims.model.disclosure import KOREAN_BORDER
from claims.rules.class_judging import ClassJudging
from claims.rules.matching import Record
from claims.rules.record_classes import REFUSED, RecordClasses
from claims.rules.records import Trip, read_trip
from tests.rules.class_cases import Parts, a_registry, answer, answers, columns, records
from tests.rules.ministry import REGISTRY as MINISTRY


def reads(record: Record) -> Callable[[], Trip]:
    return lambda: read_trip(record)


def check(seed: int, *, rows: int = 150) -> None:
    """One random registry, many random records: all of a class are answered alike, and by the class as by the kernel."""
    pick = random.Random(seed)
    more = pick.random() < 0.5
    registry = a_registry(pick, more=more)
    judging, parts = ClassJudging(registry, records=KOREAN_BORDER), Parts([])
    given = records(pick, rows, more=more)
    half = len(given) // 2
    classes = RecordClasses(judging)
    found = [classes.ids(columns(some), rows=len(some), first_of=parts.take) for some in (given[:half], given[half:])]
    for record, number in zip(given, np.concatenate(found).tolist(), strict=True):
        wanted = answers(record, registry)
        assert (wanted is None) == (number == REFUSED), (seed, record)
        if wanted is None:
            continue
        of = parts.found[number - 1]
        every = judging.all_findings(of, reads(record))
        assert tuple(answer(one) for one in every) == wanted, (seed, record)
        near = {one.window: answer(one) for one in judging.ordered(judging.near_findings(of, reads(record)))}
        for finding in wanted:
            assert near.get(finding.window, finding) == finding, (seed, record)
            assert finding.window in near or finding.result == "outside", (seed, record)


@pytest.mark.parametrize("block", range(10))
def test_records_of_a_class_have_one_answer(block: int):
    for seed in range(block * 8, block * 8 + 8):
        check(seed)


def test_a_blank_birth_date_is_bounded_by_any_day_of_travel_where_an_age_decides():
    check(1015, rows=500)


@pytest.mark.deep
def test_records_of_a_class_have_one_answer_at_length():
    for seed in range(1_000, 1_000 + int(os.environ.get("CLAIMS_DEEP_CASES", "1000000")) // 500):
        check(seed, rows=500)


def test_days_between_the_same_edges_are_one_class_and_across_an_edge_two():
    classes = RecordClasses(ClassJudging(MINISTRY, records=KOREAN_BORDER))
    days = ["2010-08-22", "2010-08-23", "2010-08-30", "2015-03-02", "2016-07-07", "2021-10-20", "2021-10-21"]
    given = [Record(f"r{n}", passport="VNM", entered=day) for n, day in enumerate(days)]
    found = classes.ids(columns(given), rows=len(given)).tolist()
    assert found[1] == found[2]
    assert found[3] == found[4]
    assert len(set(found)) == 5


def test_whoever_was_of_age_is_one_class_whatever_the_birthday():
    classes = RecordClasses(ClassJudging(MINISTRY, records=KOREAN_BORDER))
    births = ["1950-01-01", "1980-02-29", "1998-03-02", "1998-03-03"]
    given = [Record(f"r{n}", passport="VNM", entered="2015-03-02", born=born) for n, born in enumerate(births)]
    found = classes.ids(columns(given), rows=len(given)).tolist()
    assert found[0] == found[1] == found[2] != found[3]


def test_what_no_window_looks_at_makes_no_class():
    classes = RecordClasses(ClassJudging(MINISTRY, records=KOREAN_BORDER))
    trip = {"passport": "VNM", "entered": "2015-03-02", "exited": "2015-03-09"}
    given = [
        Record("a", **trip),
        Record("b", **trip, port_in="ICN", gate_registered="yes"),
        Record("c", **trip, channel_in="gate"),
        Record("d", **trip | {"exited": "2019-01-01", "passport": "USA"}),
    ]
    assert len(set(classes.ids(columns(given), rows=len(given)).tolist())) == 1
    refused = classes.ids(columns([Record("e", **trip, gate_registered="maybe")]), rows=1)
    assert refused.tolist() == [REFUSED]
