"""What a thief, a forger or a leaver can do with sessions and errands: nothing. Each way of trying is a test of its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select, update

from app import create_app
from claims.actions import export_bundle as exporting
from claims.actions import make_claimants as making_claimants
from claims.actions.end_errand import take_back_errand
from claims.actions.rematch_claims import Rematch, order_rematch
from claims.actions.run_errands import run_errands
from claims.cli.work import tidy
from claims.errors import Damaged, NotNow
from claims.model.bundle import Chosen
from claims.model.bundle_share import BundleShare
from claims.model.session import Errand, SessionRow, Worker
from claims.model.staff import Member, Office
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus, ErrandKind, ShareStatus
from claims.store.clock import now, seconds
from claims.store.database import Database
from claims.store.errands import LONGEST, WorkerKeys, errands_of, is_lent, keys_of, lend
from claims.store.host_key import HostKey, make_host_key
from claims.store.sessions import begin_visit, read_visit
from tests.cast import HAN, LINH, MINJUN, PARK
from tests.client import Visitor
from tests.databases import sqlite_copy
from tests.house.test_access import signed_in
from tests.make import MadeOffice, make_office
from tests.make_bundles import Court
from tests.store.test_sessions import visit

KEYS = {"a1" * 16: "0b" * 32}
DOORS = ("/en/come-back", "/en/office/sign-in")


@pytest.fixture
def court(sqlite_template: Path, tmp_path: Path) -> Iterator[Court]:
    """An office with a matter and two checked claims in it: Han leads, Park is counsel."""
    office = make_office(sqlite_copy(sqlite_template, tmp_path), tmp_path, members=(HAN, PARK))
    made = Court(office)
    made.choose(office.send(LINH), office.send(MINJUN))
    yield made
    office.close()


@pytest.fixture(scope="module")
def lending(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office in which somebody lends keys."""
    folder = tmp_path_factory.mktemp("lending")
    office = make_office(sqlite_copy(sqlite_template, folder), folder, members=(HAN, PARK))
    yield office
    office.close()


def moment() -> int:
    return seconds(now())


def lent(office: MadeOffice, **more: Any) -> Errand:
    """Keys lent by Han to whoever works."""
    with office.database.deed() as session:
        han = session.exec(select(Member).where(Member.sign_in_name == HAN.sign_in_name)).one()
        given = {"kind": ErrandKind.REMATCH, "subject": "", "keys": KEYS, "member_id": han.id, "now": moment()}
        return lend(session, office.office.id, host_key=office.host_key, **{**given, **more})


def found(office: MadeOffice, worker: WorkerKeys) -> list[str]:
    """The errands this worker would do."""
    with office.database.question() as session:
        return [errand.id for errand in errands_of(session, worker, host_key=office.host_key, now=moment())]


def everything_in(office: MadeOffice) -> list[bytes]:
    """Every value of every row of every table, as bytes."""
    with office.database.question() as session:
        tables = session.connection().execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        rows = [row for table in tables for row in session.connection().execute(text(f"SELECT * FROM {table}"))]
    values = [value for row in rows for value in row if value is not None]
    return [value if isinstance(value, bytes) else str(value).encode() for value in values]


def keys_in(values: list[bytes]) -> set[bytes]:
    """Whatever among them could be a key of 32 bytes: raw, as hex, or the beginning of something longer."""
    raw = {value[start : start + 32] for value in values for start in (0, 1, 13) if len(value) >= start + 32}
    return raw | {
        bytes.fromhex(v.decode()) for v in values if len(v) == 64 and all(c in b"0123456789abcdef" for c in v)
    }


def test_a_stolen_errand_opens_nothing_with_the_whole_database(lending: MadeOffice) -> None:
    with lending.worker() as worker:
        errand = lent(lending)
        stolen = everything_in(lending)
        for key in keys_in(stolen):
            thief = WorkerKeys.__new__(WorkerKeys)
            thief.id, thief.private, thief.office_id = worker.id, key, worker.office_id
            with pytest.raises(Damaged):
                keys_of(errand, worker=thief)
        assert keys_of(errand, worker=worker) == KEYS
    assert not [
        value for value in stolen for key in KEYS.values() if key.encode() in value or bytes.fromhex(key) in value
    ]


def test_a_stolen_session_opens_nothing_with_the_whole_database(lending: MadeOffice) -> None:
    who = replace(visit(lending, kind="member"), since=moment())
    with lending.database.deed() as session:
        cookie = begin_visit(session, who, host_key=lending.host_key)
    stolen = everything_in(lending)
    assert not [value for value in stolen if who.key in value or cookie.encode() in value]
    with lending.database.question() as session:
        for thief in map(HostKey, keys_in(stolen)):
            assert read_visit(session, cookie, host_key=thief, now=moment()) is None
        found = read_visit(session, cookie, host_key=lending.host_key, now=moment())
    assert found is not None
    assert found[0] == who


@pytest.mark.parametrize("vouched", ["made up", "copied from the real worker"])
def test_nothing_is_lent_to_a_forged_worker(lending: MadeOffice, vouched: str) -> None:
    with lending.worker() as real:
        with lending.database.deed() as session:
            mine = session.get_one(Worker, real.id)
            mac = bytes(32) if vouched == "made up" else mine.vouched
            forged = {**mine.model_dump(), "id": random_key(), "public_key": b"\x09" + bytes(31), "vouched": mac}
            session.add(Worker(**forged | {"seen": mine.seen + 30}))
        assert lent(lending).worker_id == real.id
        with lending.database.deed() as session:
            session.delete(session.get_one(Worker, real.id))
        with pytest.raises(NotNow, match="no_worker"):
            lent(lending)


def test_an_errand_moved_to_another_worker_is_done_by_neither(lending: MadeOffice) -> None:
    with lending.worker() as one, lending.worker() as other:
        errand = lent(lending)
        holder, thief = (one, other) if errand.worker_id == one.id else (other, one)
        with lending.database.deed() as session:
            session.get_one(Errand, errand.id).worker_id = thief.id
        assert (found(lending, holder), found(lending, thief)) == ([], [])
        with pytest.raises(Damaged):
            keys_of(errand, worker=thief)


def test_an_errand_with_a_later_end_is_not_done(lending: MadeOffice) -> None:
    with lending.worker() as worker:
        errand = lent(lending, seconds=60)
        assert found(lending, worker) == [errand.id]
        with lending.database.deed() as session:
            session.get_one(Errand, errand.id).ends += 1
        assert found(lending, worker) == []


def test_no_errand_lasts_longer_than_a_day_whatever_its_row_says(
    lending: MadeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lending.worker() as worker:
        assert lent(lending, seconds=365 * LONGEST).ends <= moment() + LONGEST
        monkeypatch.setattr("claims.store.errands.LONGEST", 10 * LONGEST)
        vouched = lent(lending, seconds=10 * LONGEST)
        monkeypatch.undo()
        assert vouched.ends > moment() + LONGEST
        assert vouched.id not in found(lending, worker)
        with lending.database.question() as session:
            assert not is_lent(session, vouched.id, now=moment())


def test_an_old_cookie_opens_nothing_after_a_restart(lending: MadeOffice) -> None:
    house = create_app(lending.settings)
    visitor = signed_in(lending, house, PARK)
    assert visitor.fetch("/en/office").status_code == 200
    cookie = visitor.browser.get_cookie("member", domain="127.0.0.1").value
    make_host_key(lending.settings.runtime)
    restarted = Visitor(create_app(lending.settings))
    answer = restarted.fetch("/en/office", headers={"Cookie": f"member={cookie}"})
    lending.host_key = make_host_key(lending.settings.runtime)
    assert answer.status_code == 303
    assert answer.location.startswith(DOORS)


@pytest.mark.parametrize("stolen", ["payload", "whole row"])
def test_a_cookie_opens_no_other_row(lending: MadeOffice, stolen: str) -> None:
    """Whoever writes another's payload into their own row, or gives another's row their own name, is nobody."""
    mine, other = (replace(visit(lending), since=moment()) for _ in range(2))
    with lending.database.deed() as session:
        cookie, _ = (begin_visit(session, who, host_key=lending.host_key) for who in (mine, other))
        rows = list(session.exec(select(SessionRow)))
        own = next(row for row in rows if _opens(session, cookie, row, lending.host_key))
        theirs = next(row for row in rows if row.id != own.id)
        if stolen == "payload":
            own.payload = theirs.payload
        else:
            name, held = own.id, theirs.model_dump()
            session.delete(own)
            session.flush()
            session.add(SessionRow(**held | {"id": name}))
        session.flush()
        assert read_visit(session, cookie, host_key=lending.host_key, now=moment()) is None


def _opens(session: Session, cookie: str, row: SessionRow, host_key: HostKey) -> bool:
    """Whether this row is the cookie's: without it, the cookie opens nothing."""
    kept = row.payload
    row.payload = bytes(len(kept))
    session.flush()
    opens = read_visit(session, cookie, host_key=host_key, now=moment()) is None
    row.payload = kept
    session.flush()
    return opens


def test_rows_of_another_office_open_nothing_here(lending: MadeOffice) -> None:
    with lending.database.deed() as session:
        other = Office(**session.get_one(Office, lending.office.id).model_dump() | {"id": random_key()})
        session.add(other)
        session.flush()
        who = replace(visit(lending), since=moment())
        cookie = begin_visit(session, who, host_key=lending.host_key)
        session.exec(update(SessionRow).values(office_id=other.id))
    with lending.worker() as worker:
        errand = lent(lending)
        with lending.database.deed() as session:
            assert read_visit(session, cookie, host_key=lending.host_key, now=moment()) is None
            session.get_one(Errand, errand.id).office_id = other.id
        assert found(lending, worker) == []
    abroad = Visitor(create_app(lending.settings))
    with lending.database.deed() as session:
        stranger = begin_visit(session, replace(who, office_id=other.id), host_key=lending.host_key)
    answer = abroad.fetch("/en/claim", headers={"Cookie": f"claimant={stranger}"})
    assert answer.status_code == 303
    assert answer.location.startswith(DOORS)


def test_what_a_leaver_lent_is_not_done_and_is_destroyed(lending: MadeOffice) -> None:
    with lending.worker() as worker:
        errand = lent(lending)
        with lending.database.deed() as session:
            _leave(session, errand)
        assert found(lending, worker) == []
        with lending.database.question() as session:
            assert not is_lent(session, errand.id, now=moment())
        tidy(lending.export)
        with lending.database.deed() as session:
            assert session.get(Errand, errand.id) is None
            session.get_one(Member, errand.member_id).active = True


def _leave(session: Session, errand: Errand) -> None:
    session.get_one(Member, errand.member_id).active = False


def take_back(court: Court) -> None:
    """Han ends whatever runs, at the desk."""
    with court.office.database.deed() as session:
        for errand in session.exec(select(Errand)).all():
            take_back_errand(
                session, court.office.office.id, errand_id=errand.id, actor=court.han.actor, now=court.office.now
            )


def leave(court: Court) -> None:
    """Whoever lent keys does not work here any more."""
    with court.office.database.deed() as session:
        for errand in session.exec(select(Errand)).all():
            _leave(session, errand)


@pytest.mark.parametrize(("end", "left"), [(take_back, BundleStatus.STOPPED), (leave, BundleStatus.EXPORTING)])
def test_ending_an_errand_stops_a_bundle_that_is_being_made(
    court: Court, monkeypatch: pytest.MonkeyPatch, end: Any, left: BundleStatus
) -> None:
    """After the first claim no other is opened, and nothing half-made is kept. Ended at the desk the bundle is over; when the
    lender left, somebody else of counsel may go on with it.
    """
    opened: list[str] = []
    real = making_claimants.open_party

    def ends_meanwhile(database: Database, chosen: Chosen, **more: Any) -> Any:
        opened.append(chosen.claim_id)
        end(court)
        return real(database, chosen, **more)

    monkeypatch.setattr(making_claimants, "open_party", ends_meanwhile)
    monkeypatch.setattr(making_claimants, "THREADS", 1)
    with court.office.worker() as worker:
        bundle = court.order()
        assert run_errands(court.office.export, worker, host_key=court.office.host_key) == 1
    row = court.row(bundle)
    with court.office.database.question() as session:
        shares = session.exec(select(BundleShare).where(BundleShare.bundle_id == bundle.id)).all()
    assert len(opened) == 1
    assert (row.status, row.stopped_by) == (left, "errand_ended" if left is BundleStatus.STOPPED else "")
    assert {share.status for share in shares} == {ShareStatus.WAITING}
    for folder in (row.vault_folder, *(share.vault_folder for share in shares)):
        assert list(court.office.vault.list(folder)) == []


def test_a_bundle_whose_errand_is_ended_before_it_began_does_not_wait_for_ever(court: Court) -> None:
    with court.office.worker() as worker:
        bundle = court.order()
        take_back(court)
        assert run_errands(court.office.export, worker, host_key=court.office.host_key) == 0
    assert (court.row(bundle).status, court.row(bundle).stopped_by) == (BundleStatus.STOPPED, "errand_ended")


def order_a_rematch(court: Court) -> None:
    """Han lends what matching again needs."""
    with court.office.database.deed() as session:
        order_rematch(
            session, court.han.member, keyring=court.han.keyring, host_key=court.office.host_key, now=datetime.now(UTC)
        )


@pytest.mark.parametrize("end", [take_back, leave])
def test_ending_an_errand_stops_a_rematch_that_runs(court: Court, monkeypatch: pytest.MonkeyPatch, end: Any) -> None:
    done: list[int] = []

    def steps(_: Rematch) -> Iterator[Any]:
        for number in range(3):
            yield lambda number=number: (done.append(number), end(court))

    monkeypatch.setattr(Rematch, "steps", steps)
    with court.office.worker() as worker:
        order_a_rematch(court)
        run_errands(court.office.export, worker, host_key=court.office.host_key)
    assert done == [0]


def test_an_errand_ended_while_another_is_done_is_not_begun(court: Court) -> None:
    ended: list[str] = []
    real = exporting.take_share

    with court.office.worker() as worker, pytest.MonkeyPatch.context() as patch:
        first, second = court.order(), court.order()

        def ends_the_others(session: Session, bundle_id: str, **more: Any) -> Any:
            ended.append(bundle_id)
            others = session.exec(select(Errand).where(Errand.subject != bundle_id)).all()
            for errand in others:
                session.delete(errand)
            return real(session, bundle_id, **more)

        patch.setattr(exporting, "take_share", ends_the_others)
        run_errands(court.office.export, worker, host_key=court.office.host_key)
    assert len(set(ended)) == 1
    assert sorted(court.row(each).status for each in (first, second)) == [BundleStatus.ORDERED, BundleStatus.READY]
