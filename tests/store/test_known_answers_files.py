"""Files in the vault: a fixed age file opens for us and for a stranger, and so does whatever is put there."""

from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from pyrage import encrypt
from pyrage.x25519 import Identity

from claims.errors import Damaged
from claims.model.claim_file import EvidencePart
from claims.store.framed_lines import Framed, line_of
from claims.store.sealed_files import PART_BYTES, new_identity, open_whole, recipient_of, seal_file
from claims.store.vault import FolderVault
from tests.store import stranger
from tests.store.backup_stranger import read_frame
from tests.store.stranger_files import open_age, open_part

IDENTITY = "AGE-SECRET" + "-KEY-1NCNNU4TR0SFG0UHNW0UZH5TU5YKLTCP0RP8QL6SSXTWK5QUS3D6SRGNP6K"
CONTENT = b"words of a file"
KEPT = bytes.fromhex(
    "6167652d656e6372797074696f6e2e6f72672f76310a2d3e2058323535313920534539673243414c5464636450317173616757474a586830"
    "4b684a4338365357455a5036654c76516e32770a59365971324a324d75456b32477a4a527733577246334a4d38633369355a4d56384f784f"
    "32786d6f6e65300a2d3e2045306c376c2d67726561736520424e5c7520394b762f4920493d68443c70300a632b58464c7270433162575759"
    "6e796c304c6b4169492b483138356231456972726d665565537631332b55744a6d5537323872564d38512b2f7072735856554e0a49465969"
    "546e4d4e4858786634510a2d2d2d20546d4c7169472b584e3779594b4b733430616e7534697a636652446d424f4b704a374c4c6152423466"
    "694d0a660d7519477a38e22e15ab2b8194eb5d6780924c03b4768c5fbea2a95950b13e857c0f4e79c61809938b484c8128d7d7e53981c1eb"
    "fa4d7aa99b9f1bf015e4dd863f92ec00de66ff"
)
FOLDER, NAME = "0f" * 16, "b2" * 16
LINES = (
    b'{"format":1,"backup":"x"}\n["0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2",5,"ab"]\n'
    b'{"end":1,"sha256":"491691f8cc54a5e97fa2dc329c6f42d72cb607ed797dfaf10059f8c992622190"}\n'
)
PART = EvidencePart(name=NAME, length=len(CONTENT), sha256=sha256(CONTENT).hexdigest())


def test_a_stored_part_opens_for_us_and_for_a_stranger(tmp_path: Path) -> None:
    vault = FolderVault(tmp_path)
    vault.put_part(FOLDER, NAME, KEPT, time=0)

    assert open_part(KEPT, IDENTITY, length=PART.length, digest=PART.sha256) == CONTENT
    assert open_whole([PART], identity=IDENTITY, vault=vault, folder=FOLDER) == CONTENT


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 3 * 65_536, PART_BYTES, PART_BYTES + 1])
def test_whatever_is_sealed_opens_for_a_stranger(tmp_path: Path, size: int) -> None:
    """Part by part as the list says; each padded to a class, its zeros sealed with it."""
    vault, identity, content = FolderVault(tmp_path), new_identity(), bytes(range(1, 252)) * (size // 251 + 1)
    parts = seal_file([content[:size]], identity=identity, vault=vault, folder=FOLDER, time=0)
    lying = [vault.open_part(FOLDER, part.name) for part in parts]

    opened = [
        open_part(sealed, identity, length=part.length, digest=part.sha256)
        for sealed, part in zip(lying, parts, strict=True)
    ]
    assert b"".join(opened) == content[:size]
    assert [len(open_age(sealed, identity)) for sealed in lying] == [
        stranger.size_class(part.length, 65_536) for part in parts
    ]


@pytest.mark.parametrize("place", range(0, len(KEPT), 7))
def test_a_changed_part_opens_for_neither(tmp_path: Path, place: int) -> None:
    """Header, its MAC, payload; every seventh byte."""
    changed = KEPT[:place] + bytes([KEPT[place] ^ 1]) + KEPT[place + 1 :]
    vault = FolderVault(tmp_path)
    vault.put_part(FOLDER, NAME, changed, time=0)

    with pytest.raises(Damaged):
        open_whole([PART], identity=IDENTITY, vault=vault, folder=FOLDER)
    with pytest.raises((AssertionError, InvalidTag, ValueError)):
        open_part(changed, IDENTITY, length=PART.length, digest=PART.sha256)


def test_a_backups_lines_have_known_bytes_and_a_stranger_reads_them() -> None:
    """Head, lines, end with the hash of all before it, spaces up to a class; sealed to the week's identity."""
    frame = Framed({"backup": "x"}, [line_of([FOLDER, NAME, 5, "ab"])], counts=lambda: 1)
    plain = b"".join(frame)

    assert plain.rstrip(b" ") == LINES
    assert len(plain) == stranger.size_class(len(LINES), 65_536)
    sealed = encrypt(plain, [recipient_of(IDENTITY)])
    assert open_age(sealed, IDENTITY) == plain
    head, lines, counts, proof = read_frame(sealed, Identity.from_str(IDENTITY))
    assert (head, lines, counts) == ({"format": 1, "backup": "x"}, [[FOLDER, NAME, 5, "ab"]], 1)
    assert proof == frame.proof
