"""How often something may be tried, and how much memory trying may take. No address is kept; a restart forgets it all.

Words are tried in two places at a time, one of which is kept for browsers we know: a flood of strangers neither eats the
memory nor keeps the office out. This is where guessing is slowed down.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Literal

from werkzeug.exceptions import TooManyRequests

from claims.store.attempts import WINDOW_SECONDS, Attempts
from claims.store.attempts import Limit as Limit
from claims.web.house import house

LONGEST_NAME = 64
# Of a member's name from browsers we do not know; of a browser or passkey we know; of all strangers together.
BY_NAME = Limit("sign in by name", most=10)
BY_BROWSER = Limit("sign in by browser", most=10)
STRANGERS = Limit("sign in by strangers", most=1000)
UNLISTED = Limit("failures of unknown names", most=100)
PROVING = Limit("prove", most=10)
BY_REFERENCE = Limit("come back", most=10)
WRONG_RECEIPTS = Limit("wrong receipts", most=2000)
# Drafts that everybody together may begin: thirty a second, twice what any known mass claim has met at its peak.
DRAFTS = Limit("drafts begun", most=18_000)
BUSY_SECONDS = 5

_TRIED_AT_ONCE = BoundedSemaphore(2)
_STRANGERS_AT_ONCE = BoundedSemaphore(1)


def attempts() -> Attempts:
    """The counts of this host."""
    here = house()
    return Attempts(here.settings.runtime, host_key=here.host_key)


def folded(name: str) -> str:
    """A name as it is counted: capitals and blanks at its ends do not make another one."""
    return name.strip().casefold()[:LONGEST_NAME]


def check_attempt(limit: Limit, name: str, *, now: int) -> None:
    """Count one attempt; raises TooManyRequests (429) when it is one too many."""
    if attempts().count(limit, name, now=now) > limit.most:
        raise too_many(now=now)


def too_many(*, now: int) -> TooManyRequests:
    """The refusal, with the seconds until the window is over."""
    return TooManyRequests(retry_after=WINDOW_SECONDS - now % WINDOW_SECONDS)


@contextmanager
def room_for_words(who: Literal["known", "stranger"]) -> Iterator[None]:
    """While words are tried: 64 MiB each. Raises TooManyRequests where no place becomes free within BUSY_SECONDS."""
    places = (_TRIED_AT_ONCE,) if who == "known" else (_STRANGERS_AT_ONCE, _TRIED_AT_ONCE)
    taken: list[BoundedSemaphore] = []
    try:
        for place in places:
            if not place.acquire(timeout=BUSY_SECONDS):
                raise TooManyRequests(retry_after=BUSY_SECONDS)
            taken.append(place)
        yield
    finally:
        for place in taken:
            place.release()
