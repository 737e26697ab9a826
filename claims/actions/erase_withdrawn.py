"""Destroy a withdrawn claim that was kept for counsel: they have looked, and nothing forbids it."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.erase_claim import erase_content
from claims.actions.hold_claim import holds_in_force
from claims.errors import NotNow
from claims.model.claim import Claim
from claims.model.vocabulary import Status
from claims.rules.retention import CLAIM_WEEKS, weeks_after
from claims.store.claim_parts import OpenClaim
from claims.store.clock import week_of
from claims.store.database import UNTIL_DONE
from claims.store.ledger import Actor, write_line
from claims.store.vault import Vault


def erase_withdrawn(session: Session, claim: OpenClaim, *, vault: Vault, actor: Actor, now: datetime) -> None:
    """Only reference, status and weeks are left. Refuses NotNow `move_not_possible` unless withdrawn, `held` while a hold is in force."""
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    if Status(row.status) is not Status.WITHDRAWN:
        raise NotNow("move_not_possible")
    if holds_in_force(session, claim, now=now):
        raise NotNow("held")
    erase_content(session, row, vault=vault, now=now)
    row.retention_week = weeks_after(week_of(now), CLAIM_WEEKS)
    session.add(row)
    write_line(session, claim.office_id, actor=actor, action="erase", reference=claim.reference, now=now)
