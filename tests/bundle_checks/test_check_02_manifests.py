"""Check 2: every file in the ZIP is in both manifests exactly once and nothing else is; sha256sum and bagit agree."""

import json
import zipfile
from pathlib import Path

import bagit
import pytest

from claims.store.verify_bundle import UNCHANGED, verify
from tests.outside_tools import run_tool
from tests.sample_bundle import HANGUL, SIGNER, unpacked, written

OUTSIDE_THE_LISTS = {"signature/tagmanifest-sha256.txt.sig", "signature/signer.pem"}


@pytest.fixture(params=[True, False], ids=["signed", "not signed"])
def bundle(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A bundle as it was collected."""
    path = tmp_path / "bundle.zip"
    path.write_bytes(written(signer=SIGNER if request.param else None)[0])
    return path


def test_outside_tools_accept_both_bags(bundle: Path, tmp_path: Path) -> None:
    assert run_tool("unzip", "-q", bundle, "-d", tmp_path).returncode == 0
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


def test_every_file_is_in_each_list_exactly_once(bundle: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        for package in ("court", "counsel"):
            files = {name.removeprefix(f"{package}/") for name in names if name.startswith(f"{package}/")}
            payload = {name for name in files if name.startswith("data/")}
            for algorithm in ("sha256", "sha512"):
                listed = paths(archive.read(f"{package}/manifest-{algorithm}.txt"))
                assert sorted(listed) == sorted(payload)
                tags = paths(archive.read(f"{package}/tagmanifest-{algorithm}.txt"))
                around = {name for name in files - payload if not name.startswith("tagmanifest")}
                assert sorted(tags) == sorted(around - OUTSIDE_THE_LISTS)
            rows = json.loads(archive.read(f"{package}/manifest.json"))["files"]
            assert [row["path"] for row in rows] == listed
            assert [archive.getinfo(f"{package}/{row['path']}").file_size for row in rows] == [
                row["size"] for row in rows
            ]


def paths(lines: bytes) -> list[str]:
    """The paths of a list, in its order."""
    return [line.split("  ", 1)[1] for line in lines.decode().splitlines()]


def test_the_rules_of_bagit_are_kept_to_the_letter(bundle: Path) -> None:
    """RFC 8493: two lines in bagit.txt, no BOM, LF, the count of the payload, no path that leaves the bag or wants encoding."""
    with zipfile.ZipFile(bundle) as archive:
        for package in ("court", "counsel"):
            assert archive.read(f"{package}/bagit.txt") == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
            about = dict(line.split(": ", 1) for line in archive.read(f"{package}/bag-info.txt").decode().splitlines())
            sizes = [info.file_size for info in archive.infolist() if info.filename.startswith(f"{package}/data/")]
            assert about["Payload-Oxum"] == f"{sum(sizes)}.{len(sizes)}"
            for name in ("manifest-sha256.txt", "tagmanifest-sha512.txt", "bag-info.txt", "manifest.json"):
                content = archive.read(f"{package}/{name}")
                assert not content.startswith(b"\xef\xbb\xbf")
                assert b"\r" not in content
                assert content.endswith(b"\n")
            for path in paths(archive.read(f"{package}/manifest-sha256.txt")):
                assert path.startswith("data/")
                assert not set('%\\:*?"<>|') & set(path)
                assert ".." not in path.split("/")


def test_a_hangul_name_is_the_same_everywhere(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        info = archive.getinfo(HANGUL)
        assert info.flag_bits == 0x800
        assert archive.getinfo("court/bagit.txt").flag_bits == 0
    root = unpacked(tmp_path / "unpacked")
    assert (root / HANGUL).read_bytes() == b"%PDF page of a passport"
    assert HANGUL.removeprefix("court/") in (root / "court/manifest-sha512.txt").read_text()


def test_our_own_check_agrees(bundle: Path, tmp_path: Path) -> None:
    run_tool("unzip", "-q", bundle, "-d", tmp_path / "unpacked")
    for path in (bundle, tmp_path / "unpacked", tmp_path / "unpacked/court"):
        report = verify(path)
        assert (report.outcome, report.changes) == (UNCHANGED, [])
