"""The ZIP that is written forward only: what zipfile and unzip read, the same bytes as zipfile writes, wrong bytes refused."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from claims.errors import Damaged
from claims.store.stored_zip import FULL, StoredZip, in_pieces
from tests.outside_tools import run_tool
from tests.sample_bundle import DAY

FILES = {"court/a.pdf": b"%PDF", "court/empty.csv": b"", "court/갑제1호증.pdf": "가나다".encode() * 100}


def packed(files: dict[str, bytes]) -> bytes:
    """A ZIP of these."""
    target = io.BytesIO()
    archive = StoredZip(target, day=DAY)
    for name, content in files.items():
        archive.put(name, (content[:2], b"", content[2:]), size=len(content), crc32=zlib.crc32(content))
    archive.finish((name, len(content)) for name, content in files.items())
    assert archive.size == len(target.getvalue())
    assert archive.files == len(files)
    return target.getvalue()


def test_others_read_what_was_put(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(packed(FILES))) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == FILES
        for info in read.infolist():
            assert info.date_time == (2026, 11, 22, 0, 0, 0)
            assert info.compress_type == zipfile.ZIP_STORED
            assert info.external_attr >> 16 == 0o100644
    path = tmp_path / "one.zip"
    path.write_bytes(packed(FILES))
    assert run_tool("unzip", "-q", path, "-d", tmp_path / "un").returncode == 0
    assert (tmp_path / "un/court/a.pdf").read_bytes() == b"%PDF"


def test_the_bytes_are_those_that_zipfile_writes() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in FILES.items():
            about = zipfile.ZipInfo(name, date_time=(2026, 11, 22, 0, 0, 0))
            about.create_system, about.external_attr = 3, 0o100644 << 16
            archive.writestr(about, content)
    assert packed(FILES) == target.getvalue()


def test_nothing_at_all_is_a_zip_too() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({}))) as read:
        assert read.namelist() == []


@pytest.mark.parametrize(("content", "size", "crc32"), [(b"abc", 4, zlib.crc32(b"abc")), (b"abc", 3, 0), (b"", 1, 0)])
def test_other_bytes_than_were_told_are_refused(content: bytes, size: int, crc32: int) -> None:
    with pytest.raises(Damaged, match="bundle_file") as refusal:
        StoredZip(io.BytesIO(), day=DAY).put("a.bin", (content,), size=size, crc32=crc32)
    assert refusal.value.facts == {"path": "a.bin"}


@pytest.mark.parametrize(
    "again", [[], [("a", 1)], [("a", 1), ("b", 2)], [("a", 1), ("b", 1), ("c", 0)], [("a", 1), ("bb", 1)]]
)
def test_another_list_at_the_end_is_refused(again: list[tuple[str, int]]) -> None:
    archive = StoredZip(io.BytesIO(), day=DAY)
    for name in ("a", "b"):
        archive.put(name, (b"x",), size=1, crc32=zlib.crc32(b"x"))
    with pytest.raises(Damaged, match="bundle_list"):
        archive.finish(again)


@pytest.mark.parametrize("size", [FULL - 1, FULL, FULL + 1])
def test_sizes_around_four_gibibytes_are_told_in_front(size: int) -> None:
    """Only what stands before the bytes is looked at here; whole files of this size are packed by the deep tests."""
    target = io.BytesIO()
    with pytest.raises(Damaged):
        StoredZip(target, day=DAY).put("a", (), size=size, crc32=7)
    head = target.getvalue()
    version, told, extra = struct.unpack("<H", head[4:6])[0], struct.unpack("<2L", head[18:26]), head[31:]
    if size < FULL:
        assert (version, told, extra) == (20, (size, size), b"")
    else:
        assert (version, told) == (45, (FULL, FULL))
        assert struct.unpack("<2H2Q", extra) == (1, 16, size, size)


def test_pieces_are_the_same_bytes() -> None:
    lines = [b"%06d\n" % number for number in range(30_000)]
    pieces = list(in_pieces(lines))
    assert b"".join(pieces) == b"".join(lines)
    assert len(pieces) < 10
