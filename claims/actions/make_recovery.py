"""Make recovery sheets: a pair whose private half exists on paper only, and the office's key wrapped to it."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, delete

from claims.actions.wrap_for_recovery import wrap_for_recovery
from claims.errors import NotAllowed
from claims.model.staff import RecoveryKey
from claims.store.clock import week_of
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line
from claims.store.recovery import new_recovery_pair, recovery_id


@dataclass(frozen=True)
class RecoverySheets:
    """What is printed and kept nowhere: the shares in order, any `need` of them make the key again; and the set's row."""

    recovery: RecoveryKey
    shares: tuple[str, ...] = field(repr=False)


def make_recovery(
    session: Session, office_id: str, *, keyring: Keyring, need: int, shares: int, actor: Actor, now: datetime
) -> RecoverySheets:
    """A new set is in force and opens the office's key, and each matter's whose key this keyring holds; earlier sets open nothing.

    Matters of other counsel are added when those sign in (`wrap_for_recovery`). Refuses NotAllowed `no_key`, NotValid
    `recovery_numbers`.
    """
    if not keyring.opens_office:
        raise NotAllowed("no_key")
    pair = new_recovery_pair(need=need, shares=shares)
    session.exec(delete(RecoveryKey).where(col(RecoveryKey.office_id) == office_id))
    recovery = RecoveryKey(
        id=recovery_id(keyring.office, pair.public),
        office_id=office_id,
        public_key=pair.public,
        need=need,
        shares=shares,
        week=week_of(now),
    )
    session.add(recovery)
    session.flush()
    wrap_for_recovery(session, office_id, keyring=keyring)
    details = {"recovery": recovery.id, "need": need, "shares": shares}
    write_line(session, office_id, actor=actor, action="make_recovery", details=details, now=now)
    return RecoverySheets(recovery=recovery, shares=pair.shares)
