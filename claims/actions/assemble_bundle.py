"""Assemble a bundle: who goes, in which numbers, frozen; who stays out, with the reason; then a worker is lent the keys to export it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from claims.errors import NotValid
from claims.model.claim import Claim, ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.matter import Bundle, BundleOrder, Chosen, LeftOut, Matter, MatterFacts
from claims.model.staff import Member
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus, ErrandKind, Recipient, Status
from claims.rules.bundling import left_out_because
from claims.store.claim_parts import OpenClaim, key_from_wrap, opened, read_claim_file
from claims.store.clock import seconds, week_of
from claims.store.errands import lend
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring, matter_key
from claims.store.ledger import Actor, write_line
from claims.store.seal import context, new_key, open_sealed, open_wrap, seal, wrap_to
from claims.store.sealed_files import new_identity


@dataclass(frozen=True)
class Candidate:
    """One claim chosen for a matter, open, with the reason it would stay out of a bundle made today ("" = it goes)."""

    claim: OpenClaim
    file: ClaimFile
    left_out: str


def claims_of_matter(session: Session, matter: Matter) -> list[tuple[Claim, ClaimWrap]]:
    """The claims chosen for a matter with their wraps, by reference."""
    found = select(Claim, ClaimWrap).where(
        ClaimWrap.claim_id == Claim.id, ClaimWrap.recipient == Recipient.MATTER, ClaimWrap.recipient_id == matter.id
    )
    return list(session.exec(found.order_by(col(Claim.reference))))


def candidates(session: Session, matter: Matter, *, keyring: Keyring, today: date) -> list[Candidate]:
    """All chosen claims opened with the matter's key; NotAllowed without it. The caller has written the ledger lines before."""
    found, private = [], matter_key(matter.id, keyring=keyring)
    for claim, wrap in claims_of_matter(session, matter):
        open_claim = opened(claim, key_from_wrap(wrap, key=private))
        file, _ = read_claim_file(session, open_claim)
        reason = left_out_because(file, status=Status(claim.status), today=today)
        found.append(Candidate(claim=open_claim, file=file, left_out=reason))
    return found


def assemble_bundle(
    session: Session,
    matter: Matter,
    *,
    facts: MatterFacts,
    going: Sequence[Candidate],
    purpose: str,
    recipient: str,
    match_in_court: str,
    by: Member,
    actor: Actor,
    host_key: HostKey,
    today: date,
    now: datetime,
) -> Bundle:
    """The order is frozen and sealed under a new bundle key, a worker holds what it needs. `match_in_court` is `yes` by counsel's tick.

    Refuses NotValid `nobody_goes`, `purpose_needed`, NotNow `no_worker`.
    """
    if not purpose.strip() or not recipient.strip():
        raise NotValid("purpose_needed")
    chosen = [c for c in going if not c.left_out]
    if not chosen:
        raise NotValid("nobody_goes")
    order = BundleOrder(
        matter=facts,
        chosen=tuple(Chosen(claim_id=c.claim.id, number=n) for n, c in enumerate(chosen, start=1)),
        left_out=tuple(LeftOut(reference=c.claim.reference, reason=c.left_out) for c in going if c.left_out),
        day=today.isoformat(),
        ordered_by=by.name,
        purpose=purpose.strip(),
        recipient=recipient.strip(),
        match_in_court=match_in_court == "yes",
        identity=new_identity(),
    )
    bundle, key = _keep_order(session, matter, order=order, now=now)
    lend(
        session,
        matter.office_id,
        kind=ErrandKind.EXPORT_BUNDLE,
        subject=bundle.id,
        keys={"bundle": key.hex()} | {c.claim.id: c.claim.key.hex() for c in chosen},
        member_id=by.id,
        host_key=host_key,
        now=seconds(now),
    )
    # The references too: what the errand opens stands here before it opens anything.
    lent = {"claims": len(chosen), "references": [c.claim.reference for c in chosen]}
    details = {"bundle": bundle.id, "purpose": order.purpose, "recipient": order.recipient, **lent}
    write_line(
        session, matter.office_id, actor=actor, action="order_bundle", reference=bundle.id, details=details, now=now
    )
    return bundle


def _keep_order(session: Session, matter: Matter, *, order: BundleOrder, now: datetime) -> tuple[Bundle, bytes]:
    session.exec(
        select(Matter.id).where(Matter.id == matter.id).with_for_update(key_share=True)
    ).one()  # numbers have no twin
    last = session.exec(select(func.max(Bundle.number)).where(Bundle.matter_id == matter.id)).one() or 0
    key = new_key()
    bundle = Bundle(
        office_id=matter.office_id,
        matter_id=matter.id,
        number=last + 1,
        status=BundleStatus.ORDERED,
        week=week_of(now),
        vault_folder=random_key(),
        key_wrap=b"",
        order=b"",
    )
    bundle.key_wrap = wrap_to(matter.public_key, key, context=context("bundle key", matter.id, bundle.id))
    bundle.order = seal(key, order.model_dump_json().encode(), context=order_context(bundle), least=4096)
    session.add(bundle)
    session.flush()
    return bundle, key


def order_context(bundle: Bundle) -> bytes:
    """What a sealed order is bound to."""
    return context("bundle order", bundle.office_id, bundle.id)


def finished_context(bundle: Bundle) -> bytes:
    """What the sealed facts of a finished bundle are bound to."""
    return context("bundle finished", bundle.office_id, bundle.id)


def bundle_key(bundle: Bundle, *, keyring: Keyring) -> bytes:
    """The bundle's key out of its wrap, by the matter's private key. Raises NotAllowed without it."""
    private = matter_key(bundle.matter_id, keyring=keyring)
    return open_wrap(private, bundle.key_wrap, context=context("bundle key", bundle.matter_id, bundle.id))


def read_order(bundle: Bundle, *, key: bytes) -> BundleOrder:
    """The frozen order. Raises Damaged."""
    return BundleOrder.model_validate_json(open_sealed(key, bundle.order, context=order_context(bundle)))
