"""Check 2 on whole bundles: programs of others unpack them, count them and find every fingerprint right."""

from hashlib import sha256, sha512
from pathlib import Path

import bagit
import pytest

from tests.outside_tools import run_tool
from tests.unpacked_bundle import Unpacked


@pytest.fixture(params=["korean", "american"])
def bundle(request: pytest.FixtureRequest) -> Unpacked:
    """The bundle of each court."""
    found: Unpacked = request.getfixturevalue(request.param)
    return found


def test_bagit_and_coreutils_accept_both_packages(bundle: Unpacked) -> None:
    for package in ("court", "counsel"):
        bag = bagit.Bag(str(bundle.folder / package))
        assert bag.version_info == (1, 0)
        assert bag.validate()
        for algorithm in ("sha256", "sha512"):
            for lists in ("manifest", "tagmanifest"):
                named = f"{lists}-{algorithm}.txt"
                done = run_tool(f"{algorithm}sum", "--strict", "-c", named, folder=bundle.folder / package)
                assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_of_the_zip_is_in_both_lists_once_and_nothing_else_is(bundle: Unpacked) -> None:
    """Counted from the ZIP's own directory; fingerprints reckoned here, not by what wrote them."""
    for package in ("court", "counsel"):
        payload = {
            path.removeprefix(f"{package}/"): content for path, content in bundle.under(f"{package}/data/").items()
        }
        for name, digest in (("sha256", sha256), ("sha512", sha512)):
            lines = bundle.files[f"{package}/manifest-{name}.txt"].decode().splitlines()
            assert len(lines) == len(payload)
            assert dict(reversed(line.split("  ", 1)) for line in lines) == {
                path: digest(content).hexdigest() for path, content in payload.items()
            }


def test_unzip_finds_no_fault(bundle: Unpacked, tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(bundle.zipped)
    done = run_tool("unzip", "-tq", tmp_path / "bundle.zip")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_people_typed_is_no_path(bundle: Unpacked) -> None:
    """Names of people and files with `../`, `=cmd`, markup and marks that turn writing round: none of it names a file."""
    for path in bundle.files:
        assert ".." not in path
        assert not set('\\:*?"<>|=\u202e\u2066') & set(path), path
        assert not path.startswith("/")
        assert len(path.rpartition("/")[2]) <= 100
