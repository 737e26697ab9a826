"""A small signed bundle of made-up files, for tests of packing and checking. This is where they get what they tamper with."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from claims.model.made_bundle import MadeFile
from claims.store.archive import Written, write_bundle
from claims.store.bag_files import BagFile, ListedFile, PackageContents
from claims.store.bundle_signing import signing_key
from claims.store.file_digests import measured

DAY = date(2026, 11, 22)
FACTS: Mapping[str, object] = {"made_with": {"typst": "0.15.2"}, "number": 3}
SIGNER = signing_key(bytes(range(32)))
STATEMENT = "court/data/10-statements/statement-000001.pdf"
HANGUL = "court/data/20-exhibits/갑제1호증의2_여권사증면.pdf"


@dataclass(frozen=True)
class Share:
    """Files as a share made them: listed with fingerprints, streamed from memory in small pieces."""

    files: Mapping[str, bytes]
    counts_crc: bool = True

    def listed(self) -> Iterator[ListedFile]:
        """Without bytes."""
        for path, content in self.files.items():
            found = measured((content,))
            yield MadeFile(
                path=path,
                what=f"what {path} is",
                at=0,
                size=found.size,
                sha256=found.sha256,
                sha512=found.sha512,
                crc32=found.crc32 if self.counts_crc else None,
            )

    def streamed(self) -> Iterator[tuple[ListedFile, Iterable[bytes]]]:
        """With bytes, in two pieces each."""
        for file in self.listed():
            content = self.files[file.path]
            yield file, iter((content[:3], content[3:]))


def packed(
    files: Mapping[str, bytes] | None = None,
    *,
    papers: Callable[[], Iterable[BagFile]] = lambda: (),
    counts_crc: bool = True,
) -> PackageContents:
    """A package of these files and papers."""
    share = Share(files or {}, counts_crc)
    return PackageContents(papers=papers, listed=share.listed, files=share.streamed)


def court() -> PackageContents:
    """A statement, two exhibits, one with a Hangul name, and an empty list made at packing."""
    files = {
        STATEMENT.removeprefix("court/data/"): b"%PDF statement",
        "20-exhibits/exhibit-000001-001.pdf": b"%PDF exhibit",
        HANGUL.removeprefix("court/data/"): b"%PDF page of a passport",
    }
    return packed(files, papers=lambda: [BagFile("00-lists/empty.csv", b"", "empty list")])


def counsel() -> PackageContents:
    """One paper, made at packing in two pieces."""
    return PackageContents(
        papers=lambda: [BagFile("10-match/match-000001.pdf", iter([b"%PDF ", b"", b"match"]), "match explanation")]
    )


def written(
    *, signer: Ed25519PrivateKey | None = SIGNER, day: date = DAY, facts: Mapping[str, object] = FACTS
) -> tuple[bytes, Written]:
    """The bundle and what is said of it."""
    target = io.BytesIO()
    said = write_bundle(target, court=court(), counsel=counsel(), day=day, facts=facts, signer=signer)
    return target.getvalue(), said


def unpacked(folder: Path, *, signer: Ed25519PrivateKey | None = SIGNER) -> Path:
    """The bundle as files below a folder."""
    with zipfile.ZipFile(io.BytesIO(written(signer=signer)[0])) as archive:
        archive.extractall(folder)
    return folder
