"""Read a backup with its week's key: what it says of itself, its list of parts, its lines. This is where a backup is opened and proved."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyrage.x25519 import Identity

from claims.errors import Damaged
from claims.store.age_stream import open_stream
from claims.store.backup_folder import PARTS, TABLES, Header
from claims.store.framed_lines import FramedReader
from claims.store.part_copies import PartCopies
from claims.store.period_keys import PeriodKey
from claims.store.vault import is_vault_name


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself, under its key. `proof` is the hash that its list of parts must end with.

    `gone`: parts that were destroyed while the backup was made, because their claim or the picture was.
    """

    backup: str
    office_id: str
    office: str
    kind: str
    hour: str
    week: str
    revision: str
    parts: int
    gone: int
    proof: str


@dataclass(frozen=True)
class ListedPart:
    """One sealed part of the vault: its folder and name there, its bytes, and their SHA-256."""

    folder: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """A backup that was read whole and proved, but for the parts themselves: rows per table, and which parts belong to it."""

    manifest: Manifest
    counts: dict[str, int]
    parts: tuple[ListedPart, ...]


class _Enough(Exception):
    """The head was read; the rest is for later."""


def open_frame(
    path: Path,
    *,
    identity: Identity,
    take: Callable[[Any], None],
    begin: Callable[[dict[str, Any]], None] | None = None,
) -> FramedReader:
    """Hand every line of a sealed file to `take`. Raises Damaged, naming the file, where it is not whole and genuine."""
    reader = FramedReader(take, begin=begin)
    try:
        with path.open("rb") as source:
            open_stream(source, identity=identity, take=reader.write)
        reader.finish()
    except Damaged as damage:
        if damage.reason in {"sealed_stream", "framed_lines", "framed_format"}:
            raise Damaged("backup_sealed", file=path.name) from None
        raise
    return reader


def read_manifest(backup: Path, *, header: Header, key: PeriodKey) -> Manifest:
    """What the backup says of itself. Raises Damaged `backup_sealed` for a key of another week or bytes that are not genuine."""
    heads: list[dict[str, Any]] = []

    def begin(head: dict[str, Any]) -> None:
        heads.append(head)
        raise _Enough

    with suppress(_Enough):
        open_frame(backup / TABLES, identity=key.identity, take=_nothing, begin=begin)
    try:
        manifest = Manifest(**{name: value for name, value in heads[0].items() if name != "format"})
    except (IndexError, TypeError):
        raise Damaged("backup_sealed", file=TABLES) from None
    if (manifest.week, manifest.office_id) != (header.week, header.office_id):
        raise Damaged("backup_mixed", backup=str(backup))
    return manifest


def read_listed(backup: Path, *, key: PeriodKey, manifest: Manifest | None = None) -> tuple[ListedPart, ...]:
    """The parts of a backup; with its manifest, proved to be the ones that were listed then."""
    listed: list[ListedPart] = []

    def take(value: Any) -> None:
        try:
            part = ListedPart(*value)
            fine = is_vault_name(part.folder) and is_vault_name(part.name)
        except TypeError:
            fine = False
        if not fine:
            raise Damaged("backup_sealed", file=PARTS)
        listed.append(part)

    reader = open_frame(backup / PARTS, identity=key.identity, take=take)
    if manifest is not None and (reader.proof, len(listed)) != (manifest.proof, manifest.parts):
        raise Damaged("backup_mixed", backup=str(backup))
    return tuple(listed)


def read_contents(backup: Path, *, header: Header, key: PeriodKey) -> Contents:
    """Read it whole and count. Raises Damaged naming what does not fit."""
    manifest = read_manifest(backup, header=header, key=key)
    counts: dict[str, int] = {}

    def take(value: Any) -> None:
        if isinstance(value, dict) and isinstance(value.get("table"), str):
            counts[value["table"]] = 0
            names.append(value["table"])
        elif names and isinstance(value, list):
            counts[names[-1]] += 1
        else:
            raise Damaged("backup_sealed", file=TABLES)

    names: list[str] = []
    reader = open_frame(backup / TABLES, identity=key.identity, take=take)
    if reader.counts != counts:
        raise Damaged("backup_sealed", file=TABLES)
    return Contents(manifest, counts, read_listed(backup, key=key, manifest=manifest))


def missing_parts(parts: tuple[ListedPart, ...], copies: PartCopies) -> list[Damaged]:
    """Listed parts whose copy is not there or has another size; a look at names, quick."""
    found = []
    for part in parts:
        path = copies.path_of(part.name, part.sha256)
        if not path.is_file():
            found.append(Damaged("part_missing", part=part.name))
        elif path.stat().st_size != part.size:
            found.append(Damaged("part_changed", part=part.name))
    return found


def damaged_parts(parts: tuple[ListedPart, ...], copies: PartCopies) -> list[Damaged]:
    """Listed parts whose copy is not there or is not what it was; every byte is read."""
    found = []
    for part in parts:
        try:
            copies.read(part.name, part.sha256)
        except Damaged as damage:
            found.append(damage)
    return found


def _nothing(_: Any) -> None:
    """The lines are for another reading."""
