"""The host key: made anew at each start, only in memory, only ours, and never half of it."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.errors import StartRefused
from claims.store import host_key
from claims.store.host_key import HostKey, destroy_host_key, filesystem_of, make_host_key, read_host_key, vouch_context
from tests.store import stranger

SECRET = bytes(range(32, 64))


@pytest.fixture
def runtime(tmp_path: Path) -> Iterator[Path]:
    """A memory-backed folder of our own."""
    folder = Path("/dev/shm") / f"claims-host-key-{os.getpid()}-{tmp_path.name}"
    yield folder
    for path in folder.glob("*"):
        path.unlink()
    if folder.exists():
        folder.rmdir()


def test_processes_of_one_start_share_it_and_the_next_start_has_another(runtime: Path) -> None:
    """What the web made, the worker reads; a restart makes another."""
    first = make_host_key(runtime).for_purpose("x")

    assert read_host_key(runtime).for_purpose("x") == first
    assert make_host_key(runtime).for_purpose("x") != first


def test_it_lies_in_memory_and_is_ours_alone(runtime: Path) -> None:
    """32 bytes, mode 0600 in a folder 0700, on tmpfs; nothing else is left there."""
    make_host_key(runtime)

    (path,) = runtime.iterdir()
    assert (path.stat().st_mode & 0o777, runtime.stat().st_mode & 0o777) == (0o600, 0o700)
    assert path.stat().st_size == 32
    assert filesystem_of(path) == "tmpfs"


def test_a_folder_on_a_disk_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    """By the variable's name."""
    if filesystem_of(tmp_path) in host_key.MEMORY_BACKED:
        pytest.skip("the temporary folder of this machine lies in memory itself")

    with pytest.raises(StartRefused, match=r"CLAIMS_RUNTIME .* not memory-backed"):
        make_host_key(tmp_path / "runtime")
    assert list((tmp_path / "runtime").iterdir()) == []


def test_a_folder_of_somebody_else_is_refused(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may have made it first, to read what we write there."""
    runtime.mkdir()
    monkeypatch.setattr(os, "getuid", lambda: runtime.stat().st_uid + 1)

    with pytest.raises(StartRefused, match="somebody else"):
        make_host_key(runtime)


def test_a_link_to_a_folder_is_refused(runtime: Path, tmp_path: Path) -> None:
    """A link may be turned to another place meanwhile."""
    runtime.symlink_to("/dev/shm")
    try:
        with pytest.raises(StartRefused, match="somebody else"):
            make_host_key(runtime)
    finally:
        runtime.unlink()


def test_a_loose_folder_of_ours_is_closed(runtime: Path) -> None:
    """A folder that others may read is ours to close."""
    runtime.mkdir(mode=0o755)
    runtime.chmod(0o755)
    make_host_key(runtime)

    assert runtime.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o620])
def test_a_key_that_others_may_read_or_write_is_refused(runtime: Path, mode: int) -> None:
    """It is no secret any more; the sentence says what to do."""
    make_host_key(runtime)
    (runtime / "host.key").chmod(mode)

    with pytest.raises(StartRefused, match="open to others: stop the service"):
        read_host_key(runtime)


def test_a_key_of_somebody_else_or_a_link_is_refused(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody could have put it there, to know it."""
    make_host_key(runtime)
    with monkeypatch.context() as patched:
        patched.setattr(os, "getuid", lambda: 12345)
        with pytest.raises(StartRefused, match="open to others"):
            read_host_key(runtime)
    (runtime / "host.key").rename(runtime / "other")
    (runtime / "host.key").symlink_to(runtime / "other")
    with pytest.raises(StartRefused, match="open to others"):
        read_host_key(runtime)


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33])
def test_half_a_key_is_no_key(runtime: Path, content: bytes) -> None:
    """An empty secret would be known to everybody."""
    make_host_key(runtime)
    (runtime / "host.key").write_bytes(content)

    with pytest.raises(StartRefused, match="does not hold a key"):
        read_host_key(runtime)


def test_whoever_reads_while_a_start_makes_a_key_finds_a_whole_one(runtime: Path) -> None:
    """A worker that looks during the start gets the old key or the new, never none and never half."""
    make_host_key(runtime)
    over = threading.Event()
    wrong: list[BaseException] = []

    def look() -> None:
        while not over.is_set():
            try:
                read_host_key(runtime)
            except BaseException as error:
                wrong.append(error)

    looking = threading.Thread(target=look)
    looking.start()
    for _ in range(300):
        make_host_key(runtime)
    over.set()
    looking.join()

    assert wrong == []


def test_without_a_start_there_is_none(runtime: Path) -> None:
    """Nothing is made in passing by who only reads; a process on its own may make one; the end destroys it."""
    with pytest.raises(StartRefused, match="start the web first"):
        read_host_key(runtime)
    read_host_key(runtime, make=True)
    destroy_host_key(runtime)
    destroy_host_key(runtime)

    with pytest.raises(StartRefused):
        read_host_key(runtime)


def test_a_stranger_vouches_the_same() -> None:
    """HMAC-SHA256 under a derived key, as the page on formats says."""
    said = vouch_context("worker", "0f" * 16)
    mac = HostKey(SECRET).vouch(said)

    assert mac == stranger.hmac.digest(
        stranger.derive(SECRET, "vouch"), stranger.context("vouch", "worker", "0f" * 16), "sha256"
    )
    assert HostKey(SECRET).vouch(b"x").hex() == "45a0b37bded901165ee39678c35a2ce5e689c146041d3b19bf9651ed36bf12ac"
    assert HostKey(SECRET).vouched(said, mac)
    assert not HostKey(SECRET).vouched(said + b"x", mac)
    assert not HostKey(bytes(32)).vouched(said, mac)


def test_each_purpose_has_its_own_key() -> None:
    """Knowing one of them gives none of the others, nor the secret."""
    key = HostKey(SECRET)
    made = {key.for_purpose(p) for p in ("session", "vouch", "proof", "csrf", "worker shift")}

    assert len(made | {SECRET, key.for_purpose("session", salt=b"x")}) == 7


def test_the_file_system_of_a_place_is_that_of_the_innermost_last_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk mounted below or over a memory folder is a disk, also where its name has a space."""
    mounts = (
        "tmpfs /m tmpfs rw 0 0\nd /m/a\\040b ext4 rw 0 0\ntmpfs /n tmpfs rw 0 0\nd /n ext4 rw 0 0\nr / ext4 rw 0 0\n"
    )
    monkeypatch.setattr(Path, "read_text", lambda self: mounts)

    assert [filesystem_of(Path(p)) for p in ("/m/x", "/m/a b/x", "/n/x", "/mm")] == ["tmpfs", "ext4", "ext4", "ext4"]
