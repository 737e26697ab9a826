"""Answers remembered for records judged alike are the answers those records get: each trip anew, and one after another."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.model.disclosure import DisclosedProject, Registry
from claims.rules import findings
from claims.rules.matching import Record, judge_trip
from tests.rules.ministry import REGISTRY
from tests.rules.oracle_facts import PORTS
from tests.rules.random_cases import a_record, a_window


@given(seed=st.integers(0, 2**63 - 1))
def test_what_is_remembered_changes_no_answer(seed: int):
    pick = random.Random(seed)
    project = DisclosedProject("P", {}, {}, (), tuple(a_window(pick, n, more=True) for n in range(4)))
    one_registry = Registry((project,), PORTS)
    for _ in range(8):
        record = a_record(pick, more=True)
        try:
            anew = judge_trip(record, Registry((project,), PORTS))
        except NotValid:
            continue
        assert judge_trip(record, one_registry) == anew
        assert judge_trip(record, one_registry) == anew


def test_what_stands_in_the_columns_is_each_records_own():
    first, second = (
        judge_trip(Record(name, passport=passport, entered=day, born=born, port_in=port), REGISTRY).findings
        for name, passport, day, born, port in (
            ("a", "VNM", "2015-03-02", "1980-01-01", "ICN"),
            ("b", "vnm", "2016-07-08", "1990", "PUS"),
        )
    )
    for one, other in zip(first, second, strict=True):
        assert (one.record, other.record) == ("a", "b")
        assert dict(other.inputs)["passport"] == "vnm"
        assert {criterion.given for criterion in other.criteria} <= {None, "VNM", "2016-07-08", "1990"}


def test_it_forgets_before_it_grows_too_large(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(findings, "MOST_REMEMBERED", 3)
    days = [f"20{year:02}-03-02" for year in range(5, 25)]
    several = [
        judge_trip(Record("r", passport="VNM", entered=day, capacity=capacity), REGISTRY)
        for day in days
        for capacity in ("crew", "sofa")
    ]
    again = [
        judge_trip(Record("r", passport="VNM", entered=day, capacity=capacity), REGISTRY)
        for day in days
        for capacity in ("crew", "sofa")
    ]
    assert several == again
