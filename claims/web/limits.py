"""How often something may be tried: a small counter in memory, by name, in fixed windows of time.

No address is kept, nothing is written down, and a restart forgets it all. Each process of the web counts for itself, so the
true limit is this one times the number of processes. This is where guessing is slowed down.
"""

from threading import Lock

from flask import current_app
from werkzeug.exceptions import TooManyRequests

MOST = 10
WINDOW_SECONDS = 10 * 60
LONGEST_NAME = 64


class Attempts:
    """At most `most` attempts per name within one window of `seconds`; all counts go when the window is over."""

    def __init__(self, *, most: int = MOST, seconds: int = WINDOW_SECONDS) -> None:
        self._most, self._seconds = most, seconds
        self._window, self._counts = 0, dict[str, int]()
        self._lock = Lock()

    def take(self, name: str, *, now: int) -> bool:
        """Count one attempt at `now` (UTC seconds); False when this name has had its share of the window."""
        key = name.strip().casefold()[:LONGEST_NAME]
        with self._lock:
            if now // self._seconds != self._window:
                self._window, self._counts = now // self._seconds, {}
            self._counts[key] = self._counts.get(key, 0) + 1
            return self._counts[key] <= self._most

    def forgive(self, name: str) -> None:
        """The attempt was good: whoever knows the words need not wait."""
        with self._lock:
            self._counts.pop(name.strip().casefold()[:LONGEST_NAME], None)


def attempts_at(what: str) -> Attempts:
    """The counter of this application for one kind of attempt ("sign_in")."""
    counters: dict[str, Attempts] = current_app.extensions.setdefault("attempts", {})
    return counters.setdefault(what, Attempts())


def check_attempt(what: str, name: str, *, now: int) -> None:
    """Count one attempt; raises TooManyRequests (429) when it is one too many."""
    if not attempts_at(what).take(name, now=now):
        raise TooManyRequests(retry_after=WINDOW_SECONDS)
