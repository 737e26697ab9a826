"""The order of exhibits over everybody: what all share and what is a claimant's own, as their numbers go, however many they are.

A shared exhibit that came when claimants were numbered already has a number after theirs, and stands there; so does a late piece of
an early claimant. This is where two rows of numbers become one.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain, pairwise
from typing import Any, TypeVar

Numbered = TypeVar("Numbered")


def by_number(
    mine: Sequence[Numbered],
    theirs: Callable[[], Iterable[Numbered]],
    *,
    place: Callable[[Numbered], Any],
) -> Iterator[Numbered]:
    """Everything by `place`. `theirs` is asked twice and, where it rises already, never whole in memory: a matter may hold a hundred
    thousand claimants. Where it does not (letters, late pieces), all of it is sorted.
    """
    if all(first <= then for first, then in pairwise(map(place, theirs()))):
        return merge(sorted(mine, key=place), theirs(), key=place)
    return iter(sorted(chain(mine, theirs()), key=place))
