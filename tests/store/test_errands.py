"""Errands: what a forger, a thief of rows or a late worker holds opens nothing; a worker gets the least keys, and not for long."""

from collections.abc import Callable, Iterator

import pytest
from sqlmodel import Session, select

from claims.errors import Damaged, NotNow
from claims.model.session import Errand, Worker
from claims.model.staff import Member
from claims.model.tables import random_key
from claims.model.vocabulary import ErrandKind
from claims.store.errands import (
    LONGEST,
    WORKER_ALIVE,
    WorkerKeys,
    end_errand,
    end_old_errands,
    errands_of,
    keys_of,
    lend,
    living_worker,
)
from claims.store.host_key import HostKey
from claims.store.seal import new_pair
from tests.cast import HAN
from tests.make import MadeOffice, make_office

NOON = 1_795_316_460
RESTARTED = HostKey(bytes(32))
KEYS = {"a1" * 16: "0b" * 32, "card": "0c" * 32}


@pytest.fixture(scope="module")
def lending(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeOffice]:
    """An office where one member lends."""
    made = make_office(module_database_url, tmp_path_factory.mktemp("office"), members=(HAN,))
    yield made
    made.close()


@pytest.fixture
def worker(lending: MadeOffice) -> WorkerKeys:
    """The only living worker."""
    with lending.database.deed() as session:
        for row in session.exec(select(Worker)):
            session.delete(row)
        session.flush()
        return WorkerKeys(session, lending.office.id, host_key=lending.host_key, now=NOON)


def lent(office: MadeOffice, *, now: int = NOON, seconds: int = 3600, subject: str = "b2" * 16) -> Errand:
    """An errand, lent now."""
    with office.database.deed() as session:
        return lend(
            session,
            office.office.id,
            kind=ErrandKind.EXPORT_BUNDLE,
            subject=subject,
            keys=KEYS,
            member_id=only_member(session),
            host_key=office.host_key,
            now=now,
            seconds=seconds,
        )


def only_member(session: Session) -> str:
    """The one member there is."""
    return session.exec(select(Member.id)).one()


def found(office: MadeOffice, worker: WorkerKeys, *, now: int = NOON, host_key: HostKey | None = None) -> list[str]:
    """The ids of the errands a worker would do."""
    with office.database.question() as session:
        return [e.id for e in errands_of(session, worker, host_key=host_key or office.host_key, now=now)]


def test_the_worker_opens_what_was_lent_to_it(lending: MadeOffice, worker: WorkerKeys) -> None:
    """The same keys, in its memory."""
    errand = lent(lending)

    assert found(lending, worker) == [errand.id]
    assert keys_of(errand, worker=worker) == KEYS


def test_a_row_without_the_workers_key_opens_nothing(lending: MadeOffice, worker: WorkerKeys) -> None:
    """Whoever stole the row; another worker; the same worker after a restart."""
    errand = lent(lending)
    with lending.database.deed() as session:
        other = WorkerKeys(session, lending.office.id, host_key=lending.host_key, now=NOON)

    with pytest.raises(Damaged):
        keys_of(errand, worker=other)
    assert not [key for key in KEYS.values() if bytes.fromhex(key) in errand.keys or key.encode() in errand.keys]
    assert found(lending, other) == []
    assert found(lending, worker, host_key=RESTARTED) == []


@pytest.mark.parametrize(
    "forge",
    [
        lambda errand: setattr(errand, "subject", "c3" * 16),
        lambda errand: setattr(errand, "kind", ErrandKind.OPEN_MAIL),
        lambda errand: setattr(errand, "ends", errand.ends + 1),
        lambda errand: setattr(errand, "keys", errand.keys[:-1] + bytes([errand.keys[-1] ^ 1])),
        lambda errand: setattr(errand, "vouched", bytes(32)),
    ],
    ids=["subject", "kind", "ends", "keys", "vouched"],
)
def test_a_changed_row_is_not_worked_on(
    lending: MadeOffice, worker: WorkerKeys, forge: Callable[[Errand], None]
) -> None:
    """Each field is vouched for."""
    errand = lent(lending)
    with lending.database.deed() as session:
        forge(session.get_one(Errand, errand.id))

    assert found(lending, worker) == []


def test_a_row_written_by_a_forger_is_not_worked_on(lending: MadeOffice, worker: WorkerKeys) -> None:
    """With a key list of the forger's own, sealed to the real worker: no MAC, no work."""
    real = lent(lending)
    forged = Errand(**{**real.model_dump(), "id": random_key(), "vouched": bytes(32)})
    with lending.database.deed() as session:
        session.add(forged)

    assert found(lending, worker) == [real.id]


def test_nothing_is_lent_to_a_forged_worker(lending: MadeOffice, worker: WorkerKeys) -> None:
    """A worker row with the forger's public key, seen most lately, is passed over; alone, nothing is lent."""
    _, public = new_pair()
    with lending.database.deed() as session:
        session.add(
            Worker(id=random_key(), office_id=lending.office.id, public_key=public, vouched=bytes(32), seen=NOON + 30)
        )
    assert lent(lending).worker_id == worker.id

    with lending.database.deed() as session:
        session.delete(session.get_one(Worker, worker.id))
    with pytest.raises(NotNow, match="no_worker"):
        lent(lending)


def test_a_worker_whose_key_was_exchanged_gets_nothing(lending: MadeOffice, worker: WorkerKeys) -> None:
    """The MAC covers the public key: whoever writes their own into the row is not vouched for."""
    _, public = new_pair()
    with lending.database.deed() as session:
        session.get_one(Worker, worker.id).public_key = public

    with pytest.raises(NotNow, match="no_worker"):
        lent(lending)


def test_a_worker_of_another_start_or_long_unseen_gets_nothing(lending: MadeOffice, worker: WorkerKeys) -> None:
    """Its host key is another, or it may be dead."""
    with lending.database.question() as session:
        living = {
            (now, key): living_worker(session, lending.office.id, host_key=key, now=now)
            for now in (NOON, NOON + WORKER_ALIVE)
            for key in (lending.host_key, RESTARTED)
        }

    assert [row.id for row in living.values() if row] == [worker.id]
    assert living[NOON, lending.host_key]


def test_an_errand_ends(lending: MadeOffice, worker: WorkerKeys) -> None:
    """At its time, at most a day; and it is not begun any more then."""
    short, long = lent(lending, seconds=60), lent(lending, seconds=10 * LONGEST)

    assert long.ends == NOON + LONGEST
    assert set(found(lending, worker, now=NOON + 59)) == {short.id, long.id}
    assert found(lending, worker, now=NOON + 60) == [long.id]
    assert found(lending, worker, now=NOON + LONGEST) == []


def test_rows_go_when_the_work_is_done_or_the_time_is_over(lending: MadeOffice, worker: WorkerKeys) -> None:
    """Done, over, and lent to a worker that is gone."""
    done, over, left = lent(lending), lent(lending, seconds=60), lent(lending)
    with lending.database.deed() as session:
        end_errand(session, done.id)
        end_old_errands(session, now=NOON + 60)
    with lending.database.question() as session:
        assert [session.get(Errand, each.id) is not None for each in (done, over, left)] == [False, False, True]
    with lending.database.deed() as session:
        end_old_errands(session, now=NOON + 2 * LONGEST)

    with lending.database.question() as session:
        assert session.exec(select(Worker)).all() == []
        assert session.exec(select(Errand)).all() == []


def test_how_many_keys_were_lent_shows_only_as_a_class(lending: MadeOffice, worker: WorkerKeys) -> None:
    """Two keys or three: the sealed list has the same length."""
    sizes = set()
    for count in (1, 2, 3):
        with lending.database.deed() as session:
            keys = {random_key(): "0b" * 32 for _ in range(count)}
            errand = lend(
                session,
                lending.office.id,
                kind=ErrandKind.OPEN_MAIL,
                subject="",
                keys=keys,
                member_id=only_member(session),
                host_key=lending.host_key,
                now=NOON,
            )
        assert keys_of(errand, worker=worker) == keys
        sizes.add(len(errand.keys))

    assert len(sizes) == 1
