"""Postpone the week in which a claim is destroyed: somebody did something with it, so its time begins anew."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from claims.model.claim import Claim
from claims.model.triage import Hold
from claims.model.vocabulary import Status
from claims.rules.retention import due_week
from claims.store.claim_parts import OpenClaim
from claims.store.clock import week_of
from claims.store.database import UNTIL_DONE


def postpone_retention(session: Session, claim: Claim, *, now: datetime, holds: Iterable[Hold] = ()) -> None:
    """The claim, whose row is locked, is kept from now on for its status's time and to the end of these holds; never less than before."""
    due = due_week(Status(claim.status), touched=week_of(now), holds=holds)
    if claim.retention_week < due:
        claim.retention_week = due
        session.add(claim)


def touch_claim(session: Session, claim: OpenClaim, *, now: datetime) -> Claim:
    """Lock the claim's row and postpone its week; for deeds that change nothing else of the row. Returns the row."""
    row = session.get_one(Claim, claim.id, with_for_update=UNTIL_DONE, populate_existing=True)
    postpone_retention(session, row, now=now)
    return row
