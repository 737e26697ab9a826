"""Cancel a bundle while it is being made: the lent keys are taken back, what was made of it is destroyed, and its numbers were never given."""

from datetime import datetime

from sqlmodel import Session

from claims.actions.bundle_shares import being_made, drop_making
from claims.model.vocabulary import BundleStatus
from claims.store.ledger import Actor, write_line
from claims.store.vault import Vault

CANCELLED = "cancelled"


def cancel_bundle(session: Session, bundle_id: str, *, vault: Vault, actor: Actor, now: datetime) -> None:
    """The bundle is stopped, every worker finds it over, and nothing of it remains but its order. Refuses NotFound, NotNow `bundle_over`."""
    bundle = being_made(session, bundle_id)
    drop_making(session, bundle, vault=vault)
    bundle.status, bundle.stopped_by, bundle.stage = BundleStatus.STOPPED, CANCELLED, ""
    session.add(bundle)
    write_line(session, bundle.office_id, actor=actor, action="cancel_bundle", reference=bundle.id, now=now)
