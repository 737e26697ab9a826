"""What lies sealed on the disk, changed by whoever took the disk; and sealed by us around what no program of ours wrote.

Anybody can wrap something to a public key, so what comes out of a wrap is outside bytes too. This is where both are opened.
"""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from pyrage import encrypt

from claims.actions.open_matter import read_matter
from claims.errors import Damaged
from claims.model.card import CardShard
from claims.model.claim import ClaimPart
from claims.model.claim_file import EvidencePart
from claims.model.ledger import LedgerLine
from claims.model.matter import Matter, MatterFacts
from claims.model.session import Errand
from claims.model.trip_shard import TripShard
from claims.model.vocabulary import ErrandKind, PartKind, Status
from claims.store import cards
from claims.store.claim_parts import OpenClaim, file_in, opened_part
from claims.store.errands import WorkerKeys, keys_of
from claims.store.keyring import Keyring
from claims.store.ledger import Broken, open_details, verify_lines
from claims.store.seal import context, new_pair, open_sealed, open_wrap, seal, wrap_to
from claims.store.sealed_files import new_identity, open_whole, recipient_of
from claims.store.trip_lines import OpenShard, answered_line, claims_in, fixed_lines
from claims.store.trip_shards import open_shard
from claims.store.vault import FolderVault
from tests.cast import LINH
from tests.fuzz.harness import Harness, Take, standing_alone

KEY, PLACE = bytes(range(32)), context("part", "0f" * 16, "a1" * 16, "file", 1, 1)
PRIVATE, PUBLIC = new_pair()
IDENTITY = new_identity()
OFFICE, ROW = "0f" * 16, "b2" * 16
OPENS_ALL = Keyring(office=PRIVATE, reading=KEY, card=KEY)
CARD = {
    "claim_id": "a1" * 16, "reference": "7K3M9Q4T", "name": "Linh", "search": ["linh"], "language": "vi",
    "nationality": "VNM", "born": "1988", "results": {"moj": "inside"},
}  # fmt: skip


def open_any_part(content: bytes) -> None:
    """Forged bytes never open: the harness fails when they do."""
    for opening, key in ((open_sealed, KEY), (open_wrap, PRIVATE)):
        try:
            found = opening(key, content, context=PLACE)
        except Damaged:
            continue
        assert content in SEALED, f"forged bytes opened: {found!r}"
        return
    raise Damaged("neither")


SEALED = (
    seal(KEY, b"words", context=PLACE, least=64),
    seal(KEY, b"", context=PLACE, least=64),
    wrap_to(PUBLIC, KEY, context=PLACE),
    wrap_to(PUBLIC, b"", context=PLACE),
)


@contextmanager
def vault_with_one_part(folder: Path) -> Iterator[Take]:
    """A part of a file, as it lies in the vault."""
    vault = FolderVault(folder / "vault")
    part = EvidencePart(name=ROW, length=5, sha256=sha256(b"words").hexdigest())
    vault.put_part(OFFICE, ROW, b"", time=0)
    place = next((folder / "vault").rglob(ROW))

    def take(content: bytes) -> None:
        place.write_bytes(content)
        assert open_whole([part], identity=IDENTITY, vault=vault, folder=OFFICE) == b"words"

    yield take


def open_a_file(content: bytes) -> None:
    """The claim file under the right key around anything: packed, or as an earlier version wrote it."""
    claim = OpenClaim(id=ROW, office_id=OFFICE, reference="", vault_folder="", key=KEY, status=next(iter(Status)))
    row = ClaimPart(claim_id=ROW, kind=PartKind.FILE, number=1, office_id=OFFICE, version=1, sealed=b"")
    row.sealed = seal(KEY, content, context=context("part", OFFICE, ROW, "file", 1, 1), least=64)
    file_in(opened_part(claim, row), claim=claim)


def claim_files() -> list[bytes]:
    """Both forms, and a megabyte of nothing packed small."""
    plain = LINH.model_dump_json().encode()
    return [zlib.compress(plain), plain, b"{}", zlib.compress(bytes(1 << 20)), zlib.compress(plain)[:-9]]


def open_cards(content: bytes) -> None:
    """A shard of cards under the right key around anything."""
    shard = CardShard(id=ROW, office_id=OFFICE, version=1, sealed=b"")
    shard.sealed = seal(KEY, content, context=context("cards", OFFICE, ROW, 1), least=64)
    cards._open(shard, KEY)  # the one place where a shard is read; its callers add the database


def open_trips(content: bytes) -> None:
    """A shard of trips under the right key around anything; what opens is read claim by claim."""
    shard = TripShard(id=ROW, office_id=OFFICE, version=1, matched_by="", sealed=b"")
    shard.sealed = seal(KEY, content, context=context("trips", OFFICE, ROW, 1, ""), least=64)
    assert len(claims_in(content.split(b"\n"))) == len(list(open_shard(shard, key=KEY).each()))


@contextmanager
def a_worker(folder: Path) -> Iterator[Take]:
    """What somebody who writes the database may wrap to a worker's public key."""
    worker = object.__new__(WorkerKeys)
    worker.id, worker.private, worker.office_id = ROW, PRIVATE, OFFICE

    def take(content: bytes) -> None:
        bound = context("errand", OFFICE, ROW, "open_mail", "")
        kept = wrap_to(PUBLIC, content, context=bound)
        errand = Errand(id=ROW, office_id=OFFICE, worker_id=ROW, member_id=ROW, kind=ErrandKind.OPEN_MAIL, subject="",
                        ends=0, keys=kept, vouched=b"")  # fmt: skip
        found = keys_of(errand, worker=worker)
        assert all(isinstance(name, str) and isinstance(key, str) for name, key in found.items())

    yield take


def open_matter(content: bytes) -> None:
    """A matter's facts, wrapped to the office by anybody."""
    matter = Matter(id=ROW, office_id=OFFICE, public_key=PUBLIC, for_office=b"", for_counsel=b"")
    matter.for_office = wrap_to(PUBLIC, content, context=context("matter facts", OFFICE, ROW, "office"))
    read_matter(matter, keyring=OPENS_ALL)


def read_ledger(content: bytes) -> None:
    """A row whose words, details and chain somebody wrote: the chain is broken, and details open or they do not."""
    words = content.decode("utf-8", "replace").split("\n")
    actor, role, hour, action, reference = (words + [""] * 5)[:5]
    bound = context("ledger", OFFICE, 1)
    line = LedgerLine(office_id=OFFICE, number=1, actor=actor, role=role, hour=hour, action=action, reference=reference,
                      details=wrap_to(PUBLIC, content, context=bound), chain=content[:32])  # fmt: skip
    assert verify_lines([line])[0] == [Broken(number=1, reason="changed")]
    found = open_details(line, keyring=OPENS_ALL)
    assert found is None or isinstance(found, dict)


def trip_shards() -> list[bytes]:
    """A shard with nothing in it, and lines that are none."""
    empty = OpenShard.of([])
    return [
        fixed_lines(empty) + b"\n" + answered_line(empty),
        b'{"format":2}\n{}\n{}',
        b"[]\n[]\n[]",
        b"\n\n",
        b"1\n2\n3",
    ]


HARNESSES = {
    "sealed_parts": Harness(standing_alone(open_any_part), lambda: SEALED, (Damaged,), longest=512),
    "sealed_files": Harness(
        vault_with_one_part,
        lambda: [
            encrypt(b"words".ljust(64, b"\0"), [recipient_of(IDENTITY)]),
            b"age-encryption.org/v1\n-> X25519 AA\n",
        ],
        (Damaged,),
        longest=1024,
    ),
    "claim_files": Harness(standing_alone(open_a_file), claim_files, (Damaged,), longest=4096),
    "card_shards": Harness(
        standing_alone(open_cards), lambda: [json.dumps([CARD]).encode(), b"[]"], (Damaged,), longest=2048
    ),
    "trip_shards": Harness(standing_alone(open_trips), trip_shards, (Damaged,), longest=2048),
    "errand_keys": Harness(a_worker, lambda: [b'{"card": "00"}  ', b"{}", b"[]"], (Damaged,), longest=512),
    "matter_facts": Harness(
        standing_alone(open_matter),
        lambda: [MatterFacts(title="one", firm="Firm One").model_dump_json().encode().ljust(300), b"{}"],
        (Damaged,),
        longest=1024,
    ),
    "ledger_lines": Harness(
        standing_alone(read_ledger),
        lambda: [b'{"words": "x"}', b"a\ntriage\n2026-11-22T03\nread_claim\n7K3M9Q4T", b"[]"],
        longest=512,
    ),
}
