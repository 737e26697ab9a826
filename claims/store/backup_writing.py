"""Write the two sealed files of a backup: the list of parts, and every row of one moment. This is where a backup is sealed."""

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pyrage.x25519 import Identity
from sqlalchemy import Connection

from claims.store.age_stream import seal_stream
from claims.store.backup_folder import PARTS, TABLES
from claims.store.backup_reading import ListedPart, Manifest
from claims.store.database_copy import TableLines
from claims.store.framed_lines import Framed, line_of


def write_listed(folder: Path, parts: Sequence[ListedPart], *, backup: str, identity: Identity) -> str:
    """Seal the list of parts; returns the hash it ends with, which the manifest repeats."""
    frame = Framed({"backup": backup}, map(_line, parts), counts=lambda: len(parts))
    _seal(folder / PARTS, frame, identity=identity)
    return frame.proof


def write_tables(folder: Path, connection: Connection, *, manifest: Manifest, identity: Identity) -> dict[str, int]:
    """Seal every row that the connection sees; returns rows per table."""
    tables = TableLines(connection)
    _seal(folder / TABLES, Framed(asdict(manifest), tables.lines(), counts=lambda: tables.counts), identity=identity)
    return tables.counts


def _line(part: ListedPart) -> bytes:
    return line_of([part.folder, part.name, part.size, part.sha256])


def _seal(path: Path, frame: Framed, *, identity: Identity) -> None:
    with path.open("xb") as target:
        seal_stream(frame, target, recipient=identity.to_public())
        target.flush()
        os.fsync(target.fileno())
