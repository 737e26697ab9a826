"""The record of a bundle: what was in it, known after it is gone, and nothing of its content with it."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from claims.actions import bundle_record
from claims.actions.bundle_numbers import base_of, numbers_of
from claims.actions.bundle_record import keep_record, record_before, record_of
from claims.actions.collect_bundle import destroy_bundle
from claims.errors import Damaged
from claims.model.bundle import Bundle, BundlePaper, Chosen, PartyNumbers
from claims.model.counsel_paper import ListedFile
from claims.model.tables import random_key
from claims.store.sealed_files import new_identity, seal_file
from claims.store.vault import FolderVault
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.databases import sqlite_copy
from tests.make import make_office
from tests.make_bundles import Court, attach, picture, unpacked

IDENTITY = new_identity()


@pytest.fixture(scope="module")
def court(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with one checked claim with a photo."""
    folder = tmp_path_factory.mktemp("office")
    made = Court(make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK)))
    receipt, draft = made.office.draft(LINH)
    attach(made.office, draft, picture())
    made.choose(made.office.sent(receipt, draft))
    yield made
    made.office.close()


def made_by(court: Court) -> tuple[Bundle, bytes]:
    """A finished bundle and its bytes."""
    with court.office.worker() as worker:
        bundle = court.order()
        court.make(worker)
    return court.row(bundle), court.collect(bundle)


def test_it_names_every_file_of_a_bundle_also_when_that_is_destroyed(court: Court) -> None:
    """Package, path, size and fingerprint as they lay in it, and who had which number; the bundle itself is gone."""
    bundle, zipped = made_by(court)
    with court.office.database.deed() as session:
        destroy_bundle(
            session,
            session.get_one(Bundle, bundle.id),
            vault=court.office.vault,
            actor=court.park.actor,
            now=court.office.now,
        )
    record = record_of(bundle, court.paper(bundle), vault=court.office.vault)
    payload = {path: content for path, content in unpacked(zipped).items() if path.split("/")[1] == "data"}

    assert {f"{one.package}/data/{one.path}": (one.size, one.sha256) for one in record.files} == {
        path: (len(content), sha256(content).hexdigest()) for path, content in payload.items()
    }
    assert list(record.files) == sorted(record.files)
    assert [(one.number, len(one.exhibits)) for one in record.parties] == [(1, 1)]


def test_the_next_bundle_follows_it_also_when_it_is_destroyed(court: Court) -> None:
    """Numbers, fingerprints, record and last page: what was served is known; one that was stopped was never served."""
    bundle, _ = made_by(court)
    court.choose(court.office.send(MINJUN))
    with court.office.worker():
        stopped = court.order()  # never made
    vault = court.office.vault
    with court.office.database.question() as session:
        base = base_of(session, court.matter, keyring=court.park.keyring)
    assert base
    assert (base.bundle.id, stopped.number) == (bundle.id, bundle.number + 1)
    paper, before = court.paper(bundle), base.superseded

    assert record_before(before, vault=vault) == record_of(bundle, paper, vault=vault)
    assert (before.number, before.fingerprints) == (bundle.number, paper.fingerprints)
    assert [one.number for one in numbers_of(base, vault=vault).parties] == [1]


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    return FolderVault(tmp_path / "vault")


def kept(vault: FolderVault, files: list[ListedFile], numbers: PartyNumbers) -> tuple[Bundle, BundlePaper]:
    """A bundle with this record alone."""
    bundle = Bundle(record_folder=random_key())
    parts = keep_record(bundle, files, numbers, identity=IDENTITY, vault=vault, time=0)
    paper = BundlePaper(file_name="b.zip", size=0, sha256="", parts=(), record=parts, record_identity=IDENTITY)
    return bundle, paper


@pytest.mark.parametrize("line", [1, 2, 5, 100])
def test_it_is_kept_in_lines_of_any_length(vault: FolderVault, monkeypatch: pytest.MonkeyPatch, line: int) -> None:
    """Nothing is lost at the end of a line; only those who go stand in it."""
    monkeypatch.setattr(bundle_record, "LINE", line)
    files = [ListedFile("court", f"10-statements/{place}.pdf", place, "00") for place in range(5)]
    parties = tuple(Chosen(claim_id=f"c{n}", reference="R", number=n, day="2026-11-22") for n in (1, 2, 3))
    bundle, paper = kept(vault, files, PartyNumbers(parties=parties, going=(1, 3)))
    record = record_of(bundle, paper, vault=vault)

    assert list(record.files) == sorted(files)
    assert record.parties == (parties[0], parties[2])


def test_a_record_that_is_none_is_damaged(vault: FolderVault) -> None:
    """Another thing sealed under the same identity; a part that was changed."""
    bundle, paper = kept(vault, [], PartyNumbers())
    other = seal_file((b"{}\n[]\n",), identity=IDENTITY, vault=vault, folder=bundle.record_folder, time=0)
    with pytest.raises(Damaged, match="bundle_record"):
        record_of(bundle, paper.model_copy(update={"record": other}), vault=vault)
    (name,) = [part.name for part in paper.record]
    vault.delete(bundle.record_folder, name)
    with pytest.raises(Damaged, match="file_part"):
        record_of(bundle, paper, vault=vault)
