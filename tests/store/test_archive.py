"""The bundle: two bags in one ZIP, the same bytes each time, nothing unsafe inside, nothing of one package in the other."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from claims.errors import Damaged, NotValid
from claims.settings import ROOT
from claims.store import verify_bundle
from claims.store.archive import Written, write_bundle
from claims.store.bag_files import BagFile, ListedFile, PackageContents
from claims.store.verify_bundle import verify
from tests.peaks import least_peak
from tests.sample_bundle import DAY, FACTS, SIGNER, Share, counsel, court, packed, unpacked, written


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


def pack(contents: PackageContents, target: io.RawIOBase | io.BytesIO | None = None) -> Written:
    """A bundle of which only the court's package holds something."""
    return write_bundle(
        io.BytesIO() if target is None else target,
        court=contents,
        counsel=PackageContents(),
        day=DAY,
        facts={},
        signer=None,
    )


def test_the_same_order_gives_the_same_bytes_everywhere() -> None:
    seekable, said = written()
    target = OneWay()
    write_bundle(target, court=court(), counsel=counsel(), day=DAY, facts=FACTS, signer=SIGNER)
    assert b"".join(target.chunks) == seekable
    assert hashlib.sha256(seekable).hexdigest() == said.sha256
    assert (said.size, said.files) == (len(seekable), 5)
    program = "import hashlib, tests.sample_bundle as t; print(hashlib.sha256(t.written()[0]).hexdigest())"
    there = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == said.sha256


def test_another_day_fact_or_signer_gives_other_bytes(tmp_path: Path) -> None:
    others = (
        written(day=date(2026, 11, 23)),
        written(facts={**FACTS, "number": 4}),
        written(signer=None),
    )
    for content, _ in others:
        assert content != written()[0]
        assert changes_of(content, tmp_path) == []


def changes_of(bundle: bytes, folder: Path) -> list[str]:
    path = folder / "bundle.zip"
    path.write_bytes(bundle)
    return verify(path).changes


def test_the_manifest_says_what_each_file_is_and_what_made_it(tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    manifest = json.loads((root / "court/manifest.json").read_text())
    assert set(manifest) == {"format", "package", "packages", "day", "facts", "files", "signed", "signer"}
    assert (manifest["format"], manifest["package"], manifest["day"]) == (2, "court", "2026-11-22")
    assert manifest["packages"] == ["court", "counsel"]
    assert manifest["facts"] == FACTS
    assert manifest["signed"] is True
    assert manifest["signer"] == SIGNER.public_key().public_bytes_raw().hex()
    assert manifest["files"][1] == {
        "path": "data/10-statements/statement-000001.pdf",
        "size": 14,
        "sha256": hashlib.sha256(b"%PDF statement").hexdigest(),
        "sha512": hashlib.sha512(b"%PDF statement").hexdigest(),
        "what": "what 10-statements/statement-000001.pdf is",
    }


def test_a_bundle_that_nobody_signed_says_so(tmp_path: Path) -> None:
    root = unpacked(tmp_path, signer=None)
    manifest = json.loads((root / "court/manifest.json").read_text())
    assert (manifest["signed"], manifest["signer"]) == (False, "")
    assert not (root / "court/signature").exists()
    assert "Signer" not in (root / "court/bag-info.txt").read_text()


def test_nothing_of_counsels_package_is_in_the_courts(tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    whole = b"".join(path.read_bytes() for path in sorted((root / "court").rglob("*")) if path.is_file())
    for package in ("10-match", "match explanation", hashlib.sha256(b"%PDF match").hexdigest()):
        assert package.encode() not in whole


def test_the_statement_covers_everything(tmp_path: Path) -> None:
    _, said = written()
    root = unpacked(tmp_path)
    for package, statement in said.statements.items():
        assert (root / package / "tagmanifest-sha256.txt").read_bytes() == statement
        assert said.fingerprints[package] == hashlib.sha256(statement).hexdigest()
    assert set(said.fingerprints) == {"court", "counsel"}


def test_what_travels_is_the_program_that_is_tested(tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    assert (root / "court/verify.py").read_bytes() == Path(verify_bundle.__file__).read_bytes()


@pytest.mark.parametrize("made", [True, False])
def test_unsafe_names_are_refused_wherever_they_come_from(made: bool) -> None:
    contents = packed({"../x": b""}) if made else packed(papers=lambda: [BagFile("../x", b"", "")])
    with pytest.raises(NotValid) as refusal:
        pack(contents)
    assert (refusal.value.reason, refusal.value.facts) == ("bundle_path", {"path": "../x"})


def test_two_files_that_one_system_takes_for_the_same_are_refused() -> None:
    contents = packed({"a/Paper.pdf": b""}, papers=lambda: [BagFile("a/paper.pdf", b"", "")])
    with pytest.raises(NotValid, match="bundle_path_twice"):
        pack(contents)


def test_empty_packages_are_whole_too(tmp_path: Path) -> None:
    target = io.BytesIO()
    pack(PackageContents(), target)
    assert changes_of(target.getvalue(), tmp_path) == []


def test_a_file_whose_crc_was_not_counted_is_packed_all_the_same() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    pack(packed({"a.bin": b"content"}), first)
    pack(packed({"a.bin": b"content"}, counts_crc=False), second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("counts_crc", [True, False])
def test_bytes_that_are_not_what_is_listed_are_refused(counts_crc: bool) -> None:
    share, other = Share({"a.bin": b"content"}, counts_crc), Share({"a.bin": b"comtent"}, counts_crc)

    def files() -> Iterator[tuple[ListedFile, Iterable[bytes]]]:
        for (file, _), (_, chunks) in zip(share.streamed(), other.streamed(), strict=True):
            yield file, chunks

    with pytest.raises(Damaged, match="bundle_file") as refusal:
        pack(PackageContents(listed=share.listed, files=files))
    assert refusal.value.facts == {"path": "court/data/a.bin"}


def test_a_list_that_is_not_what_was_packed_is_refused() -> None:
    more, fewer = Share({"a.bin": b"1", "b.bin": b"2"}), Share({"a.bin": b"1"})
    for listed, files in ((more, fewer), (fewer, more)):
        with pytest.raises(Damaged, match="bundle_list"):
            pack(PackageContents(listed=listed.listed, files=files.streamed))


class Nowhere(io.RawIOBase):
    """Forgets what is written."""

    def write(self, chunk: bytes) -> int:  # type: ignore[override]  # bytes only
        return len(chunk)


def peak_of(contents: PackageContents) -> int:
    """The most memory that packing takes at once."""
    return least_peak(lambda: pack(contents, Nowhere()))


def test_a_large_file_is_never_whole_in_memory() -> None:
    chunk = bytes(1 << 20)
    [file] = Share({"large.bin": chunk * 64}).listed()
    contents = PackageContents(listed=lambda: iter([file]), files=lambda: iter([(file, (chunk for _ in range(64)))]))
    assert peak_of(contents) < 8_000_000


def test_memory_grows_by_a_few_bytes_a_file() -> None:
    def contents(count: int) -> PackageContents:
        def listed() -> Iterator[ListedFile]:
            for number in range(count):
                yield from Share({f"{number:06d}.bin": b"x"}).listed()

        return PackageContents(listed=listed, files=lambda: ((file, (b"x",)) for file in listed()))

    few, many = peak_of(contents(1_500)), peak_of(contents(4_500))
    assert (many - few) / 3_000 < 40
