"""List files: a paper over everybody, cut into files of at most 500 rows with numbers that run on. This is where it is cut.

Rows stream: the rows of two files are in memory at once, for a hundred claimants or a hundred thousand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

ROWS_A_FILE = 500
Row = TypeVar("Row")


@dataclass(frozen=True)
class ListFile(Generic[Row]):
    """One file of a list: its path, its rows, the place of its first row in the whole (from 1), whether it is the last or the only one."""

    path: str
    rows: tuple[Row, ...]
    first: int
    last: bool
    alone: bool


def list_files(rows: Iterable[Row], *, path: str, rows_a_file: int = ROWS_A_FILE) -> Iterator[ListFile[Row]]:
    """Rows as files: `path` ("00-lists/party-list.pdf") where all fit in one, else "…/party-list-001.pdf" and so on.

    No rows give one file without any: a list says that it is empty.
    """
    stem, _, ending = path.rpartition(".")
    stream = iter(rows)
    held = tuple(islice(stream, rows_a_file))
    first, number = 1, 1
    while True:
        following = tuple(islice(stream, rows_a_file))
        alone = number == 1 and not following
        name = path if alone else f"{stem}-{number:03d}.{ending}"
        yield ListFile(path=name, rows=held, first=first, last=not following, alone=alone)
        if not following:
            return
        first, number, held = first + len(held), number + 1, following
