"""How do the office's keys stand? Which generation is in force, who holds it, how far a renewal is, what the sheets open.

No key is needed. This is where the page and the command about keys get their facts.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from claims.model.claim import ClaimWrap
from claims.model.matter import Matter
from claims.model.staff import KeyWrap, Member, Office, RecoveryKey, RecoveryWrap
from claims.model.vocabulary import Recipient
from claims.rules.access import HOLDS_OFFICE_KEY, roles_of
from claims.store.lent_keys import generations_left
from claims.store.recovery import check_words


@dataclass(frozen=True)
class SheetsInForce:
    """The recovery sheets: how many, how many are needed, the ISO week, their check words, and what they open."""

    shares: int
    need: int
    week: str
    words: str
    opens_office: bool
    matters: int


@dataclass(frozen=True)
class OfficeKeys:
    """Generation in force, names of its holders, claims that still lie under an earlier key, number of matters, the sheets."""

    generation: int
    holders: tuple[str, ...]
    claims_left: int
    claims: int
    matters: int
    sheets: SheetsInForce | None

    @property
    def percent(self) -> int:
        """How much of a renewal is done, in whole per cent; never 100 while something is left."""
        return 100 if not self.claims_left else min(99, 100 * (self.claims - self.claims_left) // max(1, self.claims))


def read_office_keys(session: Session, office_id: str) -> OfficeKeys:
    """As they stand."""
    office = session.get_one(Office, office_id)
    to_office = select(func.count(col(ClaimWrap.claim_id).distinct())).where(
        ClaimWrap.office_id == office_id, col(ClaimWrap.recipient).in_((Recipient.OFFICE, Recipient.READING))
    )
    left = 0
    if generations_left(session, office_id):
        left = session.exec(to_office.where(col(ClaimWrap.generation) < office.generation)).one()
    matters = session.exec(select(func.count()).select_from(Matter).where(Matter.office_id == office_id)).one()
    return OfficeKeys(
        generation=office.generation,
        holders=tuple(member.name for member in holders_of_office_key(session, office)),
        claims_left=left,
        claims=session.exec(to_office).one() if left else 0,
        matters=matters,
        sheets=_sheets(session, office),
    )


def holders_of_office_key(session: Session, office: Office) -> list[Member]:
    """Who holds the key in force: members who work here, may hold it, and were handed it; by name."""
    held = select(KeyWrap.member_id).where(KeyWrap.key_kind == "office", KeyWrap.generation == office.generation)
    working = select(Member).where(Member.office_id == office.id, Member.active, col(Member.id).in_(held))
    found = session.exec(working.order_by(col(Member.name))).all()
    return [member for member in found if HOLDS_OFFICE_KEY & roles_of(member.roles)]


def _sheets(session: Session, office: Office) -> SheetsInForce | None:
    recovery = session.exec(select(RecoveryKey).where(RecoveryKey.office_id == office.id)).first()
    if recovery is None:
        return None
    wraps = session.exec(select(RecoveryWrap).where(RecoveryWrap.recovery_id == recovery.id)).all()
    return SheetsInForce(
        shares=recovery.shares,
        need=recovery.need,
        week=recovery.week,
        words=" ".join(check_words(recovery.public_key)),
        opens_office=any(w.key_kind == "office" and w.generation == office.generation for w in wraps),
        matters=len({wrap.key_id for wrap in wraps if wrap.key_kind == "matter"}),
    )
