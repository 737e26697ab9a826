"""Check 4: verify.py needs the standard library alone, no network and fewer than 400 lines; VERIFY.txt does the same by sha256sum and openssl."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from claims.store import verify_bundle
from claims.store.stamp_words import HOW_TO_CHECK_STAMPS
from claims.store.verify_words import HOW_TO_VERIFY
from tests.sample_bundle import SIGNER, STATEMENT, unpacked, written

PROGRAM = Path(verify_bundle.__file__)
KEY = SIGNER.public_key().public_bytes_raw().hex()
NETWORK = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "asyncio", "socketserver", "xmlrpc", "webbrowser"}
# Run before the program: whatever opens a socket, or is asked to, ends it.
NO_NETWORK = """
import runpy, sys
def watch(event, arguments):
    if event.startswith("socket."):
        raise SystemExit("the network was asked for: " + event)
sys.addaudithook(watch)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def commands(text: str) -> list[str]:
    """The commands of a text: the lines that stand in by five blanks."""
    return re.findall(r"^ {5}(\S.*)$", text, re.MULTILINE)


def run_here(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A command in a shell, as a reader types it."""
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=60)


def test_the_program_is_short_and_needs_the_standard_library_alone() -> None:
    source = PROGRAM.read_text(encoding="utf-8")
    assert len(source.splitlines()) < 400
    imported = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            imported.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"exec", "eval", "__import__", "compile"}
    assert imported <= sys.stdlib_module_names
    assert not imported & NETWORK


def test_it_runs_alone_isolated_and_without_a_network(tmp_path: Path) -> None:
    root = unpacked(tmp_path / "unpacked")
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(written()[0])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = elsewhere / "verify.py"
    shutil.copy(root / "court/verify.py", program)
    for given in (bundle, root, root / "court", root / "counsel"):
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-W", "error", "-c", NO_NETWORK, program, given, "--signer", KEY],
            cwd=elsewhere,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        assert "Result: unchanged." in done.stdout
        assert KEY in done.stdout


@pytest.mark.parametrize("search", ["", "/nowhere"])
def test_without_openssl_it_says_what_was_not_checked(tmp_path: Path, search: str) -> None:
    root = unpacked(tmp_path)
    done = subprocess.run(
        [sys.executable, "-I", root / "court/verify.py"],
        env={"PATH": search},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "court: signature not checked: openssl was not found; see VERIFY.txt." in done.stdout
    assert "Result: unchanged." in done.stdout


def test_an_openssl_that_lies_beside_the_bundle_is_never_run(tmp_path: Path) -> None:
    root = unpacked(tmp_path) / "court"
    bait = root / "openssl"
    bait.write_text(f"#!/bin/sh\n: > {tmp_path}/was-run\necho Signature Verified Successfully\n")
    bait.chmod(0o755)
    for search in (".", str(root)):
        subprocess.run([sys.executable, "-I", "verify.py"], cwd=root, env={"PATH": search}, capture_output=True)
    assert not (tmp_path / "was-run").exists()


def test_an_openssl_that_cannot_do_it_is_no_failure_of_the_bundle(tmp_path: Path) -> None:
    old = tmp_path / "bin/openssl"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'unknown option -rawin' >&2\nexit 1\n")
    old.chmod(0o755)
    root = unpacked(tmp_path / "unpacked")
    done = subprocess.run(
        [sys.executable, "-I", root / "court/verify.py"],
        env={"PATH": str(old.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "court: signature not checked: this openssl cannot do it; see VERIFY.txt." in done.stdout


@pytest.mark.parametrize("given", ["digits", "colons", "pem"])
def test_the_signers_key_is_taken_as_digits_or_as_a_file(tmp_path: Path, given: str) -> None:
    root = unpacked(tmp_path)
    key = {
        "digits": KEY.upper(),
        "colons": ":".join(KEY[at : at + 2] for at in range(0, 64, 2)),
        "pem": str(root / "counsel/signature/signer.pem"),
    }[given]
    asked = [sys.executable, "-I", root / "court/verify.py", root, "--signer"]
    assert subprocess.run([*asked, key], capture_output=True).returncode == 0
    for other in (KEY[:-1] + "0", "nonsense", str(root / "court/bagit.txt")):
        assert subprocess.run([*asked, other], capture_output=True).returncode == 1


def test_every_command_of_the_text_runs_as_it_stands(tmp_path: Path) -> None:
    root = unpacked(tmp_path) / "court"
    said = (root / "VERIFY.txt").read_text()
    assert said == HOW_TO_VERIFY
    found = commands(said)
    half = len(found) // 2
    assert found[:half] == found[half:], "both languages give the same commands"
    assert half == 7
    for command in found[:half]:
        done = run_here(command.replace("python ", f"{sys.executable} ", 1), root)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert run_here(found[half - 1], root).stdout == KEY
    fingerprint = written()[1].fingerprints["court"]
    assert fingerprint in run_here(found[3], root).stdout
    assert fingerprint in run_here(found[4], root).stdout


def test_the_commands_of_the_text_notice_what_was_changed(tmp_path: Path) -> None:
    found = commands(HOW_TO_VERIFY)
    by_lists, by_signature = found[2], found[5]
    root = unpacked(tmp_path)
    (root / STATEMENT).write_bytes(b"forged")
    assert run_here(by_lists, root / "court").returncode != 0
    (root / "court/tagmanifest-sha256.txt").write_bytes(b"forged")
    assert run_here(by_signature, root / "court").returncode != 0


def test_both_languages_say_the_same_of_time_stamps() -> None:
    found = commands(HOW_TO_CHECK_STAMPS)
    assert found[: len(found) // 2] == found[len(found) // 2 :]
