"""Exporting: verified by programs of others, the same order the same bytes, and whatever is wrong stops it by name."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from pathlib import Path

import bagit
import pytest
from sqlmodel import col, select

from claims.actions import export_bundle as exporting
from claims.actions import share_reading
from claims.actions.bundle_numbers import read_numbers
from claims.actions.bundle_shares import take_share
from claims.actions.destroy_expired import destroy_expired
from claims.actions.export_bundle import Shift, export_bundle
from claims.actions.making import Making
from claims.actions.pack_bundle import pack_bundle
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotNow
from claims.model.bundle import Bundle, BundlePaper, Chosen
from claims.model.bundle_share import BundleShare, BundleStamp
from claims.model.claim import ClaimPart
from claims.model.ledger import LedgerLine
from claims.model.session import Errand
from claims.model.vocabulary import BundleStatus, Package, PartKind, StampStatus
from claims.store.archive import Written
from claims.store.clock import now, seconds
from claims.store.seal import context, open_wrap
from claims.store.sealed_bundle import bundle_key, read_order
from claims.store.vault_folders import named_folders
from tests.bundle_copies import copied, lend, make_again
from tests.bundle_processes import ended, started
from tests.cast import HAN, LINH, MINJUN, PARK, another
from tests.databases import sqlite_copy
from tests.make import MadeOffice, Sent, make_office
from tests.make_bundles import Court, attach, picture, unpacked
from tests.outside_tools import run_tool

PEOPLE = count(1)


@pytest.fixture(scope="module")
def court(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with two checked claims, one with a photo."""
    folder = tmp_path_factory.mktemp("office")
    made = Court(make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK)))
    made.choose(sent_with_photo(made.office), made.office.send(MINJUN))
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def zipped(court: Court) -> bytes:
    """Their bundle, collected."""
    return court.zipped()


def sent_with_photo(office: MadeOffice) -> Sent:
    """Linh's claim with a stamp."""
    receipt, draft = office.draft(another(LINH, next(PEOPLE)))
    attach(office, draft, picture())
    return Sent(receipt=receipt, claim=draft, proof=office.send_draft(draft))


def extracted(zipped: bytes, folder: Path) -> Path:
    """The bundle on a disk, as counsel has it."""
    with zipfile.ZipFile(BytesIO(zipped)) as archive:
        archive.extractall(folder)
    return folder


def test_programs_of_others_agree(zipped: bytes, tmp_path: Path) -> None:
    """bagit, and coreutils on all four lists of both packages."""
    for package in ("court", "counsel"):
        place = extracted(zipped, tmp_path) / package
        assert bagit.Bag(str(place)).validate(completeness_only=False)
        for tool in ("sha256sum", "sha512sum"):
            for kind in ("manifest", "tagmanifest"):
                done = run_tool(tool, "--strict", "-c", f"{kind}-{tool.removesuffix('sum')}.txt", folder=place)
                assert done.returncode == 0, done.stdout + done.stderr


def test_the_program_in_the_bundle_finds_it_unchanged_and_every_change(zipped: bytes, tmp_path: Path) -> None:
    """Run alone, without this house: whole; then one byte of each file in turn is changed and named."""
    place = extracted(zipped, tmp_path)
    program = [sys.executable, "-I", str(place / "court" / "verify.py"), str(place)]
    assert subprocess.run(program, capture_output=True, check=False).returncode == 0
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.name != "verify.py")
    for path in files[:: max(1, len(files) // 12)]:
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        done = subprocess.run(program, capture_output=True, text=True, check=False)
        path.write_bytes(content)
        assert done.returncode == 1, path
        assert path.name in done.stdout or path.name.startswith("tagmanifest")


def test_the_same_order_gives_the_same_bytes_also_elsewhere(
    court: Court, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made twice here, in copies of the office, once as if it had too many shares to keep any; and once by another process."""
    with court.office.worker():
        bundle = court.order()
    here = [make_again(copied(court, tmp_path / "one"), bundle).sha256]
    with monkeypatch.context() as patch:
        patch.setattr(share_reading, "KEPT", 0)
        here.append(make_again(copied(court, tmp_path / "two"), bundle).sha256)
    elsewhere = copied(court, tmp_path / "elsewhere")
    child = started(elsewhere, bundle)
    lend(elsewhere, bundle)

    assert ended(child) == 0
    assert {*here, elsewhere.paper(bundle).sha256} == {here[0]}


def test_a_finished_bundle_is_its_zip_its_record_and_its_stamps(court: Court) -> None:
    """The shares are gone with what they sealed and the lent keys with them; each package waits for its stamp."""
    office = court.office
    with office.worker() as worker:
        bundle = court.order()
        court.make(worker)
    row, paper = court.row(bundle), court.paper(bundle)
    with office.database.question() as session:
        shares = session.exec(select(BundleShare).where(BundleShare.bundle_id == bundle.id)).all()
        errands = session.exec(select(Errand).where(Errand.subject == bundle.id)).all()
        stamps = session.exec(select(BundleStamp).where(BundleStamp.bundle_id == bundle.id)).all()

    assert (shares, errands) == ([], [])
    assert {(stamp.package, stamp.status, stamp.token) for stamp in stamps} == {
        (package, StampStatus.WAITING, None) for package in Package
    }
    assert (row.status, row.stage) == (BundleStatus.READY, "ready")
    assert set(office.vault.list(row.vault_folder)) == {part.name for part in paper.parts}
    assert {part.name for part in paper.record} < set(office.vault.list(row.record_folder))
    assert strange(court) == set()


def strange(court: Court) -> set[str]:
    """Vault folders that no row names."""
    with court.office.database.question() as session:
        known = set(named_folders(session.connection()))
    return {folder for folder, _time in court.office.vault.folders()} - known


def stopped(court: Court, bundle: Bundle) -> tuple[str, str, str]:
    """Status, reason and party of a bundle that could not be made; nothing of it may lie in the vault, nor any share be left."""
    row = court.row(bundle)
    for folder in (row.vault_folder, row.record_folder):
        assert list(court.office.vault.list(folder)) == []
    with court.office.database.question() as session:
        assert session.exec(select(BundleShare).where(BundleShare.bundle_id == bundle.id)).all() == []
    assert strange(court) == set()
    return row.status, row.stopped_by, row.stage


def details(court: Court, bundle: Bundle) -> dict[str, object]:
    """What the ledger says, opened by Han, about why it stopped."""
    with court.office.database.question() as session:
        found = select(LedgerLine).where(LedgerLine.reference == bundle.id, LedgerLine.action == "stop_bundle")
        line = session.exec(found).one()
    bound = context("ledger", line.office_id, line.number)
    return dict(json.loads(open_wrap(court.han.keyring.office, line.details, context=bound)))


def chosen(court: Court, bundle: Bundle, sent: Sent) -> Chosen:
    """That claim as the bundle numbers it."""
    key = bundle_key(bundle, keyring=court.park.keyring)
    numbers = read_numbers(bundle, read_order(bundle, key=key), vault=court.office.vault)
    return next(one for one in numbers.parties if one.claim_id == sent.claim.id)


def test_whoever_withdrew_after_the_order_stops_it_by_name(court: Court) -> None:
    """Nobody is taken to court who has just said no; the next order leaves them out."""
    sent = sent_with_photo(court.office)
    court.choose(sent)
    with court.office.worker() as worker:
        bundle = court.order()
        party = chosen(court, bundle, sent).number
        with court.office.database.deed() as session:
            withdraw_claim(session, sent.claim, vault=court.office.vault, now=court.office.now)
        court.make(worker)

    assert stopped(court, bundle) == (BundleStatus.STOPPED, "claim_gone", str(party))
    assert details(court, bundle) == {"reason": "claim_gone", "party": party}
    assert len(unpacked(court.zipped()))


@pytest.mark.parametrize("damage", ["file", "judgement", "desk", "clean copy", "original", "missing"])
def test_a_damaged_part_stops_it_by_name(court: Court, damage: str) -> None:
    """Whatever is damaged: the party is named in clear, and exactly what in the sealed ledger; nothing half-made is kept."""
    office = court.office
    sent = sent_with_photo(office)
    court.choose(sent)
    (facts,) = next(each.file for each in court.candidates() if each.claim.id == sent.claim.id).evidence
    with office.worker() as worker:
        bundle = court.order()
        one = chosen(court, bundle, sent)
        if damage in {"clean copy", "original", "missing"}:
            part = (facts.parts if damage == "original" else facts.clean)[0]
            path = office.vault.root / sent.claim.vault_folder[:2] / sent.claim.vault_folder / part.name
            spoiled = path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1])
            path.unlink() if damage == "missing" else path.write_bytes(spoiled)
        else:
            with office.database.deed() as session:
                kind = PartKind(damage)
                row = session.get(ClaimPart, (sent.claim.id, kind, 1))
                row = row or ClaimPart(claim_id=sent.claim.id, kind=kind, office_id=office.office.id, sealed=b"x" * 60)
                row.sealed = row.sealed[:-1] + b"\0\1"
                session.add(row)
        court.make(worker)
    reason = "file_part" if damage in {"clean copy", "original", "missing"} else "claim_part"
    said = details(court, bundle)
    with office.database.deed() as session:
        withdraw_claim(session, sent.claim, vault=office.vault, now=office.now)

    assert stopped(court, bundle) == (BundleStatus.STOPPED, reason, str(one.number))
    assert said["party"] == one.number
    expected = (
        {"exhibit": f"갑 제{one.exhibits[0].main}호증의 1", "part": 1} if reason == "file_part" else {"part": damage}
    )
    assert {name: said[name] for name in expected} == expected


def test_a_bundle_that_is_over_is_not_made_again(court: Court) -> None:
    """Ready, collected or destroyed meanwhile: the worker refuses, and what is there stays as it is."""
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)
        first = court.collect(bundle)
        keys = {"bundle": bundle_key(court.row(bundle), keyring=court.park.keyring).hex()}
        with pytest.raises(NotNow, match="bundle_over"):
            export_bundle(
                court.office.export, bundle_id=bundle.id, shift=Shift(worker_id=worker.id, keys=keys, clock=now)
            )

    assert court.collect(bundle) == first


@pytest.mark.parametrize("meanwhile", [BundleStatus.DESTROYED, BundleStatus.STOPPED])
def test_a_bundle_that_is_over_while_it_is_made_leaves_nothing(
    court: Court, monkeypatch: pytest.MonkeyPatch, meanwhile: BundleStatus
) -> None:
    """The worker comes back with a finished bundle that nobody wants any more."""

    def over_meanwhile(making: Making, share: BundleShare) -> tuple[BundlePaper, Written]:
        packed = pack_bundle(making, share)
        with making.export.database.deed() as session:
            session.get_one(Bundle, share.bundle_id).status = meanwhile
        return packed

    monkeypatch.setattr(exporting, "pack_bundle", over_meanwhile)
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)
    tidied(court)

    row = court.row(bundle)
    assert (row.status, row.finished) == (meanwhile, None)
    assert lying(court, bundle) == 0
    assert strange(court) == set()


def tidied(court: Court) -> None:
    """The nightly tidying."""
    with court.office.database.deed() as session:
        destroy_expired(session, court.office.office.id, vault=court.office.vault, now=court.office.now)


def lying(court: Court, bundle: Bundle) -> int:
    """How many parts lie in any folder of a bundle."""
    row, vault = court.row(bundle), court.office.vault
    with court.office.database.question() as session:
        shares = session.exec(select(BundleShare.vault_folder).where(BundleShare.bundle_id == bundle.id)).all()
    return sum(len(list(vault.list(folder))) for folder in (row.vault_folder, row.record_folder, *shares))


def test_another_worker_was_quicker_and_one_bundle_is_kept(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """Taken over while it packed: what the slow one sealed goes, and the bundle is the quick one's, whole."""
    quick: list[int] = []

    def taken_over(making: Making, share: BundleShare) -> tuple[BundlePaper, Written]:
        packed = pack_bundle(making, share)
        if not quick:
            quick.append(share.number)
            with court.office.worker() as other:
                with court.office.database.deed() as session:
                    session.get_one(BundleShare, (share.bundle_id, share.number)).worker_id = "d" * 32
                keys = dict(making.keys)
                shift = Shift(worker_id=other.id, keys=keys, clock=now)
                assert export_bundle(making.export, bundle_id=share.bundle_id, shift=shift)
        return packed

    monkeypatch.setattr(exporting, "pack_bundle", taken_over)
    with court.office.worker() as slow:
        bundle = court.order()
        court.make(slow)

    row, paper = court.row(bundle), court.paper(bundle)
    assert (row.status, len(quick)) == (BundleStatus.READY, 1)
    assert set(court.office.vault.list(row.vault_folder)) == {part.name for part in paper.parts}
    assert court.collect(bundle)
    assert strange(court) == set()


def test_keys_taken_back_stop_nothing_and_the_work_is_kept(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their time ran out between two shares: another lending goes on from there."""
    made: list[int] = []
    with court.office.worker() as worker:
        monkeypatch.setattr("claims.actions.assemble_bundle.SHARE", 1)
        bundle = court.order()
        keys = {"bundle": bundle_key(court.row(bundle), keyring=court.park.keyring).hex()}
        keys |= {each.claim.id: each.claim.key.hex() for each in court.candidates()}

        def still_lent() -> bool:
            made.append(1)
            return len(made) < 6

        shift = Shift(worker_id=worker.id, keys=keys, clock=now, still_lent=still_lent)
        with pytest.raises(NotNow, match="errand_ended"):
            export_bundle(court.office.export, bundle_id=bundle.id, shift=shift)
    with court.office.database.question() as session:
        rows = session.exec(
            select(BundleShare).where(BundleShare.bundle_id == bundle.id).order_by(col(BundleShare.number))
        ).all()

    statuses = [str(row.status) for row in rows]
    assert court.row(bundle).status == BundleStatus.EXPORTING
    assert statuses[0] == "made"
    assert "taken" not in statuses
    assert all(not list(court.office.vault.list(row.vault_folder)) for row in rows if row.status == "waiting")
    assert make_again(court, bundle).sha256
    assert strange(court) == set()


def test_a_killed_export_leaves_nothing_for_longer_than_a_bundle_may_lie(court: Court) -> None:
    """A share half made, its worker gone: taken over it begins from nothing; left alone all of it is destroyed in its week."""
    office = court.office
    with office.worker() as gone:
        bundle, left = court.order(), court.order()
        halves = [half_made(court, each, gone.id) for each in (bundle, left)]
    assert make_again(court, bundle).sha256
    assert list(office.vault.list(halves[0])) == []
    with office.database.deed() as session:
        session.get_one(Bundle, left.id).week = "2020-W01"
    tidied(court)

    assert court.row(left).status == BundleStatus.DESTROYED
    assert list(office.vault.list(halves[1])) == []
    assert lying(court, left) - len(list(office.vault.list(left.record_folder))) == 0
    assert strange(court) == set()


def half_made(court: Court, bundle: Bundle, worker_id: str) -> str:
    """The folder of a share that somebody took, sealed a part of, and died."""
    with court.office.database.deed() as session:
        share = take_share(session, bundle.id, worker_id=worker_id, vault=court.office.vault, now=seconds(now()))
        assert share
        folder = share.vault_folder
    court.office.vault.put_part(folder, "d" * 32, b"half", time=0)
    return folder


def test_an_order_that_was_changed_is_not_made(court: Court) -> None:
    """The sealed order of another bundle, put in its place."""
    with court.office.worker() as worker:
        bundle, other = court.order(), court.order()
        with court.office.database.deed() as session:
            session.get_one(Bundle, bundle.id).order = other.order
        court.make(worker)

    assert stopped(court, bundle)[:2] == (BundleStatus.STOPPED, "sealed_part")
    assert court.row(other).status == BundleStatus.READY


def test_a_plan_that_was_changed_is_not_made(court: Court) -> None:
    """The sealed plan of another share, or of the same share of another bundle."""
    with court.office.worker() as worker:
        bundle, other = court.order(), court.order()
        with court.office.database.deed() as session:
            session.get_one(BundleShare, (bundle.id, 1)).plan = session.get_one(BundleShare, (other.id, 1)).plan
            session.get_one(Bundle, other.id).status = BundleStatus.DESTROYED
        court.make(worker)
    tidied(court)

    assert stopped(court, bundle)[:2] == (BundleStatus.STOPPED, "sealed_part")
    assert lying(court, other) == 0
