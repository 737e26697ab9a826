"""The smallest sets of facts that settle: names of facts, never values.

Numbers in comments are the rules of docs/matching.md.
"""

import pytest

from claims.rules.settling import smallest_sets
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
