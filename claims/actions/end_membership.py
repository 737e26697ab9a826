"""End a membership: a leaver holds no key, has no session, lends no errand, and leaves their claims to others."""

from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, delete, select

from claims.actions.end_errand import take_back_errand
from claims.actions.reset_member import matters_held_by
from claims.errors import NotFound, NotNow
from claims.model.claim import Claim
from claims.model.session import Errand
from claims.model.staff import KeyWrap, Member, Office, Passkey
from claims.rules.access import roles_of
from claims.rules.membership import Working, check_may_leave
from claims.store.database import UNTIL_DONE
from claims.store.known_browsers import forget_browsers
from claims.store.ledger import Actor, write_line


def end_membership(
    session: Session,
    office_id: str,
    *,
    member_id: str,
    matters_alone: Literal["refuse", "leave"],
    actor: Actor,
    now: datetime,
) -> None:
    """The member does not work here any more. What they knew they may have kept: renew the office's key afterwards.

    Refuses NotNow `last_key_holder`, `last_lead`; `last_counsel` where a matter would be left to nobody, unless that is
    meant (`leave`: only recovery opens it then); NotFound for somebody who does not work here.
    """
    _free_claims(session, office_id, member_id)
    member = session.get(Member, member_id, with_for_update=UNTIL_DONE, populate_existing=True)
    if member is None or member.office_id != office_id or not member.active:
        raise NotFound("member")
    # One at a time: two leads who end each other's membership at once must not both be right.
    session.exec(select(Office).where(Office.id == office_id).with_for_update(key_share=True)).one()
    check_may_leave(member_id, working_here(session, office_id))
    alone = [each.matter_id for each in matters_held_by(session, member_id) if not each.holders]
    if alone and matters_alone == "refuse":
        raise NotNow("last_counsel")
    for errand_id in session.exec(select(Errand.id).where(Errand.member_id == member_id)).all():
        take_back_errand(session, office_id, errand_id=errand_id, actor=actor, now=now)
    _take_everything(session, member)
    details = {"roles": member.roles.split(), "matters_alone": alone}
    write_line(session, office_id, actor=actor, action="end_membership", reference=member.id, details=details, now=now)


def working_here(session: Session, office_id: str) -> list[Working]:
    """Every active member, and whether they hold the office's key in force."""
    office = session.get_one(Office, office_id)
    held = select(KeyWrap.member_id).where(KeyWrap.key_kind == "office", KeyWrap.generation == office.generation)
    holders = frozenset(session.exec(held.where(KeyWrap.office_id == office_id)))
    members = session.exec(select(Member).where(Member.office_id == office_id, Member.active))
    return [Working(id=each.id, roles=roles_of(each.roles), holds_office_key=each.id in holders) for each in members]


def _free_claims(session: Session, office_id: str, member_id: str) -> None:
    """Claims before the ledger: everybody locks in this order."""
    mine = select(Claim).where(Claim.office_id == office_id, Claim.assignee == member_id)
    for claim in session.exec(mine.order_by(col(Claim.id)).with_for_update(key_share=True)):
        claim.assignee = ""
        session.add(claim)
    session.flush()


def _take_everything(session: Session, member: Member) -> None:
    for table in (KeyWrap, Passkey):
        session.exec(delete(table).where(col(table.member_id) == member.id))
    forget_browsers(session, member.id)
    member.active, member.renew, member.epoch = False, False, member.epoch + 1
    member.locked_key = member.second_factor = b""
    member.next_salt = member.next_key = None
    session.add(member)
    session.flush()
