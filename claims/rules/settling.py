"""What is missing: this is where the smallest sets of facts that would settle an open result are found.

A set settles when, however its facts turn out, nothing else unknown could still change the result. Only names of facts
come out, never the value that would win.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import combinations, product

Choices = tuple[int, ...]
Sets = tuple[tuple[str, ...], ...]
NOTHING: Sets = ((),)
"""The one set that settles what is settled already."""

Masks = tuple[int, int, int]
"""With which values of one fact, bit by bit, something is out, may be inside, is inside."""

_ORDER = ("passport", "entered", "exited", "born", "port_in", "port_out", "channel_in", "channel_out")


def smallest_sets(facts: tuple[str, ...], outcomes: dict[Choices, frozenset[int]]) -> Sets:
    """All sets of the fewest facts that settle; () where no fact of the traveller's can.

    `outcomes`: for each combination of choices, one number per fact in the same order, the statuses it can have.
    Example: outside by exit, entry blank (windows that count both): (("entered",),).
    """
    found = settling_sets(facts, outcomes)
    return () if found == NOTHING else found


def settling_sets(facts: tuple[str, ...], outcomes: dict[Choices, frozenset[int]]) -> Sets:
    """As `smallest_sets`, but NOTHING where the result is settled already."""
    unknown = [place for place in range(len(facts)) if len({choices[place] for choices in outcomes}) > 1]
    return _smallest(unknown, lambda chosen: _settles(chosen, outcomes), named=facts.__getitem__)


def _smallest(
    unknown: Iterable[int], settles: Callable[[tuple[int, ...]], bool], *, named: Callable[[int], str]
) -> Sets:
    places = list(unknown)
    for size in range(len(places) + 1):
        found = [chosen for chosen in combinations(places, size) if settles(chosen)]
        if found:
            return tuple(tuple(named(place) for place in chosen) for chosen in found)
    return ()


def _settles(chosen: tuple[int, ...], outcomes: dict[Choices, frozenset[int]]) -> bool:
    """Whether fixing those facts, in every way they can turn out, leaves one status only."""
    left: dict[Choices, frozenset[int]] = {}
    for choices, statuses in outcomes.items():
        fixed = tuple(choices[place] for place in chosen)
        left[fixed] = left.get(fixed, frozenset()) | statuses
    return all(len(statuses) == 1 for statuses in left.values())


@dataclass(frozen=True, slots=True)
class Side:
    """What some facts say of a result, for each way they can turn out (one number per fact) and each value of a middle fact."""

    facts: tuple[str, ...]
    rows: Mapping[Choices, Masks]


@dataclass(frozen=True, slots=True)
class Around:
    """Facts that hang together only by one in the middle, as entry and exit do by the birth date where an age is asked.

    `values`: how many the middle one can have. `join`: how the sides make the result.
    """

    middle: str
    values: int
    sides: tuple[Side, ...]
    join: Callable[[Masks, Masks], Masks]


def either(one: Masks, other: Masks) -> Masks:
    """The better of two sides counts: entry or exit."""
    some, others = one[0] | one[1] | one[2], other[0] | other[1] | other[2]
    maybe = (one[1] & (other[0] | other[1])) | (other[1] & (one[0] | one[1]))
    return one[0] & other[0], maybe, (one[2] & others) | (other[2] & some)


def both(one: Masks, other: Masks) -> Masks:
    """The worse of two sides counts: long enough, and of the age asked."""
    some, others = one[0] | one[1] | one[2], other[0] | other[1] | other[2]
    maybe = (one[1] & (other[1] | other[2])) | (other[1] & (one[1] | one[2]))
    return (one[0] & others) | (other[0] & some), maybe, one[2] & other[2]


def sets_around(around: Around) -> Sets:
    """The smallest sets of such facts; NOTHING where the result is settled already, () where they cannot settle it."""
    facts = [(around.middle, around.values > 1)]
    for side in around.sides:
        facts += [(fact, len({row[place] for row in side.rows}) > 1) for place, fact in enumerate(side.facts)]
    unknown = sorted((fact for fact, varies in facts if varies), key=place_of)
    return _smallest(
        range(len(unknown)),
        lambda chosen: _settles_around({unknown[place] for place in chosen}, around),
        named=unknown.__getitem__,
    )


def _settles_around(chosen: set[str], around: Around) -> bool:
    grouped = [_grouped(side, chosen) for side in around.sides]
    for rows in product(*grouped):
        out, maybe, inside = reduce(around.join, rows)
        if around.middle in chosen:
            if out & maybe or out & inside or maybe & inside:
                return False
        elif bool(out) + bool(maybe) + bool(inside) > 1:
            return False
    return True


def _grouped(side: Side, chosen: set[str]) -> set[Masks]:
    """A side's rows, those together that the chosen facts do not tell apart."""
    rows: dict[Choices, Masks] = {}
    for choices, (out, maybe, inside) in side.rows.items():
        fixed = tuple(choice for fact, choice in zip(side.facts, choices, strict=True) if fact in chosen)
        before = rows.get(fixed, (0, 0, 0))
        rows[fixed] = before[0] | out, before[1] | maybe, before[2] | inside
    return set(rows.values())


def place_of(fact: str) -> int:
    """Where a fact stands in a set: document, days, birth, then columns of the record, then what is asked."""
    return _ORDER.index(fact) if fact in _ORDER else len(_ORDER)


def together(sets: Sets, every: Iterable[str]) -> Sets:
    """The sets with facts that each of them needs besides, in order."""
    return tuple(tuple(sorted((*every, *one), key=place_of)) for one in sets)
