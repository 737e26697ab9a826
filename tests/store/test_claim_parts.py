"""A claim's parts and wraps in the database: each opens in its own place alone, and none is lost between two who save."""

import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select

from claims.errors import Conflict, Damaged
from claims.model.claim import Claim, ClaimPart, ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.triage import TriageEvent
from claims.model.vocabulary import PartKind, Recipient, Status
from claims.store.claim_parts import (
    LEAST_FILE,
    LEAST_PART,
    OpenClaim,
    add_wrap,
    append_part,
    destroy_rows,
    key_from_wrap,
    opened,
    put_part,
    read_claim_file,
    read_part,
    read_parts,
)
from claims.store.seal import context, new_key, new_pair, seal
from tests.cast import LINH, MINJUN
from tests.make import MadeOffice
from tests.store import stranger


def test_parts_and_wraps_open_by_the_page_on_formats(bare_office: MadeOffice) -> None:
    """From the rows of both engines, with the receipt in hand."""
    receipt, draft = bare_office.draft(LINH)
    with bare_office.database.question() as session:
        wrap = session.get_one(ClaimWrap, (draft.id, Recipient.RECEIPT, draft.id, 1))
        part = session.get_one(ClaimPart, (draft.id, PartKind.FILE, 1))
    receipt_key = stranger.derive(receipt.code.encode(), "receipt", salt=bytes.fromhex(draft.id))
    bound = stranger.context("wrap", draft.office_id, draft.id, "receipt", draft.id, 1)
    key = stranger.open_sealed(receipt_key, wrap.wrapped, bound)
    where = stranger.context("part", draft.office_id, draft.id, "file", 1, part.version)

    assert key == draft.key
    assert LINH.claimant.name.encode() in zlib.decompress(stranger.open_sealed(key, part.sealed, where))


@pytest.mark.parametrize("recipient", list(Recipient))
def test_a_wrap_opens_for_its_recipient_in_its_place(small_bare_office: MadeOffice, recipient: Recipient) -> None:
    """Not for another key, not under another claim, kind of recipient, recipient or generation."""
    _, draft = small_bare_office.draft(LINH)
    private, public = new_pair()
    symmetric = recipient in {Recipient.RECEIPT, Recipient.READING}
    sealing, opening = (private, private) if symmetric else (public, private)
    with small_bare_office.database.deed() as session:
        add_wrap(session, draft, recipient=recipient, recipient_id="c3" * 16, key=sealing, generation=2)
        wrap = session.get_one(ClaimWrap, (draft.id, recipient, "c3" * 16, 2))
    other = Recipient.MATTER if recipient is Recipient.OFFICE else Recipient.OFFICE

    assert key_from_wrap(wrap, key=opening) == draft.key
    for change in (
        {"claim_id": "d4" * 16},
        {"recipient_id": "d4" * 16},
        {"generation": 1},
        {"office_id": "d4" * 16},
        {"recipient": other},
    ):
        with pytest.raises(Damaged):
            key_from_wrap(ClaimWrap(**{**wrap.model_dump(warnings=False), **change}), key=opening)
    with pytest.raises(Damaged):
        key_from_wrap(wrap, key=new_key())


def test_a_part_that_was_moved_or_changed_is_named(small_bare_office: MadeOffice) -> None:
    """To another claim, or put back as it was before; nothing of it is shown."""
    _, one = small_bare_office.draft(LINH)
    _, other = small_bare_office.draft(MINJUN)
    place = (one.id, PartKind.FILE, 1)
    with small_bare_office.database.deed() as session:
        moved = session.get_one(ClaimPart, (other.id, PartKind.FILE, 1)).sealed
        row = session.get_one(ClaimPart, place)
        flipped = row.sealed[:40] + bytes([row.sealed[40] ^ 1]) + row.sealed[41:]
    for sealed, version in ((moved, row.version), (flipped, row.version), (row.sealed, row.version + 1)):
        with small_bare_office.database.deed() as session:
            changed = session.get_one(ClaimPart, place)
            changed.sealed, changed.version = sealed, version
        with small_bare_office.database.question() as session, pytest.raises(Damaged) as refused:
            read_claim_file(session, one)
        assert refused.value.facts == {"reference": one.reference, "part": "file", "number": 1}


def test_a_claim_without_its_file_is_damaged(small_bare_office: MadeOffice) -> None:
    """A row that is gone is named like one that does not open."""
    _, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.deed() as session:
        session.delete(session.get_one(ClaimPart, (draft.id, PartKind.FILE, 1)))
    with small_bare_office.database.question() as session, pytest.raises(Damaged, match="claim_part"):
        read_claim_file(session, draft)


def test_whoever_saves_an_old_version_is_refused(bare_office: MadeOffice) -> None:
    """The version that was read must still be there; so must its absence."""
    _, draft = bare_office.draft(LINH)
    with bare_office.database.question() as session:
        version = read_claim_file(session, draft)[1]
    for after in (0, version - 1, version + 1):
        with bare_office.database.deed() as session, pytest.raises(Conflict, match="changed_elsewhere"):
            put_part(session, draft, kind=PartKind.FILE, number=1, plaintext=b"x", after_version=after)
    with bare_office.database.question() as session:
        assert read_claim_file(session, draft)[1] == version


def test_two_who_save_at_once_cannot_both_have_seen_the_same(bare_office: MadeOffice) -> None:
    """Of eight writers after one version exactly one is kept."""
    _, draft = bare_office.draft(LINH)
    with bare_office.database.question() as session:
        version = read_claim_file(session, draft)[1]

    def save(number: int) -> bool:
        try:
            with bare_office.database.deed() as session:
                put_part(session, draft, kind=PartKind.FILE, number=1, plaintext=b"%d" % number, after_version=version)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(save, range(8)))
    with bare_office.database.question() as session:
        found, after = read_part(session, draft, kind=PartKind.FILE) or (b"", version)
    assert found == b"%d" % kept.index(True)
    assert after != version
    assert sum(kept) == 1


def test_neither_version_nor_size_tells_how_many_trips_there_are(small_bare_office: MadeOffice) -> None:
    """One trip saved once and twenty saved one by one leave the same sizes, and versions that do not count."""
    records = tuple(
        LINH.records[0].model_copy(update={"id": f"t{n}", "entered": f"2015-03-{n:02d}"}) for n in range(1, 21)
    )
    shown = [_shown(small_bare_office, LINH), _shown(small_bare_office, LINH.model_copy(update={"records": records}))]

    assert [[size for _, size, _ in each] for each in shown] == [[8192 + 29, 16384 + 29]] * 2
    assert len({version for each in shown for _, _, version in each}) == 4
    assert min(version for each in shown for _, _, version in each) > 1000  # wrong once in a million runs


def _shown(office: MadeOffice, file: ClaimFile) -> list[tuple[str, int, int]]:
    sent = office.send(file)
    with office.database.question() as session:
        rows = session.exec(select(ClaimPart).where(ClaimPart.claim_id == sent.claim.id).order_by(col(ClaimPart.kind)))
        grown = [row for row in rows if row.kind in {PartKind.FILE, PartKind.JUDGEMENT}]
        return [(str(row.kind), len(row.sealed), row.version) for row in grown]


@pytest.mark.parametrize("spoil", [lambda packed: packed[:-3], lambda packed: packed[:4] + b"\0" + packed[5:]])
def test_packed_bytes_that_do_not_unpack_are_damage(
    small_bare_office: MadeOffice, spoil: Callable[[bytes], bytes]
) -> None:
    """Cut off or spoiled before it was sealed: named, never half-shown."""
    _, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.deed() as session:
        row = session.get_one(ClaimPart, (draft.id, PartKind.FILE, 1))
        bound = context("part", draft.office_id, draft.id, "file", 1, row.version)
        row.sealed = seal(draft.key, spoil(zlib.compress(b'{"format": 1}' * 9)), context=bound)
    with small_bare_office.database.question() as session, pytest.raises(Damaged, match="claim_part"):
        read_claim_file(session, draft)


def test_what_an_earlier_version_kept_unpacked_is_read(small_bare_office: MadeOffice) -> None:
    _, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.deed() as session:
        row = session.get_one(ClaimPart, (draft.id, PartKind.FILE, 1))
        bound = context("part", draft.office_id, draft.id, "file", 1, row.version)
        row.sealed = seal(draft.key, LINH.model_dump_json().encode(), context=bound)
    with small_bare_office.database.question() as session:
        assert read_claim_file(session, draft)[0] == LINH


def test_appended_parts_stay_in_order_and_none_is_overwritten(small_bare_office: MadeOffice) -> None:
    """Judgements and messages count from one."""
    _, draft = small_bare_office.draft(LINH)
    with small_bare_office.database.deed() as session:
        numbers = [append_part(session, draft, kind=PartKind.MESSAGE, plaintext=b"%d" % n) for n in range(12)]
    with small_bare_office.database.deed() as session, pytest.raises(Conflict):
        put_part(session, draft, kind=PartKind.MESSAGE, number=1, plaintext=b"other")

    assert numbers == list(range(1, 13))
    with small_bare_office.database.question() as session:
        assert read_parts(session, draft, kind=PartKind.MESSAGE) == [b"%d" % n for n in range(12)]
        assert read_part(session, draft, kind=PartKind.MESSAGE, number=99) is None


def test_sizes_are_classes(small_bare_office: MadeOffice) -> None:
    """A file of one trip and of ten, a message of a word and of a page: the same bytes on the disk."""
    _, one = small_bare_office.draft(LINH)
    ten = tuple(LINH.records[0].model_copy(update={"id": f"trip-{n}"}) for n in range(10))
    _, other = small_bare_office.draft(LINH.model_copy(update={"records": ten}))
    with small_bare_office.database.deed() as session:
        for claim, text in ((one, b"yes"), (other, b"x" * 1900)):
            append_part(session, claim, kind=PartKind.MESSAGE, plaintext=text)
        sizes = {(part.kind, len(part.sealed) - 29) for part in session.exec(select(ClaimPart))}

    assert sizes == {("file", LEAST_FILE), ("message", LEAST_PART)}


def test_destroying_leaves_no_row(bare_office: MadeOffice) -> None:
    """Of this claim; the other's stay."""
    one, other = bare_office.send(LINH), bare_office.send(LINH)
    with bare_office.database.deed() as session:
        destroy_rows(session, one.claim.id)
    with bare_office.database.question() as session:
        for table in (ClaimWrap, ClaimPart, TriageEvent):
            assert {row.claim_id for row in session.exec(select(table))} == {other.claim.id}
        assert [row.id for row in session.exec(select(Claim))] == [other.claim.id]


def test_an_open_claim_is_its_row_and_a_key(small_bare_office: MadeOffice) -> None:
    """Frozen: nothing that holds it can make it another claim."""
    _, draft = small_bare_office.draft(LINH)

    with pytest.raises(AttributeError):
        draft.key = b""  # type: ignore[misc]  # that it is refused is the point
    assert isinstance(draft, OpenClaim)


@pytest.mark.parametrize("wrong", [{"status": "zz"}, {"vault_folder": "../../etc"}])
def test_a_row_that_holds_what_no_row_of_ours_does_is_refused(wrong: dict[str, str]) -> None:
    kept = {"status": Status.DRAFT, "vault_folder": "0" * 32}
    row = Claim(id="0" * 32, office_id="1" * 32, reference="AAAA0000", week="2026-W47", **(kept | wrong))
    with pytest.raises(Damaged, match="claim_row"):
        opened(row, b"\0" * 32)
