"""Destroy a claim: its wraps, its parts and its sealed files, and remember that it is gone, so that no restore brings it back.

Every deed that destroys a claim does it here. This is where erasing is done.
"""

from datetime import datetime

from sqlmodel import Session, col, delete

from claims.model.claim import Claim, ClaimPart, ClaimWrap, Erasure
from claims.store.clock import week_of
from claims.store.database import ERASED_LISTS, after_commit
from claims.store.erased_lists import ErasedClaim, append_erased
from claims.store.vault import Vault


def erase_content(session: Session, claim: Claim, *, vault: Vault, now: datetime) -> None:
    """Nothing of what the claimant said is left, nor a key to it; the claim's row stays, with reference, status and week.

    The files go, and the lists beside backups and period keys grow, once the deed is kept. A list that cannot be written now
    is brought up to date from the Erasure rows with the next backup.
    """
    erased = ErasedClaim(
        week=week_of(now), office_id=claim.office_id, claim_id=claim.id, vault_folder=claim.vault_folder
    )
    session.exec(delete(ClaimWrap).where(col(ClaimWrap.claim_id) == claim.id))
    session.exec(delete(ClaimPart).where(col(ClaimPart.claim_id) == claim.id))
    if session.get(Erasure, claim.id) is None:
        session.add(Erasure(**vars(erased)))
    lists = session.info.get(ERASED_LISTS, ())
    after_commit(session, lambda: vault.delete_folder(erased.vault_folder))
    after_commit(session, lambda: append_erased(lists, [erased], now=now))


def erase_claim(session: Session, claim: Claim, *, vault: Vault, now: datetime) -> None:
    """As erase_content, and the claim's row with all that hangs on it goes too."""
    erase_content(session, claim, vault=vault, now=now)
    session.exec(delete(Claim).where(col(Claim.id) == claim.id))
