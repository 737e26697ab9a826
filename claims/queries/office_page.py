"""Who is here, and what runs? The office as everybody who works in it may see it, without a single sealed thing.

This is where members, workers and errands are listed.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from claims.model.ledger import LedgerLine
from claims.model.session import Errand, Worker
from claims.model.staff import Member
from claims.model.vocabulary import ErrandKind, Role
from claims.queries.ledger_page import ShownLine, shown
from claims.rules.access import HOLDS_OFFICE_KEY, roles_of
from claims.store.errands import WORKER_ALIVE
from claims.store.host_key import HostKey, vouch_context

SIGN_INS = ("sign_in", "sign_in_failed")
MOST_SIGN_INS = 20


@dataclass(frozen=True)
class Colleague:
    """One person who works here; `opens_claims` says whether the office's key was given to them."""

    name: str
    roles: tuple[Role, ...]
    active: bool
    opens_claims: bool


@dataclass(frozen=True)
class RunningErrand:
    """Keys lent until `ends` (UTC seconds), by whom; `alive` says whether the worker that holds them was seen lately."""

    id: str
    kind: ErrandKind
    lent_by: str
    ends: int
    alive: bool


@dataclass(frozen=True)
class OfficePage:
    """Colleagues by name, living workers, errands by their end, the latest sign-ins first."""

    colleagues: tuple[Colleague, ...]
    workers: int
    errands: tuple[RunningErrand, ...]
    sign_ins: tuple[ShownLine, ...]


def read_office(session: Session, office_id: str, *, host_key: HostKey, now: int) -> OfficePage:
    """The office at `now` (UTC seconds)."""
    members = list(session.exec(select(Member).where(Member.office_id == office_id).order_by(col(Member.name))))
    names = {member.id: member.name for member in members}
    living = _living_workers(session, office_id, host_key=host_key, now=now)
    return OfficePage(
        colleagues=tuple(_colleague(member) for member in members),
        workers=len(living),
        errands=tuple(_errands(session, office_id, names=names, living=living, now=now)),
        sign_ins=tuple(_sign_ins(session, office_id, names=names)),
    )


def _colleague(member: Member) -> Colleague:
    roles = roles_of(member.roles)
    return Colleague(member.name, tuple(sorted(roles)), member.active, bool(roles & HOLDS_OFFICE_KEY))


def _living_workers(session: Session, office_id: str, *, host_key: HostKey, now: int) -> frozenset[str]:
    found = select(Worker).where(Worker.office_id == office_id, col(Worker.seen) > now - WORKER_ALIVE)
    return frozenset(
        worker.id
        for worker in session.exec(found)
        if host_key.vouched(vouch_context("worker", office_id, worker.id, worker.public_key.hex()), worker.vouched)
    )


def _errands(
    session: Session, office_id: str, *, names: dict[str, str], living: frozenset[str], now: int
) -> list[RunningErrand]:
    running = select(Errand).where(Errand.office_id == office_id, col(Errand.ends) > now).order_by(col(Errand.ends))
    return [
        RunningErrand(e.id, ErrandKind(e.kind), names.get(e.member_id, ""), e.ends, e.worker_id in living)
        for e in session.exec(running)
    ]


def _sign_ins(session: Session, office_id: str, *, names: dict[str, str]) -> list[ShownLine]:
    lines = select(LedgerLine).where(LedgerLine.office_id == office_id, col(LedgerLine.action).in_(SIGN_INS))
    latest = session.exec(lines.order_by(col(LedgerLine.number).desc()).limit(MOST_SIGN_INS))
    return [shown(line, names) for line in latest]
