"""Check 4 on a whole bundle: its own program, alone, and openssl find it as it was signed; every kind of tampering is told by name."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from claims.model.bundle import Bundle
from tests.outside_tools import run_tool
from tests.unpacked_bundle import Unpacked
from tests.whole_bundle import FullMatter

STATEMENT = "court/data/10-statements/진술서_000001.pdf"


def verified(folder: Path) -> subprocess.CompletedProcess[str]:
    """What the bundle's own program says, isolated, knowing nothing of this house."""
    program = [sys.executable, "-I", str(folder / "court" / "verify.py"), str(folder)]
    return subprocess.run(program, capture_output=True, text=True, check=False, timeout=120)


def test_the_bundles_own_program_finds_it_unchanged(korean: Unpacked) -> None:
    done = verified(korean.folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_openssl_verifies_the_signature_by_the_key_that_the_office_tells(
    served: tuple[FullMatter, Bundle], korean: Unpacked
) -> None:
    """Both packages; the key in the file is the one counsel see at their desk."""
    here, bundle = served
    for package in ("court", "counsel"):
        folder = korean.folder / package
        done = run_tool(
            *("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "signature/signer.pem"),
            *("-sigfile", "signature/tagmanifest-sha256.txt.sig", "-in", "tagmanifest-sha256.txt"),
            folder=folder,
        )
        assert done.returncode == 0, done.stderr
        told = run_tool("openssl", "pkey", "-pubin", "-in", "signature/signer.pem", "-noout", "-text", folder=folder)
        assert here.paper(bundle).signer in "".join(told.stdout.replace(":", "").split())


@pytest.mark.parametrize("change", ["flipped", "added", "gone", "renamed", "list gone"])
def test_whatever_is_done_to_it_is_named(korean: Unpacked, tmp_path: Path, change: str) -> None:
    root = tmp_path / "bundle"
    copytree(korean.folder, root)
    path = root / STATEMENT
    content = path.read_bytes()
    {
        "flipped": lambda: path.write_bytes(content[:999] + bytes([content[999] ^ 1]) + content[1000:]),
        "added": lambda: path.with_name("new.pdf").write_bytes(content),
        "gone": path.unlink,
        "renamed": lambda: path.rename(path.with_name("new.pdf")),
        "list gone": (root / "court" / "tagmanifest-sha512.txt").unlink,
    }[change]()

    done = verified(root)
    assert done.returncode == 1
    named = {"added": "new.pdf", "list gone": "tagmanifest-sha512.txt"}
    assert named.get(change, "진술서_000001.pdf") in done.stdout
