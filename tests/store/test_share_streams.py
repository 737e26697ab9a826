"""Streams of files: each comes back as it was put in, wherever the borders of parts fall; a list that does not fit is named."""

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.errors import Damaged, NotValid
from claims.model.claim_file import EvidencePart
from claims.store import sealed_files
from claims.store.sealed_files import FileSealer, new_identity, recipient_of
from claims.store.share_streams import OpenStream, ShareStream
from claims.store.vault import FolderVault

IDENTITY, FOLDER = new_identity(), "a" * 32


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "vault")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of ten bytes, so that borders fall everywhere."""
    monkeypatch.setattr(sealed_files, "PART_BYTES", 10)
    monkeypatch.setattr(sealed_files, "LEAST_BYTES", 10)


def stream(vault: FolderVault) -> ShareStream:
    return ShareStream(FileSealer(recipient=recipient_of(IDENTITY), vault=vault, folder=FOLDER, time=0))


def opened(parts: Iterable[EvidencePart], vault: FolderVault, *, identity: str = IDENTITY) -> OpenStream:
    return OpenStream(tuple(parts), identity=identity, vault=vault, folder=FOLDER)


contents = st.lists(st.lists(st.binary(max_size=23), max_size=3), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(contents, st.randoms(use_true_random=False))
@pytest.mark.usefixtures("small_parts")
def test_each_file_comes_back_whatever_the_borders(
    vault: FolderVault, given_files: list[list[bytes]], order: object
) -> None:
    """In any order of reading, whole and by chunks; measured while it was sealed."""
    made = stream(vault)
    files = [made.add(f"file-{place}", iter(chunks), what="a file") for place, chunks in enumerate(given_files)]
    parts = made.finish()
    reading = opened(parts, vault)
    pairs = list(zip(files, [b"".join(chunks) for chunks in given_files], strict=True))
    order.shuffle(pairs)  # type: ignore[attr-defined]  # a random of hypothesis

    assert made.files == files
    assert all(part.length <= 10 for part in parts)
    for file, content in pairs:
        assert reading.whole(file) == b"".join(reading.chunks(file)) == content
        assert (file.size, file.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert (file.sha512, file.crc32) == (hashlib.sha512(content).hexdigest(), zlib.crc32(content))
    vault.delete_folder(FOLDER)


def test_a_stream_without_files_has_no_part(vault: FolderVault) -> None:
    """An empty file has one: its name is told, and nothing of it lies anywhere."""
    assert stream(vault).finish() == ()
    assert list(vault.list(FOLDER)) == []
    made = stream(vault)
    file = made.add("empty", b"", what="an empty file")
    assert opened(made.finish(), vault).whole(file) == b""


@pytest.mark.usefixtures("small_parts")
def test_a_list_that_does_not_fit_the_stream_is_named(vault: FolderVault) -> None:
    made = stream(vault)
    file = made.add("file", b"0123456789abcde", what="a file")
    parts = made.finish()
    longer = file.model_copy(update={"size": 16})

    with pytest.raises(NotValid) as refused:
        opened(parts, vault).whole(longer)
    assert (refused.value.reason, refused.value.facts) == ("file_beyond", {"path": "file"})
    moved = file.model_copy(update={"at": 1, "size": 14})
    with pytest.raises(Damaged) as damaged:
        opened(parts, vault).whole(moved)
    assert (damaged.value.reason, damaged.value.facts) == ("file_part", {"path": "file"})


@pytest.mark.usefixtures("small_parts")
def test_what_was_changed_missing_or_moved_is_damaged(vault: FolderVault) -> None:
    """A byte of a part, a part that is gone, parts in another order, another identity."""
    made = stream(vault)
    file = made.add("file", bytes(range(30)), what="a file")
    parts = made.finish()
    assert len(parts) == 3
    for wrong in (opened(reversed(parts), vault), opened(parts, vault, identity=new_identity())):
        with pytest.raises(Damaged, match="file_part"):
            wrong.whole(file)
    place = vault.root / FOLDER[:2] / FOLDER / parts[1].name
    place.write_bytes(place.read_bytes()[:-1] + bytes([place.read_bytes()[-1] ^ 1]))
    with pytest.raises(Damaged, match="file_part"):
        opened(parts, vault).whole(file)
    place.unlink()
    with pytest.raises(Damaged, match="file_part"):
        opened(parts, vault).whole(file)


@pytest.mark.usefixtures("small_parts")
def test_in_the_vault_it_is_sealed(vault: FolderVault) -> None:
    made = stream(vault)
    made.add("file", b"Nguyen Thi Linh", what="a file")

    assert not [part for part in made.finish() if b"Nguyen" in vault.open_part(FOLDER, part.name)]
