"""Two people changed one project: this is where both changes are kept, and where they contradict each other is said.

What only one of them changed is taken from that one. What both changed differently stays as the first has it and is named,
so that a person decides. Words are never mixed.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.rules.registry_changes import NAMED_BY

Path = tuple[str, ...]


def merged(base: Any, mine: Any, theirs: Any) -> tuple[Any, tuple[Path, ...]]:
    """(what holds both changes, the places where they contradict each other and mine was kept).

    >>> merged({"from": "2010", "to": "2020"}, {"from": "2011", "to": "2020"}, {"from": "2010", "to": "2021"})
    ({'from': '2011', 'to': '2021'}, ())
    """
    disputed: list[Path] = []
    return _merged(base, mine, theirs, (), disputed), tuple(disputed)


def _merged(base: Any, mine: Any, theirs: Any, path: Path, disputed: list[Path]) -> Any:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if all(isinstance(each, Mapping) for each in (mine, theirs)):
        return _table(base if isinstance(base, Mapping) else {}, mine, theirs, path, disputed)
    name = NAMED_BY.get(path[-1]) if path else None
    if name and all(_all_named(each, name) for each in (mine, theirs)):
        return _list(base or (), mine or (), theirs or (), name, path, disputed)
    disputed.append(path)
    return mine


def _table(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], path: Path, disputed: list[Path]
) -> dict[str, Any]:
    keys = dict.fromkeys([*mine, *theirs])
    found = {key: _merged(base.get(key), mine.get(key), theirs.get(key), (*path, key), disputed) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def _list(
    base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any], name: str, path: Path, disputed: list[Path]
) -> list[Any]:
    was, own, other = ({part[name]: part for part in each} for each in (base, mine, theirs))
    names = dict.fromkeys([*own, *other])
    found = (_merged(was.get(one), own.get(one), other.get(one), (*path, one), disputed) for one in names)
    return [part for part in found if part is not None]


def _all_named(parts: Any, name: str) -> bool:
    """A list of tables that each have a name of their own; no list at all counts as an empty one."""
    names = list(_names(parts or (), name))
    return len(set(names)) == len(names) and None not in names


def _names(parts: Sequence[Any], name: str) -> Iterator[Any]:
    return (part.get(name) if isinstance(part, Mapping) else None for part in parts)
