"""A worker that is killed leaves its work: another goes on, and the bundle is the same to the byte. Several share one bundle."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from claims.actions import assemble_bundle as assembling
from claims.actions.bundle_shares import progress, take_share
from claims.actions.run_errands import run_errands
from claims.model.bundle import Bundle
from claims.model.vocabulary import BundleStatus, ShareKind
from claims.store.clock import now, seconds
from claims.store.errands import WorkerKeys
from tests.bundle_copies import copied, lend, make_again
from tests.bundle_processes import ended, started
from tests.cast import HAN, LINH, MINJUN, PARK, another
from tests.databases import sqlite_copy
from tests.make import make_office
from tests.make_bundles import Court, attach, picture

AT_OTHER_POINTS = [12, *(pytest.param(parts, marks=pytest.mark.deep) for parts in (0, 7, 10, 13))]


@pytest.fixture(scope="module")
def court(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with three checked claims, each with a photo."""
    folder = tmp_path_factory.mktemp("office")
    made = Court(make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK)))
    for shade, person in enumerate((LINH, MINJUN, another(LINH, 1))):
        receipt, draft = made.office.draft(person)
        attach(made.office, draft, picture(shade=40 + shade))
        made.choose(made.office.sent(receipt, draft))
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def bundle(court: Court, request: pytest.FixtureRequest) -> Bundle:
    """Ordered in three shares, with volumes, made by nobody yet."""
    with pytest.MonkeyPatch.context() as patch, court.office.worker():
        patch.setattr(assembling, "SHARE", 1)
        return court.order(court.wanted(volumes=True, match_in_court="yes"))


@pytest.fixture(scope="module")
def undisturbed(court: Court, bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> str:
    """SHA-256 of the bundle as one worker makes it."""
    return make_again(copied(court, tmp_path_factory.mktemp("whole") / "office"), bundle).sha256


def killed_after(court: Court, bundle: Bundle, *, parts: int) -> None:
    """A worker that was lent the keys is dead by then, and everybody knows."""
    child = started(court, bundle, parts=parts)
    lend(court, bundle)
    assert ended(child) == 9
    with court.office.database.deed() as session:
        # The dead one was seen a moment ago; a minute later it counts as gone.
        session.connection().exec_driver_sql("UPDATE worker SET seen = 0")


def test_a_dead_workers_work_is_gone_on_with(court: Court, bundle: Bundle, undisturbed: str, tmp_path: Path) -> None:
    """What it had made is not made again, and the bytes are the same."""
    here = copied(court, tmp_path / "office")
    killed_after(here, bundle, parts=4)
    with here.office.database.question() as session:
        found = progress(session, bundle.id)

    assert here.row(bundle).status == BundleStatus.EXPORTING
    assert found is not None
    assert (found.kind, found.made, found.of) == (ShareKind.CLAIMANTS, 1, 3)
    assert make_again(here, bundle).sha256 == undisturbed


@pytest.mark.parametrize("parts", AT_OTHER_POINTS)
def test_killed_at_any_point_it_ends_with_the_same_bytes(
    court: Court, bundle: Bundle, undisturbed: str, tmp_path: Path, parts: int
) -> None:
    """In a claimant's papers, in the lists, in a volume, in packing, in the record."""
    here = copied(court, tmp_path / "office")
    killed_after(here, bundle, parts=parts)
    assert here.row(bundle).status == BundleStatus.EXPORTING

    assert make_again(here, bundle).sha256 == undisturbed


def test_a_worker_that_lives_goes_on_at_once_with_the_shares_of_a_dead_one(
    court: Court, bundle: Bundle, undisturbed: str, tmp_path: Path
) -> None:
    """Both were lent the keys; nobody has to sign in."""
    here = copied(court, tmp_path / "office")
    with here.office.worker() as alive, here.office.worker() as dead:
        lend(here, bundle)
        _take_and_die(here, bundle, dead)
        assert run_errands(here.office.export, alive, host_key=here.office.host_key) == 0
        assert here.row(bundle).status == BundleStatus.EXPORTING
        with here.office.database.deed() as session:
            session.connection().exec_driver_sql("UPDATE worker SET seen = 0 WHERE id = ?", (dead.id,))
        assert run_errands(here.office.export, alive, host_key=here.office.host_key) == 1

    assert here.paper(bundle).sha256 == undisturbed


def _take_and_die(court: Court, bundle: Bundle, worker: WorkerKeys) -> None:
    with court.office.database.deed() as session:
        share = take_share(session, bundle.id, worker_id=worker.id, vault=court.office.vault, now=seconds(now()))
    assert share is not None


def test_two_workers_share_one_bundle(court: Court, bundle: Bundle, undisturbed: str, tmp_path: Path) -> None:
    """Two processes at once, each taking what the other has not."""
    here = copied(court, tmp_path / "office")
    children = [started(here, bundle) for _ in range(2)]
    lend(here, bundle)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ended, children)) == [0, 0]

    assert here.paper(bundle).sha256 == undisturbed
