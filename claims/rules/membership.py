"""Who may leave the office without leaving it behind closed doors. This is where the last of a kind is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.errors import NotNow
from claims.model.vocabulary import Role


@dataclass(frozen=True)
class Working:
    """One active member: their roles, and whether the office's key is wrapped to them."""

    id: str
    roles: frozenset[Role]
    holds_office_key: bool


def why_not_leave(member_id: str, working: Sequence[Working]) -> str:
    """Why this member's membership may not end now, empty where it may: somebody must still open claims, and somebody must lead.

    >>> lead = Working(id="a", roles=frozenset({Role.LEAD}), holds_office_key=True)
    >>> why_not_leave("a", [lead])
    'last_key_holder'
    """
    left = [each for each in working if each.id != member_id]
    if not any(each.holds_office_key for each in left):
        return "last_key_holder"
    if not any(Role.LEAD in each.roles for each in left):
        return "last_lead"
    return ""


def may_leave(member_id: str, working: Sequence[Working]) -> bool:
    """Whether this member's membership may end now."""
    return not why_not_leave(member_id, working)


def check_may_leave(member_id: str, working: Sequence[Working]) -> None:
    """Raises NotNow with the reason where `may_leave` says no."""
    reason = why_not_leave(member_id, working)
    if reason:
        raise NotNow(reason)
