"""Collect a finished bundle at the desk; after seven days, or when counsel says it is safe elsewhere, it is destroyed."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.bundle_numbers import opened_base, read_numbers
from claims.actions.bundle_shares import destroy_shares
from claims.errors import NotNow, NotValid
from claims.model.bundle import Bundle, BundleOrder, BundlePaper, PartyNumbers
from claims.model.claim import Claim
from claims.model.vocabulary import BundleStatus, Status
from claims.rules.retention import BUNDLE_WEEKS
from claims.store.clock import weeks_later
from claims.store.database import after_commit
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line
from claims.store.sealed_files import open_file
from claims.store.vault import Vault

COLLECTABLE = frozenset({BundleStatus.READY, BundleStatus.COLLECTED})
EMPTY = frozenset({BundleStatus.STOPPED, BundleStatus.DESTROYED})


def collect_bundle(
    session: Session,
    bundle: Bundle,
    *,
    why: Mapping[str, str],
    keyring: Keyring,
    vault: Vault,
    actor: Actor,
    now: datetime,
) -> tuple[BundlePaper, Iterator[bytes]]:
    """(what it is, its bytes part by part, each checked). The ledger line, with `why` sealed in it, is written with this
    transaction, before any byte leaves.

    Refuses NotValid `reason_needed`, NotNow `not_ready`, and `claim_gone` (facts: party) when somebody in it has withdrawn since it was made.
    """
    if not why.get("why"):
        raise NotValid("reason_needed")
    if BundleStatus(bundle.status) not in COLLECTABLE or bundle.finished is None:
        raise NotNow("not_ready")
    order, paper = read_finished(bundle, keyring=keyring)
    _require_all_still_there(session, bundle.office_id, read_numbers(bundle, order, vault=vault))
    bundle.status = BundleStatus.COLLECTED
    session.add(bundle)
    details = {"bundle": bundle.id, "sha256": paper.sha256, "purpose": order.purpose, **why}
    write_line(
        session, bundle.office_id, actor=actor, action="collect_bundle", reference=bundle.id, details=details, now=now
    )
    return paper, open_file(paper.parts, identity=order.identity, vault=vault, folder=bundle.vault_folder)


def _require_all_still_there(session: Session, office_id: str, numbers: PartyNumbers) -> None:
    there = select(Claim.id).where(Claim.office_id == office_id, col(Claim.status) != Status.WITHDRAWN)
    living, going = set(session.exec(there)), set(numbers.going)
    for chosen in numbers.parties:
        if chosen.number in going and chosen.claim_id not in living:
            raise NotNow("claim_gone", party=chosen.number)


def read_finished(bundle: Bundle, *, keyring: Keyring) -> tuple[BundleOrder, BundlePaper]:
    """The order of a bundle and what came of it. Raises Damaged, NotNow `not_ready`."""
    if bundle.finished is None:
        raise NotNow("not_ready")
    base = opened_base(bundle, keyring=keyring)
    return base.order, base.paper


def destroy_bundle(session: Session, bundle: Bundle, *, vault: Vault, actor: Actor, now: datetime) -> None:
    """Its sealed parts are gone; that it was there, its order, its numbers, its record and its hash stay, sealed."""
    bundle.status = BundleStatus.DESTROYED
    session.add(bundle)
    destroy_shares(session, bundle.id, vault=vault)
    after_commit(session, lambda: vault.delete_folder(bundle.vault_folder))
    write_line(session, bundle.office_id, actor=actor, action="destroy_bundle", reference=bundle.id, now=now)


def old_bundles(session: Session, office_id: str, *, now: datetime) -> list[Bundle]:
    """Bundles whose time at the desk is over; also one whose making was killed half-way, so that nothing half-made outlives it."""
    limit = weeks_later(now, -BUNDLE_WEEKS)
    there = select(Bundle).where(
        Bundle.office_id == office_id, col(Bundle.status).not_in(sorted(EMPTY)), col(Bundle.week) < limit
    )
    return list(session.exec(there))
