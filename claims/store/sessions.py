"""One session mechanism for claimants and staff: a row holding the unlocked key, under a key made of the cookie and the host key.

The row alone opens nothing, the cookie alone opens nothing, and after a restart both together open nothing.
This is where sessions begin, are read and end.
"""

import base64
import json
import secrets
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Literal

from sqlmodel import Session, col, delete, select

from claims.errors import Damaged
from claims.model.session import SessionRow
from claims.store.host_key import HostKey
from claims.store.seal import context, derive, open_sealed, seal

CLAIMANT_IDLE = 20 * 60
MEMBER_IDLE = 30 * 60
LONGEST = 12 * 60 * 60
ROUNDED = 60


@dataclass(frozen=True)
class Visit:
    """Who is here: a claimant with the key of one claim, or a member with their private key; and since when (UTC seconds).

    `proved`: when a member last showed words and code (UTC seconds); `epoch`: the member's count of ended sessions, or the
    generation of the claimant's receipt, when this visit began. A visit of an older epoch is over.
    """

    kind: Literal["claimant", "member"]
    office_id: str
    subject: str
    key: bytes = field(repr=False)
    since: int
    proved: int = 0
    epoch: int = 0


def begin_visit(session: Session, visit: Visit, *, host_key: HostKey) -> str:
    """Open a session; returns the cookie's value, which is nowhere kept."""
    secret = secrets.token_bytes(32)
    row_id, key = _names(secret, host_key)
    session.exec(delete(SessionRow).where(col(SessionRow.ends) < visit.since))
    idle = CLAIMANT_IDLE if visit.kind == "claimant" else MEMBER_IDLE
    seen = visit.since - visit.since % ROUNDED
    payload = _sealed(visit, row_id=row_id, key=key)
    row = SessionRow(id=row_id, office_id=visit.office_id, seen=seen, idle=idle, ends=seen + LONGEST, payload=payload)
    session.add(row)
    session.flush()
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def read_visit(session: Session, cookie: str, *, host_key: HostKey, now: int) -> tuple[Visit, bool] | None:
    """(who is here, whether `seen` wants refreshing), or None for an unknown, old, foreign or forged cookie."""
    secret = _secret(cookie)
    if secret is None:
        return None
    row_id, key = _names(secret, host_key)
    row = session.get(SessionRow, row_id)
    if row is None or now > row.ends or now - row.seen > row.idle + ROUNDED:
        return None
    visit = _opened(row, key=key)
    if visit is None or now > visit.since + LONGEST:
        return None  # the row stands in clear and can be rewritten; what was sealed cannot
    return visit, now - row.seen >= ROUNDED


def renew_visit(session: Session, cookie: str, visit: Visit, *, host_key: HostKey) -> None:
    """What the row of this cookie holds is sealed anew: somebody showed once more who they are. Its limits stay."""
    secret = _secret(cookie)
    if secret is None:
        return
    row_id, key = _names(secret, host_key)
    row = session.get(SessionRow, row_id)
    if row is not None:
        row.payload = _sealed(visit, row_id=row_id, key=key)
        session.add(row)


def touch_visit(session: Session, cookie: str, *, host_key: HostKey, now: int) -> None:
    """The person is still here."""
    secret = _secret(cookie)
    row = session.get(SessionRow, _names(secret, host_key)[0]) if secret else None
    if row is not None:
        row.seen = now - now % ROUNDED
        session.add(row)


def row_of(cookie: str, *, host_key: HostKey) -> str:
    """The id of the row that a cookie of ours names; empty for what is none."""
    secret = _secret(cookie)
    return _names(secret, host_key)[0] if secret else ""


def open_rows(session: Session, ids: Collection[str], *, now: int) -> frozenset[str]:
    """Those of these rows that are there and in time."""
    in_time = select(SessionRow.id).where(
        col(SessionRow.id).in_(sorted(ids)),
        col(SessionRow.ends) >= now,
        now - col(SessionRow.seen) <= col(SessionRow.idle) + ROUNDED,
    )
    return frozenset(session.exec(in_time))


def end_visit(session: Session, cookie: str, *, host_key: HostKey) -> None:
    """End one session; the caller lets the database forget it."""
    secret = _secret(cookie)
    if secret is not None:
        session.exec(delete(SessionRow).where(col(SessionRow.id) == _names(secret, host_key)[0]))


def end_old_visits(session: Session, *, now: int) -> int:
    """Destroy rows whose time is over; returns how many."""
    over = (col(SessionRow.ends) < now) | (now - col(SessionRow.seen) > col(SessionRow.idle) + ROUNDED)
    return session.exec(delete(SessionRow).where(over)).rowcount


def end_all_visits(session: Session) -> None:
    """At a service start: nothing of before opens anything."""
    session.exec(delete(SessionRow))


def _sealed(visit: Visit, *, row_id: str, key: bytes) -> bytes:
    held = {name: value for name, value in asdict(visit).items() if name != "office_id"}
    payload = json.dumps(held | {"key": base64.b64encode(visit.key).decode()})
    return seal(key, payload.encode(), context=context("session", visit.office_id, row_id))


def _opened(row: SessionRow, *, key: bytes) -> Visit | None:
    try:
        held = json.loads(open_sealed(key, row.payload, context=context("session", row.office_id, row.id)))
    except Damaged:
        return None
    return Visit(office_id=row.office_id, **(held | {"key": base64.b64decode(held["key"])}))


def _names(secret: bytes, host_key: HostKey) -> tuple[str, bytes]:
    row_id = derive(secret, purpose="session row", length=16).hex()
    return row_id, derive(secret + host_key.for_purpose("session"), purpose="session key")


def _secret(cookie: str) -> bytes | None:
    try:
        secret = base64.b64decode(cookie + "=" * (-len(cookie) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return None
    return secret if len(secret) == 32 else None
