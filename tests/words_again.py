"""Passphrases whose keys were worked out before. This is where tests are spared Argon2, which takes a sixth of a second each time.

words_worked_out_once()    in this process the same words with the same salt at the same cost are worked out once
words_handed_again()       the first member of every office gets the same words, the second the same others, and so on
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

import pytest

from claims.actions import open_office as opening
from claims.store import passphrases
from claims.store.passphrases import NewWords, make_words


@contextmanager
def words_worked_out_once() -> Iterator[None]:
    """The answer is Argon2's own, whatever is asked: only a question asked before is not worked out again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrases, "hash_secret_raw", cache(passphrases.hash_secret_raw))
        yield


@contextmanager
def words_handed_again() -> Iterator[None]:
    """While the block runs `open_office` hands real words that members of an earlier office were handed."""
    places = count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "make_words", lambda *, language: _words_at(next(places), language))
        yield


@cache
def _words_at(place: int, language: str) -> NewWords:
    return make_words(language=language)
