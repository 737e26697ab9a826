"""What is missing: this is where the smallest sets of facts that would settle an open result are found.

A set settles when, however its facts turn out, nothing else unknown could still change the result. Only names of facts
come out, never the value that would win.
"""

from itertools import combinations

Choices = tuple[int, ...]


def smallest_sets(facts: tuple[str, ...], outcomes: dict[Choices, frozenset[int]]) -> tuple[tuple[str, ...], ...]:
    """All sets of the fewest facts that settle; () where no fact of the traveller's can.

    `outcomes`: for each combination of choices, one number per fact in the same order, the statuses it can have.
    Example: outside by exit, entry blank (windows that count both): (("entered",),).
    """
    if _settles((), outcomes):
        return ()
    unknown = [place for place in range(len(facts)) if len({choices[place] for choices in outcomes}) > 1]
    for size in range(1, len(unknown) + 1):
        found = [chosen for chosen in combinations(unknown, size) if _settles(chosen, outcomes)]
        if found:
            return tuple(tuple(facts[place] for place in chosen) for chosen in found)
    return ()


def _settles(chosen: tuple[int, ...], outcomes: dict[Choices, frozenset[int]]) -> bool:
    """Whether fixing those facts, in every way they can turn out, leaves one status only."""
    left: dict[Choices, frozenset[int]] = {}
    for choices, statuses in outcomes.items():
        fixed = tuple(choices[place] for place in chosen)
        left[fixed] = left.get(fixed, frozenset()) | statuses
    return all(len(statuses) == 1 for statuses in left.values())
