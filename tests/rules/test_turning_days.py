"""Turning days stand for all days: whatever combination is possible at all is possible on some of them."""

from functools import partial
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from claims.rules.by_birthday import bounds_by_age
from claims.rules.days import day_number, youngest_of_age
from claims.rules.turning_days import turning_days

START = day_number(2015, 2, 20)
BORN = day_number(1998, 2, 20)
span = st.tuples(st.integers(0, 20), st.integers(0, 12)).map(lambda one: (one[0], one[0] + one[1]))


@given(entry=span, birth=span, cut=st.integers(0, 30))
def test_pairs_of_a_day_and_a_birthday(entry: tuple[int, int], birth: tuple[int, int], cut: int):
    """Whether seventeen is reached and a cut is passed, for all pairs of a month's days, is seen on the turning ones."""
    spans = {
        "entered": ((START + entry[0], START + entry[1]),),
        "born": ((BORN + birth[0], BORN + birth[1]),),
    }
    days = turning_days(spans, starts={"entered": {START + cut}}, bounds=bounds_by_age("entered", (17,)), steps=2)

    def seen(entries: list[int], births: list[int]) -> set[tuple[bool, bool]]:
        return {(born <= youngest_of_age(day, age=17), day >= START + cut) for day, born in product(entries, births)}

    every = {name: list(range(first, last + 1)) for name, ((first, last),) in spans.items()}
    assert set(days["entered"]) <= set(every["entered"])
    assert seen(days["entered"], days["born"]) == seen(every["entered"], every["born"])
    # What each birthday leaves open, on all days, is left open by one of those that were kept.
    assert left_open(days["entered"], days["born"], seen) == left_open(every["entered"], every["born"], seen)


def left_open(entries: list[int], births: list[int], seen) -> bool:
    return any(len({reached for reached, _ in seen(entries, [born])}) > 1 for born in births)


def test_a_bound_leads_from_date_to_date_and_never_out_of_the_possible_days():
    spans = {"entered": ((1, 5),), "exited": ((3, 4), (8, 20))}
    days = turning_days(
        spans,
        starts={"entered": {2, 9}, "exited": {10}},
        bounds=[("entered", "exited", partial(_later, by=3)), ("exited", "entered", partial(_later, by=-7))],
        steps=1,
    )
    assert days == {"entered": [1, 2, 3], "exited": [3, 4, 8, 10]}


def _later(day: int, *, by: int) -> int:
    return day + by
