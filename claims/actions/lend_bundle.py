"""Lend what making a bundle needs to every living worker: its key, the keys of the claims in it, the seed its signature is made with."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from claims.actions.bundle_numbers import read_numbers
from claims.actions.bundle_shares import BEING_MADE
from claims.errors import Damaged, NotNow
from claims.model.bundle import Bundle, Chosen
from claims.model.claim import ClaimWrap
from claims.model.staff import Member
from claims.model.vocabulary import BundleStatus, ErrandKind, Recipient
from claims.store.bundle_signing import signing_key
from claims.store.claim_parts import key_from_wrap
from claims.store.clock import seconds
from claims.store.errands import end_errands_for, lend_to_all
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring, matter_key
from claims.store.ledger import Actor, write_line
from claims.store.sealed_bundle import bundle_key, read_order
from claims.store.vault import Vault


def lend_bundle(
    session: Session,
    bundle: Bundle,
    *,
    chosen: Iterable[Chosen],
    keyring: Keyring,
    by: Member,
    host_key: HostKey,
    now: datetime,
) -> None:
    """Every living worker holds the keys of this bundle; those lent before are taken back. Raises NotNow `no_worker`."""
    private = matter_key(bundle.matter_id, keyring=keyring)
    wanted = {one.claim_id for one in chosen}
    wraps = select(ClaimWrap).where(
        ClaimWrap.recipient == Recipient.MATTER, col(ClaimWrap.recipient_id) == bundle.matter_id
    )
    claims = {
        wrap.claim_id: key_from_wrap(wrap, key=private).hex() for wrap in session.exec(wraps) if wrap.claim_id in wanted
    }
    keys = {
        "bundle": bundle_key(bundle, keyring=keyring).hex(),
        "signer": signing_key(private).private_bytes_raw().hex(),
    } | claims
    end_errands_for(session, ErrandKind.EXPORT_BUNDLE, subject=bundle.id)
    lend_to_all(
        session,
        bundle.office_id,
        kind=ErrandKind.EXPORT_BUNDLE,
        subject=bundle.id,
        keys=keys,
        member_id=by.id,
        host_key=host_key,
        now=seconds(now),
    )


def lend_again(
    session: Session,
    bundle: Bundle,
    *,
    keyring: Keyring,
    by: Member,
    actor: Actor,
    vault: Vault,
    host_key: HostKey,
    now: datetime,
) -> None:
    """A bundle whose workers are gone is gone on with; what was made is kept. A claimant who withdrew stops it when it is their turn.

    Refuses NotNow `bundle_over`, `no_worker`; raises Damaged.
    """
    if BundleStatus(bundle.status) not in BEING_MADE:
        raise NotNow("bundle_over")
    order = read_order(bundle, key=bundle_key(bundle, keyring=keyring))
    numbers = read_numbers(bundle, order, vault=vault)
    going = set(numbers.going)
    chosen = [one for one in numbers.parties if one.number in going]
    if len(chosen) != order.parties:
        raise Damaged("bundle_numbers")
    lend_bundle(session, bundle, chosen=chosen, keyring=keyring, by=by, host_key=host_key, now=now)
    details = {"bundle": bundle.id, "claims": len(chosen), "references": [one.reference for one in chosen]}
    write_line(
        session, bundle.office_id, actor=actor, action="lend_bundle", reference=bundle.id, details=details, now=now
    )
