"""Errands done: one by one, ended whatever happens, and an unforeseen error quotes no claimant."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, select

from claims.actions import run_errands as deed
from claims.actions.rematch_claims import order_rematch
from claims.actions.run_errands import run_errands
from claims.errors import Damaged
from claims.model.ledger import LedgerLine
from claims.model.session import Errand
from claims.model.vocabulary import BundleStatus
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
    """Two bundles ordered, two made; a worker without errands does none."""
    with court.office.worker() as one, court.office.worker() as other:
        first, second = court.order(), court.order()
        done = [run_errands(court.office.export, each, host_key=court.office.host_key) for each in (one, other)]

    assert sum(done) == 2
    assert [court.row(each).status for each in (first, second)] == [BundleStatus.READY] * 2


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
