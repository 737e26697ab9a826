"""What a seizure shows: every column and file that can be read cold, with its class and what it reveals.

A column that is not on this list fails the tests and `claims seizure-report --check`. This is where the promise is listed.
Classes: public, code (a word from a closed list), count, key material (useless cold), random (a key without meaning), sealed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from claims.store.all_tables import TABLES
from claims.store.clear_columns import CLEAR_COLUMNS

VAULT_PARTS = "vault/??/*/*"
_PART = re.compile(r"vault/([0-9a-f]{2})/\1[0-9a-f]{30}/[0-9a-f]{32}")

# Everything else that may lie in the office's folder: pattern, class, what it reveals.
CLEAR_FILES: tuple[tuple[str, str, str], ...] = (
    ("office.sqlite", "sealed", "the columns listed here"),
    ("office.sqlite-wal", "sealed", "the same columns, as last written"),
    ("office.sqlite-shm", "count", "an index into the file before"),
    (VAULT_PARTS, "sealed", "number and size classes of sealed files per claim and bundle; their time is a week"),
    ("fonts/**/*", "public", "the fonts that papers are set in"),
    ("sign-ins.json", "public", "demonstration only: its sign-ins; a real office has no such file"),
)


def unlisted_columns() -> list[str]:
    """Columns of the tables that are not on the list, and names on the list that are no columns."""
    there = {
        f"{column.table.name}.{column.name}" for table in TABLES[0].metadata.tables.values() for column in table.columns
    }
    return sorted(there ^ set(CLEAR_COLUMNS))


def unlisted_files(folder: Path) -> list[str]:
    """Files in the office's folder that fit no pattern of the list."""
    listed = {path for pattern, _, _ in CLEAR_FILES if pattern != VAULT_PARTS for path in folder.glob(pattern)}
    there = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()]
    names = [path.relative_to(folder).as_posix() for path in there if path not in listed]
    return sorted(name for name in names if not _PART.fullmatch(name))


def report_lines(folder: Path) -> Iterator[str]:
    """The report as text: columns by class, then files with number and bytes."""
    width = max(map(len, CLEAR_COLUMNS))
    for name, (kind, reveals) in sorted(CLEAR_COLUMNS.items(), key=lambda item: (item[1][0], item[0])):
        yield f"{kind:<13} {name:<{width}}  {reveals}"
    for pattern, kind, reveals in CLEAR_FILES:
        found = [path for path in folder.glob(pattern) if path.is_file()]
        if found:
            size = sum(path.stat().st_size for path in found)
            yield f"{kind:<13} {pattern:<{width}}  {reveals} ({len(found)} files, {size:,} bytes)"
