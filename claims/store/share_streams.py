"""Share streams: the files a share of a bundle made, one after the other in one sealed stream, found again by place and size.

Each file is measured once, while it is sealed; whoever packs or reads it later trusts the list, which lies sealed too. This is
where files wait between being made and being packed.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from claims.errors import Damaged, NotValid
from claims.model.claim_file import EvidencePart
from claims.model.made_bundle import MadeFile
from claims.store.file_digests import Measuring
from claims.store.sealed_files import FileSealer, open_file
from claims.store.vault import Vault


class ShareStream:
    """Takes one file after the other; `finish` seals the rest and gives the list of parts."""

    def __init__(self, sealer: FileSealer) -> None:
        self._sealer = sealer
        self.files: list[MadeFile] = []

    def add(self, path: str, content: bytes | Iterable[bytes], *, what: str) -> MadeFile:
        """Seal one file. Raises what its content raises."""
        at, measuring = self._sealer.size, Measuring()
        for chunk in (content,) if isinstance(content, bytes) else content:
            measuring.update(chunk)
            self._sealer.write(chunk)
        made = MadeFile(path=path, what=what, at=at, **asdict(measuring.result()))
        self.files.append(made)
        return made

    def finish(self) -> tuple[EvidencePart, ...]:
        """The stream is whole: its parts, in order. A stream that took nothing has none."""
        return self._sealer.finish() if self.files else ()


class OpenStream:
    """A finished stream, open: any file of it, by the list of its parts. Keeps one part in memory, for files that follow each other."""

    def __init__(self, parts: Sequence[EvidencePart], *, identity: str, vault: Vault, folder: str) -> None:
        self._parts, self._identity, self._vault, self._folder = parts, identity, vault, folder
        self._starts = [0]
        for part in parts:
            self._starts.append(self._starts[-1] + part.length)
        self._held: tuple[int, bytes] = (-1, b"")

    def chunks(self, file: MadeFile) -> Iterator[bytes]:
        """The bytes of one file. Raises Damaged when a part does not hold, NotValid `file_beyond` when the list does not fit the stream."""
        at, end = file.at, file.at + file.size
        if end > self._starts[-1]:
            raise NotValid("file_beyond", path=file.path)
        place = self._place(at)
        while at < end:
            part = self._opened(place)
            start = self._starts[place]
            yield part[at - start : end - start]
            at = self._starts[place + 1]
            place += 1

    def whole(self, file: MadeFile) -> bytes:
        """The bytes of one file at once, compared with its fingerprint. Raises Damaged."""
        content = b"".join(self.chunks(file))
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise Damaged("file_part", path=file.path)
        return content

    def _place(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _opened(self, place: int) -> bytes:
        if self._held[0] != place:
            one = open_file((self._parts[place],), identity=self._identity, vault=self._vault, folder=self._folder)
            self._held = (place, next(one))
        return self._held[1]
