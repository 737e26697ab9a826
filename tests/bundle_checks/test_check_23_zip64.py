"""Check 23, the ZIP's half: more than 4 GiB and more than 65,535 files are packed right, with flat memory; no name is long or strange."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from claims.model.made_bundle import MadeFile
from claims.store.archive import write_bundle
from claims.store.bag_files import ListedFile, PackageContents
from claims.store.stored_zip import StoredZip
from claims.store.verify_bundle import verify
from tests.outside_tools import run_tool
from tests.sample_bundle import DAY, SIGNER, Share, counsel

CHUNK = bytes(1 << 24)
MANY = 65_600


class Sparse(io.RawIOBase):
    """A file on disk in which zeros are holes: gigabytes of them take no room and no time."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")

    def write(self, chunk: bytes) -> int:  # type: ignore[override]  # bytes only
        if len(chunk) == len(CHUNK):
            self._file.seek(len(chunk), io.SEEK_CUR)
        else:
            self._file.write(chunk)
        return len(chunk)

    def close(self) -> None:
        if not self._file.closed:
            self._file.truncate()
            self._file.close()
        super().close()


def crc_of_zeros(chunks: int) -> int:
    crc32 = 0
    for _ in range(chunks):
        crc32 = zlib.crc32(CHUNK, crc32)
    return crc32


def test_more_files_than_an_old_zip_can_count() -> None:
    target = io.BytesIO()
    archive = StoredZip(target, day=DAY)
    for number in range(MANY):
        archive.put(f"court/data/{number:06d}", (b"x",), size=1, crc32=zlib.crc32(b"x"))
    archive.finish((f"court/data/{number:06d}", 1) for number in range(MANY))
    with zipfile.ZipFile(target) as read:
        assert len(read.infolist()) == MANY
        assert read.read(f"court/data/{MANY - 1:06d}") == b"x"


@pytest.mark.parametrize("count", [65_534, 65_535, 65_536])
def test_the_counts_around_the_limit(count: int) -> None:
    target = io.BytesIO()
    archive = StoredZip(target, day=DAY)
    for number in range(count):
        archive.put(str(number), (), size=0, crc32=0)
    archive.finish((str(number), 0) for number in range(count))
    with zipfile.ZipFile(target) as read:
        assert len(read.namelist()) == count
    assert (b"PK\x06\x06" in target.getvalue()[-200:]) == (count >= 65_535)


@pytest.mark.deep
def test_a_whole_bundle_of_many_files_verifies(tmp_path: Path) -> None:
    share = Share({f"{number // 1000:03d}/{number:06d}.bin": str(number).encode() for number in range(MANY)})
    path = tmp_path / "many.zip"
    contents = PackageContents(listed=share.listed, files=share.streamed)
    with path.open("wb") as target:
        said = write_bundle(target, court=contents, counsel=counsel(), day=DAY, facts={}, signer=SIGNER)
    assert said.files == MANY + 1
    assert verify(path).changes == []
    assert run_tool("unzip", "-tq", path).returncode == 0


@pytest.mark.deep
def test_files_and_places_beyond_four_gibibytes(tmp_path: Path) -> None:
    """A file of more than 4 GiB, and small ones that begin beyond it."""
    chunks = (4 << 30) // len(CHUNK) + 4
    large = MadeFile(
        path="video.bin",
        what="a long video",
        at=0,
        size=chunks * len(CHUNK),
        sha256="0" * 64,
        sha512="0" * 128,
        crc32=crc_of_zeros(chunks),
    )
    after = Share({"after.bin": b"after"})

    def listed() -> Iterator[ListedFile]:
        yield large
        yield from after.listed()

    def files() -> Iterator[tuple[ListedFile, Iterable[bytes]]]:
        yield large, (CHUNK for _ in range(chunks))
        yield from after.streamed()

    path = tmp_path / "large.zip"
    with Sparse(path) as target:
        contents = PackageContents(listed=listed, files=files)
        said = write_bundle(target, court=contents, counsel=counsel(), day=DAY, facts={}, signer=SIGNER)
    assert path.stat().st_size == said.size > 4 << 30
    with zipfile.ZipFile(path) as read:
        assert read.getinfo("court/data/video.bin").file_size == large.size
        assert read.read("court/data/after.bin") == b"after"
        assert read.read("counsel/data/10-match/match-000001.pdf") == b"%PDF match"
        with read.open("court/data/video.bin") as video:
            video.seek(-1, io.SEEK_END)
            assert video.read() == b"\0"
    assert run_tool("unzip", "-tq", path).returncode == 0
    # Its fingerprints were made up here, so that alone may be said of it: the ZIP around it is as it was written.
    assert verify(path).changes == ["court/data/video.bin was changed: its bytes do not match its fingerprint."]
