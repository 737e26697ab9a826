"""What differs between two bundles of a matter. This is where added, changed, unchanged and gone are told apart, file by file.

"A number is never given again: what is gone leaves a tombstone with its old fingerprint. A supplement repeats nothing, so what it does
not hold is not gone but stands in the bundle before." Papers over everybody (lists, volumes, load files) are made anew each time and
stand in the manifest; only documents are compared. To check in the head: before a, b, c; after a, b (other bytes), d: a is unchanged,
b changed, c gone, d added.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from claims.model.bundle import Chosen, ChosenExhibit
from claims.model.counsel_paper import ChangeState, ExhibitChange, FileChange, ListedFile, PartyChange

DOCUMENTS = frozenset({"10-statements", "20-exhibits", "30-match", "30-originals", "40-powers", "50-demand"})
Mode = Literal["whole", "supplement"]
_PARTY = re.compile(r"(?:statement|power|selection|match|claim)-(\d{6})\b")
_EXHIBIT = re.compile(r"exhibit-(?:[^/]*-)?(\d{6})(?:-(\d{3}))?\.")


def file_changes(
    before: Iterable[ListedFile],
    after: Iterable[ListedFile],
    *,
    mode: Mode = "whole",
    folders: Collection[str] = DOCUMENTS,
) -> Iterator[FileChange]:
    """Every document of either bundle, by package and path; one file of each in memory at a time.

    Both must come sorted by package and path; ValueError where they do not. `folders` are those compared, empty for all.
    """
    old, new = _of_folders(before, folders), _of_folders(after, folders)
    was, now = next(old, None), next(new, None)
    while was or now:
        if now is None or (was is not None and _name(was) < _name(now)):
            assert was is not None  # the loop ends when both are None
            yield _missing(was, mode)
            was = next(old, None)
        elif was is None or _name(now) < _name(was):
            yield FileChange("added", now.package, now.path, None, now.size, "", now.sha256)
            now = next(new, None)
        else:
            state: ChangeState = "unchanged" if was.sha256 == now.sha256 else "changed"
            yield FileChange(state, now.package, now.path, was.size, now.size, was.sha256, now.sha256)
            was, now = next(old, None), next(new, None)


def party_changes(
    before: Sequence[Chosen], after: Sequence[Chosen], *, mode: Mode = "whole"
) -> tuple[PartyChange, ...]:
    """Every party number that either bundle holds, in order."""
    old, new = {one.number for one in before}, {one.number for one in after}
    left: ChangeState = "gone" if mode == "whole" else "earlier"
    states = {number: _state(number, old, new, left) for number in old | new}
    return tuple(PartyChange(state, number) for number, state in sorted(states.items()))


def exhibit_changes(
    before: Sequence[Chosen],
    after: Sequence[Chosen],
    *,
    shared_before: Sequence[ChosenExhibit] = (),
    shared_after: Sequence[ChosenExhibit] = (),
    mode: Mode = "whole",
) -> tuple[ExhibitChange, ...]:
    """Every exhibit number that either bundle holds, by main number and branch; party 0: all share it. A piece that is gone is not held."""
    old, new = _exhibits(before, shared_before), _exhibits(after, shared_after)
    held_before, held = _held(old), _held(new)
    found = []
    for key in sorted(old.keys() | new.keys()):
        party, piece = new.get(key) or old[key]
        state = _state(key, held_before, held, "gone" if mode == "whole" or piece.gone else "earlier")
        if state == "unchanged" and old[key][1].use != new[key][1].use:
            state = "changed"
        found.append(ExhibitChange(state, party, *key))
    return tuple(found)


def of_package(changes: Iterable[FileChange], package: str) -> Iterator[FileChange]:
    """The changes of one package: the court's copy says nothing of counsel's."""
    return (change for change in changes if change.package == package)


def number_in(path: str) -> tuple[Literal["party", "exhibit", ""], int, int]:
    """What number a path carries: ("party", 12, 0), ("exhibit", 3, 2), or nothing.

    >>> number_in("20-exhibits/exhibit-000003-002.pdf")
    ('exhibit', 3, 2)
    """
    if found := _EXHIBIT.search(path):
        return "exhibit", int(found[1]), int(found[2] or 0)
    if found := _PARTY.search(path):
        return "party", int(found[1]), 0
    return "", 0, 0


def _of_folders(files: Iterable[ListedFile], folders: Collection[str]) -> Iterator[ListedFile]:
    last: tuple[str, str] | None = None
    for file in files:
        if last is not None and _name(file) <= last:
            raise ValueError("the files of a bundle are compared in the order of package and path, each once")
        last = _name(file)
        if not folders or file.path.split("/", 1)[0] in folders:
            yield file


def _name(file: ListedFile) -> tuple[str, str]:
    return file.package, file.path


def _missing(file: ListedFile, mode: Mode) -> FileChange:
    state: ChangeState = "gone" if mode == "whole" else "earlier"
    return FileChange(state, file.package, file.path, file.size, None, file.sha256, "")


def _state(key: object, old: Collection[object], new: Collection[object], left: ChangeState) -> ChangeState:
    if key in new:
        return "unchanged" if key in old else "added"
    return left


Key = tuple[int, int, str]
Exhibits = dict[Key, tuple[int, ChosenExhibit]]


def _exhibits(chosen: Sequence[Chosen], shared: Sequence[ChosenExhibit]) -> Exhibits:
    own = {(piece.main, piece.branch, one.letter): (one.number, piece) for one in chosen for piece in one.exhibits}
    return own | {(piece.main, piece.branch, ""): (0, piece) for piece in shared}


def _held(exhibits: Exhibits) -> frozenset[Key]:
    return frozenset(key for key, (_, piece) in exhibits.items() if not piece.gone)
