"""ZIP target: lets a ZIP be written to a stream that cannot go back, with sizes in front of each file as old readers want them.

zipfile returns to the head of an entry to write its size. The chunks of the current entry are kept until it is done, by
reference, so that one file is in memory and the bytes are the same for a disk and for a sealing stream. This is where they wait.
"""

import hashlib
from typing import Protocol


class _Writable(Protocol):
    def write(self, chunk: bytes, /) -> object: ...


class EntrywiseTarget:
    """What zipfile writes to. `release` hands everything kept so far to the true target; `sha256` and `size` count it."""

    def __init__(self, target: _Writable) -> None:
        self._target = target
        self._kept: list[bytes] = []
        self._kept_at: list[int] = []
        self._end = 0
        self._at = 0
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of everything released."""
        return self._hash.hexdigest()

    def write(self, chunk: bytes, /) -> int:
        """Append, or replace a kept chunk by one of the same length."""
        kept = bytes(chunk)
        if self._at == self._end:
            self._kept.append(kept)
            self._kept_at.append(self._at)
            self._end += len(kept)
        else:
            place = self._kept_at.index(self._at)
            if len(self._kept[place]) != len(kept):
                raise ValueError("only a kept chunk of the same length can be replaced")
            self._kept[place] = kept
        self._at += len(kept)
        return len(kept)

    def release(self) -> None:
        """Hand on what is kept; nothing before this point can be replaced any more."""
        for chunk in self._kept:
            self._target.write(chunk)
            self._hash.update(chunk)
            self.size += len(chunk)
        self._kept.clear()
        self._kept_at.clear()

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset if whence == 0 else self._end + offset
        return self._at

    def seekable(self) -> bool:
        return True

    def flush(self) -> None:
        """Nothing to do: `release` decides when bytes leave."""

    def close(self) -> None:
        """The true target is closed by whoever opened it."""
