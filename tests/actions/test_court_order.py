"""Two rows of numbers become one: shared exhibits and claimants' own stand where their numbers stand, never whole in memory unless they must."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pytest

from claims.actions.court_order import by_number

Numbers = Sequence[tuple[str, int]]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([("", 1), ("", 2)], [("", 3), ("", 4)]),  # shared exhibits first, as when everything is new
        ([("", 6), ("", 1)], [("", 2), ("", 4), ("", 5)]),  # one shared exhibit came late
        ([("", 1)], [("가", 1), ("나", 1), ("가", 2)]),  # letters mix the order of the parties
        ([], [("", 152), ("", 101)]),  # a late piece of an early claimant, and nothing shared any more
        ([("", 1)], []),
    ],
)
def test_everything_stands_by_its_number(mine: Numbers, theirs: Numbers) -> None:
    assert list(by_number(mine, lambda: theirs, place=lambda one: one)) == sorted([*mine, *theirs])


def test_rising_numbers_are_never_all_held() -> None:
    """A matter may have a hundred thousand claimants: what is asked for is taken, no more."""
    walks: list[list[int]] = []

    def theirs() -> Iterator[int]:
        walks.append([])
        for number in range(2, 1000):
            walks[-1].append(number)
            yield number

    first = list(islice(by_number([1, 500], theirs, place=lambda one: one), 3))

    assert first == [1, 2, 3]
    assert len(walks[-1]) < 10
