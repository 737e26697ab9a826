"""Check 3: whatever is done to a bundle, verify names what changed and ends with a number that is not 0."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.store.archive import write_bundle
from claims.store.bundle_signing import signature_files, signing_key
from claims.store.verify_bundle import CHANGED, UNCHANGED, verify
from tests.sample_bundle import DAY, FACTS, HANGUL, SIGNER, STATEMENT, counsel, court, unpacked, written

SIGNATURE, PEM = "court/signature/tagmanifest-sha256.txt.sig", "court/signature/signer.pem"
OTHER = signing_key(b"\x07" * 32)


def swap(root: Path) -> None:
    """Two files change places."""
    one, two = root / STATEMENT, root / HANGUL
    contents = one.read_bytes(), two.read_bytes()
    one.write_bytes(contents[1])
    two.write_bytes(contents[0])


def replace_signer(root: Path) -> None:
    """Another key signs the same lists, and only the signature is exchanged."""
    statement = (root / "court/tagmanifest-sha256.txt").read_bytes()
    for name, content in signature_files(statement, signer=OTHER).items():
        (root / "court" / name).write_bytes(content)


def flip(path: str, at: int) -> Callable[[Path], None]:
    def tamper(root: Path) -> None:
        content = bytearray((root / path).read_bytes())
        content[at] ^= 1
        (root / path).write_bytes(content)

    return tamper


def append(path: str, more: bytes) -> Callable[[Path], None]:
    return lambda root: (root / path).write_bytes((root / path).read_bytes() + more)


TAMPERINGS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "two files swapped": (swap, (f"{STATEMENT} was changed", f"{HANGUL} was changed")),
    "cut short": (lambda root: (root / STATEMENT).write_bytes(b"%PDF"), (f"{STATEMENT} was changed",)),
    "appended": (append(HANGUL, b"\n"), (f"{HANGUL} was changed",)),
    "Hangul renamed": (
        lambda root: (root / HANGUL).rename(root / "court/data/20-exhibits/갑제2호증.pdf"),
        (f"{HANGUL} was renamed to court/data/20-exhibits/갑제2호증.pdf",),
    ),
    "signature deleted": (lambda root: (root / SIGNATURE).unlink(), (f"{SIGNATURE} is missing",)),
    "signer deleted": (lambda root: (root / PEM).unlink(), (f"{PEM} is missing",)),
    "both deleted": (lambda root: shutil.rmtree(root / "court/signature"), (f"{SIGNATURE} is missing", PEM)),
    "signature flipped": (flip(SIGNATURE, 5), (f"{SIGNATURE} does not fit",)),
    "signature cut": (lambda root: (root / SIGNATURE).write_bytes(b"\0" * 63), (f"{SIGNATURE} does not fit",)),
    "signer flipped": (flip(PEM, 60), (f"{PEM} was changed",)),
    "signer with one more line end": (append(PEM, b"\n"), (f"{PEM} was changed",)),
    "signer as digits": (
        lambda root: (root / PEM).write_text(SIGNER.public_key().public_bytes_raw().hex()),
        (f"{PEM} was changed",),
    ),
    "signer replaced": (replace_signer, (f"{PEM} was changed: it is not the key that manifest.json names",)),
    "one more signature": (
        lambda root: (root / "court/signature/x.sig").write_bytes(b"x"),
        ("court/signature/x.sig was added",),
    ),
    "tagmanifest deleted": (
        lambda root: (root / "court/tagmanifest-sha256.txt").unlink(),
        ("court/tagmanifest-sha256.txt is missing",),
    ),
    "tagmanifest changed": (append("court/tagmanifest-sha256.txt", b"\n"), (f"{SIGNATURE} does not fit",)),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_done_is_named(name: str, tmp_path: Path) -> None:
    root = unpacked(tmp_path)
    tamper, sentences = TAMPERINGS[name]
    tamper(root)
    report = verify(root)
    assert report.outcome == CHANGED
    for sentence in sentences:
        assert any(sentence in change for change in report.changes), report.changes


def test_a_whole_forgery_is_told_by_the_key_that_was_given(tmp_path: Path) -> None:
    """Who packs everything again and signs it leaves no contradiction; the key told separately is another."""
    path = tmp_path / "forged.zip"
    path.write_bytes(written(signer=OTHER)[0])
    assert verify(path).outcome == UNCHANGED
    told = SIGNER.public_key().public_bytes_raw().hex()
    assert sorted(verify(path, signer=told).changes) == [
        "counsel is not signed by the key that you were given.",
        "court is not signed by the key that you were given.",
    ]
    path.write_bytes(written(signer=None)[0])
    assert verify(path, signer=told).outcome == CHANGED
    path.write_bytes(written()[0])
    assert verify(path, signer=told).outcome == UNCHANGED


def again(change: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]]) -> bytes:
    """The bundle packed again as zipfile packs it, byte for byte as we do, after a change of what follows what."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written()[0])) as old, zipfile.ZipFile(target, "w") as new:
        day = old.infolist()[0].date_time
        for name, content in change([(info.filename, old.read(info)) for info in old.infolist()]):
            about = zipfile.ZipInfo(name, date_time=day)
            about.create_system, about.external_attr = 3, 0o100644 << 16
            new.writestr(about, content)
    return target.getvalue()


def test_zipfile_packs_the_same_bytes() -> None:
    assert again(lambda files: files) == written()[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda files: [files[1], files[0], *files[2:]], "lies at another place in the ZIP"),
        (lambda files: [*files[:4], files[5], files[4], *files[6:]], "lies at another place in the ZIP"),
        (lambda files: [*files[-11:], *files[:-11]], "The packages lie in another order"),
        (lambda files: [*files, ("court/data/new.pdf", b"x")], "court/data/new.pdf was added"),
        (lambda files: [*files, ("court/data/new/", b"")], "court/data/new/ was added"),
    ],
)
def test_another_order_or_entry_in_the_zip_is_named(
    tmp_path: Path, change: Callable[[list[tuple[str, bytes]]], list[tuple[str, bytes]]], sentence: str
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(again(change))
    report = verify(path)
    assert report.outcome == CHANGED
    assert any(sentence in found for found in report.changes), report.changes


def test_a_sum_that_is_wrong_in_both_places_is_named(tmp_path: Path) -> None:
    """Head and table of contents agree, so that only the bytes say otherwise: other tools would refuse the file."""
    whole = written()[0]
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        crc32 = archive.getinfo(STATEMENT).CRC.to_bytes(4, "little")
    assert whole.count(crc32) == 2
    path = tmp_path / "bundle.zip"
    path.write_bytes(whole.replace(crc32, b"\1\2\3\4"))
    assert verify(path).changes == [
        f"The ZIP was changed around {STATEMENT}; what is inside the files was checked separately."
    ]


def test_two_bundles_are_never_mixed(tmp_path: Path) -> None:
    """A package of another bundle by the same signer, put beside this one's, is itself right; only its fingerprint is another."""
    root = unpacked(tmp_path / "one")
    target = io.BytesIO()
    said = write_bundle(target, court=court(), counsel=counsel(), day=DAY, facts={**FACTS, "number": 4}, signer=SIGNER)
    with zipfile.ZipFile(target) as other:
        shutil.rmtree(root / "court")
        other.extractall(root, [name for name in other.namelist() if name.startswith("court/")])
    found = verify(root).packages["court"][0]
    assert found == said.fingerprints["court"] != written()[1].fingerprints["court"]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_random_change_of_the_zip_goes_unnoticed(data: st.DataObject) -> None:
    whole = written()[0]
    kind = data.draw(st.sampled_from(["flip", "cut", "insert", "append", "delete", "double", "swap"]))
    at = data.draw(st.integers(0, len(whole) - 1))
    length = data.draw(st.integers(1, 400))
    piece = data.draw(st.binary(min_size=1, max_size=40))
    changed = {
        "flip": whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :],
        "cut": whole[:at],
        "insert": whole[:at] + piece + whole[at:],
        "append": whole + piece,
        "delete": whole[:at] + whole[at + length :],
        "double": whole[: at + length] + whole[at:],
        "swap": whole[at : at + length] + whole[:at] + whole[at + length :],
    }[kind]
    with TemporaryDirectory() as folder:
        path = Path(folder, "bundle.zip")
        path.write_bytes(changed)
        report = verify(path)
    assert (report.outcome == UNCHANGED) == (changed == whole)
    assert changed == whole or report.changes or not report.is_bundle


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_random_change_of_an_unpacked_file_goes_unnamed(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        root = unpacked(Path(folder))
        name = data.draw(
            st.sampled_from(sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file()))
        )
        content = (root / name).read_bytes()
        at = data.draw(st.integers(0, len(content)))
        more = data.draw(st.binary(min_size=1, max_size=20))
        changed = data.draw(st.sampled_from([content[:at] + more + content[at:], content[:at], more]))
        (root / name).write_bytes(changed)
        report = verify(root)
    assert (report.outcome == UNCHANGED) == (changed == content)
    assert changed == content or any(name in sentence for sentence in report.changes), report.changes
