"""Sealed files: parts of four MiB, nothing readable on the disk, and nothing shown that was not verified first."""

import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage.x25519 import Identity

from claims.errors import Damaged
from claims.model.claim_file import EvidencePart
from claims.store.sealed_files import (
    LEAST_BYTES,
    PART_BYTES,
    HashingSealer,
    new_identity,
    open_file,
    open_whole,
    recipient_of,
    seal_file,
)
from claims.store.vault import FolderVault
from tests.store import stranger

WEEK = 1_794_787_200
FOLDER = "ab" * 16
IDENTITY = new_identity()
# Written in two halves, so that no search for secrets finds a key here.
KNOWN_IDENTITY = "AGE-SECRET" + "-KEY-1M0DZVZKATZQJRR22C98SZA5VERD6QK9KSYGX3WT4HCN8KLUY05NSTY4J4L"
KNOWN_PART = bytes.fromhex(
    "6167652d656e6372797074696f6e2e6f72672f76310a2d3e2058323535313920384968646f2f344e34575263725866365143635a6d684133"
    "624a325946584d3143412b64644e57374578300a61524d2f4650534167556b4e522b594970304c434d3173475a424f633235474f59756b4b"
    "5072446d48546f0a2d3e2053345a226e644e2d6772656173650a4a44592f35776a414731416e63624d784a6e45346c496b4c466e4766794e"
    "6d5731494c4d454c6d572b4666546f694d704b7664325041444a2f6a69546f7a36530a594637340a2d2d2d2047547a656f6f343476695345"
    "6176586d515a75794273596a4b77575672352f437974334c5a30696c4d4c6b0a93395f4bf98f60570955731e98701f041415930f133f0328"
    "43b4eab04b4ee28c79d11b9f91d7029898547b62d8db3a6c6e9a4384d33c541415f6e49d26b3aa9d283ac8faec8e7c85da5b28d91f68f182"
    "4e27cebf80303b611cdd5eb57f3520a9"
)


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    """An empty vault."""
    return FolderVault(tmp_path / "vault")


@pytest.fixture(scope="module")
def nine_mib() -> bytes:
    """Three parts' worth, no two pieces alike."""
    return b"".join(sha256(number.to_bytes(4, "big")).digest() for number in range(9 * 1024 * 1024 // 32))


def sealed(vault: FolderVault, content: bytes) -> tuple[EvidencePart, ...]:
    """The parts of some content."""
    return seal_file([content], identity=IDENTITY, vault=vault, folder=FOLDER, time=WEEK)


def path_of(vault: FolderVault, part: EvidencePart) -> Path:
    """Where a part lies."""
    return vault.root / "ab" / FOLDER / part.name


def test_a_stored_part_opens(vault: FolderVault) -> None:
    """A fixed age file of a fixed identity."""
    vault.put_part(FOLDER, "cd" * 16, KNOWN_PART, time=WEEK)
    part = EvidencePart(name="cd" * 16, length=5, sha256=sha256(b"stamp").hexdigest())

    assert open_whole([part], identity=KNOWN_IDENTITY, vault=vault, folder=FOLDER) == b"stamp"


def test_nine_mib_lie_in_three_parts_and_come_back(vault: FolderVault, nine_mib: bytes) -> None:
    """However they come in: by odd chunks or at once; each part is a whole age file of a size class."""
    sealer = HashingSealer(recipient=recipient_of(IDENTITY), vault=vault, folder=FOLDER, time=WEEK)
    for start in range(0, len(nine_mib), 777_777):
        assert sealer.write(nine_mib[start : start + 777_777]) == len(nine_mib[start : start + 777_777])
    parts = sealer.finish()

    assert [part.length for part in parts] == [PART_BYTES, PART_BYTES, 1024 * 1024]
    assert b"".join(open_file(parts, identity=IDENTITY, vault=vault, folder=FOLDER)) == nine_mib
    assert (sealer.size, sealer.sha256) == (len(nine_mib), sha256(nine_mib).hexdigest())
    for part in parts:
        plain = pyrage.decrypt(path_of(vault, part).read_bytes(), [Identity.from_str(IDENTITY)])
        assert len(plain) == stranger.size_class(part.length, LEAST_BYTES)
        assert set(plain[part.length :]) <= {0}


@given(length=st.sampled_from([0, 1, LEAST_BYTES - 1, LEAST_BYTES, LEAST_BYTES + 1, PART_BYTES, PART_BYTES + 1]))
def test_every_length_comes_back(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    """Also nothing at all, and exactly a part."""
    vault = FolderVault(tmp_path_factory.mktemp("vault"))
    content = b"\0" * length
    parts = sealed(vault, content)

    assert open_whole(parts, identity=IDENTITY, vault=vault, folder=FOLDER) == content
    assert len(parts) == max(1, -(-length // PART_BYTES))


def test_nothing_readable_lies_on_the_disk(vault: FolderVault, nine_mib: bytes) -> None:
    """No piece of 32 bytes, and names and sizes tell nothing of the file."""
    parts = sealed(vault, nine_mib)
    lying = b"".join(path_of(vault, part).read_bytes() for part in parts)

    assert not [at for at in range(0, len(nine_mib), 512 * 1024) if nine_mib[at : at + 32] in lying]
    assert len(zlib.compress(lying[:PART_BYTES], 1)) > 0.99 * PART_BYTES
    assert all(part.sha256 not in part.name for part in parts)


@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone", "swapped", "foreign", "longer", "other folder"])
def test_a_damaged_part_is_named_and_what_came_before_was_whole(
    vault: FolderVault, nine_mib: bytes, damage: str
) -> None:
    """The second of three: the first is shown, for it was verified; of the second not one byte."""
    parts = sealed(vault, nine_mib)
    second, content = path_of(vault, parts[1]), path_of(vault, parts[1]).read_bytes()
    if damage == "gone":
        second.unlink()
    elif damage == "other folder":
        parts = (parts[0], parts[1].model_copy(update={"name": "ef" * 16}), parts[2])
    else:
        foreign = pyrage.encrypt(b"x" * PART_BYTES, [recipient_of(IDENTITY)])
        second.write_bytes(
            {
                "flip": content[:-500] + bytes([content[-500] ^ 1]) + content[-499:],
                "cut": content[:-1],
                "empty": b"",
                "swapped": path_of(vault, parts[0]).read_bytes(),
                "foreign": foreign,
                "longer": content + b"x",
            }[damage]
        )
    shown = open_file(parts, identity=IDENTITY, vault=vault, folder=FOLDER)

    assert next(shown) == nine_mib[:PART_BYTES]
    with pytest.raises(Damaged) as refused:
        next(shown)
    assert (refused.value.reason, refused.value.facts) == ("file_part", {"part": 2})


def test_every_flipped_byte_of_a_small_part_is_found(vault: FolderVault) -> None:
    """Head and body of the age file alike: refused by name, with no other error."""
    (part,) = sealed(vault, b"a stamp of 2015-03-02")
    content = path_of(vault, part).read_bytes()
    for place in [*range(400), *range(400, len(content), 997)]:
        flipped = bytearray(content)
        flipped[place] ^= 0x20
        path_of(vault, part).write_bytes(flipped)
        with pytest.raises(Damaged):
            open_whole([part], identity=IDENTITY, vault=vault, folder=FOLDER)


def test_another_identity_opens_nothing(vault: FolderVault) -> None:
    """Each claim has its own."""
    parts = sealed(vault, b"a stamp")

    with pytest.raises(Damaged):
        open_whole(parts, identity=new_identity(), vault=vault, folder=FOLDER)


def test_a_list_that_was_changed_is_found(vault: FolderVault) -> None:
    """Another length or hash in the list: the bytes do not fit it."""
    (part,) = sealed(vault, b"a stamp")
    for change in ({"length": 6}, {"length": 8}, {"sha256": "0" * 64}):
        with pytest.raises(Damaged):
            open_whole([part.model_copy(update=change)], identity=IDENTITY, vault=vault, folder=FOLDER)


def test_a_stream_that_breaks_off_leaves_nothing(vault: FolderVault, nine_mib: bytes) -> None:
    """Neither by an error of the sender, nor when the taker gives it up."""

    def broken() -> Iterator[bytes]:
        yield nine_mib[:PART_BYTES]
        yield nine_mib[: PART_BYTES // 2]
        raise ConnectionError

    with pytest.raises(ConnectionError):
        seal_file(broken(), identity=IDENTITY, vault=vault, folder=FOLDER, time=WEEK)
    assert list(vault.list(FOLDER)) == []

    sealer = HashingSealer(recipient=recipient_of(IDENTITY), vault=vault, folder=FOLDER, time=WEEK)
    sealer.write(nine_mib)
    assert len(list(vault.list(FOLDER))) == 2
    sealer.abandon()
    assert list(vault.list(FOLDER)) == []
