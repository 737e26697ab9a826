"""Errands done: one by one, ended whatever happens, and an unforeseen error quotes no claimant."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from claims.actions import run_errands as deed
from claims.actions.bundle_shares import take_share
from claims.actions.cancel_bundle import cancel_bundle
from claims.actions.rematch_claims import order_rematch
from claims.actions.run_errands import run_errands
from claims.errors import Damaged
from claims.model.ledger import LedgerLine
from claims.model.session import Errand
from claims.model.vocabulary import BundleStatus
from claims.store.clock import seconds
from tests.bundle_copies import make_again
from tests.cast import HAN, LINH, PARK
from tests.databases import sqlite_copy
from tests.make import MadeOffice, make_office
from tests.make_bundles import Court


@pytest.fixture(scope="module")
def court(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Court]:
    """A matter with one checked claim."""
    folder = tmp_path_factory.mktemp("office")
    office = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK))
    made = Court(office)
    made.choose(office.send(LINH))
    yield made
    office.close()


def errands(office: MadeOffice) -> int:
    """How many rows of lent keys there are."""
    with office.database.question() as session:
        return len(session.exec(select(Errand)).all())


def test_an_unforeseen_error_stops_the_bundle_and_the_worker_lives(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bundle says so by a code; the words of the error, which may quote a claimant, stand nowhere."""

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("Nguyễn Thị Linh")

    monkeypatch.setattr(deed, "export_bundle", fails)
    with court.office.worker() as worker:
        bundle = court.order()
        assert run_errands(court.office.export, worker, host_key=court.office.host_key) == 1
    row = court.row(bundle)

    assert (row.status, row.stopped_by) == (BundleStatus.STOPPED, "unforeseen")
    assert errands(court.office) == 0


def test_lent_keys_go_also_when_opening_the_mail_fails(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that is away ends the worker, and its keys with it, as soon as there is one again."""

    def fails(*_: object, **__: object) -> None:
        raise OSError("away")

    monkeypatch.setattr(deed, "open_mail", fails)
    court.office.send(LINH)
    with pytest.raises(OSError, match="away"):
        court.office.work(court.han)

    assert errands(court.office) == 0


def test_each_errand_of_this_worker_and_no_other_is_done(court: Court) -> None:
    """Two bundles ordered, two made; every worker was lent the keys, and whoever comes late finds them gone."""
    with court.office.worker() as one, court.office.worker() as other:
        first, second = court.order(), court.order()
        lent = errands(court.office)
        done = [run_errands(court.office.export, each, host_key=court.office.host_key) for each in (one, other)]

    assert (lent, done, errands(court.office)) == (4, [2, 0], 0)
    assert [court.row(each).status for each in (first, second)] == [BundleStatus.READY] * 2


def test_a_bundle_others_still_make_stays_lent(court: Court) -> None:
    """So that this worker goes on if they are killed; its errand is not done."""
    with court.office.worker() as one, court.office.worker() as other:
        bundle = court.order()
        with court.office.database.deed() as session:
            assert take_share(
                session, bundle.id, worker_id=other.id, vault=court.office.vault, now=seconds(datetime.now(UTC))
            )
        assert run_errands(court.office.export, one, host_key=court.office.host_key) == 0
        assert errands(court.office) == 2
        with court.office.database.deed() as session:
            cancel_bundle(session, bundle.id, vault=court.office.vault, actor=court.park.actor, now=datetime.now(UTC))


def test_an_errand_whose_time_ran_out_stops_no_bundle(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is kept, the keys are gone; lent again, it is gone on with."""
    real = deed.export_bundle

    def out_of_time(*given: Any, **named: Any) -> bool:
        with court.office.database.deed() as session:
            for errand in session.exec(select(Errand)):
                errand.ends = 1
        return real(*given, **named)

    monkeypatch.setattr(deed, "export_bundle", out_of_time)
    with court.office.worker() as worker:
        bundle = court.order()
        assert run_errands(court.office.export, worker, host_key=court.office.host_key) == 1
    monkeypatch.undo()
    row = court.row(bundle)

    assert (row.status, row.stopped_by, errands(court.office)) == (BundleStatus.ORDERED, "", 0)
    assert make_again(court, bundle).sha256


def test_a_database_that_is_held_stops_no_bundle(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite was busy, PostgreSQL away: the keys are still lent, and the next look goes on."""

    def held(*_: object, **__: object) -> bool:
        raise OperationalError("SELECT", {}, OSError("database is locked"))

    monkeypatch.setattr(deed, "export_bundle", held)
    with court.office.worker() as worker:
        bundle = court.order()
        assert run_errands(court.office.export, worker, host_key=court.office.host_key) == 0
        monkeypatch.undo()
        assert (court.row(bundle).status, errands(court.office)) == (BundleStatus.ORDERED, 1)
        assert run_errands(court.office.export, worker, host_key=court.office.host_key) == 1

    assert court.row(bundle).status == BundleStatus.READY


def test_what_is_refused_ends_one_errand_by_name_and_the_worker_lives(
    court: Court, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A card shard that does not open must not end the worker at each look at the queue."""

    def fails(*_: object, **__: object) -> None:
        raise Damaged("card_shard", shard="x")

    monkeypatch.setattr(deed, "rematch", fails)
    office, han = court.office, court.han
    with office.worker() as worker:
        with office.database.deed() as session:
            order_rematch(session, han.member, keyring=han.keyring, host_key=office.host_key, now=datetime.now(UTC))
        assert run_errands(office.export, worker, host_key=office.host_key) == 1
    with office.database.question() as session:
        last = session.exec(select(LedgerLine).order_by(col(LedgerLine.number).desc())).first()

    assert last is not None
    assert (last.action, errands(office)) == ("errand_refused", 0)
