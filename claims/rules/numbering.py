"""Numbering: this is where distinct whole numbers, or distinct pairs, become 0, 1, 2, … for millions of rows at once.

Tables only grow; readers of an older table see -1 for what came later and ask again under the lock.
"""

from collections.abc import Callable
from threading import Lock

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Ids = NDArray[np.int32]

DENSE = 1 << 22
"""Up to this many possible keys a plain table is used, beyond it a hash table."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Numbering:
    """Whole numbers from 0 on, numbered in the order in which they are first seen."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.count = 0
        self._table: _Dense | _Hashed = _Dense()

    def ids(self, keys: Numbers, *, made: Callable[[int, int], int] | None = None) -> Ids:
        """The number of each key (int64, from 0 on).

        `made(key, row)` is called once for each new key, in the order of the rows, and returns the number it gets; by
        default that is the next one.
        """
        found = self._table.find(keys)
        missing = found < 0
        if missing.any():
            places = np.flatnonzero(missing)
            found[places] = self._add(keys, places, made)
        return found

    def _add(self, keys: Numbers, places: NDArray[np.intp], made: Callable[[int, int], int] | None) -> Ids:
        wanted = keys[places]
        distinct, first, back = np.unique(wanted, return_index=True, return_inverse=True)
        numbers = np.empty(len(distinct), np.int32)
        with self._lock:
            known = self._table.find(distinct)
            # In the order of the rows, so that the same rows always get the same numbers.
            for at in np.argsort(first, kind="stable"):
                if known[at] < 0:
                    number = self.count if made is None else made(int(distinct[at]), int(places[first[at]]))
                    self.count = max(self.count, number + 1)
                    known[at] = number
                    self._put(int(distinct[at]), number)
                numbers[at] = known[at]
        return numbers[back]

    def _put(self, key: int, number: int) -> None:
        if isinstance(self._table, _Dense) and key >= DENSE:
            self._table = self._table.hashed()
        self._table = self._table.put(key, number)


class _Dense:
    """A plain table, one place per possible key."""

    def __init__(self) -> None:
        self.numbers = np.full(1024, -1, np.int32)

    def find(self, keys: Numbers) -> Ids:
        numbers = self.numbers
        if len(keys) and int(keys.max()) >= len(numbers):
            return np.where(keys < len(numbers), numbers[np.minimum(keys, len(numbers) - 1)], np.int32(-1))
        return numbers.take(keys)

    def put(self, key: int, number: int) -> "_Dense":
        if key >= len(self.numbers):
            longer = np.full(min(DENSE, max(key + 1, 2 * len(self.numbers))), -1, np.int32)
            longer[: len(self.numbers)] = self.numbers
            self.numbers = longer
        self.numbers[key] = number
        return self

    def hashed(self) -> "_Hashed":
        used = np.flatnonzero(self.numbers >= 0)
        table = _Hashed(max(16, len(used).bit_length() + 2))
        for key in used:
            table = table.put(int(key), int(self.numbers[key]))
        return table


class _Hashed:
    """A hash table with open addressing, at most half full; all lookups of a batch advance together."""

    def __init__(self, bits: int) -> None:
        self.shift, self.mask = np.uint64(64 - bits), (1 << bits) - 1
        self.keys = np.full(1 << bits, -1, np.int64)
        self.numbers = np.full(1 << bits, -1, np.int32)
        self.used = 0

    def find(self, keys: Numbers) -> Ids:
        at = ((keys.view(np.uint64) * _MULTIPLIER) >> self.shift).view(np.int64)
        there = self.keys.take(at)
        found = self.numbers.take(at)
        astray = np.flatnonzero((there != keys) & (there >= 0))
        found[there != keys] = -1
        while len(astray):
            at[astray] = (at[astray] + 1) & self.mask
            there = self.keys[at[astray]]
            hit = there == keys[astray]
            found[astray[hit]] = self.numbers[at[astray[hit]]]
            astray = astray[~hit & (there >= 0)]
        return found

    def put(self, key: int, number: int) -> "_Hashed":
        if 2 * (self.used + 1) > len(self.keys):
            return self._larger().put(key, number)
        at = (key * int(_MULTIPLIER) & (2**64 - 1)) >> int(self.shift)
        while self.keys[at] >= 0:
            at = (at + 1) & self.mask
        # The number first: a reader in another thread that sees the key must find its number there.
        self.numbers[at] = number
        self.keys[at] = key
        self.used += 1
        return self

    def _larger(self) -> "_Hashed":
        larger = _Hashed(int(self.mask).bit_length() + 1)
        for at in np.flatnonzero(self.keys >= 0):
            larger.put(int(self.keys[at]), int(self.numbers[at]))
        return larger
