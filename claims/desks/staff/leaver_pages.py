"""The end of a membership. This is where a leaver's keys, sessions and claims are taken back, after a page that says so first."""

from flask import Response, render_template
from sqlmodel import Session

from claims.actions.end_membership import end_membership, working_here
from claims.actions.reset_member import matters_held_by
from claims.desks.staff.forms import EndMembershipForm
from claims.errors import NotNow
from claims.queries.members_page import read_member
from claims.rules.access import May
from claims.rules.membership import why_not_leave
from claims.web.guards import acting
from claims.web.house import house
from claims.web.language import lazy_gettext as _l
from claims.web.office_desk import go_to

WHY_NOT = {
    "last_key_holder": _l(
        "Nobody else who works here holds the office's key. If this membership ended, no claim could be opened any more. "
        "Invite another triage lead first."
    ),
    "last_lead": _l("Nobody else leads triage. Invite another triage lead first."),
    "last_counsel": _l(
        "This person is the only counsel of some matters. Have another counsel added first, or tick that these matters are "
        "left without one: then nobody can open them, except with the sheets for recovery."
    ),
}
Answer = Response | tuple[str, int]


def end_member(member_id: str) -> Answer:
    """What ends, and whether it may; then it is done."""
    here, form = house(), EndMembershipForm.from_page()
    if form.accepted():
        try:
            with here.database.deed() as session:
                _end(session, member_id, form)
            return go_to("staff.members")
        except NotNow as refusal:
            form.add_problem(WHY_NOT[refusal.reason])
    with here.database.question() as session:
        found = read_member(session, here.office_id, member_id)
        reason = why_not_leave(member_id, working_here(session, here.office_id))
        alone = [each for each in matters_held_by(session, member_id) if not each.holders]
    page = render_template(
        "staff/end_member.html", form=form, found=found, why_not=WHY_NOT.get(reason, ""), alone=len(alone)
    )
    return page, form.status


def _end(session: Session, member_id: str, form: EndMembershipForm) -> None:
    here = house()
    end_membership(
        session,
        here.office_id,
        member_id=member_id,
        matters_alone="leave" if form.alone.data else "refuse",
        actor=acting(May.MANAGE_MEMBERS),
        now=here.now(),
    )
