"""Assemble a bundle: who goes, in which numbers, frozen; who stays out, with the reason; cut into shares that workers are lent the keys to make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from claims.actions.bundle_numbers import base_of, keep_numbers, numbers_of, read_numbers
from claims.actions.bundle_shares import BEING_MADE, add_shares
from claims.actions.lend_bundle import lend_bundle
from claims.errors import NotNow, NotValid
from claims.model.appointment import Signed
from claims.model.bundle import Bundle, BundleOptions, BundleOrder, Chosen, LeftOut, PartyNumbers, Superseded
from claims.model.claim import Claim, ClaimWrap
from claims.model.claim_file import ClaimFile
from claims.model.matter import Matter, MatterFacts, MatterFile
from claims.model.share_plan import SharePlan
from claims.model.staff import Member
from claims.model.tables import random_key
from claims.model.vocabulary import BundleStatus, Recipient, ShareKind
from claims.queries.matter_page import bundles_of
from claims.queries.registry_revisions import newest_revision
from claims.rules.party_numbers import Comer, number_parties
from claims.rules.power_standing import is_signed_since
from claims.rules.supplements import only_new
from claims.store.claim_parts import OpenClaim
from claims.store.clock import seconds, start_of_week, week_of
from claims.store.host_key import HostKey
from claims.store.keyring import Keyring
from claims.store.ledger import Actor, write_line
from claims.store.seal import new_key, wrap_to
from claims.store.sealed_bundle import bundle_key, key_context, read_order, seal_order
from claims.store.sealed_files import new_identity
from claims.store.vault import Vault

# How many claimants one worker makes at a time: what is lost when it is killed, and what a second worker can take over.
SHARE = 100


@dataclass(frozen=True)
class Candidate:
    """One claim chosen for a matter, open, with the reason it would stay out of a bundle made today ("" = it goes), and its powers in force."""

    claim: OpenClaim
    file: ClaimFile
    left_out: str
    powers: tuple[Signed, ...] = ()


def claims_of_matter(session: Session, matter: Matter) -> list[tuple[Claim, ClaimWrap]]:
    """The claims chosen for a matter with their wraps, by reference."""
    found = select(Claim, ClaimWrap).where(
        ClaimWrap.claim_id == Claim.id, ClaimWrap.recipient == Recipient.MATTER, ClaimWrap.recipient_id == matter.id
    )
    return list(session.exec(found.order_by(col(Claim.reference))))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What counsel wants of a bundle: what the matter is about, who goes, how it is made, for whom and why."""

    facts: MatterFacts
    matter_file: MatterFile
    going: Sequence[Candidate]
    options: BundleOptions
    purpose: str
    recipient: str
    letters: tuple[str, ...] = ()


def assemble_bundle(
    session: Session,
    matter: Matter,
    *,
    wanted: Wanted,
    by: Member,
    actor: Actor,
    keyring: Keyring,
    vault: Vault,
    host_key: HostKey,
    today: date,
    now: datetime,
) -> Bundle:
    """The order is frozen and sealed under a new bundle key, cut into shares, and every living worker holds what it needs.

    Refuses NotValid `nobody_goes`, `purpose_needed`, `nothing_new` (a supplement without anything late), NotNow `no_worker`,
    `bundle_being_made` while another of the matter is not over that gives numbers which this one would give to others.
    """
    if not wanted.purpose.strip() or not wanted.recipient.strip():
        raise NotValid("purpose_needed")
    going = [one for one in wanted.going if not one.left_out]
    if not going:
        raise NotValid("nobody_goes")
    # Numbers have no twin: whoever orders next in this matter waits until these are kept.
    session.exec(select(Matter.id).where(Matter.id == matter.id).with_for_update(key_share=True)).one()
    base = base_of(session, matter, keyring=keyring)
    before = numbers_of(base, vault=vault) if base else PartyNumbers()
    superseded = base.superseded if base else None
    numbers, made = _numbered(wanted, going, before=before, superseded=superseded, today=today)
    _require_no_twin(session, matter, numbers, keyring=keyring, vault=vault)
    bundle, key = _new_bundle(session, matter, now=now)
    revision = newest_revision(session, matter.office_id)
    identity = new_identity()
    order = BundleOrder(
        matter=wanted.facts,
        parties=len(made),
        numbers=keep_numbers(bundle, numbers, identity=identity, vault=vault, time=start_of_week(now)),
        shared=wanted.matter_file.shared,
        shared_before=tuple(one.id for one in before.shared),
        shared_identity=wanted.matter_file.identity,
        shared_folder=matter.vault_folder,
        left_out=tuple(LeftOut(reference=c.claim.reference, reason=c.left_out) for c in wanted.going if c.left_out),
        day=today.isoformat(),
        at=seconds(now),
        registry_number=revision.number if revision else 0,
        registry=revision.id if revision else "",
        ordered_by=by.name,
        purpose=wanted.purpose.strip(),
        recipient=wanted.recipient.strip(),
        options=wanted.options,
        supersedes=superseded,
        identity=identity,
    )
    bundle.order = seal_order(bundle, order, key=key)
    session.add(bundle)
    session.flush()
    _cut(session, bundle, made, key=key)
    lend_bundle(session, bundle, chosen=made, keyring=keyring, by=by, host_key=host_key, now=now)
    # The references too: what the errand opens stands here before it opens anything.
    lent = {"claims": len(made), "references": [one.reference for one in made]}
    details = {"bundle": bundle.id, "purpose": order.purpose, "recipient": order.recipient, **lent}
    write_line(
        session, matter.office_id, actor=actor, action="order_bundle", reference=bundle.id, details=details, now=now
    )
    return bundle


def _numbered(
    wanted: Wanted, going: Sequence[Candidate], *, before: PartyNumbers, superseded: Superseded | None, today: date
) -> tuple[PartyNumbers, tuple[Chosen, ...]]:
    """All numbers of the matter, and the parties this bundle holds papers of, by number."""
    uses = wanted.matter_file.uses
    comers = [
        Comer(
            claim_id=one.claim.id,
            reference=one.claim.reference,
            pieces=tuple((piece.id, uses.get(piece.id, "clean")) for piece in one.file.evidence),
            group=one.file.claimant.nationality,
        )
        for one in going
    ]
    shared = [one.id for one in wanted.matter_file.shared]
    letters = wanted.letters if wanted.options.letters else ()
    numbers = number_parties(comers, before=before, shared=shared, day=today.isoformat(), letters=letters)
    wished = set(numbers.going)
    made = tuple(one for one in numbers.parties if one.number in wished)
    if wanted.options.mode == "supplement":
        made = tuple(only_new(made, before=before.parties, signed_since=_signed_since(going, superseded)))
        if not made and {one.id for one in numbers.shared if not one.gone} <= {one.id for one in before.shared}:
            raise NotValid("nothing_new")
    return numbers.model_copy(update={"going": tuple(one.number for one in made)}), made


def _signed_since(going: Sequence[Candidate], superseded: Superseded | None) -> frozenset[str]:
    if superseded is None:
        return frozenset()
    return frozenset(
        one.claim.id for one in going if any(is_signed_since(each, before=superseded) for each in one.powers)
    )


def _require_no_twin(
    session: Session, matter: Matter, numbers: PartyNumbers, *, keyring: Keyring, vault: Vault
) -> None:
    """Only a finished bundle is followed, so what one in the making numbers must be numbered here just so: two people, or two papers,
    would have one number, and the next bundle would know of one of them. The same order once more is no twin.
    """
    for row in bundles_of(session, matter):
        if BundleStatus(row.status) in BEING_MADE:
            order = read_order(row, key=bundle_key(row, keyring=keyring))
            if not _given(read_numbers(row, order, vault=vault)) <= _given(numbers):
                raise NotNow("bundle_being_made")


def _given(numbers: PartyNumbers) -> set[tuple[str, int, int, str]]:
    pieces = [*numbers.shared, *(piece for one in numbers.parties for piece in one.exhibits)]
    parties = {(one.claim_id, one.number, 0, one.letter) for one in numbers.parties}
    return parties | {(piece.id, piece.main, piece.branch, "") for piece in pieces}


def _new_bundle(session: Session, matter: Matter, *, now: datetime) -> tuple[Bundle, bytes]:
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
    bundle.key_wrap = wrap_to(matter.public_key, key, context=key_context(bundle))
    return bundle, key


def _cut(session: Session, bundle: Bundle, made: Sequence[Chosen], *, key: bytes) -> None:
    """Shares of claimants in the order of their numbers, then one for the lists; volumes and packing follow from those."""
    cuts = [tuple(made[at : at + SHARE]) for at in range(0, len(made), SHARE)]
    plans = [(ShareKind.CLAIMANTS, SharePlan(chosen=cut)) for cut in cuts] + [(ShareKind.LISTS, SharePlan())]
    add_shares(session, bundle, plans, first=1, key=key)
    session.flush()
