"""The bundle: two bags in one ZIP that outsiders' tools accept, the same bytes each time, nothing unsafe inside."""

import hashlib
import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import bagit
import pytest

from claims.errors import NotValid
from claims.settings import ROOT
from claims.store import verify_bundle
from claims.store.archive import BagFile, Written, write_bundle
from claims.store.verify_bundle import verify
from claims.store.zip_target import EntrywiseTarget
from tests.outside_tools import run_tool

DAY = date(2026, 11, 22)
FACTS = {"made_with": {"typst": "0.15.2"}, "number": 3}


def court() -> list[BagFile]:
    return [
        BagFile("10-statements/statement-000001.pdf", b"%PDF statement", "진술서"),
        BagFile("20-exhibits/exhibit-000001-001.pdf", iter([b"%PDF ", b"", b"exhibit"]), "갑 제1호증의 1"),
        BagFile("00-lists/empty.csv", b"", "empty list"),
    ]


def counsel() -> list[BagFile]:
    return [BagFile("10-match/match-000001.pdf", b"%PDF match", "match explanation")]


class OneWay(io.RawIOBase):
    """Takes bytes and never goes back, like a sealing stream."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []

    def write(self, chunk: bytes) -> int:  # type: ignore[override]  # bytes only
        self.chunks.append(bytes(chunk))
        return len(chunk)

    def seek(self, offset: int, whence: int = 0) -> int:
        raise OSError("no way back")

    def tell(self) -> int:
        raise OSError("no place")


def sample_bundle() -> bytes:
    target = OneWay()
    write_bundle(target, court=court(), counsel=counsel(), day=DAY, facts=FACTS)
    return b"".join(target.chunks)


def written() -> tuple[bytes, Written]:
    target = io.BytesIO()
    facts = write_bundle(target, court=court(), counsel=counsel(), day=DAY, facts=FACTS)
    return target.getvalue(), facts


def unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(sample_bundle())) as archive:
        archive.extractall(folder)
    return folder


def test_outside_tools_accept_both_bags(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(sample_bundle())
    assert run_tool("unzip", "-q", path, "-d", tmp_path).returncode == 0
    for package in ("court", "counsel"):
        bag = bagit.Bag(str(tmp_path / package))
        assert bag.version_info == (1, 0)
        assert bag.validate()
        for algorithm in ("sha256", "sha512"):
            for lists in ("manifest", "tagmanifest"):
                checked = run_tool(
                    f"{algorithm}sum", "--strict", "-c", f"{lists}-{algorithm}.txt", folder=tmp_path / package
                )
                assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_file_is_in_each_list_exactly_once(tmp_path: Path) -> None:
    for package in ("court", "counsel"):
        root = unpacked(tmp_path) / package
        files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
        payload = {name for name in files if name.startswith("data/")}
        for algorithm in ("sha256", "sha512"):
            listed = [line.split("  ")[1] for line in (root / f"manifest-{algorithm}.txt").read_text().splitlines()]
            assert sorted(listed) == sorted(payload)
            tags = [line.split("  ")[1] for line in (root / f"tagmanifest-{algorithm}.txt").read_text().splitlines()]
            assert sorted(tags) == sorted(name for name in files - payload if not name.startswith("tagmanifest"))
        assert (root / "bagit.txt").read_bytes() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_the_same_order_gives_the_same_bytes_everywhere() -> None:
    seekable, facts = written()
    assert sample_bundle() == seekable
    assert hashlib.sha256(seekable).hexdigest() == facts.sha256
    assert (facts.size, facts.files) == (len(seekable), 4)
    program = "import hashlib, tests.store.test_archive as t; print(hashlib.sha256(t.sample_bundle()).hexdigest())"
    there = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == facts.sha256


def test_another_day_or_fact_gives_other_bytes() -> None:
    for day, facts in ((date(2026, 11, 23), FACTS), (DAY, FACTS | {"number": 4})):
        target = io.BytesIO()
        write_bundle(target, court=court(), counsel=counsel(), day=day, facts=facts)
        assert target.getvalue() != sample_bundle()
        assert verify_bytes(target.getvalue()) == []


def verify_bytes(bundle: bytes, folder: Path | None = None) -> list[str]:
    path = (folder or Path("/dev/shm")) / "verify-bundle.zip"
    path.write_bytes(bundle)
    try:
        return verify(path).changes
    finally:
        path.unlink()


def test_the_manifest_says_what_each_file_is_and_what_made_it(tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    manifest = json.loads((root / "court/manifest.json").read_text())
    assert set(manifest) == {"format", "package", "packages", "day", "facts", "files"}
    assert (manifest["format"], manifest["package"], manifest["day"]) == (1, "court", "2026-11-22")
    assert manifest["packages"] == ["counsel", "court"]
    assert manifest["facts"] == FACTS
    first = manifest["files"][1]
    assert first == {
        "path": "data/10-statements/statement-000001.pdf",
        "size": 14,
        "sha256": hashlib.sha256(b"%PDF statement").hexdigest(),
        "sha512": hashlib.sha512(b"%PDF statement").hexdigest(),
        "what": "진술서",
    }


def test_nothing_of_counsels_package_is_in_the_courts(tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    whole = b"".join(path.read_bytes() for path in sorted((root / "court").rglob("*")) if path.is_file())
    for package in ("10-match", "match explanation", hashlib.sha256(b"%PDF match").hexdigest()):
        assert package.encode() not in whole


def test_the_fingerprint_covers_everything(tmp_path: Path) -> None:
    _, facts = written()
    root = unpacked(tmp_path)
    for package, fingerprint in facts.fingerprints.items():
        assert hashlib.sha256((root / package / "tagmanifest-sha256.txt").read_bytes()).hexdigest() == fingerprint


def test_what_travels_is_the_program_that_is_tested(tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    shipped = (root / "court/verify.py").read_bytes()
    assert shipped == Path(verify_bundle.__file__).read_bytes()
    assert shipped.count(b"\n") < 400
    assert b"import claims" not in shipped
    assert b"from claims" not in shipped
    for text in ("python -I verify.py", "sha256sum -c manifest-sha256.txt", "openssl dgst -sha256"):
        assert text in (root / "court/VERIFY.txt").read_text()


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../x",
            "/etc/passwd",
            "a//b",
            "a/../b",
            "a/",
            "",
            ".hidden",
            "a/.b",
            "a b",
            "진술서.pdf",
            "a\nb",
            "a\\b",
            "a:b",
        ),
        *("con", "a/NUL.txt", "aux.pdf", "a./b", "a%0Ab", "-rf", "x" * 101),
    ],
)
def test_unsafe_names_are_refused(path: str) -> None:
    with pytest.raises(NotValid) as refusal:
        write_bundle(io.BytesIO(), court=[BagFile(path, b"", "")], counsel=[], day=DAY, facts={})
    assert (refusal.value.reason, refusal.value.facts) == ("bundle_path", {"path": path})


def test_two_files_that_one_system_takes_for_the_same_are_refused() -> None:
    files = [BagFile("a/Paper.pdf", b"", ""), BagFile("a/paper.pdf", b"", "")]
    with pytest.raises(NotValid, match="bundle_path_twice"):
        write_bundle(io.BytesIO(), court=files, counsel=[], day=DAY, facts={})


def test_empty_packages_are_whole_too() -> None:
    target = io.BytesIO()
    write_bundle(target, court=[], counsel=[], day=DAY, facts={})
    assert verify_bytes(target.getvalue()) == []


def test_one_file_at_a_time_is_in_memory() -> None:
    def evidence() -> Iterator[BagFile]:
        for number in range(60):
            yield BagFile(f"{number:03d}.bin", bytes([number]) * 1_000_000, "evidence")

    class Nowhere:
        def write(self, chunk: bytes) -> None:
            """Forget it."""

    tracemalloc.start()
    write_bundle(Nowhere(), court=evidence(), counsel=[], day=DAY, facts={})
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


@pytest.mark.deep
def test_more_files_than_an_old_zip_can_count(tmp_path: Path) -> None:
    files = (BagFile(f"{number // 1000:03d}/{number:06d}", b"", "") for number in range(65_600))
    path = tmp_path / "many.zip"
    with path.open("wb") as target:
        write_bundle(target, court=files, counsel=[], day=DAY, facts={})
    with zipfile.ZipFile(path) as archive:
        assert len(archive.infolist()) > 65_535
    assert verify(path).changes == []


@pytest.mark.deep
def test_files_beyond_four_gigabytes(tmp_path: Path) -> None:
    chunk = bytes(1 << 24)
    path = tmp_path / "large.zip"
    files = [BagFile("large.bin", (chunk for _ in range(260)), "video"), BagFile("after.bin", b"after", "small")]
    with path.open("wb") as target:
        write_bundle(target, court=files, counsel=counsel(), day=DAY, facts={})
    assert path.stat().st_size > 4 << 30
    assert verify(path).changes == []
    assert run_tool("unzip", "-tq", path).returncode == 0


def test_a_released_entry_cannot_be_rewritten() -> None:
    target = EntrywiseTarget(io.BytesIO())
    target.write(b"head")
    target.release()
    target.seek(0)
    with pytest.raises(ValueError):
        target.write(b"HEAD")
