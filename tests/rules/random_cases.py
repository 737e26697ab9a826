"""Random registries and records for holding the kernel against the second opinion: plain ones, and ones that ask more."""

import random

from claims.model.disclosure import (
    AgeRule,
    Asked,
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
    Weight,
)
from claims.model.vocabulary import Result, Strength
from claims.rules.matching import Record
from tests.rules.oracle_dates import BIRTHS, TEXTS, UNKNOWN_BIRTHS, ends, told
from tests.rules.oracle_facts import PORTS, answers, could_tell

EDGES = ["..", "2012-02", "2012-03", "2012-02-20", "2012-02-28", "2012-02-29", "2012-03-01", "2012-03-10"]
STARTS, ENDS = [e for e in EDGES if e != "2012-03-10"], [e for e in EDGES if e != "2012-02-20"]
DAYS = [f"2012-{day}" for day in ("02-15", "02-22", "02-28", "02-29", "03-01", "03-02", "03-08", "03-15")]
POPULATIONS = [Population(passport=("KOR",)), Population(passport_not=("KOR",)), Population()]
FLAGS = [
    FlagRule("under_17", age_below=17),
    FlagRule("under_18", age_below=18),
    FlagRule("gate_dispute", Condition("channel", ("desk", "other"))),
    FlagRule("crew", Condition("capacity", ("crew",))),
    FlagRule("by_sea", Condition("mode", ("sea",))),
]
EXCLUSIONS = [
    Exclusion(Condition("capacity", ("transit",)), Result.OUTSIDE, "no_inspection"),
    Exclusion(Condition("capacity", ("refused_entry",)), Result.CANNOT_TELL, "refused_entry"),
]
NOTE = NoteRule("also_korean", Condition("holds_korean", ("yes",)))
REQUIRED = [
    Condition("port", ("AAA",)),
    Condition("port", ("AAA", "BBB", "XYZ")),
    Condition("city", ("Alpha",)),
    Condition("city", ("Gamma", "Omega")),
    Condition("country", ("KOR",)),
    Condition("mode", ("sea", "land")),
    Condition("mode", ("sea", "blank")),
    Condition("channel", ("gate",)),
    Condition("channel", ("desk", "other")),
    Condition("capacity", ("ordinary", "crew")),
    Condition("capacity", ("crew",)),
    Condition("registered", ("yes",)),
]
AGES = [
    AgeRule(at_least=17),
    AgeRule(below=17),
    AgeRule(below=18),
    AgeRule(at_least=17, below=18),
    AgeRule("2012-03-05", at_least=17),
    AgeRule("2012-03-05", below=17),
    AgeRule("2012-02-29", below=18),
]
ASKED = [
    Asked("list_a", "list"),
    Asked("list_a", "list", "no"),
    Asked("notice_b", "notice"),
    Asked("office_c", "status", "no"),
]


MOST_READINGS = 20_000
"""Readings of one window and record, above which nobody waits for the second opinion."""


def some(pick: random.Random, items: list, most: int) -> tuple:
    return tuple(item for item in items if pick.random() < most / len(items))


def a_segment(pick: random.Random, name: str) -> Segment:
    begins, ends_ = sorted(pick.sample(DAYS, 2))
    stronger = (
        StrengthRule(Condition("channel", ("gate",)), Strength.STRONG),
        StrengthRule(Condition("channel", ("blank",)), Strength.MEDIUM),
        StrengthRule(Condition("registered", ("yes",)), Strength.MEDIUM),
    )
    return Segment(
        name,
        begins,
        ends_,
        pick.choice(list(Strength)),
        some(pick, list(stronger), 1),
        pick.choice([None, None, 17, 18]),
    )


def a_window(pick: random.Random, number: int, *, more: bool = False) -> CollectionWindow:
    """A window with edges in the two months; `more`: it may ask for more than a document and days."""
    group = pick.randrange(3)
    begins, ends_ = pick.choice(STARTS), pick.choice(ENDS)
    if begins != ".." and ends_ != ".." and begins > ends_ + "-99":
        begins = ".."
    asks = what_it_asks(pick, closed=".." not in (begins, ends_)) if more else {}
    return CollectionWindow(
        id=f"W{number}",
        role="collection",
        group=f"G{group}",
        status=pick.choice(["official", "court", "press", "disputed"]),
        from_=begins,
        to=ends_,
        population=POPULATIONS[group],
        segments=tuple(a_segment(pick, f"S{n}") for n in range(pick.randrange(4))),
        flags=some(pick, FLAGS, 2),
        notes=(NOTE,) if pick.random() < 0.3 else (),
        exclusions=tuple(EXCLUSIONS) if pick.random() < (0.2 if more else 0.7) else (),
        **{"event": pick.choice(["entry", "exit", "entry_or_exit"]), **asks},
    )


def what_it_asks(pick: random.Random, *, closed: bool) -> dict:
    """Stays, required facts, ages, things asked, weights: each now and then."""
    asks: dict = {}
    if pick.random() < 0.3:
        asks |= {"event": "stay", "min_days": pick.choice([1, 1, 2, 3, 8, 20, 32])}
        if closed and pick.random() < 0.6:
            asks["weight"] = Weight("months")
    elif pick.random() < 0.1:
        asks["weight"] = Weight("shares", pick.randrange(1, 11))
    if pick.random() < 0.35:
        asks["requires"] = tuple(pick.sample(REQUIRED, pick.choice([1, 1, 2])))
    if pick.random() < 0.35:
        asks["ages"] = tuple(pick.sample(AGES, pick.choice([1, 1, 1, 2])))
    if pick.random() < 0.15:
        asks["asked"] = tuple(pick.sample(ASKED, pick.choice([1, 1, 2])))
    return asks


def a_record(pick: random.Random, *, more: bool = False) -> Record:
    """A record; where windows ask more, one that days alone rule out less often."""
    dates = [None, "none", *TEXTS]
    seldom = [pick.choice(dates) for _ in range(4 if more else 0)]
    ports = [None, *(port.code for port in PORTS), "XYZ", "other"]
    return Record(
        record="r",
        passport=pick.choice([None, "KOR", "VNM", "XXA"]),
        entered=pick.choice([None, "none", pick.choice(dates), pick.choice(dates), *seldom]),
        exited=pick.choice([None, "none", pick.choice(dates), pick.choice(dates), *seldom]),
        port_in=pick.choice(ports),
        port_out=pick.choice(ports),
        channel_in=pick.choice([None, "desk", "gate", "other"]),
        channel_out=pick.choice([None, "desk", "gate", "other"]),
        born=pick.choice([None, *BIRTHS]),
        capacity=pick.choice([None, "ordinary", "ordinary", "crew", "transit", "refused_entry"]),
        registered=pick.choice([None, "yes", "no"]),
        holds_korean=pick.choice([None, "yes", "no"]),
    )


def a_small_record(pick: random.Random, *, windows: list[CollectionWindow], more: bool) -> Record:
    """A record with no more readings than one can wait for; now and then one with very many.

    Where a stay may lie in a range without beginning or end, one of its days is exact, and both where there are two such
    ranges: of days outside the two months the second opinion takes the ends alone.
    """
    ages_asked = any(window.ages for window in windows)
    endless_stays = sum(window.event == "stay" and ".." in (window.from_, window.to) for window in windows)
    most = pick.choice([60, 60, 60, 60, 60, 300, 300, 300, 3000])
    while True:
        record = a_record(pick, more=more)
        births = len(ends(BIRTHS[record.born])) if record.born else len(UNKNOWN_BIRTHS) if ages_asked else 1
        entries, exits = len(told(record.entered)), len(told(record.exited))
        if entries * exits * births > most or min(endless_stays, 2) + (entries > 1) + (exits > 1) > 2:
            continue
        ways = max(len(could_tell(record, window)) * len(answers(window)) for window in windows)
        if entries * exits * births * ways <= MOST_READINGS:
            return record


def a_case(pick: random.Random, *, more: bool) -> tuple[Registry, list[CollectionWindow], Record]:
    """A registry of one project, its windows, and a record."""
    windows = [a_window(pick, number, more=more and pick.random() < 0.8) for number in range(pick.randrange(1, 5))]
    record = a_small_record(pick, windows=windows, more=more)
    return Registry((DisclosedProject("P", {}, {}, (), tuple(windows)),), PORTS), windows, record
