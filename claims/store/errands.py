"""Errands: keys lent by a signed-in member to one worker, the least that do the work, with an end time.

A worker is vouched for by a MAC under the host key, and so is each errand: a row written by somebody else opens nothing and is
not worked on. This is where they are lent and taken.
"""

import json
from collections.abc import Mapping
from hashlib import sha256

from sqlmodel import Session, col, delete, select

from claims.errors import Damaged, NotNow
from claims.model.session import Errand, Worker
from claims.model.tables import random_key
from claims.model.vocabulary import ErrandKind
from claims.store.host_key import HostKey, vouch_context
from claims.store.seal import context, new_pair, open_wrap, padded_length, wrap_to

WORKER_ALIVE = 60
LONGEST = 24 * 60 * 60


class WorkerKeys:
    """One running worker: its row's id and its private key, which is only here."""

    def __init__(self, session: Session, office_id: str, *, host_key: HostKey, now: int) -> None:
        private, public = new_pair()
        self.id, self.private, self.office_id = random_key(), private, office_id
        mac = host_key.vouch(vouch_context("worker", office_id, self.id, public.hex()))
        session.add(Worker(id=self.id, office_id=office_id, public_key=public, vouched=mac, seen=now))
        session.flush()

    def leave(self, session: Session) -> None:
        """No errand is lent to this worker any more; those it holds go with its row."""
        session.exec(delete(Worker).where(col(Worker.id) == self.id))


def living_worker(session: Session, office_id: str, *, host_key: HostKey, now: int) -> Worker | None:
    """A worker of this host and this start that was seen within a minute."""
    found = (
        select(Worker)
        .where(Worker.office_id == office_id, col(Worker.seen) > now - WORKER_ALIVE)
        .order_by(col(Worker.seen).desc())
    )
    for worker in session.exec(found):
        if host_key.vouched(vouch_context("worker", office_id, worker.id, worker.public_key.hex()), worker.vouched):
            return worker
    return None


def lend(
    session: Session,
    office_id: str,
    *,
    kind: ErrandKind,
    subject: str,
    keys: Mapping[str, str],
    member_id: str,
    host_key: HostKey,
    now: int,
    seconds: int = LONGEST,
) -> Errand:
    """Lend keys for one piece of work. Raises NotNow `no_worker` when no worker of this host is running."""
    worker = living_worker(session, office_id, host_key=host_key, now=now)
    if worker is None:
        raise NotNow("no_worker")
    errand_id = random_key()
    plain = json.dumps(dict(keys)).encode()
    plain = plain.ljust(padded_length(len(plain)))  # how many keys were lent shows only as a size class
    sealed = wrap_to(worker.public_key, plain, context=context("errand", office_id, errand_id, kind.value, subject))
    errand = Errand(
        id=errand_id,
        office_id=office_id,
        worker_id=worker.id,
        member_id=member_id,
        kind=kind,
        subject=subject,
        ends=now + min(seconds, LONGEST),
        keys=sealed,
        vouched=b"",
    )
    errand.vouched = host_key.vouch(_said(errand))
    session.add(errand)
    session.flush()
    return errand


def errands_of(session: Session, worker: WorkerKeys, *, host_key: HostKey, now: int) -> list[Errand]:
    """This worker's errands that are in time and vouched for."""
    mine = select(Errand).where(Errand.worker_id == worker.id, col(Errand.ends) > now)
    return [errand for errand in session.exec(mine) if host_key.vouched(_said(errand), errand.vouched)]


def keys_of(errand: Errand, *, worker: WorkerKeys) -> dict[str, str]:
    """The lent keys, in memory of the worker alone."""
    bound = context("errand", errand.office_id, errand.id, ErrandKind(errand.kind).value, errand.subject)
    loaded = json.loads(open_wrap(worker.private, errand.keys, context=bound))
    if not isinstance(loaded, dict):
        raise Damaged("errand")
    return loaded


def end_errand(session: Session, errand_id: str) -> None:
    """The work is done or taken back: the lent keys are destroyed."""
    session.exec(delete(Errand).where(col(Errand.id) == errand_id))


def end_old_errands(session: Session, *, now: int) -> None:
    """Destroy errands whose time is over, and workers that have not been seen for a day."""
    session.exec(delete(Errand).where(col(Errand.ends) <= now))
    session.exec(delete(Worker).where(col(Worker.seen) < now - LONGEST))


def _said(errand: Errand) -> bytes:
    words = (errand.id, errand.office_id, errand.worker_id, errand.member_id, str(ErrandKind(errand.kind).value))
    return vouch_context("errand", *words, errand.subject, errand.ends, sha256(errand.keys).hexdigest())
