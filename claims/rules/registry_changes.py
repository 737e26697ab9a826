"""What differs between two states of a project, part by part. This is where a comparison is made that a person can read.

Both states are in the form of the file: tables of texts, numbers, lists and tables, whatever made them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Table = Mapping[str, Any]
PartKind = Literal["project", "window", "segment", "source", "deadline", "fact"]
How = Literal["added", "changed", "retracted"]

NAMED_BY = {"window": "id", "segment": "id", "source": "key", "deadline": "code", "fact": "code"}
"""The lists of parts that have names of their own, and the key of the name."""

_ORDER: tuple[PartKind, ...] = ("project", "window", "segment", "source", "deadline", "fact")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One key of a part, by its path, with what stood there and what stands there now; None where nothing does."""

    path: tuple[str, ...]
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part of a project that was added, changed or retracted. A segment is named `WINDOW/SEGMENT`."""

    kind: PartKind
    name: str
    how: How
    fields: tuple[FieldChange, ...]


def changes_between(old: Table | None, new: Table | None) -> tuple[PartChange, ...]:
    """Every part that differs, windows first after the project's own words. None: the project is not there."""
    before, after = dict(_parts(old)), dict(_parts(new))
    keys = sorted({*before, *after}, key=lambda key: _ORDER.index(key[0]))
    places = {key: place for place, key in enumerate([*after, *before])}
    keys.sort(key=lambda key: (_ORDER.index(key[0]), places[key]))
    return tuple(
        PartChange(kind=kind, name=name, how=_how(was, now), fields=tuple(_fields(was or {}, now or {})))
        for kind, name in keys
        if (was := before.get((kind, name))) != (now := after.get((kind, name)))
    )


def _how(was: Table | None, now: Table | None) -> How:
    if was is None:
        return "added"
    return "retracted" if now is None else "changed"


def _parts(form: Table | None) -> Iterator[tuple[tuple[PartKind, str], Table]]:
    """Each part with its own keys alone; the parts within it apart."""
    if form is None:
        return
    yield ("project", str(form.get("code", ""))), _own(form)
    for kind in _ORDER[1:]:
        if kind == "segment":
            continue
        for part in form.get(kind, ()):
            name = str(part.get(NAMED_BY[kind], ""))
            yield (kind, name), _own(part)
            for segment in part.get("segment", ()) if kind == "window" else ():
                yield ("segment", f"{name}/{segment.get('id', '')}"), _own(segment)


def _own(part: Table) -> Table:
    return {key: value for key, value in part.items() if key not in NAMED_BY}


def _fields(was: Table, now: Table, path: tuple[str, ...] = ()) -> Iterator[FieldChange]:
    for key in dict.fromkeys([*was, *now]):
        old, new = was.get(key), now.get(key)
        if old == new:
            continue
        if isinstance(old or new, Mapping) and isinstance(new if old is None else old, Mapping):
            yield from _fields(_table(old), _table(new), (*path, key))
        else:
            yield FieldChange(path=(*path, key), old=old, new=new)


def _table(value: Any) -> Table:
    return value if isinstance(value, Mapping) else {}
