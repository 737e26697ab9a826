"""The smallest sets of facts that settle: names of facts, never values.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.rules.settling import NOTHING, Around, Side, both, either, sets_around, smallest_sets, together
from tests.rules.ministry import CANNOT_TELL, FN, finding, foreigner


@pytest.mark.parametrize(
    ("facts", "settled_by"),
    [
        (foreigner("2010"), (("entered",),)),
        (foreigner(None, "2014-07-19"), (("entered",),)),
        ({"entered": "2010"}, (("passport", "entered"),)),
        ({"entered": "2015"}, (("passport",),)),
        # 29: a lawyer must decide; no fact of the traveller's settles it.
        (foreigner("2015", capacity="refused_entry"), ()),
        ({"entered": "2015", "capacity": "refused_entry"}, ()),
    ],
    ids=str,
)
def test_the_smallest_sets_that_settle(facts: dict, settled_by: tuple):
    found = finding(FN, **facts)
    assert (found.result, found.settled_by) == (CANNOT_TELL, settled_by)


def test_all_sets_of_the_smallest_size_are_named():
    """Either fact alone settles: where a is 1 or b is 1 nothing else matters, and both can only be so together."""
    together = {(0, 0): frozenset({0}), (1, 1): frozenset({2})}
    assert smallest_sets(("a", "b"), together) == (("a",), ("b",))
    either = {(a, b): frozenset({2 if a or b else 0}) for a in (0, 1) for b in (0, 1)}
    assert smallest_sets(("a", "b"), either) == (("a", "b"),)


def test_what_no_fact_can_settle_names_none():
    assert smallest_sets(("a",), {(0,): frozenset({1}), (1,): frozenset({1})}) == ()
    assert smallest_sets(("a",), {(0,): frozenset({0, 2})}) == ()
    assert smallest_sets(("a",), {(0,): frozenset({0, 2}), (1,): frozenset({2})}) == ()


def test_facts_that_hang_together_by_one_in_the_middle():
    """Entry and exit by the birth date: two birthdays, of which one makes the entry count and the other the exit."""
    entry = Side(("entered",), {(0,): (0b10, 0, 0b01)})
    leaving = Side(("exited",), {(0,): (0b01, 0, 0b10)})
    assert sets_around(Around("born", 2, (entry, leaving), either)) == NOTHING
    assert sets_around(Around("born", 2, (entry,), either)) == (("born",),)
    late = Side(("exited",), {(0,): (0b01, 0, 0b10), (1,): (0b11, 0, 0)})
    assert sets_around(Around("born", 2, (entry, late), either)) == (("exited", "born"),)
    assert sets_around(Around("born", 2, (entry, leaving), both)) == NOTHING
    assert sets_around(Around("born", 2, (entry, late), both)) == NOTHING


def test_the_better_and_the_worse_of_two_sides():
    out, maybe, inside = (1, 0, 0), (0, 1, 0), (0, 0, 1)
    for one, other, better, worse in (
        (out, maybe, maybe, out),
        (maybe, inside, inside, maybe),
        (out, inside, inside, out),
        (maybe, maybe, maybe, maybe),
    ):
        assert either(one, other) == either(other, one) == better
        assert both(one, other) == both(other, one) == worse
    assert either((0b01, 0, 0b10), (0b01, 0b10, 0)) == (0b01, 0, 0b10)
    # With the first value only one side is possible, with the second only the other: there is no such reading.
    assert either((0, 0, 0b01), (0b10, 0, 0)) == both((0, 0, 0b01), (0b10, 0, 0)) == (0, 0, 0)


def test_gates_stand_in_every_set_in_order():
    sets = (("entered",), ("born",))
    assert together(sets, ["on_list", "passport", "port_in"]) == (
        ("passport", "entered", "port_in", "on_list"),
        ("passport", "born", "port_in", "on_list"),
    )
    assert together((), ["passport"]) == ()
