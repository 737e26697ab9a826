"""Lent keys are taken back before their time, and the ledger says by whom."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from claims.actions.bundle_shares import take_share
from claims.actions.destroy_expired import destroy_expired
from claims.actions.end_errand import take_back_errand
from claims.errors import NotFound
from claims.model.bundle import Bundle
from claims.model.session import Errand
from claims.model.vocabulary import BundleStatus, ErrandKind
from claims.store.clock import seconds
from claims.store.errands import WorkerKeys, lend
from claims.store.ledger import read_lines
from tests.cast import HAN, LINH
from tests.make import NOW, MadeOffice
from tests.make_bundles import Court


def test_the_keys_are_gone_and_a_line_is_there(module_office: MadeOffice) -> None:
    office = module_office
    han = office.sign_in(HAN)
    with office.database.deed() as session:
        WorkerKeys(session, office.office.id, host_key=office.host_key, now=seconds(NOW))
        errand = lend(
            session,
            office.office.id,
            kind=ErrandKind.OPEN_MAIL,
            subject="",
            keys={"card": "00"},
            member_id=han.member.id,
            host_key=office.host_key,
            now=seconds(NOW),
        )

    with office.database.deed() as session:
        take_back_errand(session, office.office.id, errand_id=errand.id, actor=han.actor, now=NOW)

    with office.database.question() as session:
        assert session.exec(select(Errand)).all() == []
        assert read_lines(session, office.office.id)[-1].action == "end_errand"
    for office_id, errand_id in ((office.office.id, errand.id), ("another office", errand.id)):
        with pytest.raises(NotFound), office.database.deed() as session:
            take_back_errand(session, office_id, errand_id=errand_id, actor=han.actor, now=NOW)


@pytest.fixture(scope="module")
def court(module_office: MadeOffice) -> Court:
    """A matter with one checked claim."""
    made = Court(module_office)
    made.choose(module_office.send(LINH))
    return made


def test_a_bundle_is_stopped_for_every_worker(court: Court) -> None:
    """Ended at the desk, it is wanted no more: no worker is left with its keys, and what was made goes with the tidying."""
    office = court.office
    with office.worker() as one, office.worker() as other:
        bundle = court.order()
        with office.database.deed() as session:
            share = take_share(session, bundle.id, worker_id=one.id, vault=office.vault, now=seconds(datetime.now(UTC)))
            assert share
            folder = share.vault_folder
        office.vault.put_part(folder, "d" * 32, b"half", time=0)
        with office.database.deed() as session:
            lent = session.exec(select(Errand).where(Errand.subject == bundle.id)).all()
            take_back_errand(session, office.office.id, errand_id=lent[0].id, actor=court.han.actor, now=NOW)
        made = [court.make(worker) for worker in (one, other)]
        with office.database.question() as session:
            left = session.exec(select(Errand).where(Errand.subject == bundle.id)).all()
    row = court.row(bundle)

    assert {errand.worker_id for errand in lent} >= {one.id, other.id}
    assert (left, made) == ([], [0, 0])
    assert (row.status, row.stopped_by) == (BundleStatus.STOPPED, "errand_ended")
    with office.database.deed() as session:
        destroy_expired(session, office.office.id, vault=office.vault, now=NOW)
    for place in (folder, row.vault_folder, row.record_folder):
        assert list(office.vault.list(place)) == []


def test_a_bundle_that_is_ready_stays_so(court: Court) -> None:
    """The worker was quicker than the desk."""
    office = court.office
    with office.worker():
        bundle = court.order()
        with office.database.deed() as session:
            session.get_one(Bundle, bundle.id).status = BundleStatus.READY
            errand = session.exec(select(Errand).where(Errand.subject == bundle.id)).first()
            assert errand
            take_back_errand(session, office.office.id, errand_id=errand.id, actor=court.han.actor, now=NOW)

    assert court.row(bundle).status == BundleStatus.READY
