"""Errands: keys lent by a signed-in member to one worker, the least that do the work, with an end time.

A worker is vouched for by a MAC under the host key, and so is each errand: a row written by somebody else opens nothing and is
not worked on. This is where they are lent and taken.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from pydantic import ConfigDict, TypeAdapter, ValidationError
from sqlmodel import Session, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from claims.errors import Damaged, NotNow
from claims.model.session import Errand, Worker
from claims.model.staff import Member
from claims.model.tables import random_key
from claims.model.vocabulary import ErrandKind
from claims.rules.access import May, may, roles_of
from claims.store.host_key import HostKey, vouch_context
from claims.store.ledger import Actor, write_line
from claims.store.seal import context, new_pair, open_wrap, padded_length, wrap_to

WORKER_ALIVE = 60
LONGEST = 24 * 60 * 60
_KEYS = TypeAdapter(dict[str, str], config=ConfigDict(hide_input_in_errors=True))
# By what a member lends keys for each kind of work; it names the role in which they did.
_LENDS = {
    ErrandKind.OPEN_MAIL: May.SEE_QUEUE,
    ErrandKind.REMATCH: May.ORDER_REMATCH,
    ErrandKind.PREVIEW_REVISION: May.ORDER_REMATCH,
    ErrandKind.EXPORT_BUNDLE: May.ORDER_BUNDLE,
    ErrandKind.ROTATE: May.MANAGE_KEYS,
}


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
    return next(iter(living_workers(session, office_id, host_key=host_key, now=now)), None)


def living_workers(session: Session, office_id: str, *, host_key: HostKey, now: int) -> list[Worker]:
    """All of them, the one seen last first."""
    found = (
        select(Worker)
        .where(Worker.office_id == office_id, col(Worker.seen) > now - WORKER_ALIVE)
        .order_by(col(Worker.seen).desc())
    )
    return [
        worker
        for worker in session.exec(found)
        if host_key.vouched(vouch_context("worker", office_id, worker.id, worker.public_key.hex()), worker.vouched)
    ]


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
    """Lend keys for one piece of work; a ledger line says who lent and for what. Raises NotNow `no_worker` when no worker of
    this host is running.
    """
    workers = living_workers(session, office_id, host_key=host_key, now=now)
    if not workers:
        raise NotNow("no_worker")
    errand = _lend_to(
        session,
        workers[0],
        host_key=host_key,
        kind=kind,
        subject=subject,
        keys=keys,
        member_id=member_id,
        ends=now + min(seconds, LONGEST),
    )
    _note_lending(session, errand, now=datetime.fromtimestamp(now, UTC))
    return errand


def lend_to_all(
    session: Session,
    office_id: str,
    *,
    kind: ErrandKind,
    subject: str,
    keys: Mapping[str, str],
    member_id: str,
    host_key: HostKey,
    now: int,
) -> list[Errand]:
    """Lend the same keys to every living worker, for work that several share and that outlives one of them. One ledger line.

    Raises NotNow `no_worker`.
    """
    workers = living_workers(session, office_id, host_key=host_key, now=now)
    if not workers:
        raise NotNow("no_worker")
    errands = [
        _lend_to(
            session,
            worker,
            host_key=host_key,
            kind=kind,
            subject=subject,
            keys=keys,
            member_id=member_id,
            ends=now + LONGEST,
        )
        for worker in workers
    ]
    _note_lending(session, errands[0], now=datetime.fromtimestamp(now, UTC))
    return errands


def _lend_to(
    session: Session,
    worker: Worker,
    *,
    host_key: HostKey,
    kind: ErrandKind,
    subject: str,
    keys: Mapping[str, str],
    member_id: str,
    ends: int,
) -> Errand:
    errand_id, office_id = random_key(), worker.office_id
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
        ends=ends,
        keys=sealed,
        vouched=b"",
    )
    errand.vouched = host_key.vouch(_said(errand))
    session.add(errand)
    session.flush()
    return errand


def _note_lending(session: Session, errand: Errand, *, now: datetime) -> None:
    roles = roles_of(session.get_one(Member, errand.member_id).roles)
    kind = ErrandKind(errand.kind)
    role = next((each for each in sorted(roles) if may(frozenset({each}), _LENDS[kind])), "member")
    actor = Actor(id=errand.member_id, role=str(role))
    details = {"kind": kind.value, "errand": errand.id}
    reference = errand.subject
    write_line(
        session, errand.office_id, actor=actor, action="lend_keys", reference=reference, details=details, now=now
    )


def errands_of(session: Session, worker: WorkerKeys, *, host_key: HostKey, now: int) -> list[Errand]:
    """This worker's errands that are in time, vouched for and lent by somebody who still works here.

    An end further away than a day is no end that `lend` gives, whoever vouches for it.
    """
    mine = _lent_now(now).where(Errand.worker_id == worker.id, Errand.office_id == worker.office_id)
    return [errand for errand in session.exec(mine) if host_key.vouched(_said(errand), errand.vouched)]


def is_lent(session: Session, errand_id: str, *, now: int) -> bool:
    """Whether the keys are still lent: in time, not taken back, and the lender did not leave."""
    return session.exec(_lent_now(now).where(Errand.id == errand_id)).first() is not None


def _lent_now(now: int) -> SelectOfScalar[Errand]:
    in_time = select(Errand).where(col(Errand.ends) > now, col(Errand.ends) <= now + LONGEST)
    return in_time.join(Member, col(Member.id) == Errand.member_id).where(Member.active)


def keys_of(errand: Errand, *, worker: WorkerKeys) -> dict[str, str]:
    """The lent keys, in memory of the worker alone. Raises Damaged."""
    bound = context("errand", errand.office_id, errand.id, ErrandKind(errand.kind).value, errand.subject)
    try:
        # Anybody may wrap something to a worker; the MAC says who did, and what is read here says what it is.
        return _KEYS.validate_json(open_wrap(worker.private, errand.keys, context=bound))
    except ValidationError:
        raise Damaged("errand") from None


def end_errand(session: Session, errand_id: str) -> None:
    """The work is done or taken back: the lent keys are destroyed."""
    session.exec(delete(Errand).where(col(Errand.id) == errand_id))


def end_errands_for(session: Session, kind: ErrandKind, *, subject: str) -> None:
    """All that were lent for one piece of work are destroyed."""
    session.exec(delete(Errand).where(col(Errand.kind) == kind, col(Errand.subject) == subject))


def end_old_errands(session: Session, *, now: int) -> None:
    """Destroy errands whose time is over or whose lender left, and workers that have not been seen for a day."""
    left = select(Member.id).where(~col(Member.active))
    session.exec(delete(Errand).where((col(Errand.ends) <= now) | col(Errand.member_id).in_(left)))
    session.exec(delete(Worker).where(col(Worker.seen) < now - LONGEST))


def _said(errand: Errand) -> bytes:
    words = (errand.id, errand.office_id, errand.worker_id, errand.member_id, str(ErrandKind(errand.kind).value))
    return vouch_context("errand", *words, errand.subject, errand.ends, sha256(errand.keys).hexdigest())
