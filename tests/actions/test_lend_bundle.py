"""Lending: every living worker gets the least that makes a bundle, once; again when they are gone, and nothing made is lost."""

from collections.abc import Iterator
from copy import copy

import pytest
from sqlmodel import col, select

from claims.actions.bundle_shares import BEING_MADE
from claims.actions.cancel_bundle import cancel_bundle
from claims.actions.withdraw_claim import withdraw_claim
from claims.errors import Damaged, NotAllowed, NotNow
from claims.model.bundle import Bundle
from claims.model.ledger import LedgerLine
from claims.model.session import Errand, Worker
from claims.model.vocabulary import BundleStatus
from claims.store.errands import WorkerKeys, keys_of
from tests.bundle_copies import lend
from tests.cast import HAN, LINH, MINJUN, PARK, another
from tests.make import Sent, make_office
from tests.make_bundles import Court


@pytest.fixture(scope="module")
def court(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with two checked claims."""
    made = Court(make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN, PARK)))
    made.choose(made.office.send(LINH), made.office.send(MINJUN))
    yield made
    made.office.close()


@pytest.fixture(autouse=True)
def nothing_left_half_made(court: Court) -> Iterator[None]:
    """What a test leaves ordered is cancelled: while it is being made, other numbers than its own may not be given."""
    yield
    with court.office.database.deed() as session:
        for left in session.exec(select(Bundle).where(col(Bundle.status).in_(sorted(BEING_MADE)))).all():
            cancel_bundle(session, left.id, vault=court.office.vault, actor=court.park.actor, now=court.office.now)


def lent(court: Court, bundle: Bundle) -> dict[str, Errand]:
    """What was lent for it, by worker."""
    with court.office.database.question() as session:
        return {errand.worker_id: errand for errand in session.exec(select(Errand).where(Errand.subject == bundle.id))}


def test_every_living_worker_holds_the_same_keys(court: Court) -> None:
    """Each in an errand of its own, which only it opens."""
    with court.office.worker() as one, court.office.worker() as other:
        bundle = court.order()
        errands = lent(court, bundle)
        keys = {worker.id: keys_of(errands[worker.id], worker=worker) for worker in (one, other)}
        with pytest.raises(Damaged):
            keys_of(errands[one.id], worker=other)

    assert set(errands) == {one.id, other.id}
    assert keys[one.id] == keys[other.id]
    assert set(keys[one.id]) == {"bundle", "signer", *(each.claim.id for each in court.candidates())}


def test_lent_again_the_keys_of_before_are_taken_back(court: Court) -> None:
    """A worker that came meanwhile holds them too; one errand each, and a line that names whom it opens."""
    with court.office.worker() as one:
        bundle = court.order()
        first = lent(court, bundle)
        with court.office.worker() as late:
            lend(court, bundle)
            again = lent(court, bundle)
            same = [keys_of(again[worker.id], worker=worker) for worker in (one, late)]
    with court.office.database.question() as session:
        lines = session.exec(
            select(LedgerLine.action).where(LedgerLine.reference == bundle.id).order_by(col(LedgerLine.number))
        ).all()

    assert set(again) == {one.id, late.id}
    assert first[one.id].id != again[one.id].id
    assert same[0] == same[1]
    assert lines == ["lend_keys", "order_bundle", "lend_keys", "lend_bundle"]


def test_without_a_living_worker_nothing_is_lent_and_nothing_taken_back(court: Court) -> None:
    """The one that was lent to may only be slow."""
    with court.office.worker() as slow:
        bundle = court.order()
        with court.office.database.deed() as session:
            session.get_one(Worker, slow.id).seen = 0
        with pytest.raises(NotNow, match="no_worker"):
            lend(court, bundle)
        assert set(lent(court, bundle)) == {slow.id}

    assert court.row(bundle).status == BundleStatus.ORDERED


@pytest.mark.parametrize("status", sorted(set(BundleStatus) - {BundleStatus.ORDERED, BundleStatus.EXPORTING}))
def test_of_a_bundle_that_is_over_nothing_is_lent(court: Court, status: BundleStatus) -> None:
    with court.office.worker():
        bundle = court.order()
        with court.office.database.deed() as session:
            session.get_one(Bundle, bundle.id).status = status
        with pytest.raises(NotNow, match="bundle_over"):
            lend(court, bundle)


def test_only_counsel_of_the_matter_lends(court: Court) -> None:
    """The lead holds the office's key, and not the matter's."""
    with court.office.worker():
        bundle = court.order()
        before = {errand.id for errand in lent(court, bundle).values()}
        with pytest.raises(NotAllowed):
            lend(seen_by_han(court), bundle)

        assert {errand.id for errand in lent(court, bundle).values()} == before


def seen_by_han(court: Court) -> Court:
    """The same court, with Han in Park's seat."""
    other = copy(court)
    other.park = court.han
    return other


def test_the_key_of_whoever_withdrew_is_not_lent_again_and_stops_it_by_name(court: Court) -> None:
    """Nobody is taken to court who has just said no, also when the keys were lent before they said it."""
    sent = court.office.send(another(LINH, 1))
    court.choose(sent)
    with court.office.worker() as worker:
        bundle = court.order()
        with court.office.database.deed() as session:
            withdraw_claim(session, sent.claim, vault=court.office.vault, now=court.office.now)
        lend(court, bundle)
        keys = held_by(court, bundle, worker, sent)
        court.make(worker)
    row = court.row(bundle)

    assert keys == (True, False)
    assert (row.status, row.stopped_by) == (BundleStatus.STOPPED, "claim_gone")
    assert row.stage in {"1", "2", "3"}


def held_by(court: Court, bundle: Bundle, worker: WorkerKeys, sent: Sent) -> tuple[bool, bool]:
    """Whether a worker holds the bundle's key, and that claim's."""
    keys = keys_of(lent(court, bundle)[worker.id], worker=worker)
    return "bundle" in keys, sent.claim.id in keys
