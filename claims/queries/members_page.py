"""Who works here, who has yet to make their own words, and whether the office's key should be renewed since somebody left.

This is where the pages of members are answered. Nothing here is sealed.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from claims.errors import NotFound
from claims.model.ledger import LedgerLine
from claims.model.staff import Member
from claims.model.vocabulary import Role
from claims.rules.access import HOLDS_OFFICE_KEY, roles_of

# The line that a finished renewal of the office's key leaves; a leaver's line after it asks for the next.
ROTATED = ("rotate_office_key",)


@dataclass(frozen=True)
class ShownMember:
    """One person: name, sign-in name, roles, whether they work here, and whether they still have the words they were handed."""

    id: str
    name: str
    sign_in_name: str
    roles: tuple[Role, ...]
    language: str
    active: bool
    renew: bool

    @property
    def holds_office_key(self) -> bool:
        """Whether their roles are handed the office's key."""
        return bool(HOLDS_OFFICE_KEY & set(self.roles))


def read_members(session: Session, office_id: str) -> list[ShownMember]:
    """Everybody, those who work here first, by name."""
    found = select(Member).where(Member.office_id == office_id).order_by(col(Member.active).desc(), col(Member.name))
    return [_shown(member) for member in session.exec(found)]


def read_member(session: Session, office_id: str, member_id: str) -> ShownMember:
    """One of those who work here. Raises NotFound."""
    member = session.get(Member, member_id)
    if member is None or member.office_id != office_id or not member.active:
        raise NotFound("member")
    return _shown(member)


def key_wants_renewal(session: Session, office_id: str) -> bool:
    """Whether somebody who held the office's key left since it was last renewed."""
    left = _latest(session, office_id, ("end_membership",), references=_leavers(session, office_id))
    return left > _latest(session, office_id, ROTATED)


def _leavers(session: Session, office_id: str) -> list[str]:
    gone = session.exec(select(Member).where(Member.office_id == office_id, Member.active == False))  # noqa: E712 -- SQL
    return [member.id for member in gone if HOLDS_OFFICE_KEY & roles_of(member.roles)]


def _latest(session: Session, office_id: str, actions: tuple[str, ...], *, references: list[str] | None = None) -> int:
    lines = select(func.max(LedgerLine.number)).where(LedgerLine.office_id == office_id)
    lines = lines.where(col(LedgerLine.action).in_(actions))
    if references is not None:
        lines = lines.where(col(LedgerLine.reference).in_(references))
    return session.exec(lines).one() or 0


def _shown(member: Member) -> ShownMember:
    roles = tuple(sorted(roles_of(member.roles)))
    return ShownMember(member.id, member.name, member.sign_in_name, roles, member.language, member.active, member.renew)
