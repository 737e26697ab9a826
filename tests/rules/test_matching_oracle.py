"""The kernel against a brute-force second opinion (tests/rules/oracle.py): result, strength, segments, flags, what settles.

Two thousand random cases at each run, and as many as CLAIMS_DEEP_CASES says (a million) under `-m deep`.
"""

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import NotValid
from claims.model.disclosure import (
    CollectionWindow,
    Condition,
    DisclosedProject,
    Exclusion,
    FlagRule,
    NoteRule,
    Population,
    Registry,
    Segment,
    StrengthRule,
)
from claims.model.vocabulary import Result, Strength
from claims.rules.matching import Record, judge_trip
from tests.rules.oracle import BIRTHS, TEXTS, Opinion, choices, ends, opinions, project_result, told

DEEP_CASES = int(os.environ.get("CLAIMS_DEEP_CASES", "1000000"))

EDGES = ["..", "2012-02", "2012-03", "2012-02-20", "2012-02-28", "2012-02-29", "2012-03-01", "2012-03-10"]
STARTS, ENDS = [e for e in EDGES if e != "2012-03-10"], [e for e in EDGES if e != "2012-02-20"]
DAYS = [f"2012-{day}" for day in ("02-15", "02-22", "02-28", "02-29", "03-01", "03-02", "03-08", "03-15")]
POPULATIONS = [Population(passport=("KOR",)), Population(passport_not=("KOR",)), Population()]
FLAGS = [
    FlagRule("under_17", age_below=17),
    FlagRule("under_18", age_below=18),
    FlagRule("gate_dispute", Condition("channel", ("desk", "other"))),
    FlagRule("crew", Condition("capacity", ("crew",))),
]
EXCLUSIONS = [
    Exclusion(Condition("capacity", ("transit",)), Result.OUTSIDE, "no_inspection"),
    Exclusion(Condition("capacity", ("refused_entry",)), Result.CANNOT_TELL, "refused_entry"),
]
NOTE = NoteRule("also_korean", Condition("holds_korean", ("yes",)))


def some(pick: random.Random, items: list, most: int) -> tuple:
    return tuple(item for item in items if pick.random() < most / len(items))


def a_segment(pick: random.Random, name: str) -> Segment:
    begins, ends = sorted(pick.sample(DAYS, 2))
    stronger = (
        StrengthRule(Condition("channel", ("gate",)), Strength.STRONG),
        StrengthRule(Condition("channel", ("blank",)), Strength.MEDIUM),
        StrengthRule(Condition("registered", ("yes",)), Strength.MEDIUM),
    )
    return Segment(
        name,
        begins,
        ends,
        pick.choice(list(Strength)),
        some(pick, list(stronger), 1),
        pick.choice([None, None, 17, 18]),
    )


def a_window(pick: random.Random, number: int) -> CollectionWindow:
    group = pick.randrange(3)
    begins, ends = pick.choice(STARTS), pick.choice(ENDS)
    if begins != ".." and ends != ".." and begins > ends + "-99":
        begins = ".."
    return CollectionWindow(
        id=f"W{number}",
        role="collection",
        group=f"G{group}",
        status=pick.choice(["official", "court", "press", "disputed"]),
        event=pick.choice(["entry", "exit", "entry_or_exit"]),
        from_=begins,
        to=ends,
        population=POPULATIONS[group],
        segments=tuple(a_segment(pick, f"S{n}") for n in range(pick.randrange(4))),
        flags=some(pick, FLAGS, 2),
        notes=(NOTE,) if pick.random() < 0.3 else (),
        exclusions=tuple(EXCLUSIONS) if pick.random() < 0.7 else (),
    )


def a_record(pick: random.Random) -> Record:
    dates = [None, "none", *TEXTS]
    return Record(
        record="r",
        passport=pick.choice([None, "KOR", "VNM", "XXA"]),
        entered=pick.choice([None, "none", pick.choice(dates), pick.choice(dates)]),
        exited=pick.choice([None, "none", pick.choice(dates), pick.choice(dates)]),
        channel_in=pick.choice([None, "desk", "gate", "other"]),
        channel_out=pick.choice([None, "desk", "gate", "other"]),
        born=pick.choice([None, *BIRTHS]),
        capacity=pick.choice([None, "ordinary", "ordinary", "crew", "transit", "refused_entry"]),
        registered=pick.choice([None, "yes", "no"]),
        holds_korean=pick.choice([None, "yes", "no"]),
    )


def a_small_record(pick: random.Random) -> Record:
    """A record with no more readings than one can wait for; now and then one with very many."""
    most = pick.choice([60, 60, 60, 60, 60, 300, 300, 300, 3000])
    while True:
        record = a_record(pick)
        births = len(ends(BIRTHS[record.born])) if record.born else 1
        if len(told(record.entered)) * len(told(record.exited)) * births <= most:
            return record


def check(seed: int) -> None:
    """One random registry and one random record, judged by both."""
    pick = random.Random(seed)
    windows = [a_window(pick, number) for number in range(pick.randrange(1, 5))]
    record = a_small_record(pick)
    registry = Registry((DisclosedProject("P", {}, {}, (), tuple(windows)),))
    if not choices(record):
        with pytest.raises(NotValid) as refused:
            judge_trip(record, registry)
        assert refused.value.reason == "contradiction"
        return
    judged = judge_trip(record, registry)
    seen = {
        finding.window: Opinion(
            finding.result.value,
            finding.strength.value if finding.strength else None,
            frozenset(finding.segments),
            frozenset(finding.flags),
            frozenset(finding.notes),
            frozenset(frozenset(facts) for facts in finding.settled_by),
        )
        for finding in judged.findings
    }
    assert seen == opinions(record, windows), (seed, record, windows)
    (trip,) = judged.results
    result = "inside" if trip.result is Result.INSIDE_FLAGGED else trip.result.value
    assert result == project_result(record, windows), (seed, record, windows)


@settings(max_examples=2000, deadline=None, database=None)
@given(seed=st.integers(0, 2**63 - 1))
def test_the_kernel_and_the_second_opinion_agree(seed: int):
    check(seed)


@pytest.mark.deep
def test_the_kernel_and_the_second_opinion_agree_at_length():
    first = int(os.environ.get("CLAIMS_DEEP_FIRST", "0"))
    for seed in range(first, first + DEEP_CASES):
        check(seed)
