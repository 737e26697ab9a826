"""How often something was tried, counted for all processes of one host, in memory and for one start only.

Names are kept as HMAC under the host key, in a file of the memory-backed runtime folder that is never synced anywhere; when
a window of time is over its counts go. This is where attempts are counted and where something is made good only once.
"""

import hmac
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from claims.store.host_key import HostKey
from claims.store.seal import context

WINDOW_SECONDS = 10 * 60
FILE = "attempts"
_WAIT_SECONDS = 5
_TABLES = "CREATE TABLE IF NOT EXISTS tried (name BLOB PRIMARY KEY, count INTEGER, ends INTEGER) WITHOUT ROWID"


@dataclass(frozen=True)
class Limit:
    """How often one kind of thing may be tried under one name within one window."""

    what: str
    most: int


class Attempts:
    """The counts of one host and one start."""

    def __init__(self, runtime: Path, *, host_key: HostKey) -> None:
        self._file, self._key = runtime / FILE, host_key.for_purpose("attempts")

    def count(self, limit: Limit, name: str, *, now: int) -> int:
        """Count one attempt at `now` (UTC seconds); returns which of this window it is. More than `limit.most` is too often."""
        ends = now - now % WINDOW_SECONDS + WINDOW_SECONDS
        with self._open() as counts:
            counts.execute("DELETE FROM tried WHERE ends <= ?", [now])
            counts.execute(
                "INSERT INTO tried VALUES (?, 1, ?) ON CONFLICT (name) DO UPDATE SET count = count + 1",
                [self._mark(limit.what, name), ends],
            )
            return int(self._counted(counts, self._mark(limit.what, name), now=now))

    def counted(self, limit: Limit, name: str, *, now: int) -> int:
        """How often that was tried in this window so far."""
        with self._open() as counts:
            return self._counted(counts, self._mark(limit.what, name), now=now)

    def forgive(self, limit: Limit, name: str) -> None:
        """The attempt was good: whoever knows the words need not wait."""
        with self._open() as counts:
            counts.execute("DELETE FROM tried WHERE name = ?", [self._mark(limit.what, name)])

    def spend(self, what: str, name: str, *, ends: int, now: int) -> bool:
        """Use up something that is good once and until `ends` (UTC seconds); False when it was used before."""
        with self._open() as counts:
            counts.execute("DELETE FROM tried WHERE ends <= ?", [now])
            added = counts.execute("INSERT OR IGNORE INTO tried VALUES (?, 1, ?)", [self._mark(what, name), ends])
            return added.rowcount == 1

    def _mark(self, what: str, name: str) -> bytes:
        return hmac.new(self._key, context(what, name), sha256).digest()[:16]

    @staticmethod
    def _counted(counts: sqlite3.Connection, mark: bytes, *, now: int) -> int:
        found = counts.execute("SELECT count FROM tried WHERE name = ? AND ends > ?", [mark, now]).fetchone()
        return int(found[0]) if found else 0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, for one step that is done whole. A connection of its own each time: forks and threads share none."""
        os.close(os.open(self._file, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW, 0o600))
        with closing(sqlite3.connect(self._file, timeout=_WAIT_SECONDS, isolation_level=None)) as counts:
            for pragma in ("journal_mode=MEMORY", "synchronous=OFF", "temp_store=MEMORY", "secure_delete=ON"):
                counts.execute(f"PRAGMA {pragma}")
            counts.execute("BEGIN IMMEDIATE")
            counts.execute(_TABLES)
            yield counts
            counts.execute("COMMIT")
