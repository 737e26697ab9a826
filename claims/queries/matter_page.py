"""Which matters are there, who goes with them, what has left? This is where a lawyer's questions are answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from claims.errors import NotFound
from claims.model.bundle import Bundle
from claims.model.claim import Claim, ClaimWrap
from claims.model.matter import Matter
from claims.model.session import Errand, Worker
from claims.model.staff import KeyWrap, Member
from claims.model.vocabulary import ErrandKind, PartKind, Recipient, Role, Status
from claims.rules.access import roles_of
from claims.rules.bundling import left_out_because
from claims.rules.follow_up import to_follow
from claims.rules.power_standing import standing_for
from claims.store.errands import WORKER_ALIVE
from claims.store.keyring import Keyring, open_claims
from claims.store.read_together import read_together

_KINDS = (PartKind.FILE, PartKind.DESK, PartKind.APPOINTMENT)


@dataclass(frozen=True)
class ChosenClaim:
    """One claim of a matter: name, why it would stay out of a bundle made today ("" = it goes), and what is to follow.

    `beside`: the reference of the claim that is, or may be, the same person's and goes in its place.
    """

    reference: str
    status: Status
    name: str
    left_out: str
    to_follow: tuple[str, ...]
    beside: str = ""


def matters_for(session: Session, office_id: str, *, keyring: Keyring) -> list[Matter]:
    """The matters a person may know of: with the office's key all, else those whose key they hold."""
    found = session.exec(select(Matter).where(Matter.office_id == office_id).order_by(col(Matter.id)))
    return [matter for matter in found if keyring.opens_office or matter.id in keyring.matters]


def matter_for(session: Session, office_id: str, matter_id: str, *, keyring: Keyring) -> Matter:
    """One of them. Raises NotFound for all others, so that they look as if they did not exist."""
    matter = session.get(Matter, matter_id)
    if matter is None or matter.office_id != office_id:
        raise NotFound("matter")
    if not keyring.opens_office and matter_id not in keyring.matters:
        raise NotFound("matter")
    return matter


def claim_rows(session: Session, matter: Matter) -> list[Claim]:
    """The claims chosen for a matter, by reference."""
    return list(session.exec(_claims_of(matter).order_by(col(Claim.reference))))


def claim_of(session: Session, matter: Matter, reference: str) -> Claim:
    """One of them. Raises NotFound, also for a claim of another matter."""
    claim = session.exec(_claims_of(matter).where(Claim.reference == reference)).first()
    if claim is None:
        raise NotFound("claim")
    return claim


def _claims_of(matter: Matter) -> SelectOfScalar[Claim]:
    found = select(Claim).join(ClaimWrap, col(ClaimWrap.claim_id) == Claim.id)
    return found.where(ClaimWrap.recipient == Recipient.MATTER, ClaimWrap.recipient_id == matter.id)


def chosen_claims(
    session: Session,
    matter: Matter,
    *,
    keyring: Keyring,
    today: date,
    firm: str = "",
    firms_named: Mapping[str, str] | None = None,
) -> list[ChosenClaim]:
    """The same, opened. The caller has written the ledger lines before. `firm` and `firms_named` as in rules/bundling.py."""
    rows, found = claim_rows(session, matter), []
    claims = open_claims(session, rows, keyring=keyring, matter_id=matter.id)
    for parts in read_together(session, claims, kinds=_KINDS):
        file, status = parts.file(), parts.claim.status
        standing = standing_for(parts.events(), matter.id)
        reason = left_out_because(
            file, status=status, today=today, firm=firm, firms_named=firms_named, standing=standing
        )
        found.append(
            ChosenClaim(
                reference=parts.claim.reference,
                status=status,
                name=file.claimant.name or file.claimant.name_latin,
                left_out=reason,
                to_follow=to_follow(file, parts.desk(), status=status, standing=standing, today=today),
            )
        )
    return found


def bundles_of(session: Session, matter: Matter) -> list[Bundle]:
    """Its bundles, the latest first."""
    return list(session.exec(select(Bundle).where(Bundle.matter_id == matter.id).order_by(col(Bundle.number).desc())))


def bundle_of(session: Session, matter: Matter, bundle_id: str) -> Bundle:
    """One of them. Raises NotFound."""
    bundle = session.get(Bundle, bundle_id)
    if bundle is None or bundle.matter_id != matter.id:
        raise NotFound("bundle")
    return bundle


@dataclass(frozen=True)
class Lent:
    """Whether a worker holds the keys to make a bundle, and whether that worker was seen within the last minute."""

    held: bool
    seen: bool


def lent_for(session: Session, bundle: Bundle, *, now: int) -> Lent:
    """How it stands with the keys of a bundle that was ordered; `now` in UTC seconds."""
    workers = select(Worker.seen).join(Errand, col(Errand.worker_id) == Worker.id)
    mine = workers.where(Errand.kind == ErrandKind.EXPORT_BUNDLE, Errand.subject == bundle.id, col(Errand.ends) > now)
    seen = session.exec(mine).all()
    return Lent(held=bool(seen), seen=any(moment > now - WORKER_ALIVE for moment in seen))


def counsel_here(session: Session, office_id: str) -> list[Member]:
    """Everybody who may be counsel of a matter, by name."""
    members = session.exec(
        select(Member).where(Member.office_id == office_id, Member.active).order_by(col(Member.name))
    )
    return [member for member in members if Role.COUNSEL in roles_of(member.roles)]


def counsel_of(session: Session, matter: Matter) -> list[str]:
    """The names of those who hold the matter's key."""
    held = select(Member.name).join(KeyWrap, col(KeyWrap.member_id) == Member.id)
    mine = held.where(KeyWrap.key_kind == "matter", KeyWrap.key_id == matter.id)
    return list(session.exec(mine.order_by(col(Member.name))))
