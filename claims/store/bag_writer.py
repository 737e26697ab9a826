"""Bag writer: one package as a BagIt 1.0 bag (RFC 8493) in an open ZIP. This is where lists are written over what was packed.

Whatever grows with the number of files is asked for again instead of kept; only papers made at packing are remembered, by what the
lists say of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from claims.errors import Damaged
from claims.store import verify_bundle
from claims.store.bag_files import BagFile, ListedFile, PackageContents
from claims.store.bag_lists import BAGIT, bag_about, manifest_json, manifest_lines, tag_lines
from claims.store.bundle_paths import check_path, check_paths
from claims.store.bundle_signing import public_hex, signature_files
from claims.store.file_digests import Measured, Measuring, measured
from claims.store.stored_zip import StoredZip, in_pieces
from claims.store.verify_words import HOW_TO_VERIFY

_Lines = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class _Paper:
    path: str
    what: str
    size: int
    sha256: str
    sha512: str
    crc32: int


@dataclass
class BagWriter:
    """Writes one package: `pack`, which puts papers, files, lists and signature and returns the bytes of tagmanifest-sha256.txt.

    Afterwards `names` gives every (name, size) it put, in order, for the ZIP's table of contents.
    """

    archive: StoredZip
    package: str
    packages: tuple[str, ...]
    contents: PackageContents
    day: date
    facts: Mapping[str, object]
    signer: Ed25519PrivateKey | None = None
    files: int = 0
    _papers: list[_Paper] = field(default_factory=list)
    _tags: dict[str, Measured] = field(default_factory=dict)

    def pack(self) -> bytes:
        """Write the whole package. Raises NotValid `bundle_path`, `bundle_path_twice`, Damaged `bundle_file`, `bundle_list`."""
        for paper in self.contents.papers():
            self._put_paper(paper)
        self.files = check_paths(lambda: (file.path for file in self._listed()))
        for file, chunks in self.contents.files():
            self._put_file(file, chunks)
        return self._put_lists()

    def names(self) -> Iterator[tuple[str, int]]:
        """(name in the ZIP, size) of all that was put, in order."""
        for file in self._listed():
            yield f"{self.package}/data/{file.path}", file.size
        for path, found in self._tags.items():
            yield f"{self.package}/{path}", found.size

    def _listed(self) -> Iterator[ListedFile]:
        return chain(self._papers, self.contents.listed())

    def _put_paper(self, paper: BagFile) -> None:
        check_path(paper.path)
        chunks = (paper.content,) if isinstance(paper.content, bytes) else tuple(paper.content)
        found = measured(chunks)
        self._papers.append(_Paper(paper.path, paper.what, found.size, found.sha256, found.sha512, found.crc32))
        self.archive.put(f"{self.package}/data/{paper.path}", chunks, size=found.size, crc32=found.crc32)

    def _put_file(self, file: ListedFile, chunks: Iterable[bytes]) -> None:
        name, crc32 = f"{self.package}/data/{file.path}", file.crc32
        if crc32 is None:
            chunks = tuple(chunks)
            found = measured(chunks)
            if found.sha256 != file.sha256:
                raise Damaged("bundle_file", path=name)
            crc32 = found.crc32
        self.archive.put(name, chunks, size=file.size, crc32=crc32)

    def _put_lists(self) -> bytes:
        """First each list is measured while it is worded, then it is worded again and put: none is ever whole in memory."""
        size = sum(file.size for file in self._listed())
        signer = public_hex(self.signer) if self.signer else ""
        about = bag_about(package=self.package, day=self.day, size=size, count=self.files, signer=signer)
        self._put("bagit.txt", BAGIT)
        self._put("bag-info.txt", about)
        self._put_lines("manifest.json", lambda: self._manifest_json(signer))
        self._put("VERIFY.txt", HOW_TO_VERIFY.encode())
        self._put("verify.py", Path(verify_bundle.__file__).read_bytes())
        for algorithm in ("sha256", "sha512"):
            self._put_lines(f"manifest-{algorithm}.txt", self._manifest(algorithm))
        covered = dict(self._tags)
        statement = tag_lines({path: found.sha256 for path, found in covered.items()})
        self._put("tagmanifest-sha256.txt", statement)
        self._put("tagmanifest-sha512.txt", tag_lines({path: found.sha512 for path, found in covered.items()}))
        for path, content in signature_files(statement, signer=self.signer).items() if self.signer else ():
            self._put(path, content)
        return statement

    def _manifest(self, algorithm: str) -> _Lines:
        return lambda: manifest_lines(self._listed(), algorithm=algorithm)

    def _manifest_json(self, signer: str) -> Iterator[bytes]:
        return manifest_json(
            self._listed(),
            package=self.package,
            packages=self.packages,
            day=self.day,
            facts=self.facts,
            signer=signer,
        )

    def _put(self, path: str, content: bytes) -> None:
        self._put_measured(path, (content,), measured((content,)))

    def _put_lines(self, path: str, lines: _Lines) -> None:
        measuring = Measuring()
        for piece in in_pieces(lines()):
            measuring.update(piece)
        self._put_measured(path, in_pieces(lines()), measuring.result())

    def _put_measured(self, path: str, chunks: Iterable[bytes], found: Measured) -> None:
        self._tags[path] = found
        self.archive.put(f"{self.package}/{path}", chunks, size=found.size, crc32=found.crc32)
