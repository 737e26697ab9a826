"""One list of a package: its file, and what it is in volumes and load files where it has pages that are numbered there."""

from dataclasses import dataclass

from claims.model.made_bundle import MadeDocument
from claims.store.archive import BagFile


@dataclass(frozen=True)
class Listed:
    """One list: its file, and the document it is in volumes and load files where it has pages that are numbered there."""

    file: BagFile
    document: MadeDocument | None = None
