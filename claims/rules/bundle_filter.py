"""Choosing a part of those who could go, by facets. This is where a lawyer's filter is ruled.

"Only the Vietnamese without an address in Korea whose evidence is a certificate, before the day in March": each facet that is asked
for must fit; what is left empty asks for nothing. A claim that was never judged has no facets and fits only where nothing is asked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claims.model.vocabulary import Status
from claims.rules.filing_groups import Facets


@dataclass(frozen=True, kw_only=True)
class Part:
    """What is asked for: codes as in Facets, "" for anything. `nationality` is that of the time, as groups are made by."""

    nationality: str = ""
    reciprocity: str = ""
    in_korea: str = ""
    grade: str = ""
    state: str = ""
    deadline: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything is asked for."""
        return self != Part()


NO_DEADLINE = "none"


def fits(facets: Facets | None, *, status: Status, part: Part) -> bool:
    """Whether a claim belongs to the part."""
    if part.state not in ("", status.value):
        return False
    wanted = {name: value for name, value in vars(part).items() if value and name != "state"}
    return all(facets is not None and FACET_OF[name](facets) == value for name, value in wanted.items())


def nationality_then(facets: Facets) -> str:
    """The nationality at the time of the wrong: of the trips (several with a blank between), else of the years, else today's."""
    return " ".join(facets.nationality_trips) or facets.nationality_during or facets.nationality_now


def occurring(found: Iterable[Facets | None]) -> dict[str, list[str]]:
    """The values of each facet that occur, in order."""
    seen: dict[str, set[str]] = {name: set() for name in FACET_OF}
    for facets in found:
        for name, value in FACET_OF.items():
            if facets is not None:
                seen[name].add(value(facets))
    return {name: sorted(filter(None, values)) for name, values in seen.items()}


FACET_OF: dict[str, Callable[[Facets], str]] = {
    "nationality": nationality_then,
    "reciprocity": lambda facets: facets.reciprocity,
    "in_korea": lambda facets: facets.in_korea,
    "grade": lambda facets: facets.grade,
    "deadline": lambda facets: facets.deadline or NO_DEADLINE,
}
