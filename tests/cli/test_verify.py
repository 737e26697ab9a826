"""`claims verify` and the verify.py that travels: every kind of tampering is named, nothing honest is accused."""

import argparse
import io
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.cli import verify as command
from claims.store.verify_bundle import CHANGED, NO_BUNDLE, UNCHANGED, verify
from tests.sample_bundle import STATEMENT, unpacked, written


def claims_verify(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.register(parser.add_subparsers())
    given = parser.parse_args(["verify", *arguments])
    return int(given.run(given))


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(written()[0])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return unpacked(tmp_path / "unpacked")


def test_an_untouched_bundle_is_unchanged(bundle: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (bundle, folder, folder / "court", folder / "counsel"):
        assert claims_verify(str(path)) == UNCHANGED
    said = capsys.readouterr().out
    assert said.count("Result: unchanged.") == 4
    _, facts = written()
    for fingerprint in (*facts.fingerprints.values(), facts.sha256):
        assert fingerprint in said


def test_the_travelling_program_needs_nothing_of_ours(folder: Path, bundle: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    program = folder / "court/verify.py"
    for arguments in ([], [str(bundle)], [str(folder)]):
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-W", "error", str(program), *arguments],
            cwd=elsewhere,
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (UNCHANGED, ""), done.stdout
        assert "Result: unchanged." in done.stdout
    (folder / STATEMENT).write_bytes(b"forged")
    done = subprocess.run([sys.executable, "-I", str(program)], capture_output=True, text=True, check=False)
    assert done.returncode == CHANGED
    assert "data/10-statements/statement-000001.pdf was changed" in done.stdout


def write_into(path: str, content: bytes) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)

    return tamper


def drop(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def rename(old: str, new: str) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        (root / old).rename(root / new)

    return tamper


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new, 1))

    return tamper


def swap_link(path: str) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        moved = root.parent / "moved.pdf"
        shutil.move(root / path, moved)
        (root / path).symlink_to(moved)

    return tamper


TAMPERINGS: dict[str, tuple[Callable[[Path], None], str]] = {
    "payload changed": (write_into(STATEMENT, b"forged"), f"{STATEMENT} was changed"),
    "payload emptied": (write_into(STATEMENT, b""), f"{STATEMENT} was changed"),
    "payload dropped": (drop(STATEMENT), f"{STATEMENT} is missing"),
    "payload added": (write_into("court/data/x.pdf", b"new"), "court/data/x.pdf was added"),
    "payload renamed": (rename(STATEMENT, "court/data/y.pdf"), f"{STATEMENT} was renamed to court/data/y.pdf"),
    "payload made a link": (swap_link(STATEMENT), f"{STATEMENT} was changed: it cannot be read (it is a link"),
    "tag file added": (write_into("court/note.txt", b"hi"), "court/note.txt was added"),
    "beside the packages": (write_into("note.txt", b"hi"), "note.txt was added beside the packages"),
    "folder beside": (write_into("third/note.txt", b"hi"), "third/note.txt was added beside the packages"),
    "facts changed": (edit("court/manifest.json", "0.15.2", "9.9.9"), "court/manifest.json was changed"),
    "format changed": (edit("court/manifest.json", '"format": 2', '"format": 9'), "has format 9"),
    "manifest garbled": (
        write_into("court/manifest.json", b"[" * 100_000),
        "court/manifest.json was changed: it cannot",
    ),
    "manifest no object": (write_into("court/manifest.json", b"[]"), "court/manifest.json was changed: it cannot"),
    "bag-info changed": (edit("court/bag-info.txt", "2026", "2025"), "court/bag-info.txt was changed"),
    "count changed": (edit("court/bag-info.txt", "Payload-Oxum: 4", "Payload-Oxum: 5"), "another number or size"),
    "bagit.txt changed": (edit("court/bagit.txt", "1.0", "0.97"), "does not say BagIt 1.0"),
    "program changed": (edit("court/verify.py", "UNCHANGED", "unchanged"), "court/verify.py was changed"),
    "words changed": (edit("counsel/VERIFY.txt", "sha256sum", "md5sum"), "counsel/VERIFY.txt was changed"),
    "list line dropped": (
        lambda root: (root / "court/manifest-sha256.txt").write_text(
            "".join((root / "court/manifest-sha256.txt").read_text().splitlines(keepends=True)[1:])
        ),
        "is not named in manifest-sha256.txt",
    ),
    "list line doubled": (
        lambda root: (root / "court/manifest-sha256.txt").write_text(
            (root / "court/manifest-sha256.txt").read_text().splitlines(keepends=True)[0] * 2
        ),
        "is named twice",
    ),
    "list end cut": (
        lambda root: (root / "court/tagmanifest-sha512.txt").write_text(
            (root / "court/tagmanifest-sha512.txt").read_text().rstrip("\n")
        ),
        "court/tagmanifest-sha512.txt was changed: its end is cut off",
    ),
    "list leaves the package": (
        edit("court/manifest-sha256.txt", "data/00-lists/empty.csv", "data/../../secret"),
        "is no fingerprint and path",
    ),
    "list with other letters": (write_into("court/manifest-sha256.txt", "é\n".encode()), "is no fingerprint and path"),
    "package dropped": (lambda root: shutil.rmtree(root / "counsel"), "The package counsel was written together"),
    "package renamed": (rename("court", "Court"), "belongs to the package 'court'"),
    **{
        f"{name} dropped": (drop(f"court/{name}"), f"court/{name} is missing")
        for name in (
            *("tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "manifest-sha256.txt", "manifest-sha512.txt"),
            *("bagit.txt", "bag-info.txt", "manifest.json", "verify.py", "VERIFY.txt"),
        )
    },
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_every_tampering_of_a_folder_is_named(name: str, folder: Path) -> None:
    tamper, sentence = TAMPERINGS[name]
    tamper(folder)
    report = verify(folder)
    assert report.outcome == CHANGED
    assert any(sentence in change for change in report.changes), report.changes


def rezipped(bundle: Path, change: Callable[[zipfile.ZipInfo, bytes], tuple[str, bytes] | None]) -> bytes:
    """The bundle packed again with each file as `change` says."""
    target = io.BytesIO()
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            kept = change(info, old.read(info))
            if kept:
                about = zipfile.ZipInfo(kept[0], date_time=info.date_time)
                about.create_system, about.external_attr = 3, 0o100644 << 16
                new.writestr(about, kept[1])
    return target.getvalue()


def test_a_faithful_copy_of_the_zip_is_unchanged(bundle: Path) -> None:
    bundle.write_bytes(rezipped(bundle, lambda info, content: (info.filename, content)))
    assert verify(bundle).changes == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda i, c: (i.filename, b"forged" if i.filename == STATEMENT else c), f"{STATEMENT} was changed"),
        (lambda i, c: None if i.filename == STATEMENT else (i.filename, c), f"{STATEMENT} is missing"),
        (lambda i, c: (i.filename.replace("10-st", "11-st"), c), "was renamed to court/data/11-statements"),
        (
            lambda i, c: None if "tagmanifest-sha256" in i.filename else (i.filename, c),
            "tagmanifest-sha256.txt is missing",
        ),
        (
            lambda i, c: None if i.filename.startswith("counsel/") else (i.filename, c),
            "The package counsel was written",
        ),
        (lambda i, c: (i.filename.replace("counsel/", "../counsel/"), c), "was added beside the packages"),
    ],
)
def test_every_tampering_of_the_zip_is_named(
    bundle: Path, change: Callable[[zipfile.ZipInfo, bytes], tuple[str, bytes] | None], sentence: str
) -> None:
    bundle.write_bytes(rezipped(bundle, change))
    report = verify(bundle)
    assert report.outcome == CHANGED
    assert any(sentence in found for found in report.changes), report.changes


def test_a_bundle_packed_again_is_told_to_be_unpacked(bundle: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    bundle.write_bytes(target.getvalue())
    report = verify(bundle)
    assert report.outcome == CHANGED
    assert any("cannot be read (it is packed)" in found for found in report.changes)


def test_a_second_entry_of_one_name_is_named(bundle: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(bundle, "a") as archive:
        archive.writestr(STATEMENT, b"forged")
    report = verify(bundle)
    assert f"{STATEMENT} is there more than once." in report.changes


def test_bytes_around_the_files_are_named(bundle: Path) -> None:
    whole = bundle.read_bytes()
    for changed in (
        b"x" + whole,
        whole + b"x",
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:-22] + b"PK\5\6" + bytes(18),
    ):
        bundle.write_bytes(changed)
        assert verify(bundle).outcome == CHANGED


def flips(size: int) -> list[int]:
    """The end of the tables, where few bytes mean much, and a fixed choice of the rest."""
    return [*range(size - 60, size), *random.Random(7).sample(range(size - 60), 120)]


def test_every_flipped_byte_is_noticed(tmp_path: Path) -> None:
    whole = written()[0]
    path = Path("/dev/shm" if Path("/dev/shm").is_dir() else tmp_path) / f"flipped-{os.getpid()}.zip"
    try:
        for at in flips(len(whole)):
            changed = bytearray(whole)
            changed[at] ^= 1 << (at % 8)
            path.write_bytes(changed)
            assert verify(path).outcome == CHANGED, f"byte {at}"
    finally:
        path.unlink(missing_ok=True)


@pytest.mark.deep
def test_every_single_bit_of_a_bundle_is_noticed(tmp_path: Path) -> None:
    whole = written()[0]
    path = tmp_path / "flipped.zip"
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1 << (at % 8)
        path.write_bytes(changed)
        assert verify(path).outcome == CHANGED, f"byte {at}"


def test_a_given_fingerprint_is_compared(folder: Path, bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, facts = written()
    court = facts.fingerprints["court"]
    assert claims_verify(str(folder), "--expect", court.upper()) == UNCHANGED
    assert claims_verify(str(bundle), "--expect", facts.sha256) == UNCHANGED
    assert claims_verify(str(folder), "--expect", "0" * 64) == CHANGED
    assert "The fingerprint is not the one you were given." in capsys.readouterr().out


def test_a_whole_forgery_is_told_by_its_fingerprint(folder: Path) -> None:
    """Who rewrites every list leaves no contradiction; only the number given separately tells."""
    manifest = json.loads((folder / "court/manifest.json").read_text())
    assert manifest["package"] == "court"
    before = verify(folder / "court").packages["court"][0]
    other = verify(folder / "counsel").packages["counsel"][0]
    assert before != other
    assert before == written()[1].fingerprints["court"]


def test_what_is_no_bundle_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("letter.txt", "hello")
    (tmp_path / "empty").mkdir()
    # A file that opens and cannot be read, and a name that no disk takes, are no bundle either, and end nothing.
    for name in ("letter.txt", "other.zip", "empty", "nowhere", "/proc/self/mem", "x" * 300):
        assert claims_verify(str(tmp_path / name)) == NO_BUNDLE, name
    assert capsys.readouterr().out.count("This is no bundle") == 6


def test_a_foreign_folder_does_not_say_how_long_it_takes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each package asked openssl, and each was looked for among all that were said to be written together."""
    asked: list[str] = []
    monkeypatch.setattr("claims.store.verify_bundle._openssl", lambda words, files: asked.append(words) or "nothing")
    for number in range(120):
        shutil.copytree(folder / "court", folder / f"more-{number:03d}")
    report = verify(folder)
    assert "There are 122 packages: only 99 were looked at." in report.changes
    assert len(asked) <= 99


def test_a_signer_that_is_no_key_is_told(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "key.der").write_bytes(bytes(range(128, 256)))
    for given in (str(tmp_path / "key.der"), "y" * 300):
        assert claims_verify(str(bundle), "--signer", given) == CHANGED
        assert "is not signed by the key that you were given" in capsys.readouterr().out


def test_a_terminal_that_cannot_write_hangul_hears_everything(folder: Path) -> None:
    (folder / "court/data/갑제1호증.pdf").write_bytes(b"x")
    program = Path("claims/store/verify_bundle.py").resolve()
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        [sys.executable, str(program), str(folder)], env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (CHANGED, b"")
    assert rb"\uac11\uc81c1\ud638\uc99d.pdf was added" in done.stdout


def test_strange_names_cannot_write_to_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "court/data/\x1b[31mred\u202e").write_bytes(b"x")
    assert claims_verify(str(folder)) == CHANGED
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_help_says_what_the_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        claims_verify("--help")
    said = " ".join(capsys.readouterr().out.split())
    assert "0 when unchanged, 1 when changed, 2 when there is no bundle" in said
