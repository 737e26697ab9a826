"""What has outlived its week is destroyed: drafts nobody came back to, claims after their retention, bundles left at the desk."""

from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.collect_bundle import destroy_bundle, old_bundles
from claims.model.claim import Claim
from claims.model.vocabulary import Status
from claims.store.claim_parts import destroy_rows
from claims.store.clock import week_of
from claims.store.database import after_commit
from claims.store.ledger import SERVICE, write_line
from claims.store.vault import Vault


def destroy_expired(session: Session, office_id: str, *, vault: Vault, now: datetime) -> int:
    """Rows and sealed files of everything past its week are gone; sent claims leave a ledger line. Returns how many."""
    over = select(Claim).where(Claim.office_id == office_id, col(Claim.retention_week) < week_of(now))
    expired = list(session.exec(over))
    for claim in expired:
        destroy_rows(session, claim.id)
        _forget_folder(session, claim.vault_folder, vault=vault)
    for claim in expired:
        if Status(claim.status) is not Status.DRAFT:
            write_line(session, office_id, actor=SERVICE, action="expire", reference=claim.reference, now=now)
    bundles = old_bundles(session, office_id, now=now)
    for bundle in bundles:
        destroy_bundle(session, bundle, vault=vault, actor=SERVICE, now=now)
    return len(expired) + len(bundles)


def _forget_folder(session: Session, folder: str, *, vault: Vault) -> None:
    after_commit(session, lambda: vault.delete_folder(folder))
