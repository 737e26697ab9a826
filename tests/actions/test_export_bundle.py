"""Exporting: verified by programs of others, the same order the same bytes, and whatever is wrong stops it by name."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import bagit
import pytest
from sqlmodel import select

from claims.actions.assemble_bundle import bundle_key, read_order
from claims.actions.bundle_files import Export
from claims.actions.destroy_expired import destroy_expired
from claims.actions.export_bundle import build_bundle, export_bundle
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import NotNow
from claims.model.claim import ClaimPart
from claims.model.ledger import LedgerLine
from claims.model.matter import Bundle
from claims.model.vocabulary import BundleStatus, PartKind
from claims.settings import ROOT
from claims.store.seal import context, open_wrap
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.databases import sqlite_copy
from tests.make import FONTS, MadeOffice, Sent, make_office
from tests.make_bundles import Court, attach, picture, unpacked
from tests.outside_tools import run_tool

AGAIN = """
import json, sys
from pathlib import Path
from zoneinfo import ZoneInfo
from claims.actions.bundle_files import Export
from claims.actions.export_bundle import build_bundle
from claims.model.matter import BundleOrder, Bundle
from claims.settings import ROOT
from claims.store.database import Database, open_engine
from claims.store.exhibit_titles import read_exhibit_titles
from claims.store.fonts import gather_fonts
from claims.store.papers import Press
from claims.store.registry import load_registry
from claims.store.vault import FolderVault
from claims.web.paper_voice import PAPER_VOICE
from datetime import datetime, UTC
given = json.load(sys.stdin)
templates = ROOT / "templates" / "papers"
export = Export(database=Database(open_engine(given["url"])), vault=FolderVault(Path(given["vault"])),
    press=Press(gather_fonts(Path(given["fonts"])), templates=templates), registry=load_registry(ROOT / "disclosures"),
    voice=PAPER_VOICE, titles=read_exhibit_titles(templates), zone=ZoneInfo("Asia/Seoul"), office_id=given["office"])
bundle = Bundle(id=given["id"], number=given["number"], vault_folder="e" * 32)
paper = build_bundle(export, bundle, BundleOrder.model_validate(given["order"]), keys=given["keys"], now=datetime.now(UTC))
print(paper.sha256)
"""


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
    receipt, draft = office.draft(LINH)
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


def test_the_same_order_gives_the_same_bytes_also_elsewhere(court: Court, zipped: bytes) -> None:
    """Made twice here and once by another process."""
    office = court.office
    with office.database.question() as session:
        row = session.exec(select(Bundle)).first()
        assert row
        order = read_order(row, key=bundle_key(row, keyring=court.park.keyring))
    keys = {each.claim.id: each.claim.key.hex() for each in court.candidates()}
    again = Bundle(id=row.id, number=row.number, vault_folder="e" * 32)
    here = [build_bundle(office.export, again, order, keys=keys, now=office.now).sha256 for _ in range(2)]
    given = {
        "url": office.settings.database_url,
        "vault": str(office.settings.vault),
        "office": office.office.id,
        "id": row.id,
        "number": row.number,
        "order": order.model_dump(mode="json"),
        "keys": keys,
        "fonts": str(FONTS),
    }
    order_again = [sys.executable, "-c", AGAIN]
    done = subprocess.run(order_again, input=json.dumps(given), capture_output=True, text=True, cwd=ROOT, check=True)
    office.vault.delete_folder("e" * 32)

    assert {*here, done.stdout.strip()} == {here[0]}
    assert court.row(row).finished
    assert zipped


def stopped(court: Court, bundle: Bundle) -> tuple[str, str, str]:
    """Status, reason and party of a bundle that could not be made; nothing of it may lie in the vault."""
    row = court.row(bundle)
    assert list(court.office.vault.list(row.vault_folder)) == []
    return row.status, row.stopped_by, row.stage


def details(court: Court, bundle: Bundle) -> dict[str, object]:
    """What the ledger says, opened by Han, about why it stopped."""
    with court.office.database.question() as session:
        found = select(LedgerLine).where(LedgerLine.reference == bundle.id, LedgerLine.action == "stop_bundle")
        line = session.exec(found).one()
    bound = context("ledger", line.office_id, line.number)
    return dict(json.loads(open_wrap(court.han.keyring.office, line.details, context=bound)))


def party_of(court: Court, sent: Sent) -> int:
    """The number that claim has in a bundle ordered now."""
    return [each.claim.id for each in court.candidates() if not each.left_out].index(sent.claim.id) + 1


def test_whoever_withdrew_after_the_order_stops_it_by_name(court: Court) -> None:
    """Nobody is taken to court who has just said no; the next order leaves them out."""
    sent = sent_with_photo(court.office)
    court.choose(sent)
    party = party_of(court, sent)
    with court.office.worker() as worker:
        bundle = court.order()
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
    party = party_of(court, sent)
    (facts,) = next(each.file for each in court.candidates() if each.claim.id == sent.claim.id).evidence
    with office.worker() as worker:
        bundle = court.order()
        if damage in {"clean copy", "original", "missing"}:
            part = (facts.parts if damage == "original" else facts.clean)[0]
            path = office.vault.root / sent.claim.vault_folder[:2] / sent.claim.vault_folder / part.name
            path.unlink() if damage == "missing" else path.write_bytes(path.read_bytes()[:-1] + b"x")
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

    assert stopped(court, bundle) == (BundleStatus.STOPPED, reason, str(party))
    assert said["party"] == party
    expected = {"exhibit": f"갑 제{party}호증의 1", "part": 1} if reason == "file_part" else {"part": damage}
    assert {name: said[name] for name in expected} == expected


def test_a_bundle_that_is_over_is_not_made_again(court: Court) -> None:
    """Ready, collected or destroyed meanwhile: the worker refuses, and what is there stays as it is."""
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)
    first = court.collect(bundle)
    keys = {"bundle": bundle_key(court.row(bundle), keyring=court.park.keyring).hex()}
    with pytest.raises(NotNow):
        export_bundle(court.office.export, bundle_id=bundle.id, keys=keys, now=court.office.now)

    assert court.collect(bundle) == first


def test_a_bundle_destroyed_while_it_was_made_leaves_nothing(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker comes back with a finished bundle that nobody wants any more."""
    real = build_bundle

    def destroyed_meanwhile(export: Export, bundle: Bundle, *given: object, **named: object) -> object:
        paper = real(export, bundle, *given, **named)  # type: ignore[arg-type]  # handed through as they came
        with export.database.deed() as session:
            session.get_one(Bundle, bundle.id).status = BundleStatus.DESTROYED
        return paper

    monkeypatch.setattr("claims.actions.export_bundle.build_bundle", destroyed_meanwhile)
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)

    assert court.row(bundle).status == BundleStatus.DESTROYED
    assert list(court.office.vault.list(bundle.vault_folder)) == []


def test_a_killed_export_leaves_nothing_for_longer_than_a_bundle_may_lie(court: Court) -> None:
    """Half a bundle in the vault, its worker gone: made anew it begins from nothing; left alone it is destroyed in its week."""
    office = court.office
    with office.worker() as worker:
        bundle = court.order()
        office.vault.put_part(bundle.vault_folder, "d" * 32, b"half", time=0)
        court.make(worker)
        assert "d" * 32 not in set(office.vault.list(bundle.vault_folder))
        left = court.order()
    office.vault.put_part(left.vault_folder, "d" * 32, b"half", time=0)
    with office.database.deed() as session:
        row = session.get_one(Bundle, left.id)
        row.status, row.week = BundleStatus.EXPORTING, "2020-W01"
    with office.database.deed() as session:
        destroy_expired(session, office.office.id, vault=office.vault, now=office.now)

    assert court.row(left).status == BundleStatus.DESTROYED
    assert list(office.vault.list(left.vault_folder)) == []


def test_an_order_that_was_changed_is_not_made(court: Court) -> None:
    """The sealed order of another bundle, put in its place."""
    with court.office.worker() as worker:
        bundle, other = court.order(), court.order()
        with court.office.database.deed() as session:
            session.get_one(Bundle, bundle.id).order = other.order
        court.make(worker)

    assert stopped(court, bundle)[:2] == (BundleStatus.STOPPED, "sealed_part")
    assert court.row(other).status == BundleStatus.READY
