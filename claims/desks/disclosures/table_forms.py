"""A form for one table of a disclosure file: each box stands for one key. This is where typed answers become a table and back.

Keys that no box stands for stay as they are, so that a form never loses what it does not show.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, ClassVar

from wtforms.fields import Field

from claims.desks.disclosures.fields import CodeField
from claims.desks.disclosures.problem_words import problem_words
from claims.errors import RegistryError
from claims.model.disclosure import KOREAN_BORDER, ON_EVENT
from claims.web.fields import PageForm

Path = tuple[str | int, ...]
GOES_WITHOUT_SAYING: Mapping[tuple[str, ...], object] = {
    ("role",): "collection",
    ("records",): KOREAN_BORDER,
    ("wanted",): "yes",
    ("on",): ON_EVENT,
}
"""What a file leaves out and a page says."""

OF_A_WINDOW = frozenset({"segment", "flag", "note", "exclusion", "requires", "age", "asked"})
OF_A_PROJECT = frozenset({"source", "window", "deadline", "fact"})


@dataclass(frozen=True)
class Section:
    """Some boxes of a page under one heading; `folded` where most people need not look."""

    heading: object
    names: tuple[str, ...]
    folded: bool = False


class TableForm(PageForm):
    """The base of the registry's forms. `places`: name of the box → path of its key; `sections`: the order of the page."""

    places: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    sections: ClassVar[Sequence[Section]] = ()

    # What the page was made from: a part that another page changed meanwhile is noticed, not overwritten.
    seen = CodeField("", longest=64)

    @classmethod
    def kept_of(cls, table: Mapping[str, Any]) -> dict[str, Any]:
        """What stands in the boxes at first."""
        said = {name: _at(table, path) for name, path in cls.places.items()}
        return {
            name: GOES_WITHOUT_SAYING.get(cls.places[name]) if value is None else value for name, value in said.items()
        }

    def table(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """The table as typed; what has no box stays."""
        new = deepcopy(dict(old))
        for name, path in self.places.items():
            _put(new, path, self[name].data)
        if "sources" in new and "sources" in old:
            new["sources"] = _in_order_of(old["sources"], new["sources"])
        return new

    def put_problems(self, wrong: Iterable[RegistryError], *, at: Path) -> None:
        """Say each problem of this table at its box; one without a box above the page. Parts within it have pages of their own."""
        within = OF_A_WINDOW if at else OF_A_PROJECT
        for problem in wrong:
            rest = problem.path[len(at) :]
            if problem.path[: len(at)] != at or (rest and rest[0] in within):
                continue
            self.add_problem(problem_words(problem.problem), field=self.box_of(rest))

    def box_of(self, path: Path) -> Field | None:
        """The box that stands for a key, or for the nearest key in the same table."""
        steps = tuple(str(step) for step in path)
        best, length = None, 0
        for name, place in self.places.items():
            same = _alike(place, steps)
            if same > length:
                best, length = self[name], same
        return best


def _in_order_of(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """What stood there stays in its order, what is new comes after: ticks have no order of their own."""
    return [*(one for one in old if one in new), *(one for one in new if one not in old)]


def _alike(place: tuple[str, ...], steps: tuple[str, ...]) -> int:
    same = 0
    for one, other in zip(place, steps, strict=False):
        if one != other:
            break
        same += 1
    return same


def _at(table: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        table = table.get(step) if isinstance(table, Mapping) else None
    return table


def _put(table: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    """Set a key, or take it out where nothing was typed; a table that is then empty goes too."""
    if len(path) > 1:
        inner = table.setdefault(path[0], {})
        _put(inner, path[1:], value)
        if not inner:
            del table[path[0]]
    elif value is None or value is False or value in ("", []):
        table.pop(path[0], None)
    else:
        table[path[0]] = value
