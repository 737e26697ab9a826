"""What has outlived its week is destroyed: drafts nobody came back to, claims after their retention, bundles left at the desk."""

from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.bundle_shares import drop_making, half_made
from claims.actions.collect_bundle import destroy_bundle, old_bundles
from claims.actions.erase_claim import erase_claim
from claims.errors import NotFound
from claims.model.claim import Claim
from claims.model.vocabulary import Status
from claims.queries.registry_revisions import current_registry
from claims.rules.retention import is_due, limits_week
from claims.store.clock import week_of
from claims.store.ledger import SERVICE, write_line
from claims.store.vault import Vault


def destroy_expired(session: Session, office_id: str, *, vault: Vault, now: datetime) -> int:
    """Rows and sealed files of everything past its week are gone; sent claims leave a ledger line. Returns how many."""
    expired = _expired(session, office_id, now=now)
    for claim in expired:
        erase_claim(session, claim, vault=vault, now=now)
    for claim in expired:
        if Status(claim.status) is not Status.DRAFT:
            write_line(session, office_id, actor=SERVICE, action="expire", reference=claim.reference, now=now)
    bundles = old_bundles(session, office_id, now=now)
    for bundle in bundles:
        destroy_bundle(session, bundle, vault=vault, actor=SERVICE, now=now)
    for bundle in half_made(session, office_id):
        drop_making(session, bundle, vault=vault)
    return len(expired) + len(bundles)


def _expired(session: Session, office_id: str, *, now: datetime) -> list[Claim]:
    """What is due by rules/retention.py, locked: whoever touches a claim meanwhile either was first or finds it gone."""
    over = select(Claim).where(Claim.office_id == office_id, col(Claim.retention_week) < week_of(now))
    locked = over.order_by(col(Claim.id)).with_for_update(key_share=True).execution_options(populate_existing=True)
    limits, week = _limits(session, office_id), week_of(now)
    return [
        claim
        for claim in session.exec(locked)
        if is_due(Status(claim.status), retention_week=claim.retention_week, limits=limits, week=week)
    ]


def _limits(session: Session, office_id: str) -> str:
    try:
        return limits_week(current_registry(session, office_id))
    except NotFound:  # an office that has not published a registry yet knows of no limit
        return ""
