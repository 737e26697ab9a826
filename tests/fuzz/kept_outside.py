"""What lies outside this machine and comes back: anchored heads, time stamps, backups and their keys. This is where it comes back changed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.x509 import Certificate
from pyrage.x25519 import Identity
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from claims.errors import Damaged, StartRefused
from claims.store.age_stream import seal_stream
from claims.store.anchors import read_anchor_file, read_statement, signature_holds
from claims.store.backup_folder import HEADER, PARTS, TABLES, Header, SealedFile, check_files, read_header, write_header
from claims.store.backup_reading import Manifest, read_contents, read_listed
from claims.store.erased_lists import read_erased
from claims.store.framed_lines import Framed, FramedReader, line_of
from claims.store.period_keys import PeriodKey, find_period_key, key_text
from claims.store.timestamps import read_roots, stamped_at
from claims.store.vault import is_vault_name
from tests.fuzz.harness import Harness, Take, from_a_file, standing_alone
from tests.store.test_anchors import HEAD
from tests.timestamp_authority import make_authority

OFFICE, PART, WEEK = "0f" * 16, "b2" * 16, "2026-W47"
IDENTITY = Identity.generate()
KEY = PeriodKey(week=WEEK, office_id=OFFICE, identity=IDENTITY)
NONE = SealedFile(size=0, sha256="0" * 64)
MANIFEST = Manifest("x", OFFICE, "Office", "real", "2026-11-22T04Z", WEEK, "0004", parts=0, gone=0, proof="0" * 64)
HEAD_OF_ALL = Header(week=WEEK, office_id=OFFICE, tables=NONE, parts=NONE)


def read_anchors(path: Path) -> None:
    """Lines of an anchor file; only what we signed holds."""
    for _, line in read_anchor_file(path):
        statement = read_statement(line)
        if statement is not None and statement.key == HEAD.key and signature_holds(statement):
            assert statement.signed_bytes() == HEAD.signed_bytes()
        elif statement is not None:
            signature_holds(statement)


def read_lines(content: bytes) -> None:
    """Framed lines in two pieces; what ends whole was handed on line by line."""
    taken: list[object] = []
    reader = FramedReader(taken.append)
    reader.write(content[: len(content) // 2])
    reader.write(content[len(content) // 2 :])
    reader.finish()
    assert len(taken) <= content.count(b"\n")


def framed() -> list[bytes]:
    """With lines, without any, and of another format."""
    some = [line_of({"table": "claim"}), line_of([1, "a"])]
    return [
        b"".join(Framed({"backup": "x"}, some, counts=lambda: {"claim": 1})).rstrip(b" "),
        b"".join(Framed({}, [], counts=lambda: 0)).rstrip(b" "),
        line_of({"format": 2}),
    ]


def sealed_lines(place: Path, head: dict[str, object], lines: bytes) -> None:
    """A sealed file of a backup around any lines, with an end that proves them."""
    with place.open("wb") as target:
        seal_stream(Framed(head, [lines], counts=dict), target, recipient=IDENTITY.to_public())


@contextmanager
def a_backup(folder: Path) -> Iterator[Take]:
    """Sealed lists with the right key around anything: refused, or names that a vault may have."""

    def take(content: bytes) -> None:
        lines = content.rstrip(b"\n") + b"\n"
        sealed_lines(folder / PARTS, {"backup": "x"}, lines)
        sealed_lines(folder / TABLES, asdict(MANIFEST), lines)
        with suppress(Damaged):
            read_contents(folder, header=HEAD_OF_ALL, key=KEY)
        assert all(is_vault_name(part.folder) and is_vault_name(part.name) for part in read_listed(folder, key=KEY))

    yield take


def lists() -> list[bytes]:
    """Lines as they are, and lines that are not."""
    return [
        line_of([OFFICE, PART, 5, "0" * 64]),
        line_of({"table": "claim", "columns": {"id": "text"}}) + line_of(["a"]),
        b"[1,2,3,4]\n", b"{}\n", b"1\n", b"[[]]\n",
    ]  # fmt: skip


@contextmanager
def a_header(folder: Path) -> Iterator[Take]:
    """The one file of a backup that is not sealed."""
    for name in (TABLES, PARTS):
        (folder / name).write_bytes(b"sealed")

    def take(content: bytes) -> None:
        (folder / HEADER).write_bytes(content)
        check_files(folder, read_header(folder))

    yield take


def headers() -> list[bytes]:
    """Of the files above, and of none."""
    with TemporaryDirectory() as scratch:
        for name in (TABLES, PARTS):
            (Path(scratch) / name).write_bytes(b"sealed")
        write_header(Path(scratch), week=WEEK, office_id=OFFICE)
        return [(Path(scratch) / HEADER).read_bytes(), b'{"format":1}', b"[]", b"1"]


@cache
def stamped() -> tuple[list[Certificate], bytes]:
    """The certificates of an authority, and its stamp on our statement."""
    with TemporaryDirectory() as scratch:
        authority = make_authority(Path(scratch))
        asked = TimestampRequestBuilder().data(HEAD.statement()).hash_algorithm(HashAlgorithm.SHA512).build()
        return read_roots(authority.roots), authority.stamp(asked.as_bytes())


@contextmanager
def stamps(folder: Path) -> Iterator[Take]:
    """Answers of an authority: only what ours stamped fits, and only this statement."""
    roots, _ = stamped()

    def take(content: bytes) -> None:
        stamped_at(content, HEAD.statement(), roots=roots)
        assert stamped_at(content, b"another statement", roots=roots) is None

    yield take


@contextmanager
def a_key_file(folder: Path) -> Iterator[Take]:
    """The file of a week's key, and a list of erased claims."""

    def take(content: bytes) -> None:
        (folder / "erased").write_bytes(content)
        assert all(is_vault_name(each.claim_id) for each in read_erased(folder / "erased"))
        (folder / f"{WEEK}.key").write_bytes(content)
        found = find_period_key([folder], week=WEEK)
        assert found is None or is_vault_name(found.office_id)

    yield take


HARNESSES = {
    "anchors": Harness(
        from_a_file(read_anchors, name="anchors"),
        lambda: [
            HEAD.statement() + b"\n",
            b"\n\n" + HEAD.statement()[:99],
            b"{}\n[]\n",
            HEAD.statement().replace(b"aa", b"zz"),
        ],
        longest=2048,
    ),
    "time_stamps": Harness(stamps, lambda: [stamped()[1], b"\x30\x03\x02\x01\x02"], longest=4096),
    "framed_lines": Harness(standing_alone(read_lines), framed, (Damaged,), longest=2048),
    "backups": Harness(a_backup, lists, (Damaged,), longest=1024),
    "backup_headers": Harness(a_header, headers, (Damaged,), longest=1024),
    "period_keys": Harness(
        a_key_file,
        lambda: [key_text(KEY).encode(), f"\n{WEEK} {OFFICE} {PART} {OFFICE}\n".encode()],
        (Damaged, StartRefused),
        longest=512,
    ),
}
