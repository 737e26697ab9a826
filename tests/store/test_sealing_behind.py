"""Sealing behind gives what sealing at once gives, tells what went wrong, and puts nothing once it was left."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

import pytest

from claims.store import sealed_files
from claims.store.sealed_files import FileSealer, new_identity, open_whole, recipient_of
from claims.store.sealing_behind import SealerBehind
from claims.store.vault import FolderVault

IDENTITY = new_identity()
FOLDER = "ab" * 16
PART = 16


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of 16 bytes."""
    monkeypatch.setattr(sealed_files, "PART_BYTES", PART)


class KeptVault(FolderVault):
    """Knows what was put; a put can be held, or fail."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.put: list[str] = []
        self.left = Event()
        self.seen_left: list[bool] = []
        self.full_after = 10**6
        self.patience = 0.0

    def put_part(self, folder: str, name: str, sealed: bytes, *, time: int) -> None:
        self.seen_left.append(self.left.wait(self.patience))
        if len(self.put) >= self.full_after:
            raise OSError("no space left on device")
        super().put_part(folder, name, sealed, time=time)
        self.put.append(name)


@pytest.fixture
def vault(tmp_path: Path) -> KeptVault:
    """An empty vault."""
    return KeptVault(tmp_path / "vault")


def behind(vault: FolderVault) -> SealerBehind:
    """A new one."""
    return SealerBehind(recipient=recipient_of(IDENTITY), vault=vault, folder=FOLDER, time=0)


def take(vault: FolderVault, chunks: Iterable[bytes]) -> None:
    """All of them, to the end."""
    with behind(vault) as sealer:
        for chunk in chunks:
            sealer.write(chunk)
        sealer.finish()


@pytest.mark.parametrize("length", [0, 1, PART - 1, PART, PART + 1, 2 * PART, 5 * PART + 3])
@pytest.mark.parametrize("step", [1, 7, PART, 100])
def test_the_parts_are_those_of_sealing_at_once(vault: KeptVault, length: int, step: int) -> None:
    content = bytes(range(length))
    at_once = FileSealer(recipient=recipient_of(IDENTITY), vault=vault, folder="cd" * 16, time=0)
    with behind(vault) as sealer:
        for at in range(0, length, step):
            for one in (at_once, sealer):
                assert one.write(content[at : at + step]) == len(content[at : at + step])
        parts = sealer.finish()

    assert [(one.length, one.sha256) for one in parts] == [(one.length, one.sha256) for one in at_once.finish()]
    assert open_whole(parts, identity=IDENTITY, vault=vault, folder=FOLDER) == content
    assert sealer.size == length


@pytest.mark.parametrize("full_after", range(4))
def test_a_part_that_cannot_be_put_is_told_before_the_end(vault: KeptVault, full_after: int) -> None:
    """Whichever it is: no list comes back that names parts nobody put."""
    vault.full_after = full_after
    with pytest.raises(OSError, match="no space"):
        take(vault, [bytes(PART)] * 4)
    assert len(vault.put) == full_after


def test_once_it_was_left_nothing_is_put(vault: KeptVault) -> None:
    """The part is held until somebody says that the `with` was left, or for a moment: it must be the moment."""
    vault.patience = 0.2

    def failing() -> Iterator[bytes]:
        yield bytes(PART)
        raise ValueError("the content fails")

    with pytest.raises(ValueError, match="the content fails"):
        take(vault, failing())
    vault.left.set()

    assert vault.seen_left == [False]
    assert len(list(vault.list(FOLDER))) == 1
