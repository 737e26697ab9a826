"""Shares of a bundle: one worker each, kinds in order, taken over from the dead, kept when made; on both engines."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from sqlmodel import col, delete, select

from claims.actions import assemble_bundle as assembling
from claims.actions.bundle_shares import (
    destroy_shares,
    drop_making,
    finish_share,
    give_back,
    half_made,
    progress,
    take_share,
)
from claims.errors import NotFound, NotNow
from claims.model.bundle import Bundle
from claims.model.bundle_share import BundleShare
from claims.model.session import Errand, Worker
from claims.model.share_plan import SharePlan
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus, ShareKind, ShareStatus
from claims.store.clock import now, seconds
from claims.store.errands import WORKER_ALIVE, WorkerKeys
from claims.store.sealed_bundle import bundle_key, read_plan
from tests.cast import HAN, LINH, MINJUN, PARK, another
from tests.make import make_office
from tests.make_bundles import Court


@pytest.fixture(scope="module")
def court(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with four checked claims."""
    made = Court(make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK)))
    made.choose(*(made.office.send(person) for person in (LINH, MINJUN, another(LINH, 1), another(MINJUN, 2))))
    yield made
    made.office.close()


@pytest.fixture
def bundle(court: Court, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """Ordered in four shares of one claimant each and one of lists."""
    monkeypatch.setattr(assembling, "SHARE", 1)
    with court.office.worker():
        return court.order()


@pytest.fixture
def workers(court: Court) -> Iterator[list[WorkerKeys]]:
    """Four that are alive."""
    with ExitStack() as stack:
        yield [stack.enter_context(court.office.worker()) for _ in range(4)]


def take(court: Court, bundle: Bundle, worker: WorkerKeys, *, later: int = 0) -> BundleShare | None:
    """The next share for this worker."""
    office = court.office
    with office.database.deed() as session:
        return take_share(session, bundle.id, worker_id=worker.id, vault=office.vault, now=seconds(now()) + later)


def finish(court: Court, bundle: Bundle, share: BundleShare, *follow: ShareKind) -> None:
    """What it made is kept, and shares of these kinds follow."""
    key = bundle_key(bundle, keyring=court.park.keyring)
    plans = [(kind, SharePlan(volume=f"plan {place}")) for place, kind in enumerate(follow)]
    with court.office.database.deed() as session:
        finish_share(session, share, b"made", key=key, follow=plans)


def row_of(court: Court, share: BundleShare) -> BundleShare:
    """The share as it stands now."""
    with court.office.database.question() as session:
        return session.get_one(BundleShare, (share.bundle_id, share.number))


def lying(court: Court, *folders: str) -> int:
    """How many sealed parts there are in these folders."""
    return sum(len(list(court.office.vault.list(folder))) for folder in folders)


def test_two_workers_never_hold_the_same_share(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """All at the same moment."""
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda worker: take(court, bundle, worker), workers))

    assert sorted(share.number for share in taken if share) == [1, 2, 3, 4]
    assert {share.worker_id for share in taken if share} == {worker.id for worker in workers}
    assert (court.row(bundle).status, court.row(bundle).stage) == (BundleStatus.EXPORTING, "claimants")


def test_kinds_are_made_in_order(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """Lists wait for all claimants, volumes for lists, packing for volumes; whoever asks meanwhile gets nothing."""
    one, other = workers[:2]
    first, held = take(court, bundle, one), take(court, bundle, other)
    assert first
    assert held
    finish(court, bundle, first)
    for _ in range(2):
        share = take(court, bundle, one)
        assert share
        assert share.kind == ShareKind.CLAIMANTS
        finish(court, bundle, share)
    assert take(court, bundle, one) is None
    assert told(court, bundle) == (ShareKind.CLAIMANTS, 3, 4)
    finish(court, bundle, held)
    lists = take(court, bundle, one)
    assert lists
    assert (lists.kind, take(court, bundle, other)) == (ShareKind.LISTS, None)
    finish(court, bundle, lists, ShareKind.VOLUMES, ShareKind.VOLUMES, ShareKind.PACKING)
    volumes = [take(court, bundle, worker) for worker in workers[:2]]
    assert [(share.kind, share.number) for share in volumes if share] == [
        (ShareKind.VOLUMES, 6),
        (ShareKind.VOLUMES, 7),
    ]
    assert take(court, bundle, workers[2]) is None
    for share in volumes:
        assert share
        finish(court, bundle, share)
    packing = take(court, bundle, workers[2])
    assert packing
    assert (packing.kind, court.row(bundle).stage) == (ShareKind.PACKING, "packing")
    finish(court, bundle, packing)
    assert [take(court, bundle, worker) for worker in workers] == [None] * 4
    assert told(court, bundle) == (ShareKind.PACKING, 1, 1)


def told(court: Court, bundle: Bundle) -> tuple[ShareKind, int, int] | None:
    """What the bundle's page says."""
    with court.office.database.question() as session:
        found = progress(session, bundle.id)
    return None if found is None else (found.kind, found.made, found.of)


def test_what_follows_is_planned_under_the_bundles_key(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    share = take(court, bundle, workers[0])
    assert share
    with court.office.database.deed() as session:
        session.exec(
            delete(BundleShare).where(col(BundleShare.bundle_id) == bundle.id, col(BundleShare.number) > share.number)
        )
    finish(court, bundle, share, ShareKind.VOLUMES, ShareKind.PACKING)
    key = bundle_key(bundle, keyring=court.park.keyring)
    with court.office.database.question() as session:
        rows = [session.get_one(BundleShare, (bundle.id, number)) for number in (2, 3)]

    assert [read_plan(row, key=key).volume for row in rows] == ["plan 0", "plan 1"]
    assert [row.status for row in rows] == [ShareStatus.WAITING] * 2


def test_a_share_of_a_dead_worker_is_taken_over_and_what_it_sealed_goes(
    court: Court, bundle: Bundle, workers: list[WorkerKeys]
) -> None:
    """Not before a minute has passed; then by one, in a folder of its own."""
    dead, *living = workers
    first = take(court, bundle, dead)
    assert first
    court.office.vault.put_part(first.vault_folder, random_key(), b"half", time=0)
    with court.office.database.deed() as session:
        session.get_one(Worker, dead.id).seen -= WORKER_ALIVE + 1
    again = take(court, bundle, living[0])

    assert again
    assert (again.number, again.worker_id) == (first.number, living[0].id)
    assert again.vault_folder != first.vault_folder
    assert lying(court, first.vault_folder) == 0
    other = take(court, bundle, living[1])
    assert other
    assert other.number == 2


def test_a_worker_gone_from_the_table_is_dead_too(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """It left in peace; what it held is there for the next at once."""
    with court.office.worker() as gone:
        first = take(court, bundle, gone)
    again = take(court, bundle, workers[0])

    assert first
    assert again
    assert (again.number, again.worker_id) == (first.number, workers[0].id)


def test_whoever_was_taken_over_keeps_nothing(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """It comes back with its work a minute later: refused by name, and what the other made stays."""
    slow, quick = workers[:2]
    late = take(court, bundle, slow)
    assert late
    with court.office.database.deed() as session:
        session.get_one(Worker, slow.id).seen -= WORKER_ALIVE + 1
    share = take(court, bundle, quick)
    assert share
    for _ in range(2):  # while the other makes it, and after
        with pytest.raises(NotNow, match="share_taken_over"):
            finish(court, bundle, late)
        with court.office.database.deed() as session:
            give_back(session, late)  # does nothing to what another has
        if row_of(court, share).status != ShareStatus.MADE:
            finish(court, bundle, share)

    assert (row_of(court, share).status, row_of(court, share).made) == (ShareStatus.MADE, b"made")


def test_what_is_given_back_is_there_for_the_next(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """In another folder: what was sealed into the old one is nobody's."""
    share = take(court, bundle, workers[0])
    assert share
    with court.office.database.deed() as session:
        give_back(session, share)
    row = row_of(court, share)
    assert (row.status, row.worker_id) == (ShareStatus.WAITING, "")
    assert row.vault_folder != share.vault_folder
    again = take(court, bundle, workers[1])

    assert again
    assert (again.number, again.vault_folder) == (share.number, row.vault_folder)


def test_of_a_bundle_that_is_over_nothing_is_taken_or_kept(
    court: Court, bundle: Bundle, workers: list[WorkerKeys]
) -> None:
    """Nor of one that is not there."""
    share = take(court, bundle, workers[0])
    assert share
    with court.office.database.deed() as session:
        session.get_one(Bundle, bundle.id).status = BundleStatus.STOPPED
    with pytest.raises(NotNow, match="bundle_over"):
        take(court, bundle, workers[1])
    with pytest.raises(NotNow, match="bundle_over"):
        finish(court, bundle, share)
    with pytest.raises(NotFound):
        take(court, Bundle(id=random_key()), workers[1])


def test_a_bundle_that_is_not_made_after_all_leaves_nothing(
    court: Court, bundle: Bundle, workers: list[WorkerKeys]
) -> None:
    """No share, no lent key, no part in any of its folders."""
    share = take(court, bundle, workers[0])
    assert share
    folders = [bundle.vault_folder, bundle.record_folder, share.vault_folder]
    for folder in folders:
        court.office.vault.put_part(folder, random_key(), b"half", time=0)
    with court.office.database.deed() as session:
        row = session.get_one(Bundle, bundle.id)
        row.status = BundleStatus.STOPPED
        session.add(row)
        session.flush()
        assert bundle.id in [each.id for each in half_made(session, court.office.office.id)]
        drop_making(session, row, vault=court.office.vault)

    with court.office.database.question() as session:
        assert session.exec(select(BundleShare).where(BundleShare.bundle_id == bundle.id)).all() == []
        assert session.exec(select(Errand).where(Errand.subject == bundle.id)).all() == []
        assert bundle.id not in [each.id for each in half_made(session, court.office.office.id)]
    assert lying(court, *folders) == 0
    assert told(court, bundle) is None


def test_the_folder_that_became_the_bundle_stays(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """All shares go when it is finished, but what the packing sealed is the bundle now."""
    kept, gone = (take(court, bundle, worker) for worker in workers[:2])
    assert kept
    assert gone
    for share in (kept, gone):
        court.office.vault.put_part(share.vault_folder, random_key(), b"whole", time=0)
    with court.office.database.deed() as session:
        destroy_shares(session, bundle.id, vault=court.office.vault, keep=kept.vault_folder)

    assert (lying(court, kept.vault_folder), lying(court, gone.vault_folder)) == (1, 0)


def undone(court: Court, bundle: Bundle) -> None:
    """A deed that destroys the shares and then fails."""
    with court.office.database.deed() as session:
        destroy_shares(session, bundle.id, vault=court.office.vault)
        raise OSError("away")


def test_a_deed_undone_destroys_nothing(court: Court, bundle: Bundle, workers: list[WorkerKeys]) -> None:
    """Folders go when the rows are gone for good, not before."""
    share = take(court, bundle, workers[0])
    assert share
    court.office.vault.put_part(share.vault_folder, random_key(), b"work", time=0)
    with pytest.raises(OSError, match="away"):
        undone(court, bundle)

    assert lying(court, share.vault_folder) == 1
    assert row_of(court, share).status == ShareStatus.TAKEN
