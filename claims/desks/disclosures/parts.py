"""The parts of a project as pages address them: `window/MOJ-FN-FOI/segment/2`. This is where an address becomes a place in the file.

What stands directly in a project is addressed by its name, what stands within a window by its number, counted from 1.
"""

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from claims.desks.disclosures.condition_forms import age_form, exclusion_form, flag_form, note_form, requires_form
from claims.desks.disclosures.part_forms import deadline_form, fact_form, source_form
from claims.desks.disclosures.segment_forms import segment_form
from claims.desks.disclosures.table_forms import Path, TableForm
from claims.desks.disclosures.window_forms import asked_form, window_form
from claims.errors import NotFound
from claims.rules.registry_changes import NAMED_BY
from claims.store.registry_file import FileForm


class MakesForm(Protocol):
    """Makes the form of one kind of part, for a project."""

    def __call__(self, project: Mapping[str, Any], /, *, new: bool) -> type[TableForm]:
        """The form; `new`: the part does not exist yet, so it may still be named."""


OUTER: dict[str, MakesForm] = {
    "window": window_form,
    "source": source_form,
    "deadline": deadline_form,
    "fact": fact_form,
}
INNER: dict[str, MakesForm] = {
    "segment": segment_form,
    "flag": flag_form,
    "note": note_form,
    "exclusion": exclusion_form,
    "requires": requires_form,
    "age": age_form,
    "asked": asked_form,
}


@dataclass(frozen=True)
class Part:
    """One part, or the place where a new one will stand. `path`: its place in the file; `window`: the window it lies in."""

    kind: str
    path: Path
    window: str
    table: Mapping[str, Any]
    new: bool

    @property
    def name(self) -> str:
        """What a page calls it."""
        return str(self.table.get(NAMED_BY.get(self.kind, "code")) or "")

    @property
    def mark(self) -> str:
        """A hash of it, by which another page's change is noticed."""
        return "" if self.new else mark_of(self.table)

    def form_class(self, project: FileForm) -> type[TableForm]:
        """The form it is filled in."""
        if self.kind == "segment":
            return segment_form(project, new=self.new, rules=len(self.table.get("strength_if", ())))
        return {**OUTER, **INNER}[self.kind](project, new=self.new)


def mark_of(table: Mapping[str, Any]) -> str:
    """A hash of a part as it stands."""
    return sha256(json.dumps(table, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def part_at(project: FileForm, address: str) -> Part:
    """The part of an address. Raises NotFound."""
    steps = address.split("/")
    kind, name = steps[0], steps[1] if len(steps) > 1 else ""
    path = (kind, _place(project, kind, name))
    table = project[kind][path[1]]
    if len(steps) == 2:
        return Part(kind=kind, path=path, window="", table=table, new=False)
    inner, number = steps[2], steps[3] if len(steps) == 4 else ""
    listed = table.get(inner, ()) if kind == "window" and inner in INNER else ()
    if not number.isdecimal() or not 1 <= int(number) <= len(listed):
        raise NotFound("part")
    place = int(number) - 1
    return Part(kind=inner, path=(*path, inner, place), window=name, table=listed[place], new=False)


def new_part_at(project: FileForm, address: str) -> Part:
    """The place where a new part of an address will stand: `window` or `window/MOJ-FN-FOI/segment`. Raises NotFound."""
    steps = address.split("/")
    if len(steps) == 1 and steps[0] in OUTER:
        return Part(kind=steps[0], path=(steps[0], len(project.get(steps[0], ()))), window="", table={}, new=True)
    if len(steps) != 3 or steps[0] != "window" or steps[2] not in INNER:
        raise NotFound("part")
    place, inner = _place(project, "window", steps[1]), steps[2]
    path = ("window", place, inner, len(project["window"][place].get(inner, ())))
    return Part(kind=inner, path=path, window=steps[1], table={}, new=True)


def with_part(project: FileForm, part: Part, table: Mapping[str, Any]) -> FileForm:
    """The project with the part as given."""

    def put(listed: list[Any], place: int) -> None:
        listed[place : place + 1] = [dict(table)]

    return _changed(project, part, put)


def without_part(project: FileForm, part: Part) -> FileForm:
    """The project with the part retracted."""

    def take(listed: list[Any], place: int) -> None:
        del listed[place]

    return _changed(project, part, take)


def _changed(project: FileForm, part: Part, change: Callable[[list[Any], int], None]) -> FileForm:
    new = deepcopy(project)
    *above, key, place = part.path
    table: Any = new
    for step in above:
        table = table[step]
    listed = table.setdefault(key, [])
    change(listed, int(place))
    if not listed:
        del table[key]
    return new


def _place(project: FileForm, kind: str, name: str) -> int:
    if kind in OUTER:
        for place, part in enumerate(project.get(kind, ())):
            if part.get(NAMED_BY[kind]) == name:
                return place
    raise NotFound("part")
